package io.tributary.streams.normalize.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The names of one column in AWS's formats, and the keys of JSON columns that follow from them. Snake case is derived
 * from the other form by an underscore before each capital, so it can be reversed.
 */
final class CurNames {

    // FOCUS's keys of SkuPriceDetails for AWS product attributes; all others get the prefix x_.
    private static final Map<String, String> SKU_PRICE_DETAILS = Map.of(
            "instancetype", "InstanceType",
            "vcpu", "CoreCount",
            "operatingsystem", "OperatingSystem",
            "storageclass", "StorageClass",
            "gpu", "GpuCount");

    private static final String RESOURCE_TAG = "resourceTags/";
    private static final String COST_CATEGORY = "costCategory/";

    private CurNames() {}

    /**
     * The name's letters and digits in small letters: {@code lineItem/UsageAmount} and {@code line_item_usage_amount}.
     */
    static String canonical(String name) {
        StringBuilder canonical = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                canonical.append(Character.toLowerCase(c));
            }
        }
        return canonical.toString();
    }

    /**
     * The part of {@code name} after its category ({@code prefix} in snake case); {@code null} where the name is of
     * another category.
     */
    static String behind(String prefix, String name) {
        String lowerCase = name.toLowerCase(Locale.ROOT);
        String slash = prefix.replace("_", "") + "/";
        if (lowerCase.startsWith(slash)) {
            return name.substring(slash.length());
        }
        return lowerCase.startsWith(prefix + "_") ? name.substring(prefix.length() + 1) : null;
    }

    /** The key of a product attribute in SkuPriceDetails. */
    static String skuPriceDetail(String attribute) {
        return SKU_PRICE_DETAILS.getOrDefault(canonical(attribute), "x_" + camelCase(attribute));
    }

    /** Whether FOCUS has the value of that key of SkuPriceDetails as a number. */
    static boolean isCount(String key) {
        return key.equals("CoreCount") || key.equals("GpuCount");
    }

    /** User tags by their own key; tags that AWS defines keep the prefix that tells them apart. */
    static String tag(String suffix) {
        for (String prefix : List.of("user:", "user_")) {
            if (suffix.startsWith(prefix)) {
                return suffix.substring(prefix.length());
            }
        }
        return suffix;
    }

    /**
     * The key of a tag in CUR 2.0's map of all tags: those of resources as {@link #tag}, those of accounts and users
     * with their prefix; {@code null} for a cost category. Source: AWS Data Exports, CUR 2.0, Tags column.
     */
    static String tagOfAll(String key) {
        if (key.startsWith(COST_CATEGORY)) {
            return null;
        }
        return key.startsWith(RESOURCE_TAG) ? tag(key.substring(RESOURCE_TAG.length())) : key;
    }

    /** The name of a cost category in CUR 2.0's map of all tags; {@code null} for another tag. */
    static String costCategoryOfAll(String key) {
        return key.startsWith(COST_CATEGORY) ? key.substring(COST_CATEGORY.length()) : null;
    }

    /** The name of a discount, as legacy reports have it. */
    static String discount(String name) {
        String camelCase = camelCase(name);
        boolean snake = !name.isEmpty() && isSnakeCase(name);
        return snake ? Character.toUpperCase(camelCase.charAt(0)) + camelCase.substring(1) : name;
    }

    private static String camelCase(String name) {
        if (name.indexOf('_') < 0 || !isSnakeCase(name)) {
            return name;
        }
        StringBuilder camelCase = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean joint = c == '_' && i > 0 && i + 1 < name.length() && name.charAt(i + 1) != '_';
            camelCase.append(joint ? Character.toUpperCase(name.charAt(++i)) : c);
        }
        return camelCase.toString();
    }

    private static boolean isSnakeCase(String name) {
        return name.chars().allMatch(c -> c == '_' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }
}
