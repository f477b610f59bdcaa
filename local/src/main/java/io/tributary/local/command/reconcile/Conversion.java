package io.tributary.local.command.reconcile;

import io.tributary.schemas.BilledStatement;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How the issuer converted charges.
 *
 * @param from their currency
 * @param rate of the statement's currency for one unit of theirs, without trailing zeros
 */
record Conversion(String from, BigDecimal rate) {

    /** As a statement states it; empty where nothing was converted. */
    static Optional<Conversion> of(BilledStatement statement) {
        return statement.getConvertedFrom() == null || statement.getExchangeRate() == null
                ? Optional.empty()
                : Optional.of(new Conversion(
                        statement.getConvertedFrom(),
                        statement.getExchangeRate().stripTrailingZeros()));
    }
}
