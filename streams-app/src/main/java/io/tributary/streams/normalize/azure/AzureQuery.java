package io.tributary.streams.normalize.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowNormalizer;
import java.util.List;
import java.util.Optional;

/**
 * Azure costs as the Query interface sums them: one row for each day (or month), currency and combination of the
 * columns that the query groups by. Rows are unique by construction, so a row that occurs again is an overlap of pages.
 */
final class AzureQuery implements DataSetNormalizer {

    private final CostsRole role;

    /** @param role what the set is for */
    AzureQuery(CostsRole role) {
        this.role = requireNonNull(role, "role");
    }

    @Override
    public String dataSet() {
        return dataSet(role);
    }

    /** The name of the role's set, as raw pages carry it: azure.query.amortized beside azure.amortized. */
    static String dataSet(CostsRole role) {
        return role.dataSet().replace("azure.", "azure.query.");
    }

    @Override
    public String statement(RawPage page) {
        return AzureStatements.of(page, role);
    }

    @Override
    public Optional<Supplement> supplement(RawPage page) {
        return AzureStatements.supplement(page, role);
    }

    @Override
    public Optional<Supplemented> supplements(RawPage page) {
        return AzureStatements.supplements(page, role);
    }

    @Override
    public Ownership ownership(RawPage page) {
        return AzureOwnership.of(page.getBillingAccountId());
    }

    @Override
    public String mappingVersion() {
        return dataSet() + "/4";
    }

    @Override
    public String costBasis(RawPage page) {
        return null;
    }

    @Override
    public Repeats repeats() {
        return Repeats.ARE_OVERLAP;
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header) {
        return new AzureQueryRows(AzureQueryColumns.of(header, role), role, page);
    }
}
