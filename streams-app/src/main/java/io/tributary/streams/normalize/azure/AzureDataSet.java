package io.tributary.streams.normalize.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowNormalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Azure line detail, of enterprise agreements, customer agreements and pay-as-you-go subscriptions, from an export, a
 * cost details report or usageDetails: as CSV or as JSON.
 */
final class AzureDataSet implements DataSetNormalizer {

    private final CostsRole role;

    /** @param role what the set is for */
    AzureDataSet(CostsRole role) {
        this.role = requireNonNull(role, "role");
    }

    @Override
    public String dataSet() {
        return role.dataSet();
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
        return role.dataSet() + "/4";
    }

    @Override
    public String costBasis(RawPage page) {
        return null;
    }

    /** Tags are at the root of an API's item; other objects are within its properties. */
    @Override
    public Set<String> wholeObjects() {
        return Set.of("tags", "additionalInfo", "properties.tags", "properties.additionalInfo");
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header) {
        AzureColumns columns = header.isEmpty() ? AzureColumns.none() : AzureColumns.of(header);
        return new AzureRows(columns, role, page);
    }
}
