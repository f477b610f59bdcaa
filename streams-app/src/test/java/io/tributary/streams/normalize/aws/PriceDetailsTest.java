package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.Records;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** SkuPriceDetails of a row do not depend on the rows before it, though they are remembered by SKU. */
class PriceDetailsTest {

    private static final Instant TIME = Instant.parse("2025-11-04T00:00:00Z");

    private static final List<Map<String, String>> LEGACY = List.of(
            attributes("product/sku", "ONE", "product/memory", "8 GiB"),
            attributes("product/sku", "ONE", "product/memory", "16 GiB"),
            attributes("product/sku", "ONE", "product/memory", "8 GiB"),
            // Values that are the same one after the other, but for where one ends.
            attributes("product/sku", "ONE", "product/memory", "8", "product/storage", " GiB"),
            attributes("product/sku", "ONE", "product/memory", "8 GiB", "lineItem/UsageType", "BoxUsage:m5.xlarge"),
            attributes("product/sku", "", "product/memory", "8 GiB"),
            attributes("product/sku", "", "product/memory", ""),
            attributes("product/sku", "ONE", "product/memory", "", "product/usagetype", ""),
            attributes("product/sku", "ONE", "product/memory", "8 GiB"));

    private static final List<Map<String, String>> DATA_EXPORTS = List.of(
            map("{\"sku\":\"ONE\",\"memory\":\"8 GiB\"}", "us-east-1"),
            map("{\"sku\":\"ONE\",\"memory\":\"8 GiB\",\"region\":\"us-east-1\"}", "us-east-1"),
            map("{\"sku\":\"ONE\",\"memory\":\"8 GiB\",\"region\":\"us-east-1\"}", "us-east-2"),
            map("{\"sku\":\"ONE\",\"memory\":\"16 GiB\"}", "us-east-1"),
            map("no object", "us-east-1"),
            map("{\"sku\":\"ONE\",\"memory\":\"8 GiB\"}", "us-east-1"));

    @Test
    void legacyRowsHaveTheDetailsThatEachHasAlone() {
        List<String> together = details(LEGACY, false);

        assertThat(together).isEqualTo(alone(LEGACY, false));
        assertThat(together.get(0)).isEqualTo("{\"x_memory\":\"8 GiB\"}");
        assertThat(together.get(4)).isEqualTo("{\"x_memory\":\"8 GiB\",\"x_usagetype\":\"BoxUsage:m5.large\"}");
        assertThat(together.get(7)).isNull();
    }

    @Test
    void rowsOfDataExportsHaveTheDetailsThatEachHasAlone() {
        List<String> together = details(DATA_EXPORTS, true);

        assertThat(together).isEqualTo(alone(DATA_EXPORTS, true));
        assertThat(together.get(1)).isEqualTo("{\"x_memory\":\"8 GiB\"}");
        assertThat(together.get(2)).isEqualTo("{\"x_memory\":\"8 GiB\",\"x_region\":\"us-east-1\"}");
    }

    private static List<String> alone(List<Map<String, String>> rows, boolean dataExports) {
        List<String> details = new ArrayList<>();
        rows.forEach(row -> details.addAll(details(List.of(row), dataExports)));
        return details;
    }

    private static List<String> details(List<Map<String, String>> rows, boolean dataExports) {
        String lines = rows.stream().map(row -> Csv.line(row.values())).collect(Collectors.joining("\n"));
        String content = Csv.line(rows.get(0).keySet()) + "\n" + lines + "\n";
        RawPage page = new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", TIME, TIME)
                .page(0, content, rows.size(), 0);
        if (dataExports) {
            page.setDataSet(CurDataSet.DATA_EXPORTS);
        }
        PageNormalizer normalizer = new PageNormalizer(
                List.of(CurDataSet.legacy(Optional.empty()), CurDataSet.dataExports(Optional.empty())), 900_000);
        return Records.of(normalizer.normalize(page)).stream()
                .map(record -> record.getSkuPriceDetails())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Map<String, String> attributes(String... changes) {
        Map<String, String> row = CurCases.baseRow();
        row.put("product/memory", "");
        row.put("product/storage", "");
        row.put("product/usagetype", "BoxUsage:m5.large");
        Map<String, String> changed = new HashMap<>();
        for (int i = 0; i < changes.length; i += 2) {
            changed.put(changes[i], changes[i + 1]);
        }
        row.putAll(changed);
        return row;
    }

    private static Map<String, String> map(String product, String region) {
        Map<String, String> row = CurCases.dataExportsBaseRow();
        row.put("product", product);
        row.put("product_region_code", region);
        return row;
    }
}
