package io.tributary.schemas.focus;

import io.tributary.schemas.CostRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a rule asks of its column.
 *
 * <ul>
 *   <li>{@code null}, {@code not null};
 *   <li>{@code in A | B}, {@code not in A | B}: of a text that is not absent;
 *   <li>{@code = 0}, {@code >= 0}, {@code <= 0}: of a number that is not absent;
 *   <li>{@code same as Other}, {@code not same as Other};
 *   <li>{@code product of A, B}: the number is A times B but for what rounding explains, where none of the three is
 *       absent;
 *   <li>{@code after Other}, {@code not before Other}: of times;
 *   <li>{@code not blank}, {@code currency code}, {@code instant}: forms of a value that is not absent;
 *   <li>{@code json object}, {@code json key-value}, {@code json keys: A | B}, {@code json types: A number | B string},
 *       {@code json elements}, {@code json programs}, {@code json programs with Other}, {@code no keys of Other}: forms
 *       of JSON that is not absent, as the head of the rules' file and {@link JsonForms} have them;
 *   <li>{@code one value per Other}: over all records, one value for each value of Other.
 * </ul>
 */
record Requirement(
        RecordColumn column, String text, List<String> columns, Predicate<CostRecord> isMet, RecordColumn per) {

    /** What rounding of the provider explains; docs/semantics.md has the same for unit prices. */
    private static final BigDecimal SMALLEST_DIFFERENCE = new BigDecimal("1E-9");

    private static final BigDecimal RELATIVE_DIFFERENCE = new BigDecimal("1E-6");

    private static final Set<String> NO_VALUES = Set.of("not applicable", "n/a", "null");

    private static final Pattern WITH_COLUMN = Pattern.compile(
            "(same as|not same as|after|not before|one value per|no keys of|json programs with) (\\w+)");
    private static final Pattern PRODUCT = Pattern.compile("product of (\\w+), (\\w+)");
    private static final Pattern TEXTS = Pattern.compile("(in|not in|json keys:|json types:) (.+)");

    /**
     * Reads a requirement of {@code column}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Requirement parse(RecordColumn column, String text) {
        Matcher withColumn = WITH_COLUMN.matcher(text);
        Matcher product = PRODUCT.matcher(text);
        Matcher texts = TEXTS.matcher(text);
        if (withColumn.matches()) {
            return withColumn(column, text, withColumn.group(1), RecordColumn.of(withColumn.group(2)));
        }
        if (product.matches()) {
            RecordColumn one = RecordColumn.of(product.group(1));
            RecordColumn other = RecordColumn.of(product.group(2));
            return new Requirement(
                    column,
                    text,
                    List.of(one.name(), other.name()),
                    record -> isProduct(column.number(record), one.number(record), other.number(record)),
                    null);
        }
        Predicate<CostRecord> isMet = texts.matches()
                ? ofText(column, texts.group(1), Condition.values(texts.group(2)))
                : alone(column, text);
        return new Requirement(column, text, List.of(), isMet, null);
    }

    private static Requirement withColumn(RecordColumn column, String text, String relation, RecordColumn other) {
        List<String> columns = List.of(other.name());
        Predicate<CostRecord> isMet = switch (relation) {
            case "same as" -> record -> Condition.areSame(column.in(record), other.in(record));
            case "not same as" -> record -> !Condition.areSame(column.in(record), other.in(record));
            case "after" -> record -> column.instant(record).isAfter(other.instant(record));
            case "not before" -> record -> !column.instant(record).isBefore(other.instant(record));
            case "no keys of" ->
                record -> isAbsentOr(column, record, json -> JsonForms.hasNoKeysOf(json, other.text(record)));
            case "json programs with" ->
                record -> isAbsentOr(column, record, json -> JsonForms.hasProgram(json, other.text(record)));
            default -> record -> true;
        };
        return new Requirement(column, text, columns, isMet, relation.equals("one value per") ? other : null);
    }

    private static Predicate<CostRecord> ofText(RecordColumn column, String relation, Set<String> values) {
        return switch (relation) {
            case "in" -> record -> isAbsentOr(column, record, values::contains);
            case "not in" -> record -> isAbsentOr(column, record, value -> !values.contains(value));
            case "json keys:" -> record -> isAbsentOr(column, record, value -> JsonForms.hasKeysOf(value, values));
            default -> record -> isAbsentOr(column, record, value -> JsonForms.hasTypes(value, values));
        };
    }

    private static Predicate<CostRecord> alone(RecordColumn column, String text) {
        return switch (text) {
            case "null" -> record -> column.in(record) == null;
            case "not null" -> record -> column.in(record) != null;
            case "= 0" ->
                record -> column.number(record) == null || column.number(record).signum() == 0;
            case ">= 0" ->
                record -> column.number(record) == null || column.number(record).signum() >= 0;
            case "<= 0" ->
                record -> column.number(record) == null || column.number(record).signum() <= 0;
            case "not blank" -> record -> isAbsentOr(column, record, Requirement::isNotBlank);
            case "currency code" -> record -> isAbsentOr(column, record, Requirement::isCurrency);
            case "instant" -> record -> column.in(record) == null || column.in(record) instanceof Instant;
            case "json object" -> record -> isAbsentOr(column, record, JsonForms::isObject);
            case "json key-value" -> record -> isAbsentOr(column, record, JsonForms::isKeyValue);
            case "json elements" -> elements(column);
            case "json programs" -> record -> isAbsentOr(column, record, JsonForms::hasPrograms);
            default -> throw new IllegalArgumentException("'" + text + "' is no requirement");
        };
    }

    private static boolean isAbsentOr(RecordColumn column, CostRecord record, Predicate<String> form) {
        Object value = column.in(record);
        return value == null || form.test(value.toString());
    }

    private static boolean isProduct(BigDecimal number, BigDecimal one, BigDecimal other) {
        if (number == null || one == null || other == null) {
            return true;
        }
        BigDecimal difference = one.multiply(other).subtract(number).abs();
        return difference.compareTo(SMALLEST_DIFFERENCE) <= 0
                || difference.compareTo(number.abs().multiply(RELATIVE_DIFFERENCE)) <= 0;
    }

    private static Predicate<CostRecord> elements(RecordColumn column) {
        return column.name().equals("AllocatedMethodDetails")
                ? record -> isAbsentOr(column, record, JsonForms::hasAllocations)
                : record -> isAbsentOr(column, record, JsonForms::hasContracts);
    }

    /** FOCUS 1.4, Attributes, Null Handling: no empty text and no stand-in for null. */
    private static boolean isNotBlank(String text) {
        return !text.isBlank() && !NO_VALUES.contains(text.toLowerCase(Locale.ROOT));
    }

    /** Whether it is a code of ISO 4217. */
    private static boolean isCurrency(String text) {
        try {
            Currency.getInstance(text);
            return true;
        } catch (IllegalArgumentException unknown) {
            return false;
        }
    }
}
