package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One bill in every format of Cost and Usage Reports: the layouts, and that all have the same content. */
class SampleFormatsTest {

    private static final AwsSampleSettings SMALL =
            AwsSampleSettings.builder().rows(2_500).build();

    /** Columns that only Data Exports have. */
    private static final Set<String> ONLY_IN_EXPORTS = Set.of(
            "bill_payer_account_name",
            "line_item_usage_account_name",
            "capacity_reservation_capacity_reservation_arn",
            "capacity_reservation_capacity_reservation_status",
            "capacity_reservation_capacity_reservation_type");

    @TempDir
    private Path directory;

    static Stream<AwsSampleSettings> bills() {
        AwsSampleSettings all = SMALL.toBuilder()
                .rows(3_500)
                .lineItems(LineItems.ALL)
                .splitCost(true)
                .build();
        AwsSampleSettings daily = all.toBuilder()
                .discounts(DiscountStyle.NONE)
                .granularity(Granularity.DAILY)
                .build();
        return Stream.of(
                        SMALL.toBuilder()
                                .brokenRows(2)
                                .format(ReportFormat.LEGACY_PARQUET)
                                .build(),
                        daily.toBuilder().format(ReportFormat.LEGACY_PARQUET).build(),
                        all.toBuilder()
                                .discounts(DiscountStyle.NET_ONLY)
                                .format(ReportFormat.CUR2_CSV)
                                .build(),
                        SMALL.toBuilder()
                                .brokenRows(2)
                                .format(ReportFormat.CUR2_PARQUET)
                                .build(),
                        all.toBuilder()
                                .discounts(DiscountStyle.NET_ONLY)
                                .format(ReportFormat.CUR2_PARQUET)
                                .build(),
                        daily.toBuilder().format(ReportFormat.CUR2_PARQUET).build())
                .map(settings ->
                        settings.toBuilder().mode(ReportMode.CREATE_NEW).build());
    }

    @ParameterizedTest
    @MethodSource("bills")
    void everyRowSaysWhatItSaysInLegacyCsv(AwsSampleSettings settings) throws IOException {
        Path legacyDirectory = directory.resolve("legacy");
        Path otherDirectory = directory.resolve("other");
        SampleTruth legacy = AwsSampleBill.write(
                settings.toBuilder().format(ReportFormat.LEGACY_CSV).build(), legacyDirectory);
        SampleTruth other = AwsSampleBill.write(settings, otherDirectory);

        assertThat(other.deliveries()).hasSameSizeAs(legacy.deliveries());
        for (int i = 0; i < other.deliveries().size(); i++) {
            SampleTruth.Delivery delivery = other.deliveries().get(i);
            assertThat(delivery.currencies())
                    .isEqualTo(legacy.deliveries().get(i).currencies());
            assertThat(delivery.files()).hasSize(2);
            List<Map<String, String>> rows = LogicalRow.of(otherDirectory, delivery);
            List<Map<String, String>> expected =
                    LogicalRow.of(legacyDirectory, legacy.deliveries().get(i));
            assertThat(rows).hasSameSizeAs(expected);
            for (int row = 0; row < rows.size(); row++) {
                if (!inBoth(rows.get(row), settings).equals(inBoth(expected.get(row), settings))) {
                    assertThat(rows.get(row)).as("row " + row).isEqualTo(expected.get(row));
                }
            }
        }
    }

    /** The columns of a row that are the same in both formats. */
    private static Map<String, String> inBoth(Map<String, String> row, AwsSampleSettings settings) {
        Map<String, String> common = new TreeMap<>(row);
        common.keySet().removeAll(ONLY_IN_EXPORTS);
        String usage = common.get("line_item_usage_amount");
        if (settings.format().isParquet() && usage != null && digits(usage) > 15) {
            common.remove("line_item_usage_amount");
        }
        return common;
    }

    private static int digits(String number) {
        return new BigDecimal(number).stripTrailingZeros().precision();
    }

    @ParameterizedTest
    @MethodSource("bills")
    void sumsOfTheTruthAreThoseOfTheFiles(AwsSampleSettings settings) throws IOException {
        SampleTruth truth = AwsSampleBill.write(settings, directory);

        assertThat(truth.settings()).containsEntry("format", settings.format().name());
        assertThat(truth.deliveries()).isNotEmpty().allSatisfy(delivery -> {
            List<Map<String, String>> rows = LogicalRow.of(directory, delivery);
            List<Map<String, String>> readable = rows.stream()
                    .filter(row -> !"no number".equals(row.get("line_item_unblended_cost")))
                    .toList();
            SampleTruth.Totals totals = delivery.currencies().get("USD");
            assertThat(delivery.rows()).isEqualTo(rows.size());
            assertThat(delivery.deadLetters()).isEqualTo(rows.size() - readable.size());
            assertThat(totals.unblendedCost()).isEqualByComparingTo(sum(readable, "line_item_unblended_cost"));
            assertThat(totals.netUnblendedCost()).isEqualByComparingTo(sum(readable, "line_item_net_unblended_cost"));
            assertThat(totals.billedCost())
                    .isEqualByComparingTo(
                            delivery.basis().equals("net") ? totals.netUnblendedCost() : totals.unblendedCost());
        });
    }

    private static BigDecimal sum(List<Map<String, String>> rows, String column) {
        return rows.stream()
                .map(row -> new BigDecimal(row.getOrDefault(column, "0")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @EnumSource
    void sameSettingsGiveTheSameBytes(ReportFormat format) throws IOException {
        AwsSampleSettings settings = SMALL.toBuilder()
                .format(format)
                .splitCost(true)
                .lineItems(LineItems.ALL)
                .brokenRows(1)
                .build();

        SampleTruth truth = AwsSampleBill.write(settings, directory.resolve("one"));
        AwsSampleBill.write(settings, directory.resolve("other"));

        assertThat(truth.deliveries())
                .allSatisfy(delivery -> assertThat(delivery.files())
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(directory.resolve("one").resolve(file))
                                .hasSameBinaryContentAs(
                                        directory.resolve("other").resolve(file))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LEGACY_CSV")
    void overwritingLeavesAFileThatNoManifestLists(ReportFormat format) throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder().format(format).mode(ReportMode.OVERWRITE).build(), directory);

        assertThat(truth.deliveries()).hasSize(2);
        SampleTruth.Delivery newest = truth.deliveries().get(1);
        String left = newest.files().get(1).replace("-00002.", "-00003.");
        assertThat(newest.files()).hasSize(2).doesNotContain(left);
        assertThat(directory.resolve(left)).exists();
    }

    @Test
    void parquetForAthenaIsWhereAthenaLooksForIt() throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder().format(ReportFormat.LEGACY_PARQUET).build(), directory);

        SampleTruth.Delivery newest = truth.deliveries().get(1);
        assertThat(newest.manifest())
                .isEqualTo("bills/hourly-costs-athena/20261001-20261101/hourly-costs-athena-Manifest.json");
        assertThat(newest.files().get(0))
                .isEqualTo("bills/hourly-costs-athena/hourly-costs-athena/year=2026/month=10/"
                        + "hourly-costs-athena-00001.snappy.parquet");
        JsonNode manifest = json(newest.manifest());
        assertThat(manifest.get("compression").asText()).isEqualTo("Parquet");
        assertThat(manifest.get("reportKeys")).extracting(JsonNode::asText).isEqualTo(newest.files());
        assertThat(manifest.get("columns"))
                .extracting(column -> column.get("category").asText() + "_"
                        + column.get("name").asText())
                .contains(
                        "line_item_unblended_cost",
                        "savings_plan_savings_plan_a_r_n",
                        "resource_tags_user_cost_center");
    }

    @Test
    void exportsHaveDataAndMetadataOfEachExecution() throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder().format(ReportFormat.CUR2_CSV).build(), directory);

        assertThat(truth.deliveries()).hasSize(4).allSatisfy(delivery -> {
            String execution = "BILLING_PERIOD=" + delivery.period() + "/" + delivery.manifestTime() + "-"
                    + delivery.assemblyId() + "/";
            assertThat(delivery.manifest())
                    .isEqualTo("bills/hourly-costs-cur2/metadata/" + execution + "hourly-costs-cur2-Manifest.json");
            assertThat(delivery.files())
                    .first()
                    .isEqualTo("bills/hourly-costs-cur2/data/" + execution + "hourly-costs-cur2-00001.csv.gz");
            JsonNode manifest = json(delivery.manifest());
            assertThat(manifest.get("executionId").asText()).isEqualTo(delivery.assemblyId());
            assertThat(manifest.get("exportArn").asText())
                    .contains(":" + delivery.account() + ":export/hourly-costs-cur2");
            assertThat(manifest.get("dataFiles"))
                    .extracting(file -> file.asText().replace("s3://sample-bills/", ""))
                    .isEqualTo(delivery.files());
            assertThat(manifest.get("columns"))
                    .extracting(column -> column.get("name").asText())
                    .isEqualTo(SampleRows.of(directory, delivery).get(0).getHeader());
        });
        assertThat(directory.resolve(
                        "bills/hourly-costs-cur2/metadata/BILLING_PERIOD=2026-10/hourly-costs-cur2-Manifest.json"))
                .hasSameTextualContentAs(
                        directory.resolve(truth.deliveries().get(3).manifest()));
    }

    @Test
    void columnsOfExportsAreAlwaysTheSame() throws IOException {
        SampleTruth with = AwsSampleBill.write(
                SMALL.toBuilder().format(ReportFormat.CUR2_PARQUET).build(), directory.resolve("with"));
        SampleTruth without = AwsSampleBill.write(
                SMALL.toBuilder()
                        .format(ReportFormat.CUR2_PARQUET)
                        .discounts(DiscountStyle.NONE)
                        .build(),
                directory.resolve("without"));

        assertThat(header(directory.resolve("without"), without))
                .isEqualTo(header(directory.resolve("with"), with))
                .isSorted()
                .hasSize(117)
                .contains(
                        "bill_payer_account_name",
                        "capacity_reservation_capacity_reservation_arn",
                        "discount",
                        "line_item_net_unblended_cost",
                        "product",
                        "product_comment",
                        "reservation_reservation_a_r_n",
                        "resource_tags",
                        "savings_plan_net_savings_plan_effective_cost")
                .doesNotContain("product_vcpu", "split_line_item_split_cost");
        assertThat(SampleRows.of(
                        directory.resolve("without"), without.deliveries().get(0)))
                .allSatisfy(row -> {
                    assertThat(row.getField("line_item_net_unblended_cost")).isEmpty();
                    assertThat(row.getField("discount")).isEqualTo("{}");
                });
    }

    @Test
    void mapsOfDiscountsHoldWhatNetCostsLack() throws IOException {
        SampleTruth truth = AwsSampleBill.write(
                SMALL.toBuilder()
                        .format(ReportFormat.CUR2_PARQUET)
                        .discounts(DiscountStyle.NET_ONLY)
                        .build(),
                directory);

        SampleTruth.Delivery delivery = truth.deliveries().get(0);
        assertThat(LogicalRow.of(directory, delivery))
                .filteredOn(row -> row.containsKey("discount_edp_discount"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(new BigDecimal(row.get("line_item_unblended_cost"))
                                .add(new BigDecimal(row.get("discount_edp_discount"))))
                        .isEqualByComparingTo(row.get("line_item_net_unblended_cost")));
    }

    @Test
    void payerCanHaveReportsOfSeveralFormats() throws IOException {
        SampleTruth legacy =
                AwsSampleBill.writeBeside(SMALL.toBuilder().through(2).build(), directory);
        SampleTruth export = AwsSampleBill.writeBeside(
                SMALL.toBuilder().format(ReportFormat.CUR2_PARQUET).from(2).build(), directory);

        assertThat(legacy.deliveries())
                .extracting(delivery -> delivery.period().getMonthValue())
                .containsExactly(9, 10, 10);
        assertThat(export.deliveries())
                .extracting(delivery -> delivery.period().getMonthValue())
                .containsExactly(10, 10);
        assertThat(export.deliveries().get(0).account())
                .isEqualTo(legacy.deliveries().get(0).account());
        assertThat(export.deliveries().get(0).currencies())
                .isEqualTo(legacy.deliveries().get(2).currencies());
        assertThat(SampleTruth.read(directory, ReportFormat.LEGACY_CSV.truthFile()))
                .isEqualTo(legacy);
        assertThat(SampleTruth.read(directory, ReportFormat.CUR2_PARQUET.truthFile()))
                .isEqualTo(export);
        assertThat(legacy.deliveries())
                .allSatisfy(delivery ->
                        assertThat(SampleRows.of(directory, delivery)).isNotEmpty());
        assertThat(export.deliveries())
                .allSatisfy(delivery ->
                        assertThat(SampleRows.of(directory, delivery)).isNotEmpty());
    }

    @Test
    void amountWithMoreDigitsThanADoubleHoldsIsRefused() {
        assertThat(BinaryAmounts.of(Price.amount("-99999.9999999999"))).isEqualTo(-99999.9999999999);
        assertThatThrownBy(() -> BinaryAmounts.of(Price.amount("100000.0000000001")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more than 15 significant digits");
    }

    @Test
    void namesAreSpelledAsForAthena() {
        assertThat(CurNames.column(LegacyColumn.LINE_ITEM_TYPE)).isEqualTo("line_item_line_item_type");
        assertThat(CurNames.column(LegacyColumn.PLAN_ARN)).isEqualTo("savings_plan_savings_plan_a_r_n");
        assertThat(CurNames.column(LegacyColumn.TAG_COST_CENTER)).isEqualTo("resource_tags_user_cost_center");
        assertThat(CurNames.column(LegacyColumn.TAG_TEAM)).isEqualTo("resource_tags_user_quipe");
    }

    private static List<String> header(Path sample, SampleTruth truth) {
        return SampleRows.of(sample, truth.deliveries().get(0)).get(0).getHeader();
    }

    private JsonNode json(String key) {
        try {
            return new ObjectMapper().readTree(Files.readString(directory.resolve(key)));
        } catch (IOException e) {
            return NullNode.getInstance();
        }
    }
}
