package io.tributary.samples.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The columns of Cost and Usage Reports whose names are those of database columns. */
final class CurSchema {

    /** What CUR 2.0 keeps as columns of product; all else is in the map. */
    private static final Set<String> PRODUCT_COLUMNS = Set.of(
            "comment",
            "fee_code",
            "fee_description",
            "from_location",
            "from_location_type",
            "from_region_code",
            "instance_family",
            "instance_type",
            "instancesku",
            "location",
            "location_type",
            "operation",
            "pricing_unit",
            "product_family",
            "region_code",
            "servicecode",
            "sku",
            "to_location",
            "to_location_type",
            "to_region_code",
            "usagetype");

    private static final Set<LegacyColumn> DISCOUNT_COLUMNS =
            Set.of(LegacyColumn.DISCOUNT_BUNDLED_DISCOUNT, LegacyColumn.DISCOUNT_TOTAL_DISCOUNT);

    /** Columns of CUR 2.0 that none of the sample's lines has anything to say in. */
    private static final List<String> ALWAYS_EMPTY =
            List.of("product_comment", "product_instancesku", "product_pricing_unit", "reservation_availability_zone");

    /** What a query selects that asks for little: no price, and nothing of what commitments cover. */
    private static final Set<String> FEW = Set.of(
            "bill_bill_type",
            "bill_billing_entity",
            "bill_billing_period_end_date",
            "bill_billing_period_start_date",
            "bill_invoice_id",
            "bill_payer_account_id",
            "line_item_currency_code",
            "line_item_line_item_description",
            "line_item_line_item_type",
            "line_item_net_unblended_cost",
            "line_item_operation",
            "line_item_product_code",
            "line_item_resource_id",
            "line_item_unblended_cost",
            "line_item_usage_account_id",
            "line_item_usage_amount",
            "line_item_usage_end_date",
            "line_item_usage_start_date",
            "line_item_usage_type",
            "pricing_unit",
            "reservation_reservation_a_r_n",
            "resource_tags",
            "savings_plan_savings_plan_a_r_n");

    private CurSchema() {}

    /** Those that a query selects. */
    static List<CurColumn> selected(List<CurColumn> all, ExportColumns selection) {
        return all.stream()
                .filter(column -> selection == ExportColumns.ALL || FEW.contains(column.name()))
                .toList();
    }

    /** Those of a legacy report in Parquet: one for each column of its CSV, where their names stay apart. */
    static List<CurColumn> legacy(List<LegacyColumn> columns) {
        Map<String, List<LegacyColumn>> sources = new LinkedHashMap<>();
        for (LegacyColumn column : columns) {
            sources.computeIfAbsent(CurNames.column(column), name -> new ArrayList<>())
                    .add(column);
        }
        List<CurColumn> schema = new ArrayList<>();
        sources.forEach((name, from) -> schema.add(CurColumn.of(name, from)));
        return schema;
    }

    /**
     * Those of CUR 2.0, which are always the same, in order of their names.
     *
     * @param discounted whether the bill has discounts; otherwise their columns are blank
     */
    static List<CurColumn> cur2(List<LegacyColumn> columns, boolean discounted) {
        Map<String, CurColumn> schema = new TreeMap<>();
        Map<String, Map<String, List<LegacyColumn>>> maps = new TreeMap<>(Map.of(
                "product", new TreeMap<>(),
                "resource_tags", new TreeMap<>(),
                "cost_category", new TreeMap<>(),
                "discount", new TreeMap<>()));
        for (LegacyColumn column : columns) {
            String category = CurNames.snake(column.category());
            String key = CurNames.snake(column.columnName());
            if (maps.containsKey(category) && !DISCOUNT_COLUMNS.contains(column) && !isProductColumn(category, key)) {
                if (discounted || !column.isNet()) {
                    maps.get(category)
                            .computeIfAbsent(key, name -> new ArrayList<>())
                            .add(column);
                }
            } else {
                String name = CurNames.column(column);
                schema.put(
                        name,
                        discounted || !column.isNet()
                                ? CurColumn.of(name, List.of(column))
                                : CurColumn.blank(name, column));
            }
        }
        ALWAYS_EMPTY.forEach(name -> schema.put(name, CurColumn.of(name, List.of())));
        maps.forEach((name, entries) -> schema.put(name, CurColumn.map(name, entries, name.equals("discount"))));
        return List.copyOf(schema.values());
    }

    private static boolean isProductColumn(String category, String key) {
        return category.equals("product") && PRODUCT_COLUMNS.contains(key);
    }
}
