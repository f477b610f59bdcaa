package io.tributary.streams.normalize.gcp;

import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.gcp.Structs.Kind;
import io.tributary.streams.normalize.gcp.Structs.Value;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The credits of a row. A promotion is a form of payment and becomes a record of its own; all others adjust the price
 * and count with the row's cost.
 *
 * @param all every element, in the order of the source
 */
record Credits(List<Credit> all) {

    /**
     * One credit.
     *
     * @param index its place in the row's array, from 0
     * @param id its id; empty where the source has none, as it had before September 2020
     * @param name its short name
     * @param fullName its display name
     * @param type what kind of credit it is, for example PROMOTION; empty where the source has none
     * @param amount its amount in the row's currency, normally negative
     * @param text the amount as the source writes it
     */
    record Credit(int index, String id, String name, String fullName, String type, BigDecimal amount, String text) {

        boolean isPromotion() {
            return type.equals("PROMOTION");
        }

        /** Whether it is what a committed use discount takes off the price. */
        boolean isCommitted() {
            return type.startsWith("COMMITTED_USAGE_DISCOUNT");
        }

        /** Whether it gives back the fee of a commitment to spend, as far as the commitment is used. */
        boolean isOffset() {
            return type.equals("FEE_UTILIZATION_OFFSET");
        }

        /** Whether that commitment is one to spend, and not one to use. */
        boolean isOfSpending() {
            return type.equals("COMMITTED_USAGE_DISCOUNT_DOLLAR_BASE");
        }
    }

    private static final Credits NONE = new Credits(List.of());

    Credits {
        all = List.copyOf(all);
    }

    /**
     * The credits of {@code row}.
     *
     * @throws RejectedRowException if they cannot be read, or one of them has no amount: what the row costs is unknown
     *     then
     */
    static Credits of(GcpRow row) {
        if (row.isBlank(GcpColumn.CREDITS)) {
            return NONE;
        }
        int column = row.columns.index(GcpColumn.CREDITS);
        SourceRow source = row.source();
        Optional<List<Map<String, Value>>> structs =
                Structs.of(source.source(column), source.offset(column), source.length(column));
        List<Map<String, Value>> elements = structs.orElseThrow(() -> rejected(row));
        List<Credit> credits = new ArrayList<>();
        for (Map<String, Value> element : elements) {
            credits.add(credit(row, element, credits.size()));
        }
        return new Credits(credits);
    }

    private static Credit credit(GcpRow row, Map<String, Value> element, int index) {
        String amount = amount(row, element);
        byte[] bytes = amount.getBytes(StandardCharsets.UTF_8);
        BigDecimal exact;
        try {
            exact = Decimals.parse(bytes, 0, bytes.length);
        } catch (NumberFormatException noNumber) {
            throw rejected(row);
        }
        return new Credit(
                index,
                text(element, "id"),
                text(element, "name"),
                text(element, "full_name"),
                text(element, "type"),
                row.reader.fitting(row.columns.index(GcpColumn.CREDITS), exact, Decimals.MONEY_SCALE),
                amount);
    }

    /** The text of an amount: a number, or the text of one, as BigQuery's API has them. */
    private static String amount(GcpRow row, Map<String, Value> element) {
        Value amount = element.getOrDefault("amount", Value.NULL);
        if (amount.kind() != Kind.NUMBER && amount.kind() != Kind.TEXT) {
            throw rejected(row);
        }
        return amount.text();
    }

    private static RejectedRowException rejected(GcpRow row) {
        return row.reader.rejected(
                RejectionCode.INVALID_AMOUNT,
                row.columns.index(GcpColumn.CREDITS),
                "a JSON array, or Python's list, of credits that each have a decimal number as amount");
    }

    private static String text(Map<String, Value> element, String name) {
        return element.getOrDefault(name, Value.NULL).text();
    }

    /** The sum of all credits. */
    BigDecimal sum() {
        return sum(credit -> true);
    }

    /** The credits that are a form of payment. */
    List<Credit> promotions() {
        return all.stream().filter(Credit::isPromotion).toList();
    }

    /** The credit of the commitment that covers the row, where one does. */
    Optional<Credit> committed() {
        return all.stream()
                .filter(credit -> credit.isCommitted() && !credit.id().isEmpty())
                .findFirst()
                .or(() -> all.stream().filter(Credit::isCommitted).findFirst());
    }

    /** Whether a fee is given back as far as its commitment is used. */
    boolean hasOffset() {
        return all.stream().anyMatch(Credit::isOffset);
    }

    /** The sum of what is given back of a fee. */
    BigDecimal offset() {
        return sum(Credit::isOffset);
    }

    /** The sum of what commitments take off the price. */
    BigDecimal committedSum() {
        return sum(Credit::isCommitted);
    }

    /** The sum of the credits that adjust the price. */
    BigDecimal netted() {
        return sum(credit -> !credit.isPromotion());
    }

    private BigDecimal sum(Predicate<Credit> which) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Credit credit : all) {
            sum = which.test(credit) ? sum.add(credit.amount()) : sum;
        }
        return sum;
    }
}
