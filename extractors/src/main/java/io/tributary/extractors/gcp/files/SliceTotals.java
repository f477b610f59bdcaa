package io.tributary.extractors.gcp.files;

import io.tributary.extractors.gcp.BillingExport;
import io.tributary.schemas.ControlTotal;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Number of rows, and exact sums of their costs and credits by currency. */
final class SliceTotals {

    /** Decimals of a control total. */
    private static final int CONTROL_SCALE = 24;

    /** The amount of a credit, in JSON or in Python's spelling of it. */
    private static final Pattern AMOUNT =
            Pattern.compile("[\"']amount[\"']\\s*:\\s*[\"']?(-?[0-9.]+(?:[eE][-+]?[0-9]+)?)");

    private static final int MOST_DIGITS = 100;

    /** Digits before the decimal point of a cost that the application reads, and of a control total. */
    private static final int INTEGER_DIGITS = 14;

    private final Map<String, BigDecimal> costs = new TreeMap<>();
    private final Map<String, BigDecimal> credits = new TreeMap<>();
    private final Map<LocalDate, Map<String, BigDecimal>> days = new TreeMap<>();
    private long rows;
    private long unreadable;

    /**
     * Adds a row.
     *
     * @param shape an export whose columns the row has
     * @param usageDay UTC day of its usage
     */
    void add(BillingExport shape, Map<String, String> row, LocalDate usageDay) {
        rows++;
        String currency = row.getOrDefault(shape.currency(), "");
        Map<String, BigDecimal> day = days.computeIfAbsent(usageDay, first -> new TreeMap<>());
        day.putIfAbsent(currency, BigDecimal.ZERO);
        try {
            BigDecimal credit = BigDecimal.ZERO;
            Matcher amounts = AMOUNT.matcher(row.getOrDefault("credits", ""));
            while (amounts.find()) {
                credit = credit.add(amount(amounts.group(1)));
            }
            BigDecimal cost = amount(row.getOrDefault(shape.cost(), ""));
            costs.merge(currency, cost, BigDecimal::add);
            day.merge(currency, cost, BigDecimal::add);
            credits.merge(currency, credit, BigDecimal::add);
        } catch (NumberFormatException e) {
            // The streams application reports such rows; the total leaves them out.
            unreadable++;
        }
    }

    /** Its size is checked before any arithmetic: 1E999999999 would ask for a gigabyte of digits. */
    private static BigDecimal amount(String text) {
        BigDecimal amount = new BigDecimal(text);
        boolean isLong = Math.abs((long) amount.scale()) > MOST_DIGITS || amount.precision() > MOST_DIGITS;
        if (isLong || !fits(amount)) {
            throw new NumberFormatException("'" + text + "' has too many digits");
        }
        return amount;
    }

    private static boolean fits(BigDecimal amount) {
        return amount.signum() == 0 || amount.precision() - amount.scale() <= INTEGER_DIGITS;
    }

    /** The costs by currency of each day that has usage. */
    Map<LocalDate, Map<String, BigDecimal>> days() {
        return days;
    }

    long rows() {
        return rows;
    }

    /** Whether number and sums are the same. */
    boolean isSame(SliceTotals other) {
        return rows == other.rows
                && unreadable == other.unreadable
                && isSame(costs, other.costs)
                && isSame(credits, other.credits);
    }

    private static boolean isSame(Map<String, BigDecimal> one, Map<String, BigDecimal> other) {
        return one.keySet().equals(other.keySet())
                && one.entrySet().stream().allMatch(sum -> sum.getValue().compareTo(other.get(sum.getKey())) == 0);
    }

    /**
     * The totals as a delivery's completion states them; sums are left out where a cost cannot be read, and where they
     * have more digits than the schema holds.
     */
    List<ControlTotal> controls() {
        List<ControlTotal> controls = new ArrayList<>();
        controls.add(control("rows", null, BigDecimal.valueOf(rows)));
        if (unreadable == 0) {
            costs.forEach((currency, sum) -> {
                BigDecimal credit = credits.get(currency);
                if (fits(sum) && fits(credit)) {
                    controls.add(control("cost", currency, sum));
                    controls.add(control("credits", currency, credit));
                }
            });
        }
        return controls;
    }

    private static ControlTotal control(String name, String currency, BigDecimal total) {
        return new ControlTotal(name, currency, total.setScale(CONTROL_SCALE, RoundingMode.HALF_EVEN));
    }
}
