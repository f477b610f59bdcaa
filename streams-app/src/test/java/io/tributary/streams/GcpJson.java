package io.tributary.streams;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes rows of Google Cloud's exports as JSON: nested as the table is, numbers as they are given. */
public final class GcpJson {

    /** Columns that are no text; what they hold is written as it is, where it can stand in JSON. */
    private static final Set<String> NO_TEXT = Set.of(
            "cost",
            "cost_at_list",
            "cost_at_effective_price_default",
            "cost_at_list_consumption_model",
            "currency_conversion_rate",
            "usage.amount",
            "usage.amount_in_pricing_units",
            "credits",
            "labels",
            "system_labels",
            "tags",
            "project.labels",
            "project.ancestors",
            "price.effective_price",
            "price.effective_price_default",
            "price.list_price",
            "price.pricing_unit_quantity",
            "price.tier_start_amount",
            "BilledCost",
            "EffectiveCost",
            "ListCost",
            "ContractedCost",
            "PricingQuantity",
            "Tags",
            "x_Labels",
            "x_ProjectLabels",
            "x_SystemLabels",
            "x_Tags",
            "x_Credits");

    private GcpJson() {}

    /** The row whose columns have these values by their paths; a blank value is null. */
    public static String line(Map<String, String> row) {
        Map<String, Object> tree = new LinkedHashMap<>();
        row.forEach((path, value) -> put(tree, path, json(path, value)));
        return text(tree);
    }

    @SuppressWarnings("unchecked") // What is not text is a tree.
    private static void put(Map<String, Object> tree, String path, String json) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            tree.put(path, json);
        } else {
            Object inner = tree.computeIfAbsent(path.substring(0, dot), first -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, path.substring(dot + 1), json);
        }
    }

    private static String json(String path, String value) {
        if (value.isEmpty()) {
            return "null";
        }
        boolean plain = value.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?") || value.startsWith("[");
        return NO_TEXT.contains(path) && plain ? value : quoted(value);
    }

    @SuppressWarnings("unchecked") // What is not text is a tree.
    private static String text(Map<String, Object> tree) {
        return tree.entrySet().stream()
                .map(entry -> quoted(entry.getKey())
                        + ":"
                        + (entry.getValue() instanceof String json
                                ? json
                                : text((Map<String, Object>) entry.getValue())))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
