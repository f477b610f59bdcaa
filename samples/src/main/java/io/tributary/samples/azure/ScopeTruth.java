package io.tributary.samples.azure;

import io.tributary.samples.SampleTruth;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects the truth of a sample. */
final class ScopeTruth {

    private final AzureSampleSettings settings;

    /** Deliveries that can still be read, in order; overwritten ones are replaced. */
    private final Map<String, SampleTruth.ScopeDelivery> deliveries = new LinkedHashMap<>();

    private final Map<Statement, Map<AzureTally.Account, SampleTruth.ScopeTotals>> newest = new LinkedHashMap<>();
    private final Map<Statement, AzurePlan.Delivery> newestDeliveries = new LinkedHashMap<>();
    private final Map<Statement, Map<AzureTally.Account, BigDecimal>> newestTaxes = new LinkedHashMap<>();
    private final List<SampleTruth.BrokenRow> broken = new ArrayList<>();

    private record Statement(String scope, AzureDataSet dataSet, LocalDate start) {}

    private record Live(String account, LocalDate start, String currency) {}

    ScopeTruth(AzureSampleSettings settings) {
        this.settings = settings;
    }

    void add(AzurePlan.Delivery delivery, AzureDataSet dataSet, String manifest, List<String> files, AzureTally tally) {
        String scope = AzureSampleBill.scopeOf(delivery, settings);
        boolean taken = dataSet.isTaken(settings.dataSets());
        String key = scope + " " + dataSet + " " + delivery.start()
                + (settings.layout() == ExportLayout.OVERWRITE ? "" : " " + delivery.number());
        deliveries.remove(key);
        deliveries.put(
                key,
                new SampleTruth.ScopeDelivery(
                        "azure",
                        scope,
                        dataSet.dataSet(settings.dataSets()),
                        dataSet.exportName(),
                        delivery.start(),
                        delivery.end(),
                        delivery.runId(dataSet),
                        manifest,
                        delivery.time(dataSet),
                        files,
                        taken,
                        tally.rows(),
                        tally.deadLetters(),
                        tally.currencies()));
        if (taken) {
            Statement statement = new Statement(scope, dataSet, delivery.start());
            newest.put(statement, tally.accounts());
            newestDeliveries.put(statement, delivery);
            newestTaxes.put(statement, tally.taxes());
        }
    }

    void add(List<SampleTruth.BrokenRow> rows) {
        broken.addAll(rows);
    }

    SampleTruth whole() {
        Map<Live, SampleTruth.Costs> live = new LinkedHashMap<>();
        newest.forEach((statement, accounts) -> accounts.forEach((account, totals) -> live.merge(
                new Live(account.id(), statement.start(), account.currency()),
                totals.costs(),
                SampleTruth.Costs::plus)));
        Map<String, SampleTruth.Live> ordered = new TreeMap<>();
        live.forEach((of, costs) -> ordered.put(
                of.toString(), new SampleTruth.Live("azure", of.account(), of.start(), of.currency(), costs)));
        return SampleTruth.ofScopes(
                        settings.described(), List.copyOf(deliveries.values()), List.copyOf(ordered.values()), broken)
                .invoiced(invoices(live));
    }

    /** The invoices of accounts' periods whose deliveries are all the last ones. */
    private List<SampleTruth.Invoice> invoices(Map<Live, SampleTruth.Costs> live) {
        Map<Live, String> invoiceIds = new LinkedHashMap<>();
        newest.forEach((statement, accounts) -> accounts.keySet().forEach(account -> {
            String profile = account.id().substring(account.id().lastIndexOf('/') + 1);
            String invoiceId = RowText.invoiceId(newestDeliveries.get(statement), profile);
            invoiceIds.merge(
                    new Live(account.id(), statement.start(), account.currency()),
                    invoiceId,
                    (one, other) -> one.isEmpty() ? one : other);
        }));
        Map<Live, BigDecimal> taxes = new LinkedHashMap<>();
        newestTaxes.forEach((statement, accounts) -> accounts.forEach((account, tax) ->
                taxes.merge(new Live(account.id(), statement.start(), account.currency()), tax, BigDecimal::add)));
        List<SampleTruth.Invoice> invoices = new ArrayList<>();
        live.forEach((of, costs) -> {
            if (!invoiceIds.get(of).isEmpty()) {
                invoices.add(SampleTruth.Invoice.of(
                        "azure",
                        of.account(),
                        of.start(),
                        invoiceIds.get(of),
                        of.currency(),
                        costs.billedCost(),
                        taxes.getOrDefault(of, BigDecimal.ZERO)));
            }
        });
        invoices.sort(Comparator.comparing(SampleTruth.Invoice::account)
                .thenComparing(SampleTruth.Invoice::periodStart)
                .thenComparing(SampleTruth.Invoice::currency));
        return invoices;
    }
}
