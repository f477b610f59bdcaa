package io.tributary.local.command.dlq;

import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.local.command.deliveries.DeliveryWatch;
import io.tributary.local.command.deliveries.LineKeys;
import io.tributary.local.command.deliveries.MendedNow;
import io.tributary.local.command.deliveries.Mends;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.streams.page.CsvRows;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;

/** Which deliveries are to be published once more because of the letters that are meant, and what is mended of them. */
final class RedrivePlan {

    private final ChosenLetters chosen;
    private final Optional<RowsFile> rows;
    private final Optional<byte[]> page;
    private final OptionalInt pageRows;
    private final Allowed allowed;
    private final String reason;
    private final Instant now;
    private final OpenLetters open = new OpenLetters();
    private final List<Again> again = new ArrayList<>();
    private final Map<ByteBuffer, Letter> rowsOfUnknownLines = new HashMap<>();
    private final Map<String, Integer> changes = new TreeMap<>();
    private final SortedMap<AccountPeriod, Map<Delivery, Mends>> deliveries = new TreeMap<>(AccountPeriod.ORDER);
    private final Set<Delivery> closedDeliveries = new HashSet<>();
    private final List<String> notes = new ArrayList<>();
    private long letters;
    private long mendedAgain;
    private long meant;
    private long closed;
    private long skipped;

    /**
     * What is refused unless a person says that it is meant.
     *
     * @param again whether rows that were mended before are mended once more
     * @param otherLines whether a row may become one of another line of the bill
     */
    record Allowed(boolean again, boolean otherLines) {}

    /** A row of a letter that was mended before, and what the file says of it. */
    private record Again(Letter letter, MendedNow.Row row, RowsFile.MendedRow mended) {}

    /**
     * @param rows mended rows; where they are there, only letters that they are of are meant
     * @param page the content of the one page that is meant
     * @param allowed what a person has to say in so many words
     * @param pageRows how many rows that has, where they are others than the page stated
     */
    RedrivePlan(
            ChosenLetters chosen,
            Optional<RowsFile> rows,
            Optional<byte[]> page,
            OptionalInt pageRows,
            Allowed allowed,
            String reason,
            Instant now) {
        this.chosen = chosen;
        this.rows = rows;
        this.page = page;
        this.pageRows = pageRows;
        this.allowed = allowed;
        this.reason = reason;
        this.now = now;
    }

    /**
     * Takes what is meant of the letters.
     *
     * @param all gives every letter to a consumer
     * @param keys tells the lines that rows are of
     * @param mendedNow finds rows that were mended before
     * @throws ConfigException if no letter is meant, or if one that is named, or that a row was mended of, cannot be
     *     redriven
     */
    void make(
            Consumer<Consumer<Letter>> all,
            LineKeys keys,
            Function<Collection<MendedNow.Row>, Map<MendedNow.Row, ByteBuffer>> mendedNow) {
        all.accept(letter -> take(letter, keys));
        chosen.requireAllFound();
        rows.ifPresent(RowsFile::requireAllFound);
        if (rows.isEmpty()) {
            chosen.requireAnyFound(open);
        } else if (meant == 0) {
            throw open.refusal("None of the letters of " + rows.get() + " is meant by the other options");
        }
        if (!again.isEmpty()) {
            takeAgain(keys, mendedNow.apply(again.stream().map(Again::row).toList()));
        }
        if (closed > 0) {
            notes.add((closed == 1
                            ? "1 letter is closed already: its delivery was"
                            : closed + " letters are closed" + " already: their deliveries were")
                    + " read again since.");
        }
        if (letters + closed + skipped + mendedAgain == 0) {
            notes.add("None of these letters is open.");
        }
    }

    private void take(Letter letter, LineKeys keys) {
        open.add(letter);
        boolean isOfFile = rows.isPresent() && rows.get().has(letter);
        if (isOfFile) {
            rows.get().seen(letter);
        }
        if (rows.isPresent() && !isOfFile || !chosen.isMeant(letter)) {
            return;
        }
        meant++;
        boolean isNamed = isOfFile || chosen.isNamed(letter);
        switch (letter.state().kind()) {
            case OPEN -> takeOpen(letter, isOfFile, isNamed, keys);
            case READ_AGAIN -> {
                Optional<RowsFile.MendedRow> mended = isOfFile ? rows.get().mended(letter) : Optional.empty();
                if (mended.isPresent()) {
                    again.add(new Again(letter, row(letter), mended.get()));
                } else if (isNamed) {
                    closed(letter);
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

    private void closed(Letter letter) {
        closed++;
        closedDeliveries.add(letter.delivery().orElseThrow());
    }

    private static MendedNow.Row row(Letter letter) {
        return new MendedNow.Row(
                letter.delivery().orElseThrow(),
                letter.content().getReading(),
                letter.content().getPageNumber(),
                letter.content().getPageRow());
    }

    /** @param now the rows that are mended now */
    private void takeAgain(LineKeys keys, Map<MendedNow.Row, ByteBuffer> now) {
        for (Again one : again) {
            ByteBuffer current = now.get(one.row());
            byte[] content = one.mended().content().get();
            String letter = "Letter " + one.letter().id() + " of " + rows.orElseThrow();
            if (current == null) {
                throw new ConfigException(letter + " is closed: "
                        + one.letter().state().why() + ", and its row is not one that was mended. What the file says of"
                        + " it was not taken: export the rows that are open");
            }
            if (current.equals(ByteBuffer.wrap(content))) {
                closed(one.letter());
                continue;
            }
            if (!allowed.again()) {
                throw new ConfigException(letter + " is closed, and the file says other than what was mended before:"
                        + " not taken. With --again it is mended once more, as the file says");
            }
            refusal(one.letter()).ifPresent(refusal -> {
                throw new ConfigException(letter + " cannot be redriven: " + refusal);
            });
            requireLine(one.letter(), content, keys);
            mends(one.letter())
                    .row(
                            one.row().page(),
                            one.row().number(),
                            current,
                            one.mended().content());
            count(one.mended());
            mendedAgain++;
        }
    }

    private Mends mends(Letter letter) {
        Delivery delivery = letter.delivery().orElseThrow();
        return deliveries
                .computeIfAbsent(AccountPeriod.of(delivery), first -> new LinkedHashMap<>())
                .computeIfAbsent(delivery, first -> new Mends(reason, now));
    }

    private void count(RowsFile.MendedRow mended) {
        mended.columns().forEach(column -> changes.merge(column, 1, Integer::sum));
    }

    /** A row in place of another one is of the same line of the bill: else one would be there twice, and one not. */
    private void requireLine(Letter letter, byte[] content, LineKeys keys) {
        if (allowed.otherLines()) {
            return;
        }
        DeadLetter row = letter.content();
        String end = ": expected the row that was delivered, with what is wrong in it mended."
                + " --other-line takes it all the same";
        LetterRow.Framing framing = LetterRow.Framing.of(row);
        // Of JSON all of a row's content is its identity: any mend changes it.
        if (row.getLineKey() == null || framing != LetterRow.Framing.CSV) {
            Letter other = rowsOfUnknownLines.putIfAbsent(ByteBuffer.wrap(content), letter);
            if (other != null && !other.content().getContent().equals(row.getContent())) {
                throw new ConfigException("Letters " + other.id() + " and " + letter.id() + " of " + rows.orElseThrow()
                        + " say the same as they are mended, and did not when they were delivered" + end);
            }
            return;
        }
        Set<String> lines = lines(letter, content, keys);
        // The column at fault may be part of what names the line: it may change.
        if (!lines.isEmpty()
                && !lines.contains(row.getLineKey())
                && Collections.disjoint(lines, lines(letter, withColumnAtFault(row, content), keys))) {
            throw new ConfigException("Letter " + letter.id() + " of " + rows.orElseThrow() + " is of another line of"
                    + " the bill as it is mended" + end);
        }
    }

    private static Set<String> lines(Letter letter, byte[] content, LineKeys keys) {
        return keys.of(
                letter.delivery().orElseThrow(),
                LetterRow.Framing.CSV.contentType(),
                LetterRow.page(letter.content(), LetterRow.Framing.CSV, content));
    }

    /** The row as it was delivered, with the column at fault as it is mended. */
    private static byte[] withColumnAtFault(DeadLetter row, byte[] content) {
        LetterRow delivered = LetterRow.of(row);
        List<String> values = new ArrayList<>(delivered.values());
        int column = row.getColumn() == null ? -1 : delivered.names().indexOf(row.getColumn());
        CsvRows mended = new CsvRows();
        mended.reset(content, 0, content.length);
        if (column >= 0 && column < values.size() && mended.next() && column < mended.fields()) {
            values.set(column, mended.string(column));
        }
        return CsvText.row(values);
    }

    private void takeOpen(Letter letter, boolean isOfFile, boolean isNamed, LineKeys keys) {
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
        Mends mends = mends(letter);
        if (isOfFile) {
            rows.get().mended(letter).ifPresent(mended -> {
                requireLine(letter, mended.content().get(), keys);
                mends.row(
                        letter.content().getPageNumber(),
                        letter.content().getPageRow(),
                        letter.content().getContent(),
                        mended.content());
                count(mended);
            });
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

    /** Rows that were mended before and are mended once more. */
    long mendedAgain() {
        return mendedAgain;
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
        return changes;
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
