package io.tributary.streams.normalize.gcp;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowContent;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.SliceMemo;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Google Cloud's usage costs, standard or detailed, as rows of BigQuery in JSON or as CSV dumps of them. */
final class GcpDataSet implements DataSetNormalizer {

    private final String dataSet;

    // Slices of the table are many, and have the same labels, tags and projects.
    private final SliceMemo<byte[]> canonicalForms = RowContent.canonicalForms();
    private final SliceMemo<Optional<List<Map<String, Structs.Value>>>> labels = new SliceMemo<>(Structs::of);

    private GcpDataSet(String dataSet) {
        this.dataSet = requireNonNull(dataSet, "dataSet");
    }

    /** The standard export, which knows no resources. */
    static GcpDataSet standard() {
        return new GcpDataSet("gcp.standard");
    }

    /** The detailed export, with resources and prices. */
    static GcpDataSet detailed() {
        return new GcpDataSet("gcp.detailed");
    }

    @Override
    public String dataSet() {
        return dataSet;
    }

    /** Rows are only ever added to the table: each slice of it states money of its own. */
    @Override
    public String statement(RawPage page) {
        return page.getScope();
    }

    /** Standard and detailed tables, and FOCUS, state the same money of a month in different words. */
    @Override
    public Optional<String> lease(RawPage page) {
        return Optional.of(monthOf(page));
    }

    /** Tables have the rows of all billing accounts that they are the export of; a delivery has those of one. */
    static Ownership only(RawPage page) {
        String account = Ownership.comparable(page.getBillingAccountId());
        return (billingAccountId, subAccountId) ->
                Ownership.comparable(billingAccountId).equals(account) ? Ownership.Owner.ONLY : Ownership.Owner.OTHER;
    }

    /** The money of an account's invoice month, which all data sets of Google Cloud state. */
    static String monthOf(RawPage page) {
        return Keys.scope(Provider.GCP.name(), "month", page.getBillingAccountId(), page.getBillingPeriodStart(), "");
    }

    @Override
    public Ownership ownership(RawPage page) {
        return GcpDataSet.only(page);
    }

    @Override
    public String mappingVersion() {
        return dataSet + "/4";
    }

    @Override
    public String costBasis(RawPage page) {
        return null;
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header) {
        boolean csv = page.getContentType().startsWith("text/csv");
        return new GcpRows(GcpColumns.of(header, csv), page, canonicalForms, labels);
    }
}
