package io.tributary.samples;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.DiscountStyle;
import io.tributary.samples.aws.Granularity;
import io.tributary.samples.aws.LineItems;
import io.tributary.samples.aws.ReportMode;
import io.tributary.samples.aws.SampleRows;
import io.tributary.samples.file.Compression;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
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

/** The truth, against sums of the files alone. */
class SampleTruthTest {

    private static final Set<String> DISCOUNTS = Set.of(
            "Discount", "EdpDiscount", "PrivateRateDiscount", "RiVolumeDiscount", "BundledDiscount", "SppDiscount");
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    @TempDir
    private Path directory;

    static Stream<AwsSampleSettings> bills() {
        AwsSampleSettings small = AwsSampleSettings.builder().rows(4_000).build();
        return Stream.of(
                small,
                small.toBuilder()
                        .discounts(DiscountStyle.NET_ONLY)
                        .granularity(Granularity.BOTH)
                        .build(),
                small.toBuilder()
                        .discounts(DiscountStyle.NONE)
                        .granularity(Granularity.DAILY)
                        .build(),
                small.toBuilder()
                        .mode(ReportMode.OVERWRITE)
                        .compression(Compression.NONE)
                        .build(),
                small.toBuilder()
                        .compression(Compression.ZIP)
                        .periods(1)
                        .deliveries(1)
                        .build(),
                small.toBuilder()
                        .compression(Compression.GZIP_MEMBERS)
                        .rows(20_000)
                        .brokenRows(3)
                        .build(),
                small.toBuilder().lineItems(LineItems.ALL).splitCost(true).build(),
                small.toBuilder()
                        .lineItems(LineItems.ALL)
                        .discounts(DiscountStyle.NET_ONLY)
                        .build(),
                small.toBuilder()
                        .lineItems(LineItems.ALL)
                        .discounts(DiscountStyle.NET_WITH_ROWS)
                        .build(),
                small.toBuilder().accounts(1).files(5).deliveries(2).build());
    }

    @ParameterizedTest
    @MethodSource("bills")
    void sumsOfTheTruthAreThoseOfTheFiles(AwsSampleSettings settings) throws IOException {
        SampleTruth truth = AwsSampleBill.write(settings, directory);

        assertThat(truth.deliveries()).isNotEmpty().allSatisfy(delivery -> {
            List<NamedCsvRecord> rows = SampleRows.of(directory, delivery);
            List<NamedCsvRecord> readable = rows.stream()
                    .filter(row -> !isBroken(row.getField("lineItem/UnblendedCost")))
                    .toList();
            SampleTruth.Totals totals = delivery.currencies().get("USD");
            Sums sums = new Sums(delivery.basis().equals("net"));
            readable.forEach(sums::add);
            sums.postResiduals();

            assertThat(delivery.rows()).isEqualTo(rows.size());
            assertThat(delivery.deadLetters()).isEqualTo(rows.size() - readable.size());
            assertThat(totals.rows()).isEqualTo(readable.size());
            assertThat(totals.unblendedCost()).isEqualByComparingTo(sum(readable, "lineItem/UnblendedCost"));
            assertThat(totals.netUnblendedCost()).isEqualByComparingTo(sum(readable, "lineItem/NetUnblendedCost"));
            assertThat(plain(sums.categories)).isEqualTo(plain(totals.categories()));
            assertThat(plain(sums.subAccounts)).isEqualTo(plain(totals.subAccounts()));
            assertThat(plain(Map.of("all", sums.all))).isEqualTo(plain(Map.of("all", totals.costs())));
        });
    }

    @ParameterizedTest
    @MethodSource("bills")
    void billedCostIsTheSumOfTheBasisColumn(AwsSampleSettings settings) throws IOException {
        SampleTruth truth = AwsSampleBill.write(settings, directory);

        assertThat(truth.deliveries()).allSatisfy(delivery -> {
            SampleTruth.Totals totals = delivery.currencies().get("USD");
            boolean net = delivery.basis().equals("net");
            assertThat(totals.billedCost())
                    .isEqualByComparingTo(net ? totals.netUnblendedCost() : totals.unblendedCost());
            if (settings.discounts() == DiscountStyle.ROWS) {
                assertThat(totals.netUnblendedCost()).isEqualByComparingTo(totals.unblendedCost());
            }
            if (net) {
                assertThat(totals.netUnblendedCost()).isLessThan(totals.unblendedCost());
            }
        });
    }

    @Test
    void newestSumsAreThoseOfTheLastDeliveryOfEachPeriod() throws IOException {
        SampleTruth truth =
                AwsSampleBill.write(AwsSampleSettings.builder().rows(4_000).build(), directory);

        assertThat(truth.newest()).hasSize(2);
        assertThat(truth.newest().get(1).period())
                .isEqualTo(AwsSampleSettings.defaults().newestPeriod());
        assertThat(truth.newest().get(1).totals())
                .isEqualTo(truth.deliveries().get(3).currencies().get("USD"));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        SampleTruth written = AwsSampleBill.write(
                AwsSampleSettings.builder()
                        .rows(5_000)
                        .brokenRows(2)
                        .granularity(Granularity.BOTH)
                        .build(),
                directory);

        assertThat(SampleTruth.read(directory)).isEqualTo(written);
    }

    @Test
    void brokenRowsAreWhereTheTruthSaysTheyAre() throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                AwsSampleSettings.builder().rows(4_000).brokenRows(3).build(), directory);

        assertThat(truth.deadLetters())
                .extracting(SampleTruth.BrokenRow::value)
                .containsExactly("12O.50", "$1,000.00", "12O.50");
        assertThat(truth.deadLetters()).allSatisfy(broken -> {
            NamedCsvRecord row = SampleRows.of(directory.resolve(broken.file())).get((int) broken.row());
            assertThat(row.getField("identity/LineItemId")).isEqualTo(broken.lineItemId());
            assertThat(row.getField(broken.column())).isEqualTo(broken.value());
        });
    }

    private static boolean isBroken(String cost) {
        return !cost.matches("-?[0-9.]+(E[+-]?[0-9]+)?");
    }

    private static BigDecimal sum(List<NamedCsvRecord> rows, String column) {
        return rows.stream().map(row -> amount(row, column)).reduce(ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(NamedCsvRecord row, String column) {
        return row.findField(column)
                .filter(text -> !text.isEmpty())
                .map(BigDecimal::new)
                .orElse(ZERO);
    }

    private static Map<String, String> plain(Map<String, SampleTruth.Costs> costs) {
        return costs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> describe(entry.getValue()), (one, other) -> one, TreeMap::new));
    }

    private static String describe(SampleTruth.Costs costs) {
        return costs.records() + " records, billed " + plain(costs.billedCost()) + ", effective "
                + plain(costs.effectiveCost()) + ", list " + plain(costs.listCost()) + ", contracted "
                + plain(costs.contractedCost());
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** The rules of the mapping, applied to the files. */
    private static final class Sums {
        private final boolean net;
        private final Map<String, SampleTruth.Costs> categories = new HashMap<>();
        private final Map<String, SampleTruth.Costs> subAccounts = new HashMap<>();
        private final Map<String, BigDecimal> residuals = new HashMap<>();
        private final Map<String, String> owners = new HashMap<>();
        private SampleTruth.Costs all = new SampleTruth.Costs(0, ZERO, ZERO, ZERO, ZERO);

        Sums(boolean net) {
            this.net = net;
        }

        void add(NamedCsvRecord row) {
            String type = row.getField("lineItem/LineItemType");
            BigDecimal cost = amount(row, net ? "lineItem/NetUnblendedCost" : "lineItem/UnblendedCost");
            String twin = net ? "Net" : "";
            String account = row.getField("lineItem/UsageAccountId");
            String plan = row.getField("savingsPlan/SavingsPlanARN");
            BigDecimal gross = amount(row, "lineItem/UnblendedCost");
            BigDecimal publicCost = amount(row, "pricing/publicOnDemandCost");
            BigDecimal list = publicCost.signum() == 0 ? gross : publicCost;
            boolean hosts = row.getField("reservation/ReservationARN").contains(":host-reservation/");
            boolean reserved = !row.getField("reservation/ReservationARN").isEmpty();
            String product = row.getField("lineItem/ProductCode");
            if (type.equals("SavingsPlanNegation") || type.equals("SavingsPlanCoveredUsage")) {
                residuals.merge(plan, cost, BigDecimal::add);
            }
            if (type.equals("SavingsPlanNegation")) {
                owners.put(plan, account);
            } else if (type.equals("SavingsPlanCoveredUsage")) {
                record(
                        account,
                        "Usage",
                        ZERO,
                        amount(row, "savingsPlan/" + twin + "SavingsPlanEffectiveCost"),
                        list,
                        cost);
            } else if (type.equals("SavingsPlanRecurringFee")) {
                record(account, "Purchase", cost, ZERO, gross, cost);
                record(
                        account,
                        "Usage",
                        ZERO,
                        amount(row, "savingsPlan/TotalCommitmentToDate")
                                .subtract(amount(row, "savingsPlan/UsedCommitment")),
                        ZERO,
                        ZERO);
            } else if (type.equals("DiscountedUsage")) {
                record(account, "Usage", cost, reserved(row, twin), list, list);
            } else if (type.equals("RIFee")) {
                record(account, "Purchase", cost, hosts ? cost : ZERO, gross, cost);
                record(
                        account,
                        "Usage",
                        ZERO,
                        amount(row, "reservation/" + twin + "UnusedAmortizedUpfrontFeeForBillingPeriod")
                                .add(amount(row, "reservation/" + twin + "UnusedRecurringFee")),
                        ZERO,
                        ZERO);
            } else if (type.equals("SavingsPlanUpfrontFee") || (type.equals("Fee") && reserved)) {
                record(account, "Purchase", cost, hosts ? cost : ZERO, gross, cost);
            } else if (type.equals("Fee") || type.equals("FlatRateSubscription")) {
                record(account, "Purchase", cost, cost, gross, cost);
            } else if (type.equals("Tax") || type.equals("Credit")) {
                record(account, type, cost, cost, type.equals("Tax") ? gross : cost, cost);
            } else if (type.equals("Refund")
                    && (reserved || !plan.isEmpty() || product.equals("ComputeSavingsPlans"))) {
                record(account, "Purchase", cost, hosts ? cost : ZERO, gross, cost);
            } else if (type.equals("Refund")) {
                record(account, product.isEmpty() ? "Adjustment" : "Usage", cost, cost, gross, cost);
            } else if (DISCOUNTS.contains(type)) {
                String category = row.getField("product/sku").isEmpty() ? "Adjustment" : "Usage";
                record(account, category, cost, cost, ZERO, type.equals("RiVolumeDiscount") ? ZERO : cost);
            } else if (type.equals("Usage")
                    || amount(row, "lineItem/UsageAmount").signum() != 0) {
                record(account, "Usage", cost, cost, list, cost);
            } else {
                record(account, "Adjustment", cost, cost, list, cost);
            }
        }

        private static BigDecimal reserved(NamedCsvRecord row, String twin) {
            return row.getField("reservation/" + twin + "EffectiveCost").isEmpty()
                    ? amount(row, "reservation/" + twin + "AmortizedUpfrontCostForUsage")
                            .add(amount(row, "reservation/" + twin + "RecurringFeeForUsage"))
                    : amount(row, "reservation/" + twin + "EffectiveCost");
        }

        void postResiduals() {
            residuals.forEach((plan, residual) -> {
                if (residual.signum() != 0) {
                    record(owners.get(plan), "Adjustment", residual, residual, residual, residual);
                }
            });
        }

        private void record(
                String account,
                String category,
                BigDecimal billed,
                BigDecimal effective,
                BigDecimal list,
                BigDecimal contracted) {
            SampleTruth.Costs costs = new SampleTruth.Costs(1, billed, effective, list, contracted);
            all = all.plus(costs);
            categories.merge(category, costs, SampleTruth.Costs::plus);
            subAccounts.merge(account, costs, SampleTruth.Costs::plus);
        }
    }
}
