package io.tributary.extractors.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostViews.Taken;
import io.tributary.extractors.source.SourceDelivery.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which views are taken of a scope's period: as docs/semantics.md has it, and while exports come to an end. */
class CostViewsTest {

    private static final LocalDate END = LocalDate.of(2026, 11, 1);
    private static final Instant AFTER_END = Instant.parse("2026-11-03T00:00:00Z");
    private static final Pattern DATA_SET = Pattern.compile("`(azure\\.[a-z.]+)`");

    @Test
    void choiceIsThatOfTheDocumentedTable() throws IOException {
        List<List<String>> table = table("there of a period");
        List<String> settings = table.get(0).subList(1, table.get(0).size());
        Map<String, Set<String>> places = places();
        Set<Set<CostView>> combinations = new HashSet<>();
        for (List<String> row : table.subList(1, table.size())) {
            Map<CostView, Instant> newest = new EnumMap<>(CostView.class);
            Arrays.stream(row.get(0).split(", "))
                    .forEach(view -> newest.put(CostView.valueOf(view.toUpperCase(Locale.ROOT)), AFTER_END));
            combinations.add(newest.keySet());
            for (int i = 0; i < settings.size(); i++) {
                Costs costs = costs(settings.get(i));
                String cell = row.get(i + 1);
                List<Taken> taken = new CostViews(costs, "azure.").choose(newest, END);

                assertThat(taken)
                        .as(row.get(0) + " with " + settings.get(i))
                        .extracting(Taken::dataSet)
                        .containsExactlyElementsOf(dataSets(cell));
                assertThat(taken).allSatisfy(one -> {
                    assertThat(newest).containsKey(one.view());
                    assertThat(one.choice().notTaken().isPresent()).isEqualTo(cell.startsWith("none"));
                    assertThat(one.choice().over())
                            .isEqualTo(
                                    one.choice().notTaken().isPresent()
                                            ? Set.of()
                                            : expectedOver(places.get(one.dataSet()), newest.keySet()));
                });
            }
        }
        assertThat(combinations).hasSize(7);
        assertThat(settings).hasSize(Costs.values().length);
    }

    /** The time of a view's newest export is that of a day of October or November. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // The scope went over to another view in the middle of October: what goes on states the whole month.
                "2026-10-10; 2026-10-10; 2026-10-31; focus; actual actual.commitments amortized",
                "; 2026-10-31; 2026-10-10; actual; actual.commitments focus",
                "2026-10-31; 2026-10-31; 2026-10-10; amortized actual.commitments; actual focus",
                "2026-10-10; 2026-10-31; ; actual; actual.commitments amortized",
                "2026-10-28; 2026-10-28; 2026-11-02; focus; actual actual.commitments amortized",
                // A day apart, or after the month: both state the same.
                "2026-10-30; 2026-10-30; 2026-10-31; amortized actual.commitments; actual focus",
                "2026-11-01; 2026-11-01; 2026-12-20; amortized actual.commitments; actual focus",
                // Old purchases beside amortized costs are more than none.
                "2026-10-31; 2026-10-10; ; amortized actual.commitments; actual",
                "2026-10-31; ; 2026-10-10; amortized; focus",
            })
    void viewWhoseExportsCameToAnEndWithinThePeriodGivesWay(
            LocalDate amortized, LocalDate actual, LocalDate focus, String dataSets, String over) {
        Map<CostView, Instant> newest = new EnumMap<>(CostView.class);
        put(newest, CostView.AMORTIZED, amortized);
        put(newest, CostView.ACTUAL, actual);
        put(newest, CostView.FOCUS, focus);

        List<Taken> taken = new CostViews(Costs.AUTO, "").choose(newest, END);

        assertThat(taken).extracting(Taken::dataSet).containsExactly(dataSets.split(" "));
        assertThat(taken).allSatisfy(one -> assertThat(one.choice().over()).containsExactly(over.split(" ")));
    }

    @Test
    void nothingElseIsThereSoThereIsNoChoice() {
        List<Taken> taken = new CostViews(Costs.AUTO, "azure.").choose(Map.of(CostView.FOCUS, AFTER_END), END);

        assertThat(taken).extracting(Taken::choice).containsExactly(Choice.ONLY);
    }

    @ParameterizedTest
    @CsvSource({
        "FOCUS, ACTUAL AMORTIZED, 'azure.costs is focus, and the period has only actual and amortized costs'",
        "FOCUS, ACTUAL, 'azure.costs is focus, and the period has only actual costs'",
        "AMORTIZED_AND_ACTUAL, FOCUS, 'azure.costs is amortized+actual, and the period has only focus costs'"
    })
    void reasonNamesTheSettingAndWhatIsThere(Costs costs, String views, String reason) {
        Map<CostView, Instant> newest =
                Arrays.stream(views.split(" ")).collect(Collectors.toMap(CostView::valueOf, view -> AFTER_END));

        assertThat(new CostViews(costs, "azure.").choose(newest, END))
                .singleElement()
                .extracting(taken -> taken.choice().notTaken().orElseThrow())
                .isEqualTo(reason);
    }

    @Test
    void purchasesAreLackingWhereAmortizedCostsAreTakenAlone() {
        Map<CostView, Instant> amortized = Map.of(CostView.AMORTIZED, AFTER_END);
        Map<CostView, Instant> both = Map.of(CostView.AMORTIZED, AFTER_END, CostView.ACTUAL, AFTER_END);

        assertThat(CostViews.lacksPurchases(new CostViews(Costs.AUTO, "azure.").choose(amortized, END)))
                .isTrue();
        assertThat(CostViews.lacksPurchases(new CostViews(Costs.AMORTIZED, "azure.").choose(both, END)))
                .isTrue();
        assertThat(CostViews.lacksPurchases(new CostViews(Costs.AUTO, "azure.").choose(both, END)))
                .isFalse();
        assertThat(CostViews.lacksPurchases(new CostViews(Costs.FOCUS, "azure.").choose(amortized, END)))
                .isFalse();
    }

    private static void put(Map<CostView, Instant> newest, CostView view, LocalDate day) {
        if (day != null) {
            newest.put(view, Instant.parse(day + "T03:00:00Z"));
        }
    }

    private static Costs costs(String setting) {
        return Arrays.stream(Costs.values())
                .filter(costs -> costs.text().equals(setting.replace("`", "")))
                .findFirst()
                .orElseThrow();
    }

    /** Of what a data set takes the place of: what can come of the views that are there. */
    private static Set<String> expectedOver(Set<String> places, Set<CostView> present) {
        return present.size() == 1
                ? Set.of()
                : places.stream()
                        .filter(dataSet -> present.stream()
                                .anyMatch(view -> dataSet.startsWith(
                                        "azure." + view.name().toLowerCase(Locale.ROOT))))
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Set<String>> places() throws IOException {
        Map<String, Set<String>> places = new HashMap<>();
        for (List<String> row : table("is taken")) {
            List<String> names = dataSets(row.get(0));
            if (!names.isEmpty()) {
                places.put(names.get(0), new TreeSet<>(dataSets(row.get(1))));
            }
        }
        return places;
    }

    private static List<String> dataSets(String cell) {
        return DATA_SET.matcher(cell)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    /** The rows of the table of docs/semantics.md whose first column is called {@code column}, its header first. */
    private static List<List<String>> table(String column) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean isWithin = false;
        for (String indented : Files.readAllLines(Path.of("..", "docs", "semantics.md"))) {
            String line = indented.strip();
            isWithin = line.startsWith("| " + column + " |") || isWithin && line.startsWith("|");
            if (isWithin && !line.startsWith("|---")) {
                rows.add(Arrays.stream(line.substring(1).split("\\|"))
                        .map(String::strip)
                        .toList());
            }
        }
        assertThat(rows).as("the table of " + column).isNotEmpty();
        return rows;
    }
}
