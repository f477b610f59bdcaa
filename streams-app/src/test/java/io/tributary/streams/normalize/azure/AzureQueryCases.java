package io.tributary.streams.normalize.azure;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The case files of the Query interface's answers, in rows/azure-query. Columns are values as they stand in JSON. */
public final class AzureQueryCases {

    /**
     * What only these case files have.
     *
     * @param role what the set is for
     * @param scope the scope that was asked; absent for an enrollment
     * @param periodStart first day of the billing period; absent for 2024-02-01
     * @param periodEnd first day after it; absent for 2024-03-01
     */
    record Source(CostsRole role, String scope, String periodStart, String periodEnd) {}

    private AzureQueryCases() {}

    static Map<String, RowCase<Source>> all() {
        return RowCases.all("azure-query", Source.class);
    }

    /** The records of the cases whose rows can be read, by the names of the cases. */
    public static Map<String, List<CostRecord>> records() {
        return RowCases.records("azure-query", all(), AzureQueryCases::normalize);
    }

    /** What the case's row becomes. */
    static NormalizedPage normalize(RowCase<Source> rowCase) {
        return AnyAccount.normalizer(
                        rowCase.recordLimit(), new AzureQuery(rowCase.source().role()))
                .normalize(page(rowCase));
    }

    /** A page of the case's one row. */
    static RawPage page(RowCase<Source> rowCase) {
        Source source = rowCase.source();
        return new QueryPages(
                        source.role,
                        source.scope == null ? "providers/microsoft.billing/billingaccounts/8608480" : source.scope,
                        LocalDate.parse(source.periodStart == null ? "2024-02-01" : source.periodStart),
                        LocalDate.parse(source.periodEnd == null ? "2024-03-01" : source.periodEnd))
                .page(List.of(rowCase.columns()));
    }
}
