package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.schemas.Completion;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.streams.compare.StatementState.Phase;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.identity.RecordId;
import io.tributary.streams.page.PageReader;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryChanges;
import io.tributary.streams.reconcile.DeliveryState;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Has a statement known again from what is published of it. An operator's command reads the live records of the
 * account's period from billing.costs, and hands them over as pages of an instruction; the statement is known once the
 * last of them was seen. Until then nothing of it is taken.
 *
 * <p>A page's content is records, each after its length in four bytes, big-endian. With the parameter {@code
 * ledger=present} each is followed by what the ledger holds under its id: a length and the record, the length
 * {@link #SAME} where it is the same, or 0 where the ledger holds nothing; a record of length 0 is one that is not
 * live. Without the parameter, the ledger is taken to hold what is live, unless it is known that it does not.
 *
 * <p>Pages of deliveries say what each has changed before: new stores do not know it, and the next record of the
 * delivery would lack it.
 */
final class Rebuild {

    /** The length of what the ledger holds, where that is the live record itself. */
    private static final int SAME = -1;

    private static final String CONTENT_TYPE = "application/x-tributary-cost-records";
    private static final String LEDGER_PRESENT = "; ledger=present";
    private static final String WITH_LEDGER = CONTENT_TYPE + LEDGER_PRESENT;
    private static final String DELIVERIES = "application/x-tributary-deliveries" + LEDGER_PRESENT;

    private final KnownRows knownRows;
    private final DeliveryStore deliveries;
    private final Emitter emitter;
    private final Deserializer<CostRecord> records;
    private final Deserializer<Delivery> accounts;
    private final RecordContents contents = new RecordContents();
    private final RecordId recordId = new RecordId();

    /**
     * A record that was handed over.
     *
     * @param key natural key of its row
     * @param ordinal its ordinal among alike rows
     * @param content what it says; {@code null} where it is not live
     * @param id its record id
     * @param live the record as it is published; {@code null} where it is not live
     * @param charged the record that the ledger holds; {@code null} where it holds nothing
     */
    private record Known(
            NaturalKey key, int ordinal, RowIndex.Content content, byte[] id, byte[] live, byte[] charged) {}

    /** @param outputs has what reads cost records and deliveries, also those of earlier releases */
    Rebuild(KnownRows knownRows, DeliveryStore deliveries, Emitter emitter, Outputs outputs) {
        this.knownRows = knownRows;
        this.deliveries = deliveries;
        this.emitter = emitter;
        records = outputs.costDeserializer();
        accounts = outputs.deliveryDeserializer();
    }

    /**
     * Takes a page of a rebuild that has begun, or its completion.
     *
     * @throws RejectedPageException if it cannot be read, is of another statement, or pages are missing
     */
    void take(Incoming instruction, Statement statement) {
        if (instruction.isCompletion()) {
            complete(instruction, statement);
            return;
        }
        RawPage page = instruction.page();
        boolean seen = deliveries
                .page(statement.key, statement.generation, page.getPageNumber())
                .isPresent();
        if (seen || !statement.forgotten) {
            return;
        }
        PageReader.checkContent(page);
        if (page.getContentType().equals(DELIVERIES)) {
            readDeliveries(page)
                    .forEach(delivery -> deliveries.learnChanges(
                            StoreKeys.delivery(delivery.getScope(), delivery.getDeliveryId()),
                            DeliveryChanges.of(delivery)));
            deliveries.putPage(statement.key, statement.generation, page.getPageNumber(), page.getChecksum());
            return;
        }
        RowIndex rows = rows(instruction, statement);
        Delivery rebuild =
                DeliveryAccount.open(page, "", null, instruction.now()).delivery();
        // All that can fail about its records comes first: a page is taken whole, or not at all.
        for (Known known : read(page, statement, rows)) {
            int position = known.content == null ? RowIndex.NONE : rows.add(known.key, known.ordinal, known.content);
            emitter.rebuilt(statement, rebuild, position, known.id, known.live, known.charged, instruction.timestamp());
        }
        knownRows.store(statement, rows);
        deliveries.putPage(statement.key, statement.generation, page.getPageNumber(), page.getChecksum());
    }

    /** Begins a rebuild: what was known is dropped, and the statement is forgotten until it is known anew. */
    void begin(Incoming instruction, Statement statement) {
        if (statement.current != null) {
            if (statement.current.isOpen() && statement.isState(DeliveryState.OPEN)) {
                statement.current.account.ended(
                        DeliveryState.ABANDONED, "What is known of its statement is rebuilt; replay it afterwards.");
                emitter.ended(statement, statement.delivery(), instruction.timestamp());
            }
            statement.current.phase = Phase.ENDED;
            deliveries.forgetPages(statement.key, statement.current.generation);
            deliveries.forgetSighted(statement.key, statement.current.generation);
        }
        if (statement.earlier != null) {
            emitter.endedEarlier(
                    statement,
                    DeliveryState.ABANDONED,
                    "What is known of its statement is rebuilt.",
                    instruction.timestamp());
            deliveries.forgetSighted(statement.key, statement.earlier.generation);
            statement.earlier = null;
        }
        deliveries.forgetPages(statement.key, statement.generation);
        // Where it is not known to hold all, nobody says what the ledger holds: it waits for a rebuild that does.
        boolean told = instruction.page().getContentType().endsWith(LEDGER_PRESENT);
        boolean part = statement.lapsed || statement.charged < statement.live;
        statement.generation++;
        statement.owner = instruction.page().getScope();
        statement.lapsed = !told && part;
        knownRows.renew(statement, instruction.timestamp());
        statement.forgotten = true;
    }

    /** The rows that were handed over so far. */
    private RowIndex rows(Incoming instruction, Statement statement) {
        statement.forgotten = false;
        Optional<RowIndex> rows = knownRows.of(statement, instruction.timestamp());
        statement.forgotten = true;
        return rows.orElseThrow(() -> new RejectedPageException(
                RejectionCode.UNKNOWN_INSTRUCTION,
                "What was rebuilt so far is not whole: expected the rebuild to begin anew"));
    }

    private List<Delivery> readDeliveries(RawPage page) {
        ByteBuffer in = page.getContent().duplicate();
        List<Delivery> read = new ArrayList<>();
        try {
            while (in.hasRemaining()) {
                read.add(accounts.deserialize(Topics.DELIVERIES.name(), bytes(in, in.getInt())));
            }
        } catch (BufferUnderflowException | SerializationException unreadable) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_MALFORMED,
                    "Delivery " + read.size() + " of page " + page.getPageNumber() + " cannot be read: "
                            + unreadable.getMessage());
        }
        return read;
    }

    private List<Known> read(RawPage page, Statement statement, RowIndex rows) {
        boolean withLedger = page.getContentType().equals(WITH_LEDGER);
        if (!withLedger && !page.getContentType().equals(CONTENT_TYPE)) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_MALFORMED,
                    "contentType is '" + page.getContentType() + "': expected " + CONTENT_TYPE + " or " + DELIVERIES);
        }
        ByteBuffer in = page.getContent().duplicate();
        List<Known> known = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        try {
            while (in.hasRemaining()) {
                byte[] live = bytes(in, in.getInt());
                int held = withLedger ? in.getInt() : SAME;
                byte[] charged = held == SAME ? live : bytes(in, held);
                Known record = read(live, charged, page, statement);
                boolean twice = record.content != null && rows.has(record.key, record.ordinal);
                if (twice || !ids.add(new String(record.id, US_ASCII))) {
                    throw new RejectedPageException(
                            RejectionCode.PAGE_MALFORMED,
                            "Record " + new String(record.id, US_ASCII) + " of page " + page.getPageNumber()
                                    + " was handed over before: expected each record once");
                }
                known.add(record);
            }
        } catch (BufferUnderflowException | SerializationException | NumberFormatException unreadable) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_MALFORMED,
                    "Record " + known.size() + " of page " + page.getPageNumber() + " cannot be read: "
                            + unreadable.getMessage());
        }
        if (known.size() != page.getRowCount()) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_ROW_COUNT,
                    "The page has " + known.size() + " records: expected " + page.getRowCount() + ", which it states");
        }
        return known;
    }

    private Known read(byte[] live, byte[] charged, RawPage page, Statement statement) {
        if (live == null && charged == null) {
            throw new SerializationException("It is neither live nor in the ledger");
        }
        CostRecord record = records.deserialize(Topics.COSTS.name(), live == null ? charged : live);
        NaturalKey key = NaturalKey.parse(record.getXLineKey());
        byte[] id = recordId.of(statement.key, key, record.getXOrdinal());
        String expected = new String(id, US_ASCII);
        if (!record.getXRecordId().equals(expected)) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "A record has the id " + record.getXRecordId() + ": expected " + expected
                            + ", since " + page.getScope()
                            + " states it. Records of other statements, or of releases with other ids, cannot be"
                            + " rebuilt");
        }
        return new Known(key, record.getXOrdinal(), live == null ? null : contents.of(record), id, live, charged);
    }

    private static byte[] bytes(ByteBuffer in, int length) {
        if (length == 0) {
            return null;
        }
        if (length < 0 || length > in.remaining()) {
            throw new SerializationException(
                    "Its length is " + length + ": expected at most the page's remaining " + in.remaining() + " bytes");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private void complete(Incoming instruction, Statement statement) {
        RawPage page = instruction.page();
        Completion completion = page.getCompletion();
        if (!statement.forgotten) {
            return;
        }
        var pages = deliveries.pages(statement.key, statement.generation);
        if (pages.size() != completion.getPages() || DeliveryEnd.checksum(pages) != page.getChecksum()) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "The rebuild of " + page.getScope() + " has " + pages.size() + " good pages: expected "
                            + completion.getPages() + " with the checksum that its completion states. Nothing of this"
                            + " account's period is taken until it is rebuilt whole");
        }
        statement.forgotten = false;
        deliveries.forgetPages(statement.key, statement.generation);
    }
}
