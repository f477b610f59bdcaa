package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedPage.Settlement;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.RejectedRow;
import io.tributary.streams.page.PageReader;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryState;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Compares the pages of deliveries with what is known, and publishes what is new or changed.
 *
 * <p>A page is worked in two phases: everything that can fail about its rows first, then the comparison and what it
 * publishes, so that a page is never half published. Rows of one natural key are read from and written to the store once
 * a page.
 */
public final class CompareDeliveries implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration OPEN_DELIVERIES_EVERY = Duration.ofSeconds(1);

    private final Stores stores;
    private final Duration window;
    private final PageReader reader;
    private final PageNormalizer normalizer;
    private final List<DataSetNormalizer> dataSets;
    private final Outputs outputs;
    private final InputPartition inputPartition;

    private ProcessorContext<byte[], byte[]> context;
    private KnownRows knownRows;
    private DeliveryStore deliveries;
    private Emitter emitter;
    private final Set<String> changed = new HashSet<>();

    /**
     * The stores of a provider.
     *
     * @param rows name of the window store of known rows
     * @param deliveries name of the key-value store of deliveries
     */
    public record Stores(String rows, String deliveries) {}

    public CompareDeliveries(
            Stores stores,
            Duration window,
            Supplier<PageReader> reader,
            List<DataSetNormalizer> dataSets,
            int largestRecord,
            Outputs outputs,
            InputPartition inputPartition) {
        this.stores = stores;
        this.window = window;
        this.reader = reader.get();
        this.dataSets = List.copyOf(dataSets);
        this.normalizer = new PageNormalizer(dataSets, largestRecord);
        this.outputs = outputs;
        this.inputPartition = inputPartition;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        // Streams may use an instance again after it lost its state: nothing may be left from before.
        changed.clear();
        context = processorContext;
        WindowStore<Bytes, byte[]> rows = context.getStateStore(stores.rows());
        KeyValueStore<Bytes, byte[]> deliveryEntries = context.getStateStore(stores.deliveries());
        knownRows = new WindowedKnownRows(rows, window, context::currentStreamTimeMs);
        deliveries = new DeliveryStore(deliveryEntries);
        emitter = new Emitter(outputs, context);
        context.schedule(OPEN_DELIVERIES_EVERY, PunctuationType.WALL_CLOCK_TIME, this::publishChanged);
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        inputPartition.set(context.taskId().partition());
        RawPage page = null;
        try {
            page = reader.read(raw.value());
            reader.check(page, Instant.ofEpochMilli(context.currentSystemTimeMs()));
            admit(raw, page);
        } catch (RejectedPageException rejected) {
            reject(raw, page, rejected);
        }
    }

    private void reject(Record<byte[], byte[]> raw, RawPage page, RejectedPageException rejected) {
        emitter.deadRecord(raw, page, Rejection.of(rejected.code(), rejected.getMessage()));
        if (page == null || rejected.code() == RejectionCode.UNKNOWN_DATA_SET) {
            return;
        }
        Incoming incoming = incoming(page);
        ScopeState state = deliveries.scope(incoming.scope());
        if (state.current().isPresent() && state.current().get().tag() == incoming.tag()) {
            DeliveryAccount account = new DeliveryAccount(state.current().get().account());
            account.pageRejected(now(raw));
            save(incoming, state, account);
        }
    }

    /**
     * A page's place.
     *
     * @param scope tag of its scope
     * @param tag tag of its delivery under the mapping rules of today
     * @param page the page
     * @param mappingVersion version of those rules
     * @param costBasis which cost column counts, where the data set has more than one
     */
    private record Incoming(long scope, long tag, RawPage page, String mappingVersion, String costBasis) {}

    private Incoming incoming(RawPage page) {
        for (DataSetNormalizer dataSet : dataSets) {
            if (dataSet.dataSet().equals(page.getDataSet())) {
                String basis = dataSet.costBasis(page);
                String version = dataSet.mappingVersion();
                return new Incoming(
                        Tags.scope(page.getScope()),
                        Tags.delivery(page.getScope(), page.getDeliveryId(), version, basis),
                        page,
                        version,
                        basis);
            }
        }
        throw new RejectedPageException(
                RejectionCode.UNKNOWN_DATA_SET,
                "dataSet is '" + page.getDataSet() + "': expected one of "
                        + dataSets.stream().map(DataSetNormalizer::dataSet).toList());
    }

    private void admit(Record<byte[], byte[]> raw, RawPage page) {
        Incoming incoming = incoming(page);
        ScopeState state = deliveries.scope(incoming.scope());
        boolean current = state.current()
                .filter(delivery -> delivery.tag() == incoming.tag())
                .isPresent();
        if (current) {
            take(raw, incoming, state, new DeliveryAccount(state.current().get().account()));
        } else if (supersededBy(state, incoming).isPresent()) {
            supersede(raw, incoming, supersededBy(state, incoming).get());
        } else {
            take(raw, incoming, afterAbandoning(raw, state), open(raw, incoming));
        }
    }

    /** The delivery on account of which the incoming one comes too late, as a verdict's words; empty where it does not. */
    private static Optional<String> supersededBy(ScopeState state, Incoming incoming) {
        Instant time = incoming.page().getDeliveryTime();
        if (state.newest().filter(newest -> newest.time().isAfter(time)).isPresent()) {
            ScopeState.Complete newest = state.newest().get();
            return Optional.of("Delivery " + newest.id() + " of " + newest.time() + " is newer and complete.");
        }
        if (state.current()
                .filter(other -> other.account().getDeliveryTime().isAfter(time))
                .isPresent()) {
            var newer = state.current().get().account();
            return Optional.of("Delivery " + newer.getDeliveryId() + " of " + newer.getDeliveryTime()
                    + " is newer and has begun.");
        }
        return Optional.empty();
    }

    private void supersede(Record<byte[], byte[]> raw, Incoming incoming, String verdict) {
        boolean endsOrBegins =
                incoming.page().getCompletion() != null || incoming.page().getPageNumber() == 0;
        if (endsOrBegins) {
            DeliveryAccount account = open(raw, incoming);
            account.ended(DeliveryState.SUPERSEDED, verdict + " Its pages were dropped whole.");
            emitter.delivery(account.delivery(), raw.timestamp());
        }
    }

    private static DeliveryAccount open(Record<byte[], byte[]> raw, Incoming incoming) {
        return DeliveryAccount.open(incoming.page(), incoming.mappingVersion(), incoming.costBasis(), now(raw));
    }

    /** The state without the delivery that was current, which is told that it is over if it was not yet. */
    private ScopeState afterAbandoning(Record<byte[], byte[]> raw, ScopeState state) {
        state.current().ifPresent(previous -> {
            DeliveryAccount account = new DeliveryAccount(previous.account());
            if (account.delivery().getState().equals(DeliveryState.OPEN.name())) {
                account.ended(
                        DeliveryState.ABANDONED,
                        "A newer delivery began before this one was complete; it mends what this one left.");
                emitter.delivery(account.delivery(), raw.timestamp());
            }
        });
        state.current()
                .filter(previous -> state.newest()
                        .filter(newest -> newest.tag() == previous.tag())
                        .isEmpty())
                .ifPresent(previous -> deliveries.forget(previous.tag()));
        return new ScopeState(state.newest(), Optional.empty());
    }

    private void take(Record<byte[], byte[]> raw, Incoming incoming, ScopeState state, DeliveryAccount account) {
        RawPage page = incoming.page();
        if (page.getCompletion() != null) {
            complete(raw, incoming, state, account);
            return;
        }
        Optional<Long> seen = deliveries.page(incoming.tag(), page.getPageNumber());
        if (seen.isEmpty()) {
            NormalizedPage normalized = normalizer.normalize(page);
            publish(raw, incoming, account, normalized);
            deliveries.putPage(incoming.tag(), page.getPageNumber(), page.getChecksum());
        } else if (seen.get() == page.getChecksum()) {
            account.pageRepeated(page.getRowCount(), now(raw));
        } else {
            throw new RejectedPageException(
                    RejectionCode.PAGE_CONFLICT,
                    "Page " + page.getPageNumber() + " of delivery " + page.getDeliveryId() + " has the checksum "
                            + page.getChecksum() + ": expected " + seen.get() + ", with which it was seen before");
        }
        save(incoming, state, account);
    }

    private void publish(
            Record<byte[], byte[]> raw, Incoming incoming, DeliveryAccount account, NormalizedPage normalized) {
        normalized.sourceCosts().forEach(account::sourceCost);
        normalized.settlements().forEach((settlement, amount) -> {
            account.excluded(settlement.currency(), amount);
            deliveries.addSettlement(incoming.tag(), settlement, amount);
        });
        compare(raw, incoming, account, normalized);
        account.pageSeen(normalized.rows(), normalized.excludedRows(), now(raw));
    }

    /** The comparison itself: nothing in here can fail on account of a row. */
    private void compare(
            Record<byte[], byte[]> raw, Incoming incoming, DeliveryAccount account, NormalizedPage normalized) {
        Map<NaturalKey, KnownRow> touched = new HashMap<>();
        byte[] deliveryId = incoming.page().getDeliveryId().getBytes(UTF_8);
        List<NormalizedRecord> records = normalized.records();
        int at = 0;
        while (at < records.size()) {
            int row = records.get(at).row();
            boolean published = false;
            for (; at < records.size() && records.get(at).row() == row; at++) {
                NormalizedRecord record = records.get(at);
                published |= compare(raw, incoming, account, normalized, record, touched, deliveryId);
                account.flags(record.rounded(), record.unknownLineItemType());
            }
            if (row >= 0 && published) {
                account.rowPublished();
            } else if (row >= 0) {
                account.rowUnchanged();
            }
        }
        deadLetters(raw, incoming, account, normalized, touched);
        touched.forEach((key, known) -> knownRows.remember(incoming.scope(), key, known));
    }

    /** Compares one record with what is known of it, and publishes it if it is new or changed; whether it was. */
    private boolean compare(
            Record<byte[], byte[]> raw,
            Incoming incoming,
            DeliveryAccount account,
            NormalizedPage normalized,
            NormalizedRecord record,
            Map<NaturalKey, KnownRow> touched,
            byte[] deliveryId) {
        KnownRow known = touched.get(record.key());
        if (known == null) {
            known = knownRows.find(incoming.scope(), record.key());
            if (known == null) {
                known = new KnownRow(record.currency(), incoming.tag());
            }
            known.stateBy(incoming.tag());
            touched.put(record.key(), known);
        }
        BigDecimal billed = record.billedCost();
        BigDecimal effective = record.effectiveCost();
        Occurrence stated = new Occurrence(record.digest(), billed, effective);
        int ordinal = known.claim(record.digest());
        if (ordinal < 0) {
            account.added(record.currency(), billed, effective);
            emitter.cost(
                    normalized,
                    record,
                    known.add(stated),
                    Emitter.ADDED,
                    deliveryId,
                    billed,
                    effective,
                    raw.timestamp());
            return true;
        }
        Occurrence before = known.occurrence(ordinal);
        if (before.digest().equals(record.digest())) {
            account.unchanged(record.currency(), billed, effective);
            return false;
        }
        BigDecimal billedChange = billed.subtract(before.billedCost());
        BigDecimal effectiveChange = effective.subtract(before.effectiveCost());
        known.replace(ordinal, stated);
        account.restated(record.currency(), billed, effective, billedChange, effectiveChange);
        emitter.cost(
                normalized,
                record,
                ordinal,
                Emitter.RESTATED,
                deliveryId,
                billedChange,
                effectiveChange,
                raw.timestamp());
        return true;
    }

    private void deadLetters(
            Record<byte[], byte[]> raw,
            Incoming incoming,
            DeliveryAccount account,
            NormalizedPage normalized,
            Map<NaturalKey, KnownRow> touched) {
        if (normalized.rejectedRows().isEmpty()) {
            return;
        }
        RawPage page = incoming.page();
        byte[] content = new byte[page.getContent().remaining()];
        page.getContent().duplicate().get(content);
        for (RejectedRow row : normalized.rejectedRows()) {
            Optional<BigDecimal> parked =
                    row.rejection().parkedCost().map(cost -> Decimals.scaled(cost, Decimals.MONEY_SCALE));
            account.rowRejected(parked, row.rejection().parkedCurrency());
            emitter.deadRow(raw, page, content, normalized.header(), row);
            // The row was seen, though not read: its last good value stands until it is mended.
            for (NaturalKey key : row.rejection().keys()) {
                KnownRow known = touched.get(key);
                if (known == null) {
                    known = knownRows.find(incoming.scope(), key);
                }
                if (known != null) {
                    known.stateBy(incoming.tag());
                    known.claimUnread();
                    touched.put(key, known);
                }
            }
        }
    }

    private void complete(Record<byte[], byte[]> raw, Incoming incoming, ScopeState state, DeliveryAccount account) {
        if (account.delivery().getState().equals(DeliveryState.COMPLETE.name())) {
            account.pageRepeated(0, now(raw));
            save(incoming, state, account);
            return;
        }
        RawPage page = incoming.page();
        NavigableMap<Integer, Long> pages = deliveries.pages(incoming.tag());
        List<Integer> missing = new ArrayList<>();
        int expected = page.getCompletion().getPages();
        for (int number = 0; number < expected; number++) {
            if (!pages.containsKey(number)) {
                missing.add(number);
            }
        }
        boolean whole = account.completed(
                expected, page.getCompletion().getRows(), missing, checksum(pages) == page.getChecksum(), now(raw));
        ScopeState after = state;
        if (whole) {
            settle(raw, incoming, account);
            state.newest().ifPresent(previous -> deliveries.forget(previous.tag()));
            after = new ScopeState(
                    Optional.of(new ScopeState.Complete(incoming.tag(), page.getDeliveryId(), page.getDeliveryTime())),
                    state.current());
        }
        save(incoming, after, account);
        emitter.delivery(account.delivery(), raw.timestamp());
        changed.remove(page.getScope());
    }

    /** Posts what covered usage and its negation have left of each other, so that billed costs add up to the source's. */
    private void settle(Record<byte[], byte[]> raw, Incoming incoming, DeliveryAccount account) {
        Map<Settlement, BigDecimal> left = deliveries.settlements(incoming.tag());
        left.values().removeIf(amount -> amount.signum() == 0);
        if (!left.isEmpty()) {
            left.forEach((settlement, amount) -> account.excluded(settlement.currency(), amount.negate()));
            compare(raw, incoming, account, normalizer.residuals(incoming.page(), left));
        }
        account.balance();
    }

    private static long checksum(NavigableMap<Integer, Long> pages) {
        CRC32C checksum = new CRC32C();
        pages.values().forEach(page -> {
            for (int shift = 56; shift >= 0; shift -= 8) {
                checksum.update((int) (page >>> shift));
            }
        });
        return checksum.getValue();
    }

    private void save(Incoming incoming, ScopeState state, DeliveryAccount account) {
        ScopeState.Current current = new ScopeState.Current(incoming.tag(), account.delivery());
        deliveries.putScope(incoming.scope(), new ScopeState(state.newest(), Optional.of(current)));
        changed.add(incoming.page().getScope());
    }

    /** Publishes the accounts that have changed since the last time, so that progress can be followed. */
    private void publishChanged(long now) {
        inputPartition.set(context.taskId().partition());
        for (String scope : changed) {
            deliveries
                    .scope(Tags.scope(scope))
                    .current()
                    .ifPresent(current -> emitter.delivery(current.account(), context.currentStreamTimeMs()));
        }
        changed.clear();
    }

    private static Instant now(Record<byte[], byte[]> raw) {
        return Instant.ofEpochMilli(raw.timestamp());
    }
}
