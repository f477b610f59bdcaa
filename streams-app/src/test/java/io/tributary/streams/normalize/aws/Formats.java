package io.tributary.streams.normalize.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the rows of a bill, which are given under legacy names, as each of AWS's formats has them. */
enum Formats {
    /** {@code lineItem/UsageAmount}: CSV files of legacy reports. */
    SLASHES(CurDataSet.LEGACY) {
        @Override
        Map<String, String> row(Map<String, String> legacy) {
            return legacy;
        }
    },
    /** {@code line_item_usage_amount}: legacy reports for Athena, as Parquet. Times have another form, blanks are 0. */
    ATHENA(CurDataSet.LEGACY) {
        @Override
        Map<String, String> row(Map<String, String> legacy) {
            Map<String, String> row = new LinkedHashMap<>();
            legacy.forEach((name, value) ->
                    row.put(snakeCase(name), name.endsWith("Date") ? athenaTime(value) : number(name, value)));
            ZERO_FOR_BLANK.forEach(name -> row.merge(name, "0", (value, zero) -> value.isEmpty() ? zero : value));
            return row;
        }
    },
    /** Snake case, with maps for tags, cost categories, discounts and most attributes of products. */
    DATA_EXPORTS(CurDataSet.DATA_EXPORTS) {
        @Override
        Map<String, String> row(Map<String, String> legacy) {
            Map<String, String> row = new LinkedHashMap<>();
            Map<String, Map<String, String>> maps = new TreeMap<>();
            List.of("product", "resource_tags", "cost_category", "discount")
                    .forEach(map -> maps.put(map, new LinkedHashMap<>()));
            legacy.forEach((name, value) -> {
                String column = snakeCase(name);
                String category = snakeCase(name.substring(0, name.indexOf('/')));
                boolean folded = maps.containsKey(category) && !KEPT.contains(column);
                if (folded && !value.isEmpty()) {
                    maps.get(category).put(column.substring(category.length() + 1), value);
                } else if (!folded) {
                    row.put(column, name.endsWith("Date") ? value.replace("Z", ".000Z") : number(name, value));
                }
            });
            row.put("bill_payer_account_name", "payer");
            row.put("line_item_usage_account_name", "account");
            maps.forEach((name, map) -> row.put(name, json(map)));
            return row;
        }
    };

    // Attributes and discounts for which CUR 2.0 has columns. AWS Data Exports, CUR 2.0 table dictionary.
    private static final Set<String> KEPT = Set.of(
            "product_comment",
            "product_fee_code",
            "product_fee_description",
            "product_from_location",
            "product_from_location_type",
            "product_from_region_code",
            "product_instance_family",
            "product_instance_type",
            "product_instancesku",
            "product_location",
            "product_location_type",
            "product_operation",
            "product_pricing_unit",
            "product_product_family",
            "product_region_code",
            "product_servicecode",
            "product_sku",
            "product_to_location",
            "product_to_location_type",
            "product_to_region_code",
            "product_usagetype",
            "discount_bundled_discount",
            "discount_total_discount");

    private static final List<String> ZERO_FOR_BLANK = List.of(
            "line_item_normalized_usage_amount",
            "pricing_public_on_demand_cost",
            "reservation_effective_cost",
            "reservation_total_reserved_normalized_units",
            "reservation_total_reserved_units",
            "reservation_unused_recurring_fee",
            "savings_plan_savings_plan_effective_cost",
            "savings_plan_total_commitment_to_date",
            "savings_plan_used_commitment");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String dataSet;

    Formats(String dataSet) {
        this.dataSet = dataSet;
    }

    /** The row by the names, and in the text, that this format has. */
    abstract Map<String, String> row(Map<String, String> legacy);

    /** A page of {@code rows}, which are given under legacy names; blank where a row has no such column. */
    NormalizedPage normalize(Collection<Map<String, String>> rows, CostSurvey survey) {
        return normalize(dataSet, rows.stream().map(this::row).toList(), survey);
    }

    /** A page of {@code rows} as they are. */
    static NormalizedPage normalize(String dataSet, List<Map<String, String>> rows, CostSurvey survey) {
        Set<String> header = rows.stream()
                .flatMap(row -> row.keySet().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        StringBuilder content = new StringBuilder(Csv.line(header)).append('\n');
        rows.forEach(row -> content.append(Csv.line(
                        header.stream().map(name -> row.getOrDefault(name, "")).toList()))
                .append('\n'));
        return normalize(dataSet, content.toString(), rows.size(), survey);
    }

    /** A page of the CSV text {@code content}. */
    static NormalizedPage normalize(String dataSet, String content, int rows, CostSurvey survey) {
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        RawPage page = new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time)
                .surveyed(survey)
                .page(0, content, rows, 0);
        page.setDataSet(dataSet);
        return new PageNormalizer(
                        List.of(CurDataSet.legacy(Optional.empty()), CurDataSet.dataExports(Optional.empty())), 900_000)
                .normalize(page);
    }

    /** An underscore for what is no letter or digit, and one before each capital: AWS's rule for Athena's names. */
    static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1")
                .replaceAll("[^A-Za-z0-9]", "_")
                .replaceAll("_+", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** Costs as a decimal or a double is written: without the zeros that legacy files fill up with. */
    private static String number(String name, String value) {
        try {
            return name.endsWith("Cost")
                    ? new BigDecimal(value).stripTrailingZeros().toString()
                    : value;
        } catch (NumberFormatException noNumber) {
            return value;
        }
    }

    private static String athenaTime(String time) {
        return time.replace('T', ' ').replace("Z", ".000");
    }

    private static String json(Map<String, String> map) {
        try {
            return JSON.writeValueAsString(map);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
