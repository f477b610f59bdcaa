package io.tributary.streams.compare;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.page.PageReader;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.WindowStore;

/**
 * Works the raw pages of one provider: decides which pages are taken, compares them with what is known, and ends their
 * deliveries.
 *
 * <p>A page is worked in two phases, so that a page is never half published: first everything that can fail about its
 * rows, then the comparison and what it publishes.
 */
public final class CompareDeliveries implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration OPEN_DELIVERIES_EVERY = Duration.ofSeconds(1);
    private static final Duration SWEEP_EVERY = Duration.ofMillis(20);

    private final Settings settings;
    private final PageReader reader;
    private final PageNormalizer normalizer;
    private final Outputs outputs;
    private final InputPartition inputPartition;
    private final Set<Long> changed = new HashSet<>();
    private final Set<Long> sweeping = new HashSet<>();

    private ProcessorContext<byte[], byte[]> context;
    private KnownRows knownRows;
    private DeliveryStore deliveries;
    private Emitter emitter;
    private DeliveryCompletion completion;

    /** Largest publication time seen; a record's own time is never before it, see PublicationTime. */
    private long streamTime;

    /**
     * Settings of a comparison.
     *
     * @param rowStore name of the window store of known rows
     * @param deliveryStore name of the key-value store of deliveries
     * @param window length of the row store's windows
     * @param dataSets the data sets that can be read
     * @param largestRecord bytes that a cost record may have
     * @param heldShare share of a statement's live records that a delivery may withdraw without confirmation, from 0 to
     *     1
     */
    public record Settings(
            String rowStore,
            String deliveryStore,
            Duration window,
            List<DataSetNormalizer> dataSets,
            int largestRecord,
            double heldShare) {
        public Settings {
            dataSets = List.copyOf(dataSets);
        }
    }

    public CompareDeliveries(Settings settings, PageReader reader, Outputs outputs, InputPartition inputPartition) {
        this.settings = settings;
        this.reader = reader;
        this.normalizer = new PageNormalizer(settings.dataSets(), settings.largestRecord());
        this.outputs = outputs;
        this.inputPartition = inputPartition;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        // Streams may use an instance again after its task lost its state: nothing may be left from before.
        changed.clear();
        sweeping.clear();
        streamTime = 0;
        context = processorContext;
        WindowStore<Bytes, byte[]> rows = context.getStateStore(settings.rowStore());
        KeyValueStore<Bytes, byte[]> entries = context.getStateStore(settings.deliveryStore());
        knownRows = new WindowedKnownRows(rows, settings.window(), () -> streamTime);
        deliveries = new DeliveryStore(entries);
        emitter = new Emitter(outputs, context);
        completion = new DeliveryCompletion(knownRows, deliveries, emitter, normalizer, settings.heldShare());
        sweeping.addAll(deliveries.sweeping());
        context.schedule(OPEN_DELIVERIES_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> publishChanged());
        context.schedule(SWEEP_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sweep());
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        inputPartition.set(context.taskId().partition());
        streamTime = Math.max(streamTime, raw.timestamp());
        RawPage page = null;
        try {
            page = reader.read(raw.value());
            reader.check(page, Instant.ofEpochMilli(context.currentSystemTimeMs()));
            admit(Incoming.of(raw, page, settings.dataSets()));
        } catch (RejectedPageException rejected) {
            reject(raw, page, rejected);
        }
    }

    private void reject(Record<byte[], byte[]> raw, RawPage page, RejectedPageException rejected) {
        emitter.deadRecord(raw, page, Rejection.of(rejected.code(), rejected.getMessage()));
        if (page == null || rejected.code() == RejectionCode.UNKNOWN_DATA_SET) {
            return;
        }
        Incoming incoming = Incoming.of(raw, page, settings.dataSets());
        Statement statement = new Statement(incoming.statementKey(), deliveries);
        if (statement.isCurrent(incoming.deliveryKey())) {
            statement.account.pageRejected(incoming.now());
            save(statement);
        }
    }

    private void admit(Incoming incoming) {
        Statement statement = new Statement(incoming.statementKey(), deliveries);
        if (incoming.isInstruction()) {
            apply(incoming, statement);
            return;
        }
        Optional<Long> seen =
                deliveries.page(incoming.deliveryKey(), incoming.page().getPageNumber());
        Admission admission = Admission.of(incoming, statement, Others.of(incoming, deliveries), seen);
        if (admission instanceof Admission.Conflict conflict) {
            refuse(incoming, DeliveryState.CONFLICT, conflict.verdict());
            return;
        }
        takeLease(incoming);
        if (admission instanceof Admission.Superseded superseded) {
            refuse(incoming, DeliveryState.SUPERSEDED, superseded.verdict());
            return;
        }
        if (admission instanceof Admission.Begins) {
            begin(incoming, statement);
        }
        take(admission.taken().orElseThrow(), incoming, statement);
    }

    /** Takes the lease that the page's data set needs, where no data set holds it. */
    private void takeLease(Incoming incoming) {
        if (incoming.lease().isEmpty()) {
            return;
        }
        Statement lease = new Statement(StoreKeys.statement(incoming.lease().get()), deliveries);
        if (lease.owner.isEmpty()) {
            lease.owner = incoming.page().getScope();
            lease.save();
        }
    }

    private void begin(Incoming incoming, Statement statement) {
        finishSweep(statement, incoming.timestamp());
        abandon(statement, incoming);
        boolean forgotten = statement
                .newest
                .filter(newest -> knownRows.mayHaveForgotten(newest.since()))
                .isPresent();
        statement.begin(incoming.deliveryKey(), open(incoming), forgotten);
        // Saved first: the delivery before is over even where this page is rejected.
        save(statement);
    }

    private static boolean isComplete(Statement statement) {
        return statement
                        .newest
                        .filter(newest -> newest.key() == statement.deliveryKey)
                        .isPresent()
                && !statement.current().getState().equals(DeliveryState.HELD.name());
    }

    /** Withdraws the supplement of a statement that is now stated whole. */
    private void retireSupplement(Incoming incoming) {
        Others.replacedSupplement(incoming, deliveries).ifPresent(supplement -> {
            finishSweep(supplement, incoming.timestamp());
            completion.retire(supplement, incoming);
            supplement.save();
            markSweeping(supplement);
        });
    }

    /** Publishes the account of a delivery that is not taken, with its first page and, as its end, its completion. */
    private void refuse(Incoming incoming, DeliveryState state, String verdict) {
        if (!incoming.isCompletion() && incoming.page().getPageNumber() > 0) {
            return;
        }
        DeliveryAccount account = open(incoming);
        account.ended(state, verdict + " Its pages were dropped whole.");
        if (incoming.isCompletion()) {
            emitter.ended(account.delivery(), incoming.timestamp());
        } else {
            emitter.delivery(account.delivery(), incoming.timestamp());
        }
    }

    /** Does what an operator decided. */
    private void apply(Incoming instruction, Statement statement) {
        String kind = instruction.page().getInstruction().getKind();
        if (kind.equals("PREFER")) {
            requirePreferable(instruction);
            finishSweep(statement, instruction.timestamp());
            statement.prefer(instruction.page().getScope());
        } else if (kind.equals("CONFIRM")) {
            completion.confirm(instruction, statement);
            retireSupplement(instruction);
        } else {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "instruction.kind is '" + kind + "': expected CONFIRM or PREFER");
        }
        statement.save();
        markSweeping(statement);
    }

    private void requirePreferable(Incoming instruction) {
        Others others = Others.of(instruction, deliveries);
        String refused = "Scope " + instruction.page().getScope() + " cannot be preferred: expected a scope ";
        if (others.lessee().isPresent()) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    refused + "of the data set that states the account's period; "
                            + others.leaseConflict().orElseThrow());
        }
        takeLease(instruction);
        if (others.whole().isPresent()) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    refused + "that leaves something to it to be preferred first, but "
                            + others.whole().get() + " states the whole of the account's period");
        }
    }

    /** Ends the delivery that was seen last, where it is still open. */
    private void abandon(Statement statement, Incoming incoming) {
        if (statement.account == null) {
            return;
        }
        if (statement.current().getState().equals(DeliveryState.OPEN.name())) {
            statement.account.ended(
                    DeliveryState.ABANDONED,
                    "Delivery " + incoming.page().getDeliveryId()
                            + " began before this one was complete; it corrects what this one left.");
            emitter.ended(statement.current(), incoming.timestamp());
        }
        boolean complete = statement
                .newest
                .filter(newest -> newest.key() == statement.deliveryKey)
                .isPresent();
        if (!complete) {
            deliveries.forget(statement.deliveryKey);
        }
    }

    private static DeliveryAccount open(Incoming incoming) {
        return DeliveryAccount.open(incoming.page(), incoming.mappingVersion(), incoming.costBasis(), incoming.now());
    }

    private void take(Admission.Part part, Incoming incoming, Statement statement) {
        RawPage page = incoming.page();
        switch (part) {
            case NEW_PAGE -> {
                publish(incoming, statement, normalizer.normalize(page));
                deliveries.putPage(incoming.deliveryKey(), page.getPageNumber(), page.getChecksum());
            }
            case REPEATED_PAGE -> statement.account.pageRepeated(page.getRowCount(), incoming.now());
            case CHANGED_PAGE ->
                throw new RejectedPageException(
                        RejectionCode.PAGE_CONFLICT,
                        "Page " + page.getPageNumber() + " of delivery " + page.getDeliveryId() + " has the checksum "
                                + page.getChecksum() + ": expected "
                                + deliveries
                                        .page(incoming.deliveryKey(), page.getPageNumber())
                                        .orElseThrow()
                                + ", with which it was seen before");
            case COMPLETION -> completion.complete(incoming, statement);
            case REPEATED_COMPLETION -> statement.account.pageRepeated(0, incoming.now());
            default -> throw new IllegalStateException("Part " + part);
        }
        if (incoming.isCompletion() && isComplete(statement)) {
            retireSupplement(incoming);
        }
        save(statement);
    }

    private void publish(Incoming incoming, Statement statement, NormalizedPage page) {
        page.sourceCosts().forEach(statement.account::sourceCost);
        page.excludedCosts().forEach(statement.account::excluded);
        page.settlements().forEach((settlement, amount) -> {
            statement.account.excluded(settlement.currency(), amount);
            deliveries.addSettlement(incoming.deliveryKey(), settlement, amount);
        });
        new PageComparison(knownRows, emitter, incoming, statement, page).run();
        statement.account.pageSeen(page.rows(), page.excludedRows(), incoming.now());
    }

    private void save(Statement statement) {
        statement.save();
        changed.add(statement.key);
        markSweeping(statement);
    }

    private void markSweeping(Statement statement) {
        if (statement.sweep.isPresent()) {
            sweeping.add(statement.key);
            deliveries.markSweeping(statement.key);
        } else if (sweeping.remove(statement.key)) {
            deliveries.unmarkSweeping(statement.key);
        }
    }

    /** Works one slice of every statement that is being swept. */
    private void sweep() {
        inputPartition.set(context.taskId().partition());
        for (long key : List.copyOf(sweeping)) {
            Statement statement = new Statement(key, deliveries);
            // After a restart no record may have come yet.
            streamTime = Math.max(streamTime, statement.current().getLastSeen().toEpochMilli());
            completion.sweep(statement, streamTime);
            statement.save();
            markSweeping(statement);
        }
    }

    /** Ends the statement's sweep: the next delivery waits for what the one before withdraws. */
    private void finishSweep(Statement statement, long timestamp) {
        while (statement.sweep.isPresent()) {
            completion.sweep(statement, timestamp);
        }
    }

    /** Publishes the accounts that have changed since the last time, so that progress can be followed. */
    private void publishChanged() {
        inputPartition.set(context.taskId().partition());
        for (long key : changed) {
            Statement statement = new Statement(key, deliveries);
            if (statement.account == null) {
                continue;
            }
            emitter.delivery(statement.current(), streamTime);
        }
        changed.clear();
    }
}
