package io.tributary.local.command.dlq;

import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.Mends;
import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigException;

/** Which deliveries are to be published once more because of the letters that are meant, and what is mended of them. */
final class RedrivePlan {

    private final ChosenLetters chosen;
    private final Optional<RowsFile> rows;
    private final Optional<byte[]> page;
    private final OptionalInt pageRows;
    private final String reason;
    private final Instant now;
    private final SortedMap<AccountPeriod, Map<Delivery, Mends>> deliveries = new TreeMap<>(AccountPeriod.ORDER);
    private final Set<Delivery> closedDeliveries = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private long letters;
    private long closed;
    private long skipped;

    /**
     * @param rows mended rows; where they are there, only letters that they are of are meant
     * @param page the content of the one page that is meant
     * @param pageRows how many rows that has, where they are others than the page stated
     */
    RedrivePlan(
            ChosenLetters chosen,
            Optional<RowsFile> rows,
            Optional<byte[]> page,
            OptionalInt pageRows,
            String reason,
            Instant now) {
        this.chosen = chosen;
        this.rows = rows;
        this.page = page;
        this.pageRows = pageRows;
        this.reason = reason;
        this.now = now;
    }

    /**
     * Takes what is meant of the letters.
     *
     * @throws ConfigException if one that is named, or that a row was mended of, cannot be redriven
     */
    void make(Letters all) {
        all.forEach(this::take);
        chosen.requireAllFound();
        rows.ifPresent(RowsFile::requireAllFound);
        if (closed > 0) {
            notes.add((closed == 1
                            ? "1 letter is closed already: its delivery was"
                            : closed + " letters are closed" + " already: their deliveries were")
                    + " read again since.");
        }
    }

    private void take(Letter letter) {
        boolean isOfFile = rows.isPresent() && rows.get().has(letter);
        if (isOfFile) {
            rows.get().seen(letter);
        }
        if (rows.isPresent() && !isOfFile || !chosen.isMeant(letter)) {
            return;
        }
        boolean isNamed = isOfFile || chosen.isNamed(letter);
        switch (letter.state().kind()) {
            case OPEN -> takeOpen(letter, isOfFile, isNamed);
            case READ_AGAIN -> {
                if (isNamed) {
                    closed++;
                    closedDeliveries.add(letter.delivery().orElseThrow());
                }
            }
            case DISCARDED -> {
                if (isNamed) {
                    throw new ConfigException("Letter " + letter.id() + " was discarded: "
                            + letter.state().why() + ". Take that back first: tributary dlq discard " + letter.id()
                            + " --undo");
                }
            }
            case REPLACED -> {
                if (isNamed) {
                    throw new ConfigException("Letter " + letter.id() + " is closed: "
                            + letter.state().why()
                            + ". What was mended of it would not be taken, and nothing was published");
                }
            }
            default -> throw new IllegalStateException("State " + letter.state());
        }
    }

    private void takeOpen(Letter letter, boolean isOfFile, boolean isNamed) {
        Optional<String> refusal = refusal(letter);
        if (refusal.isPresent()) {
            if (isNamed) {
                throw new ConfigException("Letter " + letter.id() + " cannot be redriven: " + refusal.get());
            }
            skipped++;
            notes.add("Letter " + letter.id() + " was left out: " + refusal.get() + ".");
            return;
        }
        letters++;
        Delivery delivery = letter.delivery().orElseThrow();
        Mends mends = deliveries
                .computeIfAbsent(AccountPeriod.of(delivery), first -> new LinkedHashMap<>())
                .computeIfAbsent(delivery, first -> new Mends(reason, now));
        if (isOfFile) {
            rows.get()
                    .mended(letter)
                    .ifPresent(content -> mends.row(
                            letter.content().getPageNumber(),
                            letter.content().getPageRow(),
                            letter.content().getContent(),
                            content));
        }
        page.ifPresent(content -> {
            if (letter.isRow()) {
                throw new ConfigException(
                        "Letter " + letter.id() + " is about a row, not a whole page: hand it in with --rows");
            }
            mends.page(letter.content().getPageNumber(), content, pageRows);
        });
    }

    private static Optional<String> refusal(Letter letter) {
        if (letter.delivery().isEmpty()) {
            return Optional.of("it is of no delivery that is known; it can be discarded");
        }
        return DeliveryWatch.isSettled(letter.delivery().get())
                ? Optional.empty()
                : Optional.of("its delivery is still being read");
    }

    /** By account's period. */
    SortedMap<AccountPeriod, Map<Delivery, Mends>> deliveries() {
        return deliveries;
    }

    /** Letters that are open and meant. */
    long letters() {
        return letters;
    }

    /** Letters that were named, and that another reading has closed. */
    long closed() {
        return closed;
    }

    /** The deliveries of these. */
    Set<Delivery> closedDeliveries() {
        return closedDeliveries;
    }

    /** Letters that were meant and left out. */
    long skipped() {
        return skipped;
    }

    /** Rows that are mended. */
    long mendedRows() {
        return deliveries.values().stream()
                .flatMap(ofAccount -> ofAccount.values().stream())
                .mapToLong(Mends::rows)
                .sum();
    }

    /** How many rows were changed in which column. */
    Map<String, Integer> changes() {
        return rows.map(RowsFile::changes).orElse(Map.of());
    }

    /** Which pages are replaced, and by how many rows, in sentences; known once they were looked at. */
    List<String> replacedPages() {
        return deliveries.values().stream()
                .flatMap(ofAccount -> ofAccount.values().stream())
                .flatMap(mends -> mends.replaced().stream())
                .toList();
    }

    /** What else is to be said, in sentences. */
    List<String> notes() {
        return notes;
    }
}
