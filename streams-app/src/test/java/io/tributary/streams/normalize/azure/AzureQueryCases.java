package io.tributary.streams.normalize.azure;

import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The case files of the Query interface's answers, in rows/azure-query. Columns are values as they stand in JSON. */
final class AzureQueryCases {

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
