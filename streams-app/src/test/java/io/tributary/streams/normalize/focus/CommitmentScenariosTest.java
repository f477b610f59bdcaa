package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.Records;
import io.tributary.streams.normalize.aws.CurDataSet;
import io.tributary.streams.page.CsvRows;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The FOCUS specification's worked examples of commitments, billed by AWS: the lines that a Cost and Usage Report has
 * for each become the records that the example expects. All of them happen on AWS: purchases 1 to 3 are Savings Plans
 * with all, nothing and a part paid upfront, and the examples of flexibility are reservations. Charge periods are not
 * compared, since the examples' are ten hours or a month long, and AWS's hours; SKUs neither, since AWS has others.
 * What differs besides is listed below with its reason.
 */
@Tag(RealData.TAG)
class CommitmentScenariosTest {

    private static final List<String> COMPARED = List.of(
            "ChargeCategory",
            "ChargeFrequency",
            "PricingCategory",
            "ResourceId",
            "BilledCost",
            "EffectiveCost",
            "ListCost",
            "ListUnitPrice",
            "PricingQuantity",
            "ConsumedQuantity",
            "ConsumedUnit",
            "CommitmentDiscountId",
            "CommitmentDiscountCategory",
            "CommitmentDiscountQuantity",
            "CommitmentDiscountStatus",
            "CommitmentDiscountUnit");

    // The examples' names for what AWS names otherwise; units are plural, as FOCUS's UnitFormat wants them.
    private static final Map<String, String> NAMES = Map.of(
            "<my-resource-id>", "i-1",
            "<my-large-vm-id>", "i-large",
            "<my-medium-vm-id>", "i-medium",
            "Hour", "Hours",
            "Normalized Hour", "Normalized Hours");

    private static final String FEE_HAS_NO_LIST_PRICE = "AWS gives no list price with a fee: its own cost stands in";
    private static final String NOT_AN_HOUR = "AWS divides the hour between the lines, the example counts it in each";
    private static final String UNUSED =
            "What is not used was not priced or consumed: FOCUS 1.4 wants no ConsumedQuantity";

    /**
     * What AWS delivers for an example.
     *
     * @param example the example's file
     * @param commitment the id of its commitment
     * @param lines the report's lines
     * @param besides records that there are besides the example's: parts of fees that it leaves out
     * @param differences where the records say something else, and why
     */
    private record Scenario(
            String example, String commitment, CurLines lines, int besides, List<Difference> differences) {}

    /** The example's row, from 0, the column, and what the record has there; {@code null} for absent. */
    private record Difference(int row, String column, String record, String reason) {}

    private static Difference difference(int row, String column, String record, String reason) {
        return new Difference(row, column, record, reason);
    }

    private static List<Scenario> scenarios() {
        return List.of(
                new Scenario(
                        "commitment_discount_scenarios--commitment_discount_purchase_scenario_1",
                        CurLines.PLAN,
                        new CurLines().upfrontFee("8760.00"),
                        0,
                        List.of()),
                new Scenario(
                        "commitment_discount_scenarios--commitment_discount_purchase_scenario_2",
                        CurLines.PLAN,
                        new CurLines()
                                .planFee("1.00", "1.00", "1.00")
                                .planFee("1.00", "1.00", "1.00")
                                .planFee("1.00", "1.00", "1.00"),
                        3,
                        List.of()),
                new Scenario(
                        "commitment_discount_scenarios--commitment_discount_purchase_scenario_3",
                        CurLines.PLAN,
                        new CurLines()
                                .upfrontFee("4380.00")
                                .planFee("0.50", "1.00", "1.00")
                                .planFee("0.50", "1.00", "1.00")
                                .planFee("0.50", "1.00", "1.00"),
                        3,
                        List.of()),
                new Scenario(
                        "commitment_discount_scenarios--commitment_discount_usage_scenario_1",
                        CurLines.PLAN,
                        new CurLines().coveredByPlan("i-1", "1.50", "1.00"),
                        0,
                        List.of()),
                new Scenario(
                        "commitment_discount_scenarios--commitment_discount_usage_scenario_2",
                        CurLines.PLAN,
                        new CurLines().planFee("1.00", "1.00", "0.00"),
                        1,
                        List.of()),
                new Scenario(
                        "commitment_discount_scenarios--commitment_discount_usage_scenario_3",
                        CurLines.PLAN,
                        new CurLines().coveredByPlan("i-1", "1.125", "0.75").planFee("1.00", "1.00", "0.75"),
                        1,
                        List.of()),
                new Scenario(
                        "commitment_discount_scenarios--commitment_discount_usage_scenario_4",
                        CurLines.PLAN,
                        new CurLines().coveredByPlan("i-1", "1.50", "1.00").usage("i-1", "1.00", "0.50"),
                        0,
                        List.of()),
                new Scenario(
                        "commitment_discount_flexibility--one_hundred_percent_utilization_"
                                + "with_commitment_discount_flexibility_with_1_resource",
                        CurLines.RESERVATION,
                        new CurLines()
                                .reservationFee("0.50", "1", "0", "0")
                                .coveredByReservation("i-large", "0.333", "1", "3.00", "0.50")
                                .usage("i-large", "0.75", "3.00"),
                        1,
                        List.of(
                                difference(0, "ListCost", "0.50", FEE_HAS_NO_LIST_PRICE),
                                difference(0, "ListUnitPrice", null, FEE_HAS_NO_LIST_PRICE),
                                difference(1, "ListCost", "0.999", "A third of an hour at 3.00 does not cost 3.00"),
                                difference(1, "ConsumedQuantity", "0.333", NOT_AN_HOUR),
                                difference(2, "ConsumedQuantity", "0.75", NOT_AN_HOUR))),
                new Scenario(
                        "commitment_discount_flexibility--one_hundred_percent_utilization_"
                                + "with_commitment_discount_flexibility_with_2_resources",
                        CurLines.RESERVATION,
                        new CurLines()
                                .reservationFee("2.00", "4", "0", "0")
                                .coveredByReservation("i-medium", "1.00", "2", "2.00", "1.00")
                                .coveredByReservation("i-medium", "1.00", "2", "2.00", "1.00"),
                        1,
                        List.of(
                                difference(0, "ListCost", "2.00", FEE_HAS_NO_LIST_PRICE),
                                difference(0, "ListUnitPrice", null, FEE_HAS_NO_LIST_PRICE))),
                new Scenario(
                        "commitment_discount_flexibility--"
                                + "one_hundred_percent_utilization_without_commitment_discount_flexibility",
                        CurLines.RESERVATION,
                        new CurLines()
                                .reservationFee("1.50", "", "0", "0")
                                .coveredByReservation("i-large", "1.00", "", "3.00", "1.50"),
                        1,
                        List.of(
                                difference(0, "ListCost", "1.50", FEE_HAS_NO_LIST_PRICE),
                                difference(0, "ListUnitPrice", null, FEE_HAS_NO_LIST_PRICE))),
                new Scenario(
                        "commitment_discount_flexibility--"
                                + "zero_percent_utilization_without_commitment_discount_flexibility",
                        CurLines.RESERVATION,
                        new CurLines().reservationFee("1.50", "", "1", "1.50").usage("i-medium", "1.00", "2.00"),
                        0,
                        List.of(
                                difference(0, "ListCost", "1.50", FEE_HAS_NO_LIST_PRICE),
                                difference(0, "ListUnitPrice", null, FEE_HAS_NO_LIST_PRICE),
                                difference(
                                        1, "ResourceId", CurLines.RESERVATION, "Nothing ran that would have used it"),
                                difference(1, "ListCost", "0", UNUSED),
                                difference(1, "ListUnitPrice", null, UNUSED),
                                difference(1, "PricingQuantity", "0", UNUSED),
                                difference(1, "ConsumedQuantity", null, UNUSED),
                                difference(1, "ConsumedUnit", null, UNUSED))));
    }

    @TestFactory
    Stream<DynamicTest> reportBecomesWhatTheSpecificationExpects() {
        return scenarios().stream()
                .flatMap(scenario -> Stream.of(
                                CurDataSet.legacy(Optional.empty()), CurDataSet.dataExports(Optional.empty()))
                        .map(export -> DynamicTest.dynamicTest(
                                export.dataSet() + " " + scenario.example(), () -> check(scenario, export))));
    }

    @Test
    void everyExampleIsChecked() throws IOException {
        try (Stream<Path> files = Files.list(RealData.path("focus-scenarios"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(scenarios().stream()
                            .map(scenario -> scenario.example() + ".csv")
                            .toList());
        }
    }

    private static void check(Scenario scenario, CurDataSet export) throws IOException {
        NormalizedPage page = AnyAccount.normalizer(900_000, export).normalize(page(scenario.lines(), export));
        assertThat(page.rejectedRows()).isEmpty();
        List<CostRecord> records = new ArrayList<>(Records.of(page));
        assertMoney(scenario, page, records);

        List<Map<String, String>> expected = read(scenario.example());
        for (int row = 0; row < expected.size(); row++) {
            CostRecord record = take(records, expected.get(row));
            for (String column : COMPARED) {
                compare(scenario, row, column, expected.get(row), record);
            }
        }
        assertThat(records).as("records besides the example's").hasSize(scenario.besides());
        assertThat(records).allSatisfy(CommitmentScenariosTest::isPartOfAFee);
    }

    /**
     * Whatever an example leaves out: what was billed arrives, and without negotiated prices contracted costs are the
     * list's.
     */
    private static void assertMoney(Scenario scenario, NormalizedPage page, List<CostRecord> records) {
        assertThat(page.settlements().values())
                .allSatisfy(left -> assertThat(left).isZero());
        assertThat(records.stream().map(CostRecord::getBilledCost).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(scenario.lines().unblended());
        assertThat(records)
                .allSatisfy(
                        record -> assertThat(record.getContractedCost()).isEqualByComparingTo(record.getListCost()));
    }

    /** The other part of a fee: the purchase that an example of usage leaves out, or an unused part of nothing. */
    private static void isPartOfAFee(CostRecord record) {
        String part = record.getXRecordPart().toString();
        assertThat(part).isIn("purchase", "unused");
        assertThat(record.getEffectiveCost()).isZero();
        if (part.equals("unused")) {
            assertThat(record.getBilledCost()).isZero();
        }
    }

    /** The first record of the example's kind of charge. */
    private static CostRecord take(List<CostRecord> records, Map<String, String> row) {
        CostRecord taken = records.stream()
                .filter(record -> same(record, row, "ChargeCategory") && same(record, row, "CommitmentDiscountStatus"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No record for " + row + " in " + records));
        records.remove(taken);
        return taken;
    }

    private static boolean same(CostRecord record, Map<String, String> row, String column) {
        return Objects.equals(text(record.get(column)), row.get(column));
    }

    private static void compare(
            Scenario scenario, int row, String column, Map<String, String> expected, CostRecord record) {
        if (!expected.containsKey(column)) {
            return;
        }
        String example = Optional.ofNullable(expected.get(column))
                .map(value -> value.equals("<my-commitment-discount-id>") ? scenario.commitment() : value)
                .map(value -> NAMES.getOrDefault(value, value))
                .orElse(null);
        Optional<Difference> difference = scenario.differences().stream()
                .filter(known -> known.row() == row && known.column().equals(column))
                .findFirst();
        String actual = text(record.get(column));
        String of = column + " of row " + row;
        assertThat(isSame(actual, difference.isPresent() ? difference.get().record() : example))
                .as(of + " is " + actual + ", in the example " + example)
                .isTrue();
        difference.ifPresent(known -> assertThat(isSame(actual, example))
                .as(of + " differs no longer: " + known.reason())
                .isFalse());
    }

    private static boolean isSame(String one, String other) {
        if (one == null || other == null || !isNumber(one) || !isNumber(other)) {
            return Objects.equals(one, other);
        }
        return new BigDecimal(one).compareTo(new BigDecimal(other)) == 0;
    }

    private static boolean isNumber(String text) {
        return text.matches("-?\\d+(\\.\\d+)?");
    }

    private static String text(Object value) {
        return value instanceof BigDecimal amount ? amount.toPlainString() : value == null ? null : value.toString();
    }

    private static RawPage page(CurLines lines, CurDataSet export) {
        List<Map<String, String>> rows = lines.rows();
        List<String> header = rows.get(0).keySet().stream()
                .map(name -> export.dataSet().equals(CurDataSet.LEGACY) ? name : snakeCase(name))
                .toList();
        StringBuilder content = new StringBuilder(Csv.line(header)).append('\n');
        rows.forEach(row -> content.append(Csv.line(row.values())).append('\n'));
        Instant time = Instant.parse("2023-02-01T00:00:00Z");
        return new Pages(CurLines.PAYER, LocalDate.of(2023, 1, 1), "delivery", time, time)
                .ofDataSet("aws", export.dataSet(), "text/csv; header=present")
                .page(0, content.toString(), rows.size(), 0);
    }

    /** As CUR 2.0 names it: {@code savingsPlan/SavingsPlanARN} is {@code savings_plan_savings_plan_a_r_n}. */
    private static String snakeCase(String name) {
        return name.replace('/', '_').replaceAll("(?<!_)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    /** The example's rows; what it has no value for is {@code null}. */
    private static List<Map<String, String>> read(String example) throws IOException {
        CsvRows rows = new CsvRows();
        rows.open(Files.readAllBytes(RealData.path("focus-scenarios/" + example + ".csv")));
        List<Map<String, String>> read = new ArrayList<>();
        while (rows.next()) {
            Map<String, String> row = new LinkedHashMap<>();
            List<String> values = rows.strings();
            for (int i = 0; i < values.size(); i++) {
                row.put(rows.names().get(i), values.get(i).equals("null") ? null : values.get(i));
            }
            read.add(row);
        }
        return read;
    }
}
