package io.tributary.samples.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GcpSampleBillTest {

    private static final GcpSampleSettings SMALL =
            GcpSampleSettings.builder().rows(3_000).format(GcpFormat.JSON).build();

    @TempDir
    private Path directory;

    static Stream<GcpSampleSettings> bills() {
        return Stream.of(
                SMALL,
                SMALL.toBuilder().format(GcpFormat.CSV).seed(2).brokenRows(3).build(),
                SMALL.toBuilder()
                        .format(GcpFormat.JSON_GZIP)
                        .dumps(GcpDumps.WHOLE)
                        .brokenRows(2)
                        .build(),
                SMALL.toBuilder()
                        .rows(6_000)
                        .dataSets(Set.of(GcpDataSet.values()))
                        .format(GcpFormat.CSV_GZIP)
                        .build(),
                SMALL.toBuilder()
                        .dataSets(Set.of(GcpDataSet.STANDARD))
                        .through(1)
                        .parts(1)
                        .build(),
                SMALL.toBuilder()
                        .periods(1)
                        .deliveries(1)
                        .newestPeriod(YearMonth.of(2026, 1))
                        .build());
    }

    @ParameterizedTest
    @MethodSource("bills")
    void sumsOfTheTruthAreThoseOfTheFiles(GcpSampleSettings settings) throws IOException {
        SampleTruth truth = GcpSampleBill.write(settings, directory);

        List<Map<String, String>> rows = GcpRows.of(directory);
        assertThat(truth.rows()).isEqualTo(rows.size());
        assertThat(truth.deadLetters())
                .hasSize((int) rows.stream().filter(GcpRows::isBroken).count());
        Map<String, BigDecimal> slices = new TreeMap<>();
        Map<String, BigDecimal> live = new TreeMap<>();
        Map<String, Long> records = new TreeMap<>();
        Map<String, BigDecimal> list = new TreeMap<>();
        Map<String, BigDecimal> contracted = new TreeMap<>();
        for (Map<String, String> row : rows) {
            String account = row.get("billing_account_id") + " " + row.get("invoice.month") + " " + row.get("currency");
            String slice = account + " " + row.get("#table") + " " + row.get("partition_date") + " "
                    + row.get("export_time").replace(" UTC", "Z").replace(' ', 'T');
            boolean isTaken =
                    settings.dataSets().size() == 1 || row.get("#table").startsWith("gcp_billing_export_resource_v1_");
            slices.putIfAbsent(slice, BigDecimal.ZERO);
            if (!GcpRows.isBroken(row)) {
                slices.merge(slice, GcpRows.net(row), BigDecimal::add);
                if (isTaken) {
                    live.merge(account, GcpRows.net(row), BigDecimal::add);
                    long promotions = GcpRows.credits(row).stream()
                            .filter(credit -> credit.get("type").asText().equals("PROMOTION"))
                            .count();
                    records.merge(account, 1 + promotions, Long::sum);
                    list.merge(account, atPrice(row, "cost_at_list"), BigDecimal::add);
                    contracted.merge(account, atPrice(row, "cost_at_effective_price_default"), BigDecimal::add);
                }
            }
        }
        assertThat(truth.scopes())
                .hasSize(slices.size())
                .allSatisfy(delivery -> delivery.currencies()
                        .forEach((currency, totals) -> assertThat(totals.costs().billedCost())
                                .isEqualByComparingTo(slices.get(delivery.scope() + " "
                                        + delivery.periodStart()
                                                .toString()
                                                .substring(0, 7)
                                                .replace("-", "") + " " + currency
                                        + " " + delivery.source().replace('/', ' ')))));
        assertThat(truth.live()).hasSize(live.size()).allSatisfy(total -> {
            String account = total.account() + " "
                    + total.periodStart().toString().substring(0, 7).replace("-", "") + " " + total.currency();
            assertThat(total.costs().billedCost()).isEqualByComparingTo(live.get(account));
            assertThat(total.costs().records()).isEqualTo(records.get(account));
            assertThat(total.costs().listCost()).isEqualByComparingTo(list.get(account));
            assertThat(total.costs().contractedCost()).isEqualByComparingTo(contracted.get(account));
        });
        assertThat(SampleTruth.read(directory)).isEqualTo(truth);
    }

    /** The cost in a column, or before credits where the table has no such column, less what are no discounts. */
    private static BigDecimal atPrice(Map<String, String> row, String column) {
        String stated = row.getOrDefault(column, "");
        BigDecimal cost = new BigDecimal(row.get("cost"));
        BigDecimal price = stated.isEmpty() ? cost : new BigDecimal(stated);
        return GcpRows.credits(row).stream()
                .filter(credit -> Set.of("PROMOTION", "FEE_UTILIZATION_OFFSET")
                        .contains(credit.get("type").asText()))
                .map(credit -> new BigDecimal(credit.get("amount").asText()))
                .reduce(price.signum() == 0 ? cost : price, BigDecimal::add);
    }

    @Test
    void theSameSettingsGiveTheSameBytes() throws IOException {
        GcpSampleBill.write(SMALL.toBuilder().format(GcpFormat.JSON_GZIP).build(), directory.resolve("one"));
        GcpSampleBill.write(SMALL.toBuilder().format(GcpFormat.JSON_GZIP).build(), directory.resolve("other"));

        Map<String, String> one = bytes(directory.resolve("one"));
        assertThat(one).hasSizeGreaterThan(10).isEqualTo(bytes(directory.resolve("other")));
    }

    @Test
    void laterStatesOnlyAddRows() throws IOException {
        Map<String, Long> before = Map.of();
        for (int through = 1; through <= 3; through++) {
            GcpSampleBill.write(
                    SMALL.toBuilder().dumps(GcpDumps.WHOLE).through(through).build(), directory);
            Map<String, Long> now = GcpRows.of(directory).stream()
                    .peek(row -> row.remove("#file"))
                    .collect(Collectors.groupingBy(Object::toString, Collectors.counting()));
            before.forEach((row, count) -> assertThat(now.get(row)).isEqualTo(count));
            assertThat(now.size()).isGreaterThan(before.size());
            before = now;
        }
    }

    @Test
    void laterStatesHaveSlicesOfOldPartitions() throws IOException {
        GcpSampleBill.write(SMALL, directory);

        List<Map<String, String>> rows = GcpRows.of(directory);
        Function<String, TreeSet<String>> partitions = dump -> rows.stream()
                .filter(row -> row.get("#file").contains(dump))
                .map(row -> row.get("partition_date"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(partitions.apply("dump-02").first())
                .isLessThan(partitions.apply("dump-01").last());
    }

    @Test
    void everyKindOfRowIsThere() throws IOException {
        GcpSampleBill.write(SMALL, directory);

        List<Map<String, String>> rows = GcpRows.of(directory);
        assertThat(values(rows, "cost_type")).containsOnly("regular", "tax", "adjustment", "rounding_error");
        assertThat(values(rows, "currency")).containsOnly("USD", "EUR");
        assertThat(values(rows, "adjustment_info.type"))
                .containsOnly(
                        "USAGE_CORRECTION",
                        "PRICE_CORRECTION",
                        "METADATA_CORRECTION",
                        "GOODWILL",
                        "SALES_BASED_GOODWILL",
                        "SLA_VIOLATION",
                        "BALANCE_TRANSFER",
                        "ACCOUNT_CLOSURE",
                        "GENERAL_ADJUSTMENT");
        assertThat(values(rows, "adjustment_info.mode"))
                .containsOnly(
                        "PARTIAL_CORRECTION",
                        "COMPLETE_NEGATION",
                        "COMPLETE_NEGATION_WITH_REMONETIZATION",
                        "MANUAL_ADJUSTMENT");
        Set<String> credits = new HashSet<>();
        rows.forEach(row -> GcpRows.credits(row).stream()
                .map(credit -> credit.get("type").asText())
                .forEach(credits::add));
        assertThat(credits)
                .containsOnly(
                        "COMMITTED_USAGE_DISCOUNT",
                        "COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE",
                        "FEE_UTILIZATION_OFFSET",
                        "DISCOUNT",
                        "FREE_TIER",
                        "PROMOTION",
                        "RESELLER_MARGIN",
                        "SUBSCRIPTION_BENEFIT",
                        "SUSTAINED_USAGE_DISCOUNT");
        assertHas(rows, "several promotions", row -> GcpRows.credits(row).size() == 3);
        assertThat(directory).satisfies(GcpSampleBillTest::hasExponents);
        assertHas(
                rows,
                "17 digits",
                row -> row.get("cost").replaceAll("[-.]|^0\\.0*", "").length() >= 17);
        assertHas(rows, "no project", row -> !row.containsKey("project.id"));
        assertHas(rows, "a cost of nothing", row -> row.get("cost").equals("0"));
        assertHas(rows, "less than nothing", row -> row.get("cost").startsWith("-"));
        assertHas(rows, "columns of 2022", row -> !row.containsKey("cost_at_list"));
        assertHas(rows, "columns of 2025", row -> row.containsKey("consumption_model.id"));
        assertHas(
                rows,
                "a fee of a commitment to spend",
                row -> row.get("sku.description").startsWith("Compute Flexible Committed Use Discounts - ")
                        && GcpRows.credits(row).get(0).get("amount").asDouble() < 0);
        assertHas(
                rows,
                "usage at the price of a commitment",
                row -> row.containsKey("consumption_model.id")
                        && Double.parseDouble(row.get("cost")) < Double.parseDouble(row.get("cost_at_list")));
        assertHas(
                rows,
                "a credit whose id is a description",
                row -> GcpRows.credits(row).stream()
                        .anyMatch(credit -> credit.get("id").asText().equals("Committed Usage Discount: CPU")));
        assertHas(rows, "a resource", row -> row.containsKey("resource.global_name"));
        assertThat(values(rows, "labels")).hasSizeGreaterThan(4);
        assertThat(values(rows, "project.name")).contains("Contoso 0", "Contoso Web (new)");
    }

    @Test
    void rowsThatAreAlikeAreBilledTwice() throws IOException {
        GcpSampleBill.write(SMALL, directory);

        Map<String, Long> counts = GcpRows.of(directory).stream()
                .peek(row -> row.remove("#file"))
                .collect(Collectors.groupingBy(Object::toString, Collectors.counting()));
        assertThat(counts.values()).contains(1L, 2L);
    }

    @Test
    void aSliceHasRowsOfSeveralInvoiceMonths() throws IOException {
        GcpSampleBill.write(SMALL, directory);

        Map<String, Set<String>> months = new HashMap<>();
        GcpRows.of(directory)
                .forEach(row -> months.computeIfAbsent(
                                row.get("#table") + row.get("export_time") + row.get("partition_date"),
                                slice -> new HashSet<>())
                        .add(row.get("invoice.month")));
        assertThat(months.values()).anySatisfy(of -> assertThat(of).hasSize(2));
    }

    @Test
    void monthsAreThoseOfCaliforniaUnlessSomethingIsLateOrCorrected() throws IOException {
        GcpSampleBill.write(SMALL, directory);

        List<Map<String, String>> boundary = GcpRows.of(directory).stream()
                .filter(row -> row.get("usage_start_time").startsWith("2026-10-01 0"))
                .filter(row -> row.get("cost_type").equals("regular"))
                // Late usage has separate slices.
                .filter(row -> !row.get("export_time").contains(":00:00.01"))
                .toList();
        assertThat(boundary)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.get("invoice.month"))
                        .isEqualTo(row.get("usage_start_time").compareTo("2026-10-01 07") < 0 ? "202609" : "202610"));
        assertThat(values(boundary, "invoice.month")).hasSize(2);
    }

    @Test
    void aCorrectionOfLastMonthIsInvoicedThisMonthAndTakesBackWhatWasBilled() throws IOException {
        GcpSampleBill.write(SMALL.toBuilder().periods(1).deliveries(1).build(), directory);

        List<Map<String, String>> corrections = GcpRows.of(directory).stream()
                .filter(row -> "USAGE_CORRECTION".equals(row.get("adjustment_info.type")))
                .toList();
        assertThat(corrections).hasSize(6).allSatisfy(row -> {
            assertThat(row.get("invoice.month")).isEqualTo("202610");
            assertThat(row.get("usage_start_time")).startsWith("2026-09-25");
        });
        Map<String, List<BigDecimal>> costs = new TreeMap<>();
        corrections.stream()
                .filter(row -> row.get("adjustment_info.mode").endsWith("REMONETIZATION"))
                .forEach(row -> costs.computeIfAbsent(row.get("adjustment_info.id"), id -> new ArrayList<>())
                        .add(GcpRows.net(row)));
        assertThat(costs.values()).hasSize(2).allSatisfy(pair -> {
            assertThat(pair).hasSize(2);
            pair.sort(null);
            assertThat(pair.get(0)).isNegative();
            assertThat(pair.get(1)).isPositive().isLessThan(pair.get(0).negate());
        });
    }

    @Test
    void whatIsCorrectedInItsMetadataNetsToNothing() throws IOException {
        GcpSampleBill.write(SMALL, directory);

        Map<String, BigDecimal> costs = new TreeMap<>();
        GcpRows.of(directory).stream()
                .filter(row -> "METADATA_CORRECTION".equals(row.get("adjustment_info.type")))
                .forEach(row -> costs.merge(row.get("adjustment_info.id"), GcpRows.net(row), BigDecimal::add));
        assertThat(costs.values()).hasSize(4).allSatisfy(sum -> assertThat(sum).isZero());
    }

    @Test
    void bothExportsAreTheSameMoney() throws IOException {
        SampleTruth truth = GcpSampleBill.write(
                SMALL.toBuilder()
                        .rows(6_000)
                        .dataSets(Set.of(GcpDataSet.values()))
                        .build(),
                directory);

        Map<String, Map<String, BigDecimal>> sums = new TreeMap<>();
        truth.scopes()
                .forEach(delivery -> delivery.currencies()
                        .forEach((currency, totals) -> sums.computeIfAbsent(delivery.dataSet(), of -> new TreeMap<>())
                                .merge(
                                        delivery.scope() + delivery.periodStart(),
                                        totals.costs().billedCost(),
                                        BigDecimal::add)));
        assertThat(sums).containsOnlyKeys("gcp.standard", "gcp.detailed");
        sums.get("gcp.standard")
                .forEach((of, sum) ->
                        assertThat(sums.get("gcp.detailed").get(of)).isEqualByComparingTo(sum));
    }

    @Test
    void filesAreAsOldAsTheirState() throws IOException {
        GcpSampleBill.write(SMALL.toBuilder().through(2).build(), directory);

        try (Stream<Path> files = Files.walk(directory)) {
            List<Instant> times = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                times.add(Files.getLastModifiedTime(file).toInstant());
            }
            assertThat(times).allSatisfy(time -> assertThat(time).isBefore(Instant.parse("2026-11-01T00:00:00Z")));
            assertThat(new TreeSet<>(times)).hasSize(2);
        }
    }

    @Test
    void aDirectoryWithSomethingElseIsRefused() throws IOException {
        Files.writeString(directory.resolve("other.txt"), "here first");

        assertThatThrownBy(() -> GcpSampleBill.write(SMALL, directory))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("something else");
    }

    @Test
    void tooFewRowsAreRefused() {
        assertThatThrownBy(() -> SMALL.toBuilder().rows(10).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows must be at least");
    }

    private static void assertHas(List<Map<String, String>> rows, String what, Predicate<Map<String, String>> isSuch) {
        assertThat(rows.stream().anyMatch(isSuch)).as(what).isTrue();
    }

    private static void hasExponents(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Path file = files.filter(path -> path.toString().contains("dump-03"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(file)).containsPattern("\"cost\":[0-9.]+e-0\\d,");
        }
    }

    private static Set<String> values(List<Map<String, String>> rows, String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(value -> value != null)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> bytes(Path root) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                content.put(root.relativize(file).toString(), Arrays.toString(Files.readAllBytes(file)));
            }
        }
        return content;
    }
}
