package io.tributary.samples.azure;

import io.tributary.samples.SampleTruth;
import java.time.LocalDate;
import java.util.ArrayList;
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
            newest.put(new Statement(scope, dataSet, delivery.start()), tally.accounts());
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
                settings.described(), List.copyOf(deliveries.values()), List.copyOf(ordered.values()), broken);
    }
}
