package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Table;
import io.tributary.schemas.Delivery;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Checks across deliveries: records on {@code billing.deliveries} that compare what several deliveries state, with a
 * scope of their own. They state no rows and no money, so they are never added to deliveries.
 */
public final class CrossChecks {

    private static final String DATA_SET = "check.";

    private CrossChecks() {}

    /** Whether the record is that of a check. */
    public static boolean isCheck(Delivery record) {
        return record.getDataSet().startsWith(DATA_SET);
    }

    /** Whether a check has nothing to say but that it found what it expected. */
    static boolean agrees(Delivery check) {
        return check.getVerdict().isBlank() || check.getVerdict().startsWith("Agrees");
    }

    /** A line for each check. */
    public static Table table(Collection<Delivery> checks) {
        Table table = new Table(List.of(
                Table.Column.text("check"),
                Table.Column.id("account"),
                Table.Column.text("period"),
                Table.Column.text("state"),
                Table.Column.sentence("verdict")));
        checks.stream()
                .sorted(Comparator.comparing(Delivery::getScope))
                .forEach(check -> table.add(List.of(
                        check.getDataSet(),
                        check.getBillingAccountId(),
                        Periods.text(check.getBillingPeriodStart()),
                        check.getState(),
                        check.getVerdict())));
        return table;
    }

    /** Which check it is, and what it found, for {@code --json}. */
    public static ObjectNode json(Delivery check) {
        return Json.object()
                .put("check", check.getDataSet())
                .put("provider", check.getProvider())
                .put("billingAccountId", check.getBillingAccountId())
                .put("billingPeriodStart", check.getBillingPeriodStart().toString())
                .put("scope", check.getScope())
                .put("state", check.getState())
                .put("verdict", check.getVerdict());
    }

    /** Of each scope the record that was made last, by scope. */
    static List<Delivery> lastOfScopes(Collection<Delivery> records) {
        Map<String, Delivery> last = records.stream()
                .collect(Collectors.toMap(
                        Delivery::getScope,
                        Function.identity(),
                        BinaryOperator.maxBy(Comparator.comparing(Delivery::getLastSeen)),
                        TreeMap::new));
        return List.copyOf(last.values());
    }

    /**
     * The checks that concern the providers and periods of deliveries.
     *
     * @param deliveries those that a run is about
     * @param checks every check that is known
     */
    public static List<Delivery> concerned(Collection<Delivery> deliveries, Collection<Delivery> checks) {
        return checks.stream()
                .filter(check -> deliveries.stream()
                        .anyMatch(delivery -> delivery.getProvider().equals(check.getProvider())
                                && delivery.getBillingPeriodStart().equals(check.getBillingPeriodStart())))
                .toList();
    }
}
