package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of every age are read: what they do not have yet is absent, and what nobody knows yet is kept. */
class SchemaDriftTest {

    /** What Google added to the tables, and when, the newest first. */
    private static final Map<String, List<String>> ADDED = added();

    private static Map<String, List<String>> added() {
        Map<String, List<String>> added = new LinkedHashMap<>();
        added.put("2025 (invoice.publisher_type)", List.of("invoice.publisher_type"));
        added.put(
                "2025-07-15",
                List.of(
                        "price.list_price",
                        "price.effective_price_default",
                        "consumption_model.id",
                        "consumption_model.description",
                        "cost_at_effective_price_default",
                        "cost_at_list_consumption_model"));
        added.put("2024-01-25", List.of("subscription.instance_id"));
        added.put("2023-08-22", List.of("transaction_type", "seller_name"));
        added.put("2023-06-29", List.of("cost_at_list"));
        added.put(
                "2023-04-13",
                List.of(
                        "price.effective_price",
                        "price.tier_start_amount",
                        "price.unit",
                        "price.pricing_unit_quantity"));
        added.put("2022-10", List.of("tags"));
        added.put("2021-08-11", List.of("resource.name", "resource.global_name"));
        added.put(
                "2020-10-29",
                List.of(
                        "project.number",
                        "adjustment_info.id",
                        "adjustment_info.description",
                        "adjustment_info.mode",
                        "adjustment_info.type"));
        return added;
    }

    /** The table as it was before each of these dates, as JSON and as CSV, with credits of its age. */
    static Stream<RawPage> pages() {
        List<RawPage> pages = new ArrayList<>();
        Map<String, String> row = GcpCases.baseRow(Map.of(
                "credits",
                "[{\"id\":\"d\",\"full_name\":\"Discount\",\"type\":\"DISCOUNT\",\"name\":\"D\",\"amount\":-0.1}]"));
        ADDED.values().forEach(columns -> {
            pages.add(GcpPages.json(List.of(Map.copyOf(row))));
            pages.add(GcpPages.csv(List.of(new LinkedHashMap<>(row))));
            row.keySet().removeAll(columns);
        });
        row.put("credits", "[{\"name\":\"D\",\"amount\":-0.1}]");
        pages.add(GcpPages.json(List.of(Map.copyOf(row))));
        pages.add(GcpPages.csv(List.of(row)));
        return pages.stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tableOfEveryAgeIsRead(RawPage page) {
        NormalizedPage normalized = GcpPages.normalize(page);

        assertThat(normalized.rejectedRows()).isEmpty();
        CostRecord record = Records.of(normalized).get(0);
        assertThat(record.getBilledCost()).isEqualByComparingTo("0.026444");
        assertThat(record.getListCost()).isEqualByComparingTo("0.126444");
        assertThat(record.getContractedCost()).isEqualByComparingTo("0.126444");
        assertThat(record.getServiceName()).hasToString("Compute Engine");
    }

    @Test
    void rowsOfOnePageMayLackColumnsThatOthersHave() {
        Map<String, String> old = GcpCases.baseRow();
        ADDED.values().forEach(old.keySet()::removeAll);
        Map<String, String> coming = GcpCases.baseRow(Map.of("carbon.footprint", "7"));

        List<CostRecord> records = Records.of(GcpPages.normalize(List.of(old, coming)));

        assertThat(records.get(0).getResourceId()).isNull();
        assertThat(records.get(0).getXSourceColumns().toString()).doesNotContain("carbon");
        assertThat(records.get(1).getXSourceColumns().toString()).contains("\"carbon.footprint\":\"7\"");
    }

    @Test
    void structThatIsNullIsAbsent() {
        String line = "{\"cost\":1.5,\"currency\":\"USD\",\"invoice\":{\"month\":\"202511\"},\"project\":null,"
                + "\"usage_start_time\":\"2025-11-03T10:00:00Z\",\"usage_end_time\":\"2025-11-03T11:00:00Z\"}\n";

        CostRecord record =
                Records.of(GcpPages.normalize(GcpPages.json(line, 1))).get(0);

        assertThat(record.getSubAccountId()).isNull();
        assertThat(record.getServiceName()).hasToString("Google Cloud");
        assertThat(record.getBilledCost()).isEqualByComparingTo("1.5");
    }

    @Test
    void pageOfAnotherTableIsRejectedNamingWhatItLacks() {
        assertThatThrownBy(() -> GcpPages.normalize(GcpPages.csv("sku.id,list_price\n1,2\n", 1)))
                .isInstanceOf(RejectedPageException.class)
                .hasMessageContaining("cost, currency, invoice.month");
        assertThatThrownBy(() -> GcpPages.normalize(GcpPages.json("{\"list_price\":1}\n", 1)))
                .isInstanceOf(RejectedPageException.class);
    }

    @Test
    void pageWithoutRowsIsRead() {
        assertThat(GcpPages.normalize(GcpPages.json("", 0)).records()).isEmpty();
    }
}
