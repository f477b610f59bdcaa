package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes the ledger, so that its sum is that of the live records at every complete delivery. What it holds of a row is
 * kept with the row, since a reversal repeats it. Not thread-safe.
 *
 * <p>Where a ledger is switched on later, the next delivery charges what is live. Where records were changed while none
 * was kept, nothing is written of their statement until it is rebuilt: what the ledger holds is then told by its topic.
 */
final class LedgerEntries {

    static final byte[] OPENED = "opened".getBytes(StandardCharsets.UTF_8);

    private final Ledger ledger;
    private final ProcessorContext<byte[], byte[]> context;
    private final KnownRows knownRows;

    LedgerEntries(Ledger ledger, ProcessorContext<byte[], byte[]> context, KnownRows knownRows) {
        this.ledger = ledger;
        this.context = context;
        this.knownRows = knownRows;
    }

    /** A record that is new, or replaces what stood at {@code position}. */
    void published(Statement statement, int position, byte[] id, byte[] value, byte[] change, long timestamp) {
        if (statement.lapsed) {
            return;
        }
        Delivery delivery = statement.delivery();
        byte[] held = change == Emitter.ADDED ? null : knownRows.ledger(statement, position);
        if (held == null) {
            statement.charged++;
        } else {
            entry(id, ledger.reversal(held, change, delivery), timestamp);
        }
        entry(id, ledger.charge(value, change, delivery), timestamp);
        knownRows.putLedger(statement, position, value);
    }

    /** A record that is live, and may not have been charged yet. */
    void open(Statement statement, int position, byte[] id, byte[] value, long timestamp) {
        if (knownRows.ledger(statement, position) == null) {
            entry(id, ledger.charge(value, OPENED, statement.delivery()), timestamp);
            knownRows.putLedger(statement, position, value);
            statement.charged++;
        }
    }

    void vanished(Statement statement, Reading reading, int position, byte[] id, long timestamp) {
        byte[] held = statement.lapsed ? null : knownRows.ledger(statement, position);
        if (held != null) {
            entry(id, ledger.reversal(held, Emitter.VANISHED, reading.delivery()), timestamp);
            knownRows.putLedger(statement, position, null);
            statement.charged--;
        }
    }

    /**
     * A record as it is rebuilt: what the ledger held is reversed where it is something else.
     *
     * @param value the live record; {@code null} where the ledger holds something of a record that is not live
     * @param held what the ledger holds; {@code null} where it holds nothing
     */
    void rebuilt(Statement statement, Delivery rebuild, int position, byte[] id, byte[] value, byte[] held, long time) {
        boolean same = held != null && value != null && Arrays.equals(held, value);
        if (held != null && !same) {
            entry(id, ledger.reversal(held, OPENED, rebuild), time);
        }
        if (value != null) {
            if (!same) {
                entry(id, ledger.charge(value, OPENED, rebuild), time);
            }
            knownRows.putLedger(statement, position, value);
            statement.charged++;
        }
    }

    /** What a complete delivery's verdict says; empty where the ledger has all that is live. */
    static String remark(Statement statement) {
        if (statement.lapsed) {
            return " billing.ledger lacks what was changed here while no ledger was kept: `tributary deliveries"
                    + " rebuild` opens it anew.";
        }
        long lacking = statement.live - statement.charged;
        return lacking == 0
                ? ""
                : " billing.ledger lacks " + lacking
                        + " live records, which this delivery could not state: `tributary deliveries rebuild` adds"
                        + " them.";
    }

    private void entry(byte[] id, byte[] value, long timestamp) {
        context.forward(new Record<>(id, value, timestamp), ledger.sink());
    }
}
