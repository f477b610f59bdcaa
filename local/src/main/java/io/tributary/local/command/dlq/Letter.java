package io.tributary.local.command.dlq;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A dead letter, and what has become of it.
 *
 * @param content as it is on the topic
 * @param state whether it is open
 * @param delivery its delivery, where it is known
 * @param account the billing account that it is of; empty where that cannot be told
 * @param period the first day of its billing period, as text; empty where that cannot be told
 */
record Letter(DeadLetter content, LetterState state, Optional<Delivery> delivery, String account, String period) {

    /** Stands for a currency that cannot be read, as in a delivery's totals. */
    static final String UNKNOWN_CURRENCY = "XXX";

    Letter {
        requireNonNull(content, "content");
        requireNonNull(state, "state");
        requireNonNull(delivery, "delivery");
    }

    /**
     * Its id, which stays the same: {@code aws-0-1234-17}, provider, partition and offset of the raw record, and the
     * row within the page; {@code aws-0-1234} where a whole page is meant.
     */
    String id() {
        return Topics.providerOf(content.getTopic()) + "-" + content.getPartition() + "-" + content.getOffset()
                + (isRow() ? "-" + content.getPageRow() : "");
    }

    /** Whether it is a row, not a page or a whole record. */
    boolean isRow() {
        return content.getPageRow() != null;
    }

    Optional<BigDecimal> parked() {
        return Optional.ofNullable(content.getParkedCost());
    }

    /** The currency of what is parked. */
    String currency() {
        return content.getParkedCurrency() == null ? UNKNOWN_CURRENCY : content.getParkedCurrency();
    }
}
