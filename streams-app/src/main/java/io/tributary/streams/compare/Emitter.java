package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.Claim;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.streams.compare.StatementState.Phase;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.identity.RecordId;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;
import io.tributary.streams.reconcile.DeliveryState;
import io.tributary.streams.record.CostRecordEncoder;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Publishes the results of a comparison to their sinks. Not thread-safe. */
final class Emitter implements Changes {

    static final String CHANGE = "billing.change";
    static final String DELIVERY = "billing.delivery";
    static final String CURRENCY = "billing.currency";
    static final String BILLED_CHANGE = "billing.billed.change";
    static final String EFFECTIVE_CHANGE = "billing.effective.change";

    static final byte[] ADDED = "added".getBytes(UTF_8);
    static final byte[] VANISHED = "vanished".getBytes(UTF_8);
    static final byte[] RESTATED = "restated".getBytes(UTF_8);

    private static final byte[] ZERO = {'0'};

    private final Outputs outputs;
    private final ProcessorContext<byte[], byte[]> context;
    private final KnownRows knownRows;
    private final DeliveryStore deliveries;
    private final Optional<LedgerEntries> ledger;
    private final RecordId recordId = new RecordId();

    Emitter(Outputs outputs, ProcessorContext<byte[], byte[]> context, KnownRows knownRows, DeliveryStore deliveries) {
        this.outputs = outputs;
        this.context = context;
        this.knownRows = knownRows;
        this.deliveries = deliveries;
        ledger = outputs.ledger().map(kept -> new LedgerEntries(kept, context, knownRows));
    }

    /** Whether records that are live have no charge in the ledger, though one is kept: each is to be looked at. */
    boolean opensLedger(Statement statement, long live) {
        return ledger.isPresent() && !statement.lapsed && statement.charged < live;
    }

    /** What a complete delivery's verdict says of the ledger; empty where there is nothing to say. */
    String ledgerRemark(Statement statement) {
        return ledger.isPresent() ? LedgerEntries.remark(statement) : "";
    }

    @Override
    public void added(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position) {
        RecordHeaders headers =
                headers(ADDED, incoming.deliveryId(), record.currency(), record.billedCost(), record.effectiveCost());
        publish(incoming, statement, page, record, rows.ordinal(position), position, headers, ADDED);
    }

    @Override
    public void restated(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position) {
        RecordHeaders headers = headers(
                RESTATED,
                incoming.deliveryId(),
                record.currency(),
                record.billedCost().subtract(rows.billedCost(position)),
                record.effectiveCost().subtract(rows.effectiveCost(position)));
        publish(incoming, statement, page, record, rows.ordinal(position), position, headers, RESTATED);
    }

    private void publish(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            int ordinal,
            int position,
            RecordHeaders headers,
            byte[] change) {
        byte[] id = recordId.of(statement.key, record.key(), ordinal);
        byte[] value = value(page, record, ordinal, id);
        context.forward(new Record<>(id, value, incoming.timestamp(), headers), outputs.costs());
        if (ledger.isPresent()) {
            ledger.get().published(statement, position, id, value, change, incoming.timestamp());
        } else {
            statement.lapsed |= statement.charged > 0;
        }
    }

    @Override
    public void unchanged(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            RowIndex rows,
            int position) {
        if (opensLedger(statement, rows.live())) {
            byte[] id = recordId.of(statement.key, record.key(), rows.ordinal(position));
            byte[] value = value(page, record, rows.ordinal(position), id);
            ledger.get().open(statement, position, id, value, incoming.timestamp());
        }
    }

    /** Publishes a tombstone. */
    @Override
    public void vanished(Statement statement, Reading reading, RowIndex rows, int position, long timestamp) {
        byte[] id = recordId.of(statement.key, rows.key(position), rows.ordinal(position));
        RecordHeaders headers = headers(
                VANISHED,
                reading.delivery().getDeliveryId().getBytes(UTF_8),
                rows.currency(position),
                rows.billedCost(position).negate(),
                rows.effectiveCost(position).negate());
        context.forward(new Record<>(id, null, timestamp, headers), outputs.costs());
        if (ledger.isPresent()) {
            ledger.get().vanished(statement, reading, position, id, timestamp);
        } else {
            statement.lapsed |= statement.charged > 0;
        }
    }

    /**
     * Takes what the ledger holds of a record as it is rebuilt, and has it written where it is something else than what
     * is live. Where no ledger is kept, that waits for a rebuild while one is.
     *
     * @param value the live record; {@code null} where the ledger holds something of a record that is not live
     * @param held what the ledger holds; {@code null} where it holds nothing
     */
    void rebuilt(Statement statement, Delivery rebuild, int position, byte[] id, byte[] value, byte[] held, long time) {
        if (ledger.isPresent()) {
            ledger.get().rebuilt(statement, rebuild, position, id, value, held, time);
        } else if (held != null && Arrays.equals(held, value)) {
            knownRows.putLedger(statement, position, value);
            statement.charged++;
        } else {
            statement.lapsed |= held != null;
        }
    }

    private byte[] value(NormalizedPage page, NormalizedRecord record, int ordinal, byte[] id) {
        return CostRecordEncoder.wire(outputs.costSchemaId(), page.bodies(), record.from(), record.to(), ordinal, id);
    }

    private static RecordHeaders headers(
            byte[] change, byte[] deliveryId, String currency, BigDecimal billedChange, BigDecimal effectiveChange) {
        RecordHeaders headers = new RecordHeaders();
        headers.add(CHANGE, change);
        headers.add(DELIVERY, deliveryId);
        headers.add(CURRENCY, currency.getBytes(UTF_8));
        headers.add(BILLED_CHANGE, plain(billedChange));
        headers.add(EFFECTIVE_CHANGE, plain(effectiveChange));
        return headers;
    }

    /** The amount without an exponent and without zeros at the end of its decimals. */
    static byte[] plain(BigDecimal amount) {
        if (amount.signum() == 0) {
            return ZERO;
        }
        // Taking zeros off the text is cheaper than dividing by ten for each.
        String text = amount.toPlainString();
        int end = text.length();
        if (amount.scale() > 0) {
            while (text.charAt(end - 1) == '0') {
                end--;
            }
            end -= text.charAt(end - 1) == '.' ? 1 : 0;
        }
        return text.substring(0, end).getBytes(UTF_8);
    }

    /** Publishes the account of a delivery of {@code statement} that has ended, and logs it. */
    void ended(Statement statement, Delivery delivery, long timestamp) {
        statement.keepChanges();
        ended(delivery, timestamp);
    }

    /** Publishes what the statement's earlier reading withdrew, where it ends before all was withdrawn. */
    void endedEarlier(Statement statement, DeliveryState state, String verdict, long timestamp) {
        statement.keepChanges();
        if (statement.earlier.phase == Phase.WITHDRAWING && !statement.readsAgain()) {
            statement.earlier.account.ended(state, verdict);
            ended(statement.earlier.delivery(), timestamp);
        }
    }

    /**
     * Publishes the account of a delivery that has ended, and logs it; it is of no statement's current or earlier
     * reading.
     */
    void ended(Delivery delivery, long timestamp) {
        delivery(delivery, timestamp);
        DeliveryLog.ended(delivery);
    }

    /** Publishes a delivery's account, with what the delivery has changed in all, as far as that was kept. */
    void delivery(Delivery delivery, long timestamp) {
        byte[] key =
                Keys.delivery(delivery.getScope(), delivery.getDeliveryId()).getBytes(UTF_8);
        List<DeliveryChange> changes =
                deliveries.changes(StoreKeys.delivery(delivery.getScope(), delivery.getDeliveryId()));
        Delivery published = Delivery.newBuilder(delivery).setChanges(changes).build();
        byte[] value = outputs.deliverySerializer().serialize(Topics.DELIVERIES.name(), published);
        context.forward(new Record<>(key, value, timestamp), outputs.deliveries());
    }

    /** Publishes what a statement bills of a billing account, or with {@code null} that it bills nothing of it. */
    void claim(String key, Claim claim, long timestamp) {
        byte[] value = claim == null ? null : outputs.claimSerializer().serialize(Topics.CLAIMS.name(), claim);
        context.forward(new Record<>(key.getBytes(UTF_8), value, timestamp), outputs.claims());
    }

    /** Publishes a dead letter for a raw record that cannot be read, or whose page is refused. */
    void deadRecord(Record<byte[], byte[]> raw, RawPage page, long timestamp, Rejection rejection) {
        DeadLetter.Builder letter = letter(rejection, timestamp);
        letter.setContent(ByteBuffer.wrap(raw.value() == null ? new byte[0] : raw.value()));
        if (page != null) {
            origin(letter, page);
        }
        send(raw.key(), letter.build(), timestamp);
    }

    @Override
    public void deadRow(Incoming incoming, byte[] content, byte[] header, RejectedRow row) {
        RawPage page = incoming.page();
        DeadLetter.Builder letter = letter(row.rejection(), incoming.timestamp());
        letter.setContent(ByteBuffer.wrap(content, row.from(), row.to() - row.from()));
        letter.setHeader(ByteBuffer.wrap(header));
        origin(letter, page);
        letter.setPageRow(row.row());
        letter.setArtifactRow(page.getArtifactRow() + row.row());
        send(incoming.raw().key(), letter.build(), incoming.timestamp());
    }

    private DeadLetter.Builder letter(Rejection rejection, long timestamp) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        return DeadLetter.newBuilder()
                .setCode(rejection.code().name())
                .setMessage(rejection.message())
                .setColumn(rejection.column().orElse(null))
                .setValue(rejection.value().orElse(null))
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setLineKey(rejection.keys().stream()
                        .findFirst()
                        .map(NaturalKey::toString)
                        .orElse(null))
                .setParkedCost(rejection
                        .parkedCost()
                        .map(cost -> Decimals.scaled(cost, Decimals.MONEY_SCALE))
                        .orElse(null))
                .setParkedCurrency(rejection.parkedCurrency().orElse(null))
                .setRejectedAt(Instant.ofEpochMilli(timestamp));
    }

    private static void origin(DeadLetter.Builder letter, RawPage page) {
        letter.setProvider(page.getProvider())
                .setDataSet(page.getDataSet())
                .setScope(page.getScope())
                .setDeliveryId(page.getDeliveryId())
                .setPageNumber(page.getPageNumber())
                .setArtifact(page.getArtifact())
                .setReading(page.getReading());
    }

    private void send(byte[] key, DeadLetter letter, long timestamp) {
        byte[] value = outputs.deadLetterSerializer().serialize(Topics.DEAD_LETTERS.name(), letter);
        context.forward(new Record<>(key, value, timestamp), outputs.deadLetters());
    }
}
