package io.tributary.local.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.console.Amounts;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All costs of a clean view's records, by account, period and currency: as its manifest and as truths have them. */
final class ViewCosts {

    private static final List<String> FIELDS =
            List.of("currency", "records", "billedCost", "effectiveCost", "listCost", "contractedCost");

    private ViewCosts() {}

    /** Those that the manifest in the view's directory states. */
    static Set<String> of(Path view) throws IOException {
        Set<String> costs = new TreeSet<>();
        JsonNode manifest =
                new ObjectMapper().readTree(view.resolve("_manifest.json").toFile());
        for (JsonNode period : manifest.get("periods")) {
            String group = period.get("billingAccountId").asText() + " "
                    + period.get("billingPeriodStart").asText();
            for (JsonNode total : period.get("totals")) {
                costs.add(group + " "
                        + FIELDS.stream()
                                .map(field -> total.get(field).asText())
                                .collect(Collectors.joining(" ")));
            }
        }
        return costs;
    }

    /** Those that it must state. */
    static Set<String> of(List<SampleTruth> truths) {
        Stream<String> reports = truths.stream()
                .flatMap(truth -> truth.newest().stream())
                .map(newest -> newest.account() + " " + newest.period().atDay(1) + " " + newest.currency() + " "
                        + text(newest.totals().costs()));
        Stream<String> live = truths.stream()
                .flatMap(truth -> truth.live().stream())
                .map(total -> total.account() + " " + total.periodStart() + " " + total.currency() + " "
                        + text(total.costs()));
        return Stream.concat(reports, live).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String text(SampleTruth.Costs costs) {
        return costs.records() + " "
                + Stream.of(costs.billedCost(), costs.effectiveCost(), costs.listCost(), costs.contractedCost())
                        .map(Amounts::exact)
                        .collect(Collectors.joining(" "));
    }
}
