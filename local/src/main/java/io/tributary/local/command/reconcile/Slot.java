package io.tributary.local.command.reconcile;

import io.tributary.local.reconcile.PartAmounts;
import io.tributary.local.view.CostFacts;
import java.util.Optional;
import java.util.Set;

/**
 * What records are summed by.
 *
 * @param month the account's period
 * @param currency currency of the costs
 * @param invoice the invoice that they name; empty where they name none
 * @param part the part of a bill
 */
record Slot(AccountMonth month, String currency, Optional<String> invoice, PartAmounts.Part part) {

    private static final Set<String> CREDITING = Set.of("Credit", "Refund");

    static Slot of(CostFacts facts) {
        return new Slot(AccountMonth.of(facts), facts.currency(), facts.invoice(), part(facts));
    }

    /** Tax by its category; credits by theirs, and refunds by what AWS and Azure call the row. */
    private static PartAmounts.Part part(CostFacts facts) {
        if (facts.category().equals("Tax")) {
            return PartAmounts.Part.TAX;
        }
        boolean takesOff = facts.category().equals("Credit")
                || CREDITING.contains(facts.lineItemType())
                || CREDITING.contains(facts.chargeType());
        return takesOff ? PartAmounts.Part.CREDITS : PartAmounts.Part.CHARGES;
    }
}
