package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One bill as AWS's FOCUS exports. */
class SampleFocusTest {

    private static final AwsSampleSettings SMALL =
            AwsSampleSettings.builder().rows(3_500).build();

    @TempDir
    private Path directory;

    static Stream<AwsSampleSettings> bills() {
        AwsSampleSettings all =
                SMALL.toBuilder().lineItems(LineItems.ALL).splitCost(true).build();
        return Stream.of(
                SMALL.toBuilder().format(ReportFormat.FOCUS_CSV).brokenRows(2).build(),
                SMALL.toBuilder()
                        .format(ReportFormat.FOCUS_PARQUET)
                        .brokenRows(2)
                        .build(),
                all.toBuilder()
                        .format(ReportFormat.FOCUS_PARQUET)
                        .discounts(DiscountStyle.NET_ONLY)
                        .build(),
                all.toBuilder()
                        .format(ReportFormat.FOCUS_1_0_CSV)
                        .discounts(DiscountStyle.NONE)
                        .build(),
                all.toBuilder().format(ReportFormat.FOCUS_1_0_PARQUET).build());
    }

    @ParameterizedTest
    @MethodSource("bills")
    void sumsOfTheTruthAreThoseOfTheFiles(AwsSampleSettings settings) throws IOException {
        SampleTruth truth = AwsSampleBill.write(settings, directory);

        assertThat(truth.deliveries()).hasSize(4).allSatisfy(delivery -> {
            List<NamedCsvRecord> rows = SampleRows.of(directory, delivery);
            List<NamedCsvRecord> readable = rows.stream()
                    .filter(row -> row.getField("BilledCost").matches("-?[0-9.]+"))
                    .toList();
            SampleTruth.Totals totals = delivery.currencies().get("USD");
            assertThat(delivery.rows()).isEqualTo(rows.size());
            assertThat(delivery.deadLetters()).isEqualTo(rows.size() - readable.size());
            assertThat(totals.rows()).isEqualTo(readable.size());
            assertThat(totals.records()).isEqualTo(readable.size());
            assertThat(totals.billedCost()).isEqualByComparingTo(sum(readable, "BilledCost"));
            assertThat(totals.effectiveCost()).isEqualByComparingTo(sum(readable, "EffectiveCost"));
            assertThat(totals.listCost()).isEqualByComparingTo(sum(readable, "ListCost"));
            assertThat(totals.contractedCost()).isEqualByComparingTo(sum(readable, "ContractedCost"));
            assertThat(plain(totals.categories())).isEqualTo(grouped(readable, "ChargeCategory"));
            assertThat(plain(totals.subAccounts())).isEqualTo(grouped(readable, "SubAccountId"));
        });
    }

    @ParameterizedTest
    @MethodSource("bills")
    void costsAreThoseOfACostAndUsageReportWithoutItsResiduals(AwsSampleSettings settings) throws IOException {
        SampleTruth focus = AwsSampleBill.write(settings, directory.resolve("focus"));
        SampleTruth report = AwsSampleBill.write(
                settings.toBuilder().format(ReportFormat.LEGACY_CSV).build(), directory.resolve("report"));

        for (int i = 0; i < focus.deliveries().size(); i++) {
            SampleTruth.Totals told = focus.deliveries().get(i).currencies().get("USD");
            SampleTruth.Totals expected =
                    report.deliveries().get(i).currencies().get("USD");
            BigDecimal residuals = expected.residuals().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(told.billedCost())
                    .isEqualByComparingTo(expected.billedCost().subtract(residuals));
            assertThat(told.effectiveCost())
                    .isEqualByComparingTo(expected.effectiveCost().subtract(residuals));
            assertThat(told.listCost()).isEqualByComparingTo(expected.listCost().subtract(residuals));
            assertThat(told.contractedCost())
                    .isEqualByComparingTo(expected.contractedCost().subtract(residuals));
        }
    }

    @Test
    void exportsHaveTheColumnsOfTheirVersion() throws IOException {
        List<String> now = header(ReportFormat.FOCUS_CSV);
        List<String> before = header(ReportFormat.FOCUS_1_0_PARQUET);

        assertThat(now)
                .hasSize(60)
                .contains("InvoiceId", "SkuMeter", "PricingCurrency", "x_Discounts", "x_Operation", "x_ServiceCode")
                .doesNotContain("x_UsageType", "x_CostCategories");
        assertThat(before)
                .hasSize(48)
                .contains("ProviderName", "PublisherName", "x_CostCategories", "x_UsageType")
                .doesNotContain("InvoiceId", "SkuMeter", "PricingCurrency", "ServiceSubcategory");
    }

    @Test
    void partitionsAreInLowerCaseAndManifestsNameTheTable() throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder().format(ReportFormat.FOCUS_PARQUET).build(), directory);

        assertThat(truth.deliveries().get(0).files().get(0))
                .startsWith("bills/hourly-costs-focus-parquet/data/billing_period=2026-09/2026-")
                .endsWith("/hourly-costs-focus-parquet-00001.snappy.parquet");
        assertThat(directory.resolve(truth.deliveries().get(0).manifest()))
                .content()
                .contains("SELECT * FROM FOCUS_1_2_AWS");
    }

    @Test
    void commitmentsAreBoughtUsedAndLeftUnused() throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder()
                        .format(ReportFormat.FOCUS_CSV)
                        .lineItems(LineItems.ALL)
                        .build(),
                directory);
        List<NamedCsvRecord> rows = SampleRows.of(directory, truth.deliveries().get(0));

        assertThat(rows.stream()
                        .filter(row -> !row.getField("CommitmentDiscountId").isEmpty())
                        .filter(row -> List.of("Usage", "Purchase").contains(row.getField("ChargeCategory")))
                        .filter(row -> row.getField("PricingCategory").equals("Committed"))
                        .filter(row -> !row.getField("CommitmentDiscountId").contains(":host-reservation/"))
                        .map(row -> row.getField("ChargeCategory") + " "
                                + row.getField("CommitmentDiscountCategory") + " "
                                + row.getField("CommitmentDiscountStatus") + " billed "
                                + isNotZero(row, "BilledCost") + " effective " + isNotZero(row, "EffectiveCost"))
                        .distinct())
                .contains(
                        "Usage Spend Used billed false effective true",
                        "Usage Spend Unused billed false effective true",
                        "Usage Usage Used billed false effective true",
                        "Usage Usage Unused billed false effective true",
                        "Purchase Spend  billed true effective false",
                        "Purchase Usage  billed true effective false")
                .allMatch(row -> row.startsWith("Usage")
                        ? row.contains("billed false")
                        : row.endsWith("billed true effective false"));
    }

    private static boolean isNotZero(NamedCsvRecord row, String column) {
        return new BigDecimal(row.getField(column)).signum() != 0;
    }

    private List<String> header(ReportFormat format) throws IOException {
        Path sample = directory.resolve(format.name());
        SampleTruth truth = AwsSampleBill.write(SMALL.toBuilder().format(format).build(), sample);
        return SampleRows.of(sample, truth.deliveries().get(0)).get(0).getHeader();
    }

    private static BigDecimal sum(List<NamedCsvRecord> rows, String column) {
        return rows.stream().map(row -> new BigDecimal(row.getField(column))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<String, String> grouped(List<NamedCsvRecord> rows, String column) {
        Map<String, SampleTruth.Costs> groups = new TreeMap<>();
        rows.forEach(row -> groups.merge(
                row.getField(column),
                new SampleTruth.Costs(
                        1,
                        new BigDecimal(row.getField("BilledCost")),
                        new BigDecimal(row.getField("EffectiveCost")),
                        new BigDecimal(row.getField("ListCost")),
                        new BigDecimal(row.getField("ContractedCost"))),
                SampleTruth.Costs::plus));
        return plain(groups);
    }

    private static Map<String, String> plain(Map<String, SampleTruth.Costs> costs) {
        Map<String, String> plain = new TreeMap<>();
        Function<BigDecimal, String> text =
                amount -> amount.add(BigDecimal.ZERO).stripTrailingZeros().toPlainString();
        costs.forEach((name, sums) -> plain.put(
                name,
                sums.records() + " " + text.apply(sums.billedCost()) + " " + text.apply(sums.effectiveCost()) + " "
                        + text.apply(sums.listCost()) + " " + text.apply(sums.contractedCost())));
        return plain;
    }
}
