package io.tributary.local.command.history;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.local.command.deliveries.RecordOwners;
import io.tributary.local.view.CommittedRecords;
import io.tributary.local.view.LiveRecords;
import io.tributary.local.view.Scratch;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * The live totals of an account's period by currency, from {@code billing.costs}: all records of its statements, and
 * those that name no known delivery. Amounts are kept on disk until the topic is read, so memory stays the same.
 */
final class LiveTotals {

    private static final int CURRENCY_BYTES = 3;

    /** Of statements of the account's period. */
    private static final int OWNED = 0;

    /** Of the account's period by their own columns, naming no delivery that is known. */
    private static final int UNKNOWN = 1;

    private final AccountPeriod accountPeriod;
    private final Set<String> statements;
    private final RecordOwners owners;
    private final SortedMap<String, LiveTotal> all = new TreeMap<>();
    private long unknown;

    /**
     * Reads what is committed.
     *
     * @param settings of Kafka's clients and of the registry
     * @param statements names of the statements of the account's period
     * @param owners which statement a record belongs to
     * @param scratch a directory that exists only meanwhile
     */
    LiveTotals(
            Map<String, String> settings,
            AccountPeriod accountPeriod,
            Set<String> statements,
            RecordOwners owners,
            Path scratch)
            throws IOException {
        this.accountPeriod = accountPeriod;
        this.statements = Set.copyOf(statements);
        this.owners = owners;
        Scratch.delete(scratch);
        try (LiveRecords live = new LiveRecords(scratch)) {
            read(settings, live);
            live.forEach(OWNED, (key, value) -> add(value));
            live.forEach(UNKNOWN, (key, value) -> {
                unknown++;
                add(value);
            });
        } finally {
            Scratch.delete(scratch);
        }
    }

    private void read(Map<String, String> settings, LiveRecords live) {
        try (CommittedRecords topic = new CommittedRecords(Topics.COSTS.name(), KafkaSettings.of(settings));
                Deserializer<CostRecord> costs = AvroSerdes.valueDeserializer(CostRecord.class, settings)) {
            while (topic.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : topic.next()) {
                    CostRecord cost = costs.deserialize(record.topic(), record.value());
                    Optional<Integer> group = cost == null ? Optional.empty() : group(cost);
                    if (group.isPresent()) {
                        live.put(group.get(), record.key(), amounts(cost));
                    } else {
                        live.remove(record.key());
                    }
                }
            }
        }
    }

    private Optional<Integer> group(CostRecord cost) {
        if (owners.candidates(cost).isEmpty()) {
            boolean isOfAccount = cost.getBillingAccountId().equals(accountPeriod.account())
                    && cost.getXProvider().equals(accountPeriod.provider())
                    && cost.getBillingPeriodStart()
                            .atOffset(ZoneOffset.UTC)
                            .toLocalDate()
                            .equals(accountPeriod.periodStart());
            return isOfAccount ? Optional.of(UNKNOWN) : Optional.empty();
        }
        return owners.candidates(cost).stream().noneMatch(statements::contains)
                ? Optional.empty()
                : owners.of(cost).filter(statements::contains).map(owner -> OWNED);
    }

    /** Currency, then BilledCost and EffectiveCost, each as its scale, the length of its digits, and these. */
    private static byte[] amounts(CostRecord cost) {
        byte[] billed = cost.getBilledCost().unscaledValue().toByteArray();
        byte[] effective = cost.getEffectiveCost().unscaledValue().toByteArray();
        return ByteBuffer.allocate(CURRENCY_BYTES + 4 * Integer.BYTES + billed.length + effective.length)
                .put(cost.getBillingCurrency().getBytes(US_ASCII))
                .putInt(cost.getBilledCost().scale())
                .putInt(billed.length)
                .put(billed)
                .putInt(cost.getEffectiveCost().scale())
                .putInt(effective.length)
                .put(effective)
                .array();
    }

    private void add(byte[] value) {
        ByteBuffer in = ByteBuffer.wrap(value);
        byte[] currency = new byte[CURRENCY_BYTES];
        in.get(currency);
        LiveTotal one = new LiveTotal(1, amount(in), amount(in));
        all.merge(new String(currency, US_ASCII), one, LiveTotal::plus);
    }

    private static BigDecimal amount(ByteBuffer in) {
        int scale = in.getInt();
        byte[] digits = new byte[in.getInt()];
        in.get(digits);
        return new BigDecimal(new BigInteger(digits), scale);
    }

    /** By currency. */
    SortedMap<String, LiveTotal> all() {
        return new TreeMap<>(all);
    }

    /** Records of the account's period that name no delivery that is known. */
    long unknown() {
        return unknown;
    }
}
