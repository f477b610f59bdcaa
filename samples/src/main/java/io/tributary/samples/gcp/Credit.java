package io.tributary.samples.gcp;

import java.util.List;
import java.util.stream.Collectors;

/**
 * An element of a row's credits.
 *
 * @param type one of Google's types, for example PROMOTION
 * @param id the credit's id
 * @param name its name, which is also its full name
 * @param amount in the row's currency; negative where it is in the customer's favour
 */
record Credit(String type, String id, String name, double amount) {

    boolean isPromotion() {
        return type.equals("PROMOTION");
    }

    /** Whether it gives back what usage has taken of a fee. */
    boolean isOffset() {
        return type.equals("FEE_UTILIZATION_OFFSET");
    }

    /** The same credit with a description in place of an id, which all of its kind have in common. */
    Credit described() {
        return new Credit(type, name, name, amount);
    }

    Credit negated() {
        return new Credit(type, id, name, -amount);
    }

    Credit scaled(double factor) {
        return new Credit(type, id, name, Numbers.micros(amount * factor));
    }

    /** The array as JSON. An id that is a description has no full name beside it. */
    static String json(List<Credit> credits) {
        return credits.stream()
                .map(credit -> "{\"id\":\"" + credit.id + "\",\"full_name\":\""
                        + (credit.id.equals(credit.name) ? "" : credit.name) + "\",\"type\":\""
                        + credit.type + "\",\"name\":\"" + credit.name + "\",\"amount\":"
                        + Numbers.text(credit.amount) + "}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
