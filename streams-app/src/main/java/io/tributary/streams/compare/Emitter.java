package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.Topics;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.identity.RecordId;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;
import io.tributary.streams.record.CostRecordEncoder;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
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

    private final Outputs outputs;
    private final ProcessorContext<byte[], byte[]> context;
    private final RecordId recordId = new RecordId();

    Emitter(Outputs outputs, ProcessorContext<byte[], byte[]> context) {
        this.outputs = outputs;
        this.context = context;
    }

    @Override
    public byte[] added(
            Incoming incoming, Statement statement, NormalizedPage page, NormalizedRecord record, int ordinal) {
        byte[] id = recordId.of(record.key(), ordinal);
        byte[] value = value(page, record, ordinal, id);
        RecordHeaders headers =
                headers(ADDED, incoming.deliveryId(), record.currency(), record.billedCost(), record.effectiveCost());
        context.forward(new Record<>(id, value, incoming.timestamp(), headers), outputs.costs());
        outputs.ledger()
                .ifPresent(ledger ->
                        entry(ledger, id, ledger.charge(value, ADDED, statement.current()), incoming.timestamp()));
        return keep(value);
    }

    @Override
    public byte[] restated(
            Incoming incoming,
            Statement statement,
            NormalizedPage page,
            NormalizedRecord record,
            int ordinal,
            Occurrence before) {
        byte[] id = recordId.of(record.key(), ordinal);
        byte[] value = value(page, record, ordinal, id);
        RecordHeaders headers = headers(
                RESTATED,
                incoming.deliveryId(),
                record.currency(),
                record.billedCost().subtract(before.billedCost()),
                record.effectiveCost().subtract(before.effectiveCost()));
        context.forward(new Record<>(id, value, incoming.timestamp(), headers), outputs.costs());
        outputs.ledger().ifPresent(ledger -> {
            reverse(ledger, id, before, RESTATED, statement, incoming.timestamp());
            entry(ledger, id, ledger.charge(value, RESTATED, statement.current()), incoming.timestamp());
        });
        return keep(value);
    }

    /** Publishes a tombstone. */
    @Override
    public void vanished(
            NaturalKey key, int ordinal, Statement statement, String currency, Occurrence before, long timestamp) {
        byte[] id = recordId.of(key, ordinal);
        RecordHeaders headers = headers(
                VANISHED,
                statement.current().getDeliveryId().getBytes(UTF_8),
                currency,
                before.billedCost().negate(),
                before.effectiveCost().negate());
        context.forward(new Record<>(id, null, timestamp, headers), outputs.costs());
        outputs.ledger().ifPresent(ledger -> reverse(ledger, id, before, VANISHED, statement, timestamp));
    }

    private byte[] value(NormalizedPage page, NormalizedRecord record, int ordinal, byte[] id) {
        return CostRecordEncoder.wire(outputs.costSchemaId(), page.bodies(), record.from(), record.to(), ordinal, id);
    }

    private byte[] keep(byte[] value) {
        return outputs.ledger().isPresent() ? value : Occurrence.NOT_KEPT;
    }

    private void reverse(
            Ledger ledger, byte[] id, Occurrence before, byte[] change, Statement statement, long timestamp) {
        if (before.published().length == 0) {
            throw new IllegalStateException("Record " + new String(id, UTF_8)
                    + " cannot be reversed: it was published before the ledger was kept. Start the ledger with a replay"
                    + " of cleared state, or under another streams.application.id");
        }
        entry(ledger, id, ledger.reversal(before.published(), change, statement.current()), timestamp);
    }

    private void entry(Ledger ledger, byte[] id, byte[] value, long timestamp) {
        context.forward(new Record<>(id, value, timestamp), ledger.sink());
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

    private static byte[] plain(BigDecimal amount) {
        return (amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString()).getBytes(UTF_8);
    }

    /** Publishes the account of a delivery that has ended, and logs it. */
    void ended(Delivery delivery, long timestamp) {
        delivery(delivery, timestamp);
        DeliveryLog.ended(delivery);
    }

    /** Publishes a delivery's account. */
    void delivery(Delivery delivery, long timestamp) {
        byte[] key =
                Keys.delivery(delivery.getScope(), delivery.getDeliveryId()).getBytes(UTF_8);
        byte[] value = outputs.deliverySerializer().serialize(Topics.DELIVERIES.name(), delivery);
        context.forward(new Record<>(key, value, timestamp), outputs.deliveries());
    }

    /** Publishes a dead letter for a raw record that cannot be read, or whose page is refused. */
    void deadRecord(Record<byte[], byte[]> raw, RawPage page, Rejection rejection) {
        DeadLetter.Builder letter = letter(rejection, raw.timestamp());
        letter.setContent(ByteBuffer.wrap(raw.value() == null ? new byte[0] : raw.value()));
        if (page != null) {
            origin(letter, page);
        }
        send(raw.key(), letter.build(), raw.timestamp());
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
                .setArtifact(page.getArtifact());
    }

    private void send(byte[] key, DeadLetter letter, long timestamp) {
        byte[] value = outputs.deadLetterSerializer().serialize(Topics.DEAD_LETTERS.name(), letter);
        context.forward(new Record<>(key, value, timestamp), outputs.deadLetters());
    }
}
