package io.tributary.samples.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The truth of Azure bills, against sums of the files alone. */
class AzureSampleTruthTest {

    private static final AzureSampleSettings SMALL =
            AzureSampleSettings.builder().rows(6_000).build();
    private static final Set<String> COMMITMENTS = Set.of("Reservation", "SavingsPlan");
    private static final Set<String> TRADES = Set.of("Purchase", "Refund");

    @TempDir
    private Path directory;

    static Stream<AzureSampleSettings> bills() {
        return Stream.of(
                SMALL,
                SMALL.toBuilder().format(ExportFormat.CSV_GZIP).parts(1).seed(2).build(),
                SMALL.toBuilder().layout(ExportLayout.OVERWRITE).brokenRows(3).build(),
                SMALL.toBuilder()
                        .layout(ExportLayout.OLD_MANIFEST)
                        .dataSets(Set.of(AzureDataSet.AMORTIZED))
                        .build(),
                SMALL.toBuilder()
                        .layout(ExportLayout.SINGLE_FILE)
                        .dataSets(Set.of(AzureDataSet.ACTUAL))
                        .build(),
                SMALL.toBuilder()
                        .dataSets(Set.of(AzureDataSet.FOCUS))
                        .brokenRows(2)
                        .build(),
                SMALL.toBuilder()
                        .dataSets(Set.of(AzureDataSet.values()))
                        .format(ExportFormat.PARQUET)
                        .build(),
                SMALL.toBuilder().agreement(Agreement.MCA).build(),
                SMALL.toBuilder()
                        .agreement(Agreement.MCA)
                        .dataSets(Set.of(AzureDataSet.values()))
                        .layout(ExportLayout.OVERWRITE)
                        .build(),
                SMALL.toBuilder()
                        .agreement(Agreement.MCA)
                        .layout(ExportLayout.SINGLE_FILE)
                        .periods(1)
                        .build(),
                SMALL.toBuilder()
                        .agreement(Agreement.MCA)
                        .dataSets(Set.of(AzureDataSet.FOCUS))
                        .format(ExportFormat.PARQUET)
                        .build(),
                SMALL.toBuilder().agreement(Agreement.MOSA).build(),
                SMALL.toBuilder()
                        .agreement(Agreement.MOSA)
                        .dataSets(Set.of(AzureDataSet.values()))
                        .build(),
                SMALL.toBuilder()
                        .agreement(Agreement.MOSA)
                        .layout(ExportLayout.OLD_MANIFEST)
                        .deliveries(1)
                        .subscriptions(2)
                        .brokenRows(1)
                        .build());
    }

    @ParameterizedTest
    @MethodSource("bills")
    void sumsOfTheTruthAreThoseOfTheFiles(AzureSampleSettings settings) throws IOException {
        SampleTruth truth = AzureSampleBill.write(settings, directory);

        Map<List<Object>, Sums> live = new TreeMap<>(Comparator.comparing(Object::toString));
        Map<List<Object>, List<Map<String, String>>> newest = new HashMap<>();
        assertThat(truth.scopes()).isNotEmpty().allSatisfy(delivery -> {
            List<Map<String, String>> rows = AzureRows.of(directory, delivery);
            List<Map<String, String>> readable =
                    rows.stream().filter(row -> !isBroken(row)).toList();
            Map<String, Sums> sums = new TreeMap<>();
            readable.forEach(row ->
                    sums.computeIfAbsent(currency(row), currency -> new Sums()).add(delivery.dataSet(), row));

            assertThat(delivery.rows()).isEqualTo(rows.size());
            assertThat(delivery.deadLetters()).isEqualTo(rows.size() - readable.size());
            assertThat(delivery.currencies().keySet()).isEqualTo(sums.keySet());
            sums.forEach((currency, sum) -> {
                SampleTruth.ScopeTotals totals = delivery.currencies().get(currency);
                assertThat(totals.rows()).isEqualTo(sum.rows);
                assertThat(totals.costs().records()).isEqualTo(sum.records);
                assertThat(totals.sourceCost()).isEqualByComparingTo(sum.source);
                sum.assertSame(totals.costs());
                assertThat(totals.costs().billedCost().add(totals.excludedCost()))
                        .isEqualByComparingTo(totals.sourceCost());
            });
            if (delivery.taken()) {
                newest.put(List.of(delivery.scope(), delivery.dataSet(), delivery.periodStart()), readable);
            }
        });
        newest.forEach((statement, rows) -> rows.forEach(row -> {
            Sums sums = new Sums();
            sums.add((String) statement.get(1), row);
            if (sums.records > 0) {
                live.computeIfAbsent(List.of(account(row), statement.get(2), currency(row)), of -> new Sums())
                        .add((String) statement.get(1), row);
            }
        }));
        assertThat(truth.live()).hasSize(live.size()).allSatisfy(total -> {
            Sums sums = live.get(List.of(total.account(), total.periodStart(), total.currency()));
            sums.assertSame(total.costs());
        });
    }

    @Test
    void whatIsActuallyBilledIsWhatAmortizedRowsAndCommitmentsBill() throws IOException {
        for (Agreement agreement : List.of(Agreement.EA, Agreement.MCA)) {
            SampleTruth truth = AzureSampleBill.write(
                    SMALL.toBuilder().agreement(agreement).build(), directory.resolve(agreement.name()));

            Map<LocalDate, Map<String, Map<String, List<SampleTruth.ScopeTotals>>>> byPeriod = new TreeMap<>();
            truth.scopes()
                    .forEach(delivery -> delivery.currencies()
                            .forEach((currency, totals) -> byPeriod.computeIfAbsent(
                                            delivery.periodStart(), start -> new TreeMap<>())
                                    .computeIfAbsent(currency, of -> new TreeMap<>())
                                    .computeIfAbsent(delivery.dataSet(), of -> new ArrayList<>())
                                    .add(totals)));
            assertThat(byPeriod).hasSize(2);
            byPeriod.forEach((start, currencies) -> {
                assertThat(currencies).hasSize(agreement == Agreement.MCA ? 2 : 1);
                currencies.forEach((currency, sets) -> {
                    List<SampleTruth.ScopeTotals> actual = sets.get("azure.actual.commitments");
                    List<SampleTruth.ScopeTotals> amortized = sets.get("azure.amortized");
                    assertThat(actual).hasSameSizeAs(amortized);
                    for (int i = 0; i < actual.size(); i++) {
                        assertThat(actual.get(i).sourceCost())
                                .isEqualByComparingTo(amortized
                                        .get(i)
                                        .costs()
                                        .billedCost()
                                        .add(actual.get(i).costs().billedCost()));
                        assertThat(actual.get(i).sourceCost())
                                .isNotEqualByComparingTo(amortized.get(i).sourceCost());
                    }
                });
            });
        }
    }

    @Test
    void focusIsBilledWhatActualCostsAreAndIsNotTakenBesideThem() throws IOException {
        SampleTruth truth = AzureSampleBill.write(
                SMALL.toBuilder()
                        .agreement(Agreement.MCA)
                        .dataSets(Set.of(AzureDataSet.values()))
                        .build(),
                directory);

        Map<String, List<SampleTruth.ScopeDelivery>> sets =
                truth.scopes().stream().collect(Collectors.groupingBy(SampleTruth.ScopeDelivery::dataSet));
        List<SampleTruth.ScopeDelivery> focus = sets.get("azure.focus");
        List<SampleTruth.ScopeDelivery> actual = sets.get("azure.actual.commitments");
        assertThat(focus).hasSameSizeAs(actual).noneMatch(SampleTruth.ScopeDelivery::taken);
        for (int i = 0; i < focus.size(); i++) {
            Map<String, SampleTruth.ScopeTotals> currencies = focus.get(i).currencies();
            actual.get(i)
                    .currencies()
                    .forEach((currency, totals) -> assertThat(
                                    currencies.get(currency).costs().billedCost())
                            .isEqualByComparingTo(totals.sourceCost()));
        }
        assertThat(truth.newestOfScopes()).hasSize(2 * 2).allMatch(SampleTruth.ScopeDelivery::taken);
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        SampleTruth written = AzureSampleBill.write(
                SMALL.toBuilder().agreement(Agreement.MCA).brokenRows(2).build(), directory);

        assertThat(SampleTruth.read(directory)).isEqualTo(written);
    }

    @Test
    void brokenRowsAreWhereTheTruthSaysTheyAre() throws IOException {
        SampleTruth truth =
                AzureSampleBill.write(SMALL.toBuilder().brokenRows(3).build(), directory);

        assertThat(truth.deadLetters()).hasSize(2 * 3);
        assertThat(truth.deadLetters())
                .allSatisfy(broken -> assertThat(AzureRows.of(directory.resolve(broken.file()))
                                .get((int) broken.row())
                                .get("costinbillingcurrency"))
                        .isEqualTo(broken.value()));
    }

    private static boolean isBroken(Map<String, String> row) {
        return Set.of("1,0.50", "n/a").contains(cost(row));
    }

    private static String cost(Map<String, String> row) {
        return first(row, "costinbillingcurrency", "pretaxcost", "billedcost");
    }

    private static String currency(Map<String, String> row) {
        return first(row, "billingcurrencycode", "billingcurrency", "currency");
    }

    private static String account(Map<String, String> row) {
        if (row.containsKey("subscriptionguid")) {
            return row.get("subscriptionguid");
        }
        return row.containsKey("exchangeratepricingtobilling")
                ? row.get("billingprofileid")
                : row.get("billingaccountid");
    }

    private static String first(Map<String, String> row, String... names) {
        return Stream.of(names)
                .filter(row::containsKey)
                .map(row::get)
                .findFirst()
                .orElseThrow();
    }

    /** Sums of rows by the rules of the mapping. */
    private static final class Sums {
        private long rows;
        private long records;
        private BigDecimal source = BigDecimal.ZERO;
        private BigDecimal billed = BigDecimal.ZERO;
        private BigDecimal effective = BigDecimal.ZERO;
        private BigDecimal list = BigDecimal.ZERO;
        private BigDecimal contracted = BigDecimal.ZERO;

        void assertSame(SampleTruth.Costs costs) {
            assertThat(costs.records()).isEqualTo(records);
            assertThat(costs.billedCost()).isEqualByComparingTo(billed);
            assertThat(costs.effectiveCost()).isEqualByComparingTo(effective);
            assertThat(costs.listCost()).isEqualByComparingTo(list);
            assertThat(costs.contractedCost()).isEqualByComparingTo(contracted);
        }

        void add(String dataSet, Map<String, String> row) {
            BigDecimal cost = new BigDecimal(cost(row));
            boolean committed = COMMITMENTS.contains(row.getOrDefault("pricingmodel", ""));
            boolean trade = committed && TRADES.contains(row.get("chargetype"));
            rows++;
            source = source.add(cost);
            switch (dataSet) {
                case "azure.actual" -> record(row, cost, cost);
                case "azure.actual.commitments" -> {
                    if (trade) {
                        record(row, cost, BigDecimal.ZERO);
                    }
                }
                case "azure.amortized" -> record(row, committed ? BigDecimal.ZERO : cost, cost);
                case "azure.focus" -> {
                    boolean purchase = row.get("chargecategory").equals("Purchase")
                            && !row.get("commitmentdiscountid").isEmpty();
                    record(row, cost, purchase ? BigDecimal.ZERO : new BigDecimal(row.get("effectivecost")));
                }
                default -> throw new IllegalArgumentException(dataSet);
            }
        }

        private void record(Map<String, String> row, BigDecimal billedCost, BigDecimal effectiveCost) {
            records++;
            billed = billed.add(billedCost);
            effective = effective.add(effectiveCost);
            BigDecimal cost = new BigDecimal(cost(row));
            BigDecimal contractedCost = row.containsKey("contractedcost")
                    ? new BigDecimal(row.get("contractedcost"))
                    : orElse(isUsage(row) ? priced(row, "unitprice") : BigDecimal.ZERO, cost);
            contracted = contracted.add(contractedCost);
            list = list.add(
                    row.containsKey("listcost")
                            ? new BigDecimal(row.get("listcost"))
                            : orElse(
                                    orElse(stated(row, "paygcostinbillingcurrency"), priced(row, "paygprice")),
                                    contractedCost));
        }

        private static boolean isUsage(Map<String, String> row) {
            return row.getOrDefault("chargetype", "").equals("Usage");
        }

        /** Usage, or what is left unused, at a price; 0 where the row is neither or has no price. */
        private static BigDecimal priced(Map<String, String> row, String price) {
            return stated(row, price)
                    .multiply(new BigDecimal(row.getOrDefault("quantity", "0")))
                    .multiply(new BigDecimal(row.getOrDefault("exchangeratepricingtobilling", "1")));
        }

        private static BigDecimal stated(Map<String, String> row, String column) {
            boolean use = isUsage(row) || row.getOrDefault("chargetype", "").startsWith("Unused");
            String amount = use ? row.getOrDefault(column, "") : "";
            return amount.isEmpty() ? BigDecimal.ZERO : new BigDecimal(amount);
        }

        private static BigDecimal orElse(BigDecimal amount, BigDecimal otherwise) {
            return amount.signum() == 0 ? otherwise : amount;
        }
    }
}
