package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.Delivery;
import java.util.List;

/**
 * A statement whose published records were handed to the streams application.
 *
 * @param statement the statement
 * @param records its live records
 */
record Rebuilt(Statement statement, long records) {

    /** The newest delivery of the scope that states it, which was taken if any was. */
    Delivery owner() {
        return statement.standing();
    }

    /**
     * What was handed over of an account's period, in a sentence.
     *
     * @param rebuilt at least one
     */
    static String sentence(AccountPeriod accountPeriod, List<Rebuilt> rebuilt) {
        long records = rebuilt.stream().mapToLong(Rebuilt::records).sum();
        String what =
                rebuilt.size() == 1 ? rebuilt.get(0).owner().getScope() : Amounts.count(rebuilt.size(), "statement");
        return "Account " + accountPeriod + ": " + Amounts.count(records, "published record") + " of " + what + " "
                + (records == 1 ? "was" : "were") + " handed over.";
    }

    /** As {@code --json} prints it. */
    ObjectNode json() {
        return DeliveryJson.name(owner()).put("records", records);
    }
}
