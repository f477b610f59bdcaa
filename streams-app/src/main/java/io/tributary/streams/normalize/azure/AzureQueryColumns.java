package io.tributary.streams.normalize.azure;

import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The positions of the columns of a query's answer. They are found by name, never by position, which depends on the
 * query and on the version of the interface. Every column that is no measure is one that the query grouped by, and
 * identifies the row.
 */
final class AzureQueryColumns {

    /** A column that the query grouped by, with its name as it is compared. */
    record Grouping(int index, byte[] name) {}

    // Under which names the interface returns the cost that was asked for, by version.
    private static final Set<String> COSTS = Set.of("cost", "pretaxcost", "totalcost", "costinbillingcurrency");
    private static final Set<String> OTHER_MEASURES =
            Set.of("costusd", "pretaxcostusd", "totalcostusd", "usagequantity");

    // What the interface calls otherwise than line detail does.
    private static final Map<String, String> LINE_DETAIL_NAMES = Map.of("meter", "MeterName", "totalcost", "Cost");

    private static final String DAY = "usagedate";
    private static final String MONTH = "billingmonth";

    final AzureColumns columns;
    final List<Grouping> grouping = new ArrayList<>();
    final int day;
    final int month;
    final int tagKey;
    final int tagValue;

    private AzureQueryColumns(List<String> header) {
        columns = AzureColumns.ofSums(
                header.stream().map(AzureQueryColumns::lineDetailName).toList());
        for (int i = 0; i < header.size(); i++) {
            String name = AzureColumns.canonical(header.get(i));
            if (!COSTS.contains(name) && !OTHER_MEASURES.contains(name) && !name.equals(DAY)) {
                grouping.add(new Grouping(i, name.getBytes(StandardCharsets.UTF_8)));
            }
        }
        // The same key in whatever order an answer has its columns.
        grouping.sort(Comparator.comparing(Grouping::name, Arrays::compare));
        day = find(header, DAY);
        month = find(header, MONTH);
        tagKey = find(header, "tagkey");
        tagValue = find(header, "tagvalue");
    }

    /**
     * The columns of {@code header}.
     *
     * @throws RejectedPageException if a column is missing without which no row can be read, or without which the role
     *     cannot tell what is billed
     */
    static AzureQueryColumns of(List<String> header, CostsRole role) {
        AzureQueryColumns found = new AzureQueryColumns(header);
        if (header.isEmpty()) {
            return found;
        }
        List<String> missing = new ArrayList<>();
        if (!found.columns.has(AzureColumn.COST)) {
            missing.add("Cost or PreTaxCost");
        }
        if (!found.columns.has(AzureColumn.BILLING_CURRENCY)) {
            missing.add("Currency");
        }
        if (!missing.isEmpty()) {
            throw rejected(header, String.join(", and ", missing), "a query that totals costs by currency");
        }
        if (role != CostsRole.ACTUAL) {
            requireKindOfCharge(header, found.columns, role);
        }
        requireUnique(header);
        return found;
    }

    /** Only these two columns tell which amortized costs are billed, and which actual costs are a commitment's. */
    private static void requireKindOfCharge(List<String> header, AzureColumns columns, CostsRole role) {
        List<String> missing = new ArrayList<>();
        if (!columns.has(AzureColumn.CHARGE_TYPE)) {
            missing.add("ChargeType");
        }
        if (!columns.has(AzureColumn.PRICING_MODEL)) {
            missing.add("PricingModel");
        }
        if (!missing.isEmpty()) {
            String unknown = role == CostsRole.AMORTIZED
                    ? "what of amortized costs is billed"
                    : "which actual costs are those of commitments";
            throw rejected(
                    header,
                    String.join(", and ", missing),
                    "a query that groups by ChargeType and PricingModel, which tell " + unknown);
        }
    }

    private static void requireUnique(List<String> header) {
        Set<String> names = new HashSet<>();
        for (String name : header) {
            if (!names.add(AzureColumns.canonical(name))) {
                throw new RejectedPageException(
                        RejectionCode.PAGE_COLUMNS,
                        "The page's header has " + name
                                + " twice: expected each column once, since columns tell rows apart");
            }
        }
    }

    private static RejectedPageException rejected(List<String> header, String missing, String expected) {
        return new RejectedPageException(
                RejectionCode.PAGE_COLUMNS,
                "The page's header " + header + " lacks " + missing + ": expected " + expected);
    }

    private static String lineDetailName(String name) {
        return LINE_DETAIL_NAMES.getOrDefault(AzureColumns.canonical(name), name);
    }

    private static int find(List<String> header, String canonical) {
        for (int i = 0; i < header.size(); i++) {
            if (AzureColumns.canonical(header.get(i)).equals(canonical)) {
                return i;
            }
        }
        return -1;
    }
}
