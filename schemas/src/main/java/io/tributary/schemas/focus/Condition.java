package io.tributary.schemas.focus;

import io.tributary.schemas.CostRecord;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a rule applies: terms that all hold, separated by semicolons; always where there is none.
 *
 * <ul>
 *   <li>{@code Column is null}, {@code Column is not null};
 *   <li>{@code Column = A | B}, {@code Column != A | B}: its text is, or is not, one of these; an absent one is none of
 *       them;
 *   <li>{@code Column > 0}, {@code < 0}, {@code = 0}, {@code != 0}: of numbers; never of an absent one;
 *   <li>{@code Column same as Other}, {@code Column not same as Other}: two absent ones are the same.
 * </ul>
 */
record Condition(String text, List<String> columns, Predicate<CostRecord> holds) {

    private static final Pattern NULLNESS = Pattern.compile("(\\w+) is( not)? null");
    private static final Pattern SAMENESS = Pattern.compile("(\\w+)( not)? same as (\\w+)");
    private static final Pattern SIGN = Pattern.compile("(\\w+) (>|<|=|!=) 0");
    private static final Pattern TEXTS = Pattern.compile("(\\w+) (!?=) (.+)");

    /**
     * Reads a condition.
     *
     * @throws IllegalArgumentException if it is none, with the term
     */
    static Condition parse(String text) {
        List<String> columns = new ArrayList<>();
        Predicate<CostRecord> holds = record -> true;
        if (!text.isEmpty()) {
            for (String term : text.split("; ")) {
                holds = holds.and(term(term, columns));
            }
        }
        return new Condition(text, List.copyOf(columns), holds);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    private static Predicate<CostRecord> term(String term, List<String> columns) {
        Matcher nullness = NULLNESS.matcher(term);
        Matcher sameness = SAMENESS.matcher(term);
        Matcher sign = SIGN.matcher(term);
        Matcher texts = TEXTS.matcher(term);
        if (nullness.matches()) {
            RecordColumn column = column(nullness.group(1), columns);
            boolean expected = nullness.group(2) == null;
            return record -> (column.in(record) == null) == expected;
        }
        if (sameness.matches()) {
            RecordColumn one = column(sameness.group(1), columns);
            RecordColumn other = column(sameness.group(3), columns);
            boolean expected = sameness.group(2) == null;
            return record -> areSame(one.in(record), other.in(record)) == expected;
        }
        if (sign.matches() && column(sign.group(1), columns).isNumber()) {
            RecordColumn column = column(sign.group(1), columns);
            IntPredicate expected = sign(sign.group(2));
            return record -> {
                BigDecimal number = column.number(record);
                return number != null && expected.test(number.signum());
            };
        }
        if (texts.matches()) {
            RecordColumn column = column(texts.group(1), columns);
            Set<String> values = values(texts.group(3));
            boolean expected = texts.group(2).equals("=");
            return record -> values.contains(String.valueOf(column.in(record))) == expected;
        }
        throw new IllegalArgumentException("'" + term + "' is no condition");
    }

    private static RecordColumn column(String name, List<String> columns) {
        RecordColumn column = RecordColumn.of(name);
        if (!columns.contains(name)) {
            columns.add(name);
        }
        return column;
    }

    private static IntPredicate sign(String operator) {
        return switch (operator) {
            case ">" -> sign -> sign > 0;
            case "<" -> sign -> sign < 0;
            case "=" -> sign -> sign == 0;
            default -> sign -> sign != 0;
        };
    }

    /** Values that are separated by bars. */
    static Set<String> values(String text) {
        return Set.copyOf(Arrays.asList(text.split(" \\| ")));
    }

    /** Whether two values are equal; numbers whatever their scale. */
    static boolean areSame(Object one, Object other) {
        return one instanceof BigDecimal number && other instanceof BigDecimal another
                ? number.compareTo(another) == 0
                : Objects.equals(one, other);
    }
}
