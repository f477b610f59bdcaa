package io.tributary.streams.normalize.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.RowNormalizer;
import java.util.List;
import java.util.Optional;

/** AWS legacy Cost and Usage Reports as CSV, under slash names or snake-case names. */
public final class LegacyCur implements DataSetNormalizer {

    /** As raw pages carry it. */
    public static final String DATA_SET = "aws.cur.legacy";

    private static final String MAPPING_VERSION = "aws.cur.legacy/1";

    private final Optional<CostBasis> forcedBasis;

    /** @param forcedBasis the basis for every payer and period; empty to let each delivery's survey decide */
    public LegacyCur(Optional<CostBasis> forcedBasis) {
        this.forcedBasis = requireNonNull(forcedBasis, "forcedBasis");
    }

    @Override
    public String dataSet() {
        return DATA_SET;
    }

    @Override
    public String statement(RawPage page) {
        // Every report of a payer's period, of whatever format and granularity, states the same bill.
        return Keys.scope("aws", "cur", page.getBillingAccountId(), page.getBillingPeriodStart(), "");
    }

    @Override
    public String mappingVersion() {
        return MAPPING_VERSION;
    }

    @Override
    public String costBasis(RawPage page) {
        return forcedBasis
                .orElseGet(() -> CostBasis.choose(page.getCostSurvey()))
                .toString();
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header) {
        LegacyCurColumns columns = header.isEmpty() ? LegacyCurColumns.none() : LegacyCurColumns.of(header);
        return new LegacyCurRows(columns, CostBasis.of(costBasis(page)), page);
    }
}
