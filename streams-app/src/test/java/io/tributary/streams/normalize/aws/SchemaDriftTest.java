package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CostSurvey;
import io.tributary.streams.Csv;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.Records;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Columns that come and go, change places, or have names that differ in little or nothing. */
class SchemaDriftTest {

    @Test
    void tagsThatDifferInCaseOnlyAreBothKept() {
        CostRecord record = record("resourceTags/user:Owner", "a", "resourceTags/user:OWNER", "b");

        assertThat(record.getTags()).isEqualTo("{\"OWNER\":\"b\",\"Owner\":\"a\"}");
    }

    @Test
    void resourceIsNamedByTheTagThatIsWrittenAsAwsDoes() {
        CostRecord record = record("resourceTags/user:NAME", "b", "resourceTags/user:Name", "a");

        assertThat(record.getResourceName()).isEqualTo("a");
        assertThat(record.getTags()).isEqualTo("{\"NAME\":\"b\",\"Name\":\"a\"}");
    }

    @Test
    void ofColumnsOfOneNameTheFirstThatIsNotBlankCounts() {
        CostRecord first = record("lineItem/UnblendedCost", "1", "lineItem/UnblendedCost", "");
        CostRecord second = record("lineItem/UnblendedCost", "", "lineItem/UnblendedCost", "1");

        assertThat(first.getBilledCost()).isEqualByComparingTo("1");
        assertThat(second.getBilledCost()).isEqualByComparingTo("1");
        assertThat(second.getXRawCost()).isEqualTo("1");
        assertThat(second.getXSourceColumns()).doesNotContain("UnblendedCost");
        assertThat(first.getXLineKey()).isEqualTo(second.getXLineKey());
    }

    @Test
    void whatALaterColumnOfTheSameNameSaysElseIsKept() {
        CostRecord cost = record("lineItem/UnblendedCost", "1", "line_item_unblended_cost", "2");
        CostRecord equal = record("lineItem/UnblendedCost", "1", "lineItem/UnblendedCost", "1");
        CostRecord unknown = record("some/Column", "1", "some/Column", "2", "some/Column", "1", "some/Column", "3");

        assertThat(cost.getBilledCost()).isEqualByComparingTo("1");
        assertThat(cost.getXSourceColumns()).contains("\"line_item_unblended_cost#2\":\"2\"");
        assertThat(equal.getXSourceColumns()).doesNotContain("lineItem/UnblendedCost");
        assertThat(unknown.getXSourceColumns())
                .contains("\"some/Column\":\"1\",\"some/Column#2\":\"2\",\"some/Column#4\":\"3\"");
    }

    @Test
    void tagsThatAthenaGaveOneNameAreBothKept() {
        CostRecord differing = record("resource_tags_user_owner", "a", "resource_tags_user_owner", "b");
        CostRecord equal = record("resource_tags_user_owner", "a", "resource_tags_user_owner", "a");
        CostRecord late = record("resource_tags_user_owner", "", "resource_tags_user_owner", "b");

        assertThat(differing.getTags()).isEqualTo("{\"owner\":\"a\"}");
        assertThat(differing.getXSourceColumns()).contains("\"resource_tags_user_owner#2\":\"b\"");
        assertThat(equal.getTags()).isEqualTo("{\"owner\":\"a\"}");
        assertThat(equal.getXSourceColumns()).doesNotContain("owner");
        assertThat(late.getTags()).isEqualTo("{\"owner\":\"b\"}");
        assertThat(late.getXSourceColumns()).doesNotContain("owner");
    }

    @Test
    void attributesThatBecomeOneKeyAreBothKept() {
        CostRecord record = record("product/fromLocation", "a", "product_from_location", "b");

        assertThat(record.getSkuPriceDetails()).contains("\"x_fromLocation\":\"a\"");
        assertThat(record.getXSourceColumns()).contains("\"product_from_location#2\":\"b\"");
    }

    @Test
    void ratesAndAmountsMayBeTextOrNumbersOfAnyForm() {
        CostRecord text = record("lineItem/UnblendedCost", "0.0960000000", "lineItem/UsageAmount", "1.0");
        CostRecord number = record("lineItem/UnblendedCost", "9.6E-2", "lineItem/UsageAmount", "1");

        assertThat(text.getBilledCost()).isEqualTo(number.getBilledCost());
        assertThat(text.getPricingQuantity()).isEqualTo(number.getPricingQuantity());
        assertThat(text.getListUnitPrice()).isEqualTo(number.getListUnitPrice());
        assertThat(text.getXLineKey()).isEqualTo(number.getXLineKey());
    }

    @Test
    void hundredsOfColumnsAreRead() {
        Map<String, String> row = new LinkedHashMap<>(CurCases.baseRow());
        for (int i = 0; row.size() < 275; i++) {
            row.put("product/attribute" + i, i % 3 == 0 ? "" : "value " + i);
            row.put("resourceTags/user:tag" + i, i % 2 == 0 ? "" : "value " + i);
        }

        CostRecord record = Records.of(Formats.normalize(CurDataSet.LEGACY, List.of(row), null))
                .get(0);

        assertThat(record.getBilledCost()).isEqualByComparingTo("0.096");
        assertThat(record.getTags()).contains("\"tag1\":\"value 1\"").doesNotContain("tag2\"");
        assertThat(record.getSkuPriceDetails())
                .contains("\"x_attribute1\":\"value 1\"")
                .doesNotContain("attribute3\"");
    }

    /** Discounts as rows, as columns and in net costs: they are taken off once. */
    @Test
    void discountInAllThreePlacesIsTakenOffOnce() {
        Map<String, String> usage = new LinkedHashMap<>(CurCases.baseRow());
        usage.put("lineItem/UnblendedCost", "100");
        usage.put("lineItem/NetUnblendedCost", "90");
        usage.put("discount/EdpDiscount", "-10");
        usage.put("discount/TotalDiscount", "-10");
        Map<String, String> discount = new LinkedHashMap<>(usage);
        discount.put("lineItem/LineItemType", "EdpDiscount");
        discount.put("lineItem/UnblendedCost", "-10");
        discount.put("lineItem/NetUnblendedCost", "-10");
        BigDecimal ten = BigDecimal.TEN.negate();
        CostSurvey twice = new CostSurvey(new BigDecimal("90"), new BigDecimal("80"), 1L, ten, ten);

        for (Formats format : Formats.values()) {
            NormalizedPage page = format.normalize(List.of(usage, discount), twice);
            assertThat(billed(page)).isEqualByComparingTo("90");
            assertThat(Records.of(page))
                    .extracting(CostRecord::getXAwsCostBasis)
                    .containsExactly("Unblended", "Unblended");
        }
    }

    /** Whatever columns a month has, and in whatever order: a line is the same line, and costs the same. */
    @Property(tries = 200)
    void columnsThatComeAndGoChangeNeitherKeysNorCosts(@ForAll Formats format, @ForAll long seed) {
        Random random = new Random(seed);
        Map<String, String> full = full();
        List<String> names = new ArrayList<>(full.keySet());
        names.removeIf(name -> OPTIONAL.stream().anyMatch(name::startsWith) && random.nextBoolean());
        Collections.shuffle(names, random);
        Map<String, String> some = new LinkedHashMap<>();
        names.forEach(name -> some.put(name, full.get(name)));
        List<Map<String, String>> rows =
                TYPES.stream().map(type -> ofType(some, type)).toList();
        List<Map<String, String>> all =
                TYPES.stream().map(type -> ofType(full, type)).toList();

        NormalizedPage page = format.normalize(rows, null);
        NormalizedPage whole = Formats.SLASHES.normalize(all, null);

        assertThat(page.rejectedRows()).isEmpty();
        assertThat(Records.of(page))
                .extracting(CostRecord::getXRecordId)
                .containsExactlyElementsOf(
                        Records.of(whole).stream().map(CostRecord::getXRecordId).toList());
        assertThat(Records.of(page))
                .extracting(CostRecord::getBilledCost)
                .containsExactlyElementsOf(Records.of(whole).stream()
                        .map(CostRecord::getBilledCost)
                        .toList());
        assertThat(page.settlements()).isEqualTo(whole.settlements());
    }

    private static final List<String> TYPES = List.of(
            "Usage", "SavingsPlanCoveredUsage", "SavingsPlanNegation", "DiscountedUsage", "RIFee", "Tax", "Bonus");

    // Columns that no key and no billed cost depends on.
    private static final List<String> OPTIONAL = List.of(
            "resourceTags/",
            "costCategory/",
            "discount/",
            "identity/LineItemId",
            "bill/InvoiceId",
            "product/ProductName",
            "product/region",
            "product/instanceType",
            "pricing/publicOnDemand",
            "pricing/unit",
            "lineItem/NetUnblended",
            "lineItem/UsageAmount",
            "lineItem/UnblendedRate",
            "reservation/Unused",
            "savingsPlan/Used");

    private static Map<String, String> full() {
        Map<String, String> row = new LinkedHashMap<>(CurCases.baseRow());
        row.put("lineItem/NetUnblendedCost", "0.09");
        row.put("resourceTags/user:Name", "front");
        row.put("resourceTags/aws:createdBy", "somebody");
        row.put("costCategory/Team", "search");
        row.put("discount/EdpDiscount", "-0.006");
        row.put("product/instanceType", "m5.large");
        row.put("reservation/UnusedRecurringFee", "0.01");
        row.put("savingsPlan/SavingsPlanARN", "arn:aws:savingsplans::1:savingsplan/1");
        row.put("savingsPlan/UsedCommitment", "1");
        return row;
    }

    private static Map<String, String> ofType(Map<String, String> row, String type) {
        Map<String, String> changed = new LinkedHashMap<>(row);
        changed.put("lineItem/LineItemType", type);
        return changed;
    }

    /** The record of the base row with further columns, which may have names that are there already. */
    private static CostRecord record(String... columns) {
        Map<String, String> base = new LinkedHashMap<>(CurCases.baseRow());
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < columns.length; i += 2) {
            base.remove(columns[i]);
            names.add(columns[i]);
            values.add(columns[i + 1]);
        }
        names.addAll(base.keySet());
        values.addAll(base.values());
        String content = Csv.line(names) + "\n" + Csv.line(values) + "\n";
        NormalizedPage page = Formats.normalize(CurDataSet.LEGACY, content, 1, null);
        assertThat(page.rejectedRows()).isEmpty();
        return Records.of(page).get(0);
    }

    private static BigDecimal billed(NormalizedPage page) {
        return Records.of(page).stream().map(CostRecord::getBilledCost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
