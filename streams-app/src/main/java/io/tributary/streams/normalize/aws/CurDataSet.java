package io.tributary.streams.normalize.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowNormalizer;
import java.util.List;
import java.util.Optional;

/**
 * AWS Cost and Usage Reports. The legacy ones come under slash names, or under snake-case names where Athena reads
 * them; CUR 2.0 comes under snake-case names, with columns that hold objects. They state the same lines, under the same
 * keys.
 */
public final class CurDataSet implements DataSetNormalizer {

    /** Legacy reports, of whatever file format, as raw pages carry it. */
    public static final String LEGACY = "aws.cur.legacy";

    /** CUR 2.0 of AWS Data Exports, as raw pages carry it. */
    public static final String DATA_EXPORTS = "aws.cur.2";

    private final String dataSet;
    private final String mappingVersion;
    private final Optional<CostBasis> forcedBasis;

    private CurDataSet(String dataSet, String mappingVersion, Optional<CostBasis> forcedBasis) {
        this.dataSet = dataSet;
        this.mappingVersion = mappingVersion;
        this.forcedBasis = requireNonNull(forcedBasis, "forcedBasis");
    }

    /** @param forcedBasis the basis for every payer and period; empty to let each delivery's survey decide */
    public static CurDataSet legacy(Optional<CostBasis> forcedBasis) {
        return new CurDataSet(LEGACY, LEGACY + "/5", forcedBasis);
    }

    /** @param forcedBasis as of {@link #legacy} */
    public static CurDataSet dataExports(Optional<CostBasis> forcedBasis) {
        return new CurDataSet(DATA_EXPORTS, DATA_EXPORTS + "/4", forcedBasis);
    }

    @Override
    public String dataSet() {
        return dataSet;
    }

    @Override
    public String statement(RawPage page) {
        // Every report of a payer's period, of whatever format and granularity, states the same bill.
        return Keys.scope(Provider.AWS.name(), "cur", page.getBillingAccountId(), page.getBillingPeriodStart(), "");
    }

    @Override
    public Ownership ownership(RawPage page) {
        return new AwsOwnership(page.getBillingAccountId());
    }

    @Override
    public String mappingVersion() {
        return mappingVersion;
    }

    @Override
    public String costBasis(RawPage page) {
        return forcedBasis
                .orElseGet(() -> CostBasis.choose(page.getCostSurvey()))
                .toString();
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header) {
        return open(page, header, Optional.empty());
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header, Optional<String> costBasis) {
        CurColumns columns = header.isEmpty() ? CurColumns.none() : CurColumns.of(header);
        return new CurRows(columns, CostBasis.of(costBasis.orElseGet(() -> costBasis(page))), page);
    }
}
