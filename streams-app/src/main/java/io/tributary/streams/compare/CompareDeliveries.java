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
 * Takes the pages of deliveries: decides which are to be compared, and has them compared, completed and swept.
 *
 * <p>A page is worked in two phases: everything that can fail about its rows first, then the comparison and what it
 * publishes, so that a page is never half published.
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
    private DeliveryCompletion deliveryEnd;

    /** Largest publication time seen; a record's own time is never before it, see PublicationTime. */
    private long streamTime;

    /**
     * What a comparison needs to know.
     *
     * @param rowStore name of the window store of known rows
     * @param deliveryStore name of the key-value store of deliveries
     * @param window length of the row store's windows
     * @param dataSets the data sets that can be read
     * @param largestRecord bytes that a cost record may have
     * @param heldShare share of a scope's live records that a delivery may withdraw without confirmation, from 0 to 1
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
        // Streams may use an instance again after it lost its state: nothing may be left from before.
        changed.clear();
        sweeping.clear();
        streamTime = 0;
        context = processorContext;
        WindowStore<Bytes, byte[]> rows = context.getStateStore(settings.rowStore());
        KeyValueStore<Bytes, byte[]> entries = context.getStateStore(settings.deliveryStore());
        knownRows = new WindowedKnownRows(rows, settings.window(), () -> streamTime);
        deliveries = new DeliveryStore(entries);
        emitter = new Emitter(outputs, context);
        deliveryEnd = new DeliveryCompletion(knownRows, deliveries, emitter, normalizer, settings.heldShare());
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
        Statement scope = new Statement(incoming.scope(), deliveries);
        if (scope.isCurrent(incoming.delivery())) {
            scope.account.pageRejected(incoming.now());
            save(scope);
        }
    }

    private void admit(Incoming incoming) {
        Statement scope = new Statement(incoming.scope(), deliveries);
        if (incoming.isInstruction()) {
            obey(incoming, scope);
            return;
        }
        if (scope.isOwnedByAnother(incoming.page().getScope())) {
            refuse(
                    incoming,
                    DeliveryState.CONFLICT,
                    "Scope " + scope.owner + " states this account's period already; prefer one of them.");
            return;
        }
        Optional<String> other =
                statedElsewhere(incoming, scope).or(() -> incoming.claim().flatMap(claim -> claimed(claim, incoming)));
        if (other.isPresent()) {
            refuse(incoming, DeliveryState.CONFLICT, other.get());
            return;
        }
        if (scope.isCurrent(incoming.delivery())) {
            take(incoming, scope);
            return;
        }
        Optional<String> tooLate = tooLate(scope, incoming);
        if (tooLate.isPresent()) {
            refuse(incoming, DeliveryState.SUPERSEDED, tooLate.get());
            return;
        }
        finishSweep(scope, incoming.timestamp());
        abandon(scope, incoming);
        boolean forgotten = scope.newest
                .filter(newest -> knownRows.mayHaveForgotten(newest.since()))
                .isPresent();
        scope.begin(incoming.delivery(), open(incoming), forgotten);
        // Whatever becomes of this page, what went before it is settled.
        save(scope);
        take(incoming, scope);
    }

    /** Which scope states the same money under another statement, in a verdict's words; empty where none does. */
    private Optional<String> statedElsewhere(Incoming incoming, Statement scope) {
        Optional<String> whole = incoming.supplements()
                .map(this::wholeOwner)
                .filter(owner -> !owner.isEmpty())
                .map(owner ->
                        "Scope " + owner + " states the whole of this account's period, and needs no supplement.");
        if (whole.isPresent() || !scope.owner.isEmpty()) {
            return whole;
        }
        return incoming.supplement()
                .filter(supplement -> !supplement.beside())
                .map(supplement -> new Statement(StoreKeys.statement(supplement.statement()), deliveries).owner)
                .filter(owner -> !owner.isEmpty())
                .map(owner ->
                        "Scope " + owner + " states a part of this account's period already; prefer one of them.");
    }

    /** Claims what only one data set may state; which other one has claimed it, in a verdict's words, where one has. */
    private Optional<String> claimed(String claim, Incoming incoming) {
        Statement claimant = new Statement(StoreKeys.statement(claim), deliveries);
        if (claimant.owner.isEmpty()) {
            claimant.owner = incoming.page().getScope();
            claimant.save();
        }
        return claimant.ownerDataSet().equals(incoming.page().getDataSet())
                ? Optional.empty()
                : Optional.of("Data set " + claimant.ownerDataSet() + " states this account's period already.");
    }

    /** The scope that states the whole of what would be supplemented; empty where none does. */
    private String wholeOwner(DataSetNormalizer.Supplemented supplemented) {
        Statement scope = new Statement(StoreKeys.statement(supplemented.statement()), deliveries);
        return supplemented.dataSets().contains(scope.ownerDataSet()) ? "" : scope.owner;
    }

    private static boolean isComplete(Statement scope) {
        return scope.newest.filter(newest -> newest.tag() == scope.delivery).isPresent()
                && !scope.current().getState().equals(DeliveryState.HELD.name());
    }

    /** Withdraws the supplement of a statement that is now stated whole. */
    private void retireSupplement(Incoming incoming) {
        Optional<Statement> supplement = incoming.supplement()
                .filter(part -> !part.beside())
                .map(part -> new Statement(StoreKeys.statement(part.statement()), deliveries))
                .filter(part -> !part.owner.isEmpty());
        if (supplement.isPresent()) {
            Statement part = supplement.get();
            finishSweep(part, incoming.timestamp());
            deliveryEnd.retire(part, incoming);
            part.save();
            markSweeping(part);
        }
    }

    /** Why the incoming delivery comes too late, in a verdict's words; empty where it does not. */
    private static Optional<String> tooLate(Statement scope, Incoming incoming) {
        Instant time = incoming.page().getDeliveryTime();
        if (scope.account != null
                && !scope.current().getScope().equals(incoming.page().getScope())) {
            // What was taken is another scope's, to which this one was preferred.
            return Optional.empty();
        }
        // As long as it takes over, the newest complete delivery is another scope's, too.
        if (!scope.takesOver
                && scope.newest.filter(newest -> newest.time().isAfter(time)).isPresent()) {
            StatementState.Complete newest = scope.newest.get();
            return Optional.of("Delivery " + newest.id() + " of " + newest.time() + " is newer and complete.");
        }
        if (scope.account != null && scope.current().getDeliveryTime().isAfter(time)) {
            return Optional.of("Delivery " + scope.current().getDeliveryId() + " of "
                    + scope.current().getDeliveryTime() + " is newer and has begun.");
        }
        return Optional.empty();
    }

    private void refuse(Incoming incoming, DeliveryState state, String verdict) {
        if (incoming.isCompletion() || incoming.page().getPageNumber() == 0) {
            DeliveryAccount account = open(incoming);
            account.ended(state, verdict + " Its pages were dropped whole.");
            emitter.delivery(account.delivery(), incoming.timestamp());
        }
    }

    /** Does what an operator decided. */
    private void obey(Incoming incoming, Statement scope) {
        String kind = incoming.page().getInstruction().getKind();
        if (kind.equals("PREFER")) {
            incoming.claim().flatMap(claim -> claimed(claim, incoming)).ifPresent(verdict -> {
                throw new RejectedPageException(
                        RejectionCode.UNKNOWN_INSTRUCTION,
                        "Scope " + incoming.page().getScope()
                                + " cannot be preferred: expected a scope of the data set that"
                                + " states the account's period; " + verdict);
            });
            incoming.supplements()
                    .map(this::wholeOwner)
                    .filter(owner -> !owner.isEmpty())
                    .ifPresent(owner -> {
                        throw new RejectedPageException(
                                RejectionCode.UNKNOWN_INSTRUCTION,
                                "Scope " + incoming.page().getScope()
                                        + " cannot be preferred: expected a scope that leaves something"
                                        + " to it to be preferred first, but " + owner
                                        + " states the whole of the account's period");
                    });
            finishSweep(scope, incoming.timestamp());
            scope.prefer(incoming.page().getScope());
        } else if (kind.equals("CONFIRM")) {
            deliveryEnd.confirm(incoming, scope);
            retireSupplement(incoming);
        } else {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "instruction.kind is '" + kind + "': expected CONFIRM or PREFER");
        }
        scope.save();
        markSweeping(scope);
    }

    /** Tells a delivery that never ended that it is over. */
    private void abandon(Statement scope, Incoming incoming) {
        if (scope.account == null) {
            return;
        }
        if (scope.current().getState().equals(DeliveryState.OPEN.name())) {
            scope.account.ended(
                    DeliveryState.ABANDONED,
                    "Delivery " + incoming.page().getDeliveryId()
                            + " began before this one was complete; it mends what this one left.");
            emitter.delivery(scope.current(), incoming.timestamp());
        }
        boolean complete =
                scope.newest.filter(newest -> newest.tag() == scope.delivery).isPresent();
        if (!complete) {
            deliveries.forget(scope.delivery);
        }
    }

    private static DeliveryAccount open(Incoming incoming) {
        return DeliveryAccount.open(incoming.page(), incoming.mappingVersion(), incoming.costBasis(), incoming.now());
    }

    private void take(Incoming incoming, Statement scope) {
        if (incoming.isCompletion()) {
            deliveryEnd.complete(incoming, scope);
            if (isComplete(scope)) {
                retireSupplement(incoming);
            }
        } else {
            takePage(incoming, scope);
        }
        save(scope);
    }

    private void takePage(Incoming incoming, Statement scope) {
        RawPage page = incoming.page();
        Optional<Long> seen = deliveries.page(incoming.delivery(), page.getPageNumber());
        if (seen.isEmpty()) {
            publish(incoming, scope, normalizer.normalize(page));
            deliveries.putPage(incoming.delivery(), page.getPageNumber(), page.getChecksum());
        } else if (seen.get() == page.getChecksum()) {
            scope.account.pageRepeated(page.getRowCount(), incoming.now());
        } else {
            throw new RejectedPageException(
                    RejectionCode.PAGE_CONFLICT,
                    "Page " + page.getPageNumber() + " of delivery " + page.getDeliveryId() + " has the checksum "
                            + page.getChecksum() + ": expected " + seen.get() + ", with which it was seen before");
        }
    }

    private void publish(Incoming incoming, Statement scope, NormalizedPage page) {
        page.sourceCosts().forEach(scope.account::sourceCost);
        page.excludedCosts().forEach(scope.account::excluded);
        page.settlements().forEach((settlement, amount) -> {
            scope.account.excluded(settlement.currency(), amount);
            deliveries.addSettlement(incoming.delivery(), settlement, amount);
        });
        new PageComparison(knownRows, emitter, incoming, scope, page).run();
        scope.account.pageSeen(page.rows(), page.excludedRows(), incoming.now());
    }

    private void save(Statement scope) {
        scope.save();
        changed.add(scope.tag);
        markSweeping(scope);
    }

    private void markSweeping(Statement scope) {
        if (scope.sweep.isPresent()) {
            sweeping.add(scope.tag);
            deliveries.markSweeping(scope.tag);
        } else if (sweeping.remove(scope.tag)) {
            deliveries.unmarkSweeping(scope.tag);
        }
    }

    /** Works one slice of every scope that is being swept. */
    private void sweep() {
        inputPartition.set(context.taskId().partition());
        for (long tag : List.copyOf(sweeping)) {
            Statement scope = new Statement(tag, deliveries);
            // After a restart no record may have come yet.
            streamTime = Math.max(streamTime, scope.current().getLastSeen().toEpochMilli());
            deliveryEnd.sweep(scope, streamTime);
            scope.save();
            markSweeping(scope);
        }
    }

    /** A scope's next delivery waits for what the one before withdraws. */
    private void finishSweep(Statement scope, long timestamp) {
        while (scope.sweep.isPresent()) {
            deliveryEnd.sweep(scope, timestamp);
        }
    }

    /** Publishes the accounts that have changed since the last time, so that progress can be followed. */
    private void publishChanged() {
        inputPartition.set(context.taskId().partition());
        for (long tag : changed) {
            Statement scope = new Statement(tag, deliveries);
            if (scope.account == null) {
                continue;
            }
            emitter.delivery(scope.current(), streamTime);
        }
        changed.clear();
    }
}
