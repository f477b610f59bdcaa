package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import io.tributary.streams.compare.StatementState.Decision;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.KnownSources;
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
 * readings.
 *
 * <p>A page is worked in two phases, so that a page is never half published: first everything that can fail about its
 * rows, then the comparison and what it publishes.
 */
public final class CompareDeliveries implements Processor<byte[], byte[], byte[], byte[]> {

    private static final Duration OPEN_DELIVERIES_EVERY = Duration.ofSeconds(1);
    private static final Duration PURGE_EVERY = Duration.ofHours(1);
    private static final Duration WORK_EVERY = Duration.ofMillis(20);

    private final Settings settings;
    private final PageReader reader;
    private final PageNormalizer normalizer;
    private final Outputs outputs;
    private final InputPartition inputPartition;
    private final Set<Long> changed = new HashSet<>();
    private final Set<Long> working = new HashSet<>();

    private ProcessorContext<byte[], byte[]> context;
    private KnownRows knownRows;
    private DeliveryStore deliveries;
    private Emitter emitter;
    private DeliveryCompletion completion;
    private Rebuild rebuild;
    private RefusedReadings refused;
    private StatementClaims claims;

    /** Largest publication time seen: it never goes back, and is kept in the store. */
    private long streamTime;

    private boolean recalled;

    /**
     * Settings of a comparison.
     *
     * @param rowStore name of the window store of known rows
     * @param deliveryStore name of the key-value store of deliveries
     * @param window length of the row store's windows
     * @param memory how long a statement is known after the window in which it was last complete
     * @param budget rows that all tasks may have on the heap
     * @param ledgerIsUnknown whether the ledger has entries of which new stores remember nothing
     * @param dataSets the data sets that can be read
     * @param largestRecord bytes that a cost record may have
     * @param heldShare share of a statement's live records that a delivery may withdraw without confirmation, from 0 to
     *     1
     */
    public record Settings(
            String rowStore,
            String deliveryStore,
            Duration window,
            Duration memory,
            RowBudget budget,
            boolean ledgerIsUnknown,
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
        working.clear();
        if (knownRows != null) {
            knownRows.dropAll();
        }
        context = processorContext;
        WindowStore<Bytes, byte[]> rows = context.getStateStore(settings.rowStore());
        KeyValueStore<Bytes, byte[]> entries = context.getStateStore(settings.deliveryStore());
        deliveries = new DeliveryStore(entries);
        recalled = false;
        knownRows = new KnownRows(
                new RowStore(rows, settings.window()),
                deliveries,
                settings.budget(),
                settings.memory().toMillis());
        emitter = new Emitter(outputs, context, knownRows, deliveries);
        claims = new StatementClaims(deliveries, emitter);
        Complements complements = new Complements(settings.dataSets(), deliveries, emitter);
        completion = new DeliveryCompletion(
                knownRows, deliveries, emitter, normalizer, complements, claims, settings.heldShare());
        refused = new RefusedReadings(deliveries, emitter, normalizer);
        rebuild = new Rebuild(knownRows, deliveries, emitter, outputs);
        context.schedule(OPEN_DELIVERIES_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> publishChanged());
        context.schedule(PURGE_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> purge());
        context.schedule(WORK_EVERY, PunctuationType.WALL_CLOCK_TIME, now -> work());
    }

    @Override
    public void close() {
        if (knownRows != null) {
            knownRows.dropAll();
        }
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        recall();
        long time = Math.min(raw.timestamp(), context.currentSystemTimeMs());
        if (time > streamTime) {
            streamTime = time;
            deliveries.putTime(time, settings.ledgerIsUnknown());
        }
        RawPage page = null;
        try {
            page = reader.read(raw.value());
            Incoming incoming = Incoming.of(raw, page, streamTime, settings.dataSets());
            if (incoming.isInstruction()) {
                apply(incoming);
            } else {
                admit(incoming);
            }
        } catch (RejectedPageException rejected) {
            emitter.deadRecord(raw, page, streamTime, Rejection.of(rejected.code(), rejected.getMessage()));
            if (page != null && rejected.code() == RejectionCode.UNKNOWN_DATA_SET) {
                refuseUnknown(page, rejected.getMessage());
            }
        }
    }

    /** Takes up what the store has of the time before a restart, and notes the partition that is worked. */
    private void recall() {
        inputPartition.set(context.taskId().partition());
        if (!recalled) {
            deliveries.requireLayout();
            streamTime = deliveries.time();
            working.addAll(deliveries.work());
            // What they changed last may not have been published before the restart.
            deliveries.statements((key, state) -> {
                if (state.current()
                        .filter(reading -> reading.phase() == StatementState.Phase.OPEN)
                        .isPresent()) {
                    changed.add(key);
                }
            });
            recalled = true;
        }
    }

    /** A delivery of which nothing can be taken is on the deliveries, too. */
    private void refuseUnknown(RawPage page, String message) {
        if (page.getInstruction() == null && (page.getCompletion() != null || page.getPageNumber() == 0)) {
            DeliveryAccount account = DeliveryAccount.open(page, "", null, Instant.ofEpochMilli(streamTime));
            account.ended(DeliveryState.INCOMPLETE, message + ". Its pages were dead-lettered whole.");
            emitter.delivery(account.delivery(), streamTime);
        }
    }

    private void admit(Incoming incoming) {
        Statement statement = new Statement(incoming.statementKey(), deliveries);
        Optional<Long> seen = statement.current == null
                ? Optional.empty()
                : deliveries.page(
                        statement.key,
                        statement.current.generation,
                        incoming.page().getPageNumber());
        Admission admission = Admission.of(incoming, statement, Others.of(incoming, deliveries), seen);
        if (admission instanceof Admission.Conflict conflict) {
            refused.take(incoming, statement, DeliveryState.CONFLICT, conflict.verdict(), open(incoming));
            return;
        }
        if (admission instanceof Admission.NotTaken notTaken) {
            refused.take(incoming, statement, DeliveryState.NOT_TAKEN, notTaken.verdict(), open(incoming));
            return;
        }
        if (admission instanceof Admission.Superseded superseded) {
            refuse(incoming, superseded.verdict());
            return;
        }
        takeLease(incoming);
        if (admission instanceof Admission.Ended) {
            countRepeated(incoming, statement);
            return;
        }
        Optional<RowIndex> rows = knownRows.of(statement, incoming.timestamp());
        if (rows.isEmpty()) {
            forgotten(incoming, statement);
            return;
        }
        if (admission instanceof Admission.Begins) {
            begin(incoming, statement);
        }
        take(admission.taken().orElseThrow(), incoming, statement, rows.get());
    }

    private void countRepeated(Incoming incoming, Statement statement) {
        if (statement.isCurrentDelivery(incoming.deliveryKey())) {
            statement.current.account.pageRepeated(incoming.page().getRowCount(), incoming.now());
            save(statement);
        }
    }

    /** Takes nothing of a delivery whose statement was forgotten: what it lacks could not be withdrawn. */
    private void forgotten(Incoming incoming, Statement statement) {
        completion.forget(statement, incoming.timestamp());
        // What was said of the delivery that was taken last does not change by this one.
        statement.save();
        markWork(statement);
        RawPage page = incoming.page();
        boolean isCurrent = statement.current != null && statement.current.id == incoming.readingKey();
        if (isCurrent || !incoming.isCompletion() && page.getPageNumber() > 0) {
            return;
        }
        DeliveryAccount account = open(incoming);
        account.ended(DeliveryState.FORGOTTEN, DeliveryCompletion.FORGOTTEN);
        publishRefused(incoming, account);
        completion.keepVerdict(statement.key, account.delivery());
    }

    /** Takes the lease that the page's data set needs, where no data set holds it. */
    private void takeLease(Incoming incoming) {
        if (incoming.lease().isEmpty()) {
            return;
        }
        Statement lease = new Statement(StoreKeys.statement(incoming.lease().get()), deliveries);
        String lessee = lease.ownerDataSet();
        boolean isHeldByAnother =
                !lessee.isEmpty() && !lessee.equals(incoming.page().getDataSet());
        if (isHeldByAnother) {
            retireAll(incoming, lessee);
        }
        boolean isChosenAnew = !lease.choice.over().containsAll(incoming.page().getChosenOver())
                || incoming.page().getPageNumber() == 0 && lease.isChosenLater(incoming.page());
        if (lease.owner.isEmpty() || isHeldByAnother || isChosenAnew) {
            lease.owner = incoming.page().getScope();
            lease.choose(incoming.page());
            lease.save();
        }
    }

    /** Withdraws every statement of a data set about the page's account and period. */
    private void retireAll(Incoming incoming, String dataSet) {
        RawPage page = incoming.page();
        String scopes =
                Keys.scope(page.getProvider(), dataSet, page.getBillingAccountId(), page.getBillingPeriodStart(), "");
        deliveries.statements((key, state) -> {
            if (state.owner().startsWith(scopes)
                    && (state.live() > 0 || state.current().isPresent())) {
                Statement replaced = new Statement(key, deliveries);
                completion.retire(
                        replaced,
                        incoming,
                        "Data set " + page.getDataSet() + " was chosen over it for this account's period.");
                replaced.save();
                markWork(replaced);
            }
        });
    }

    private void begin(Incoming incoming, Statement statement) {
        if (statement.current != null) {
            if (statement.current.isOpen()) {
                String beginning = statement.isCurrentDelivery(incoming.deliveryKey())
                        ? "Another reading of this delivery"
                        : "Delivery " + incoming.page().getDeliveryId();
                abandon(
                        statement,
                        incoming,
                        beginning + " began before this one was complete; it corrects what this one left.");
            }
            completion.keepVerdict(statement);
            if (statement.current.isUnsettled()) {
                // What a held delivery and the one before it both lack goes with the next complete one.
                completion.dropEarlier(statement, incoming.timestamp());
            } else {
                deliveries.forgetSighted(statement.key, statement.current.generation);
            }
        }
        if (statement.generation == 0 && outputs.ledger().isEmpty()) {
            // What the ledger holds of it is not known, where the stores are younger than the ledger.
            statement.lapsed = deliveries.isLedgerUnknown();
        }
        statement.choose(incoming.page());
        refused.retire(incoming);
        boolean keeps = statement.begin(incoming.deliveryKey(), incoming.readingKey(), open(incoming));
        knownRows.begin(statement, keeps);
        // Saved first: the reading before is over even where this page is rejected.
        save(statement);
    }

    /** Ends the reading that is open; its delivery stays INCOMPLETE where that was found. */
    private void abandon(Statement statement, Incoming incoming, String verdict) {
        deliveries.forgetPages(statement.key, statement.current.generation);
        if (statement.isState(DeliveryState.OPEN)) {
            statement.current.account.ended(DeliveryState.ABANDONED, verdict);
            if (!statement.isCurrentDelivery(incoming.deliveryKey())) {
                emitter.ended(statement, statement.delivery(), incoming.timestamp());
            }
        }
    }

    /** Withdraws the supplement of a statement that is now stated whole. */
    private void retireSupplement(Incoming incoming) {
        Others.replacedSupplement(incoming, deliveries).ifPresent(supplement -> {
            completion.retire(
                    supplement,
                    incoming,
                    "Scope " + incoming.page().getScope() + " states the whole of this account's period now.");
            supplement.save();
            markWork(supplement);
        });
    }

    /** Publishes the account of a delivery that is not taken, with its first page and, as its end, its completion. */
    private void refuse(Incoming incoming, String verdict) {
        if (!incoming.isCompletion() && incoming.page().getPageNumber() > 0) {
            return;
        }
        DeliveryAccount account = open(incoming);
        account.ended(DeliveryState.SUPERSEDED, verdict + " Its pages were dropped whole.");
        publishRefused(incoming, account);
    }

    private void publishRefused(Incoming incoming, DeliveryAccount account) {
        if (incoming.isCompletion()) {
            emitter.ended(account.delivery(), incoming.timestamp());
        } else {
            emitter.delivery(account.delivery(), incoming.timestamp());
        }
    }

    /** Does what an operator decided, unless that was done before: a raw topic may be read again. */
    private void apply(Incoming instruction) {
        RawPage page = instruction.page();
        String kind = page.getInstruction().getKind();
        Statement statement = new Statement(instruction.statementKey(), deliveries);
        Decision decision = new Decision(
                page.getExtractedAt().toEpochMilli(),
                StoreKeys.instruction(kind, page.getScope(), page.getDeliveryId() + " " + page.getReading()));
        boolean goesOn = kind.equals("REBUILD") && decision.key() == statement.decision.key();
        if (!goesOn && (decision.time() < statement.decision.time() || decision.equals(statement.decision))) {
            return;
        }
        switch (kind) {
            case "PREFER" -> {
                requirePreferable(instruction);
                statement.preferByOperator(page.getScope());
            }
            case "CONFIRM" -> {
                completion.confirm(instruction, statement, knownRows.of(statement, instruction.timestamp()));
                retireSupplement(instruction);
            }
            case "YIELD" -> giveWay(instruction, statement);
            case "REBUILD" -> {
                if (!goesOn) {
                    rebuild.begin(instruction, statement);
                    statement.decision = decision;
                    // Saved first: what was known is dropped even where this page is rejected.
                    statement.save();
                    markWork(statement);
                }
                rebuild.take(instruction, statement);
            }
            default ->
                throw new RejectedPageException(
                        RejectionCode.UNKNOWN_INSTRUCTION,
                        "instruction.kind is '" + kind + "': expected CONFIRM, PREFER, YIELD or REBUILD");
        }
        statement.decision = decision;
        statement.save();
        markWork(statement);
    }

    /** Withdraws what the scope states, since an operator preferred another scope that states the same money. */
    private void giveWay(Incoming instruction, Statement statement) {
        RawPage page = instruction.page();
        if (!statement.owner.equals(page.getScope())) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "Scope " + page.getScope() + " cannot yield: expected the scope that states its account's period, "
                            + (statement.owner.isEmpty() ? "which none does" : statement.owner));
        }
        String preferred = page.getDeliveryId();
        completion.retire(statement, instruction, "An operator preferred scope " + preferred + " to it.");
        statement.choice = new StatementState.Choice(Set.of(), Long.MIN_VALUE, false, preferred);
    }

    private void requirePreferable(Incoming instruction) {
        Others others = Others.of(instruction, deliveries);
        String refused = "Scope " + instruction.page().getScope() + " cannot be preferred: expected a scope ";
        if (others.lease().isPresent()) {
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

    private static DeliveryAccount open(Incoming incoming) {
        return DeliveryAccount.open(incoming.page(), incoming.mappingVersion(), incoming.costBasis(), incoming.now());
    }

    private void take(Admission.Part part, Incoming incoming, Statement statement, RowIndex rows) {
        try {
            switch (part) {
                case NEW_PAGE -> publish(incoming, statement, rows);
                case REPEATED_PAGE ->
                    statement.current.account.pageRepeated(incoming.page().getRowCount(), incoming.now());
                case CHANGED_PAGE -> refuseChanged(incoming, statement);
                case COMPLETION -> complete(incoming, statement, rows);
                default -> throw new IllegalStateException("Part " + part);
            }
        } catch (RejectedPageException rejected) {
            rows.undo();
            statement.current.account.pageRejected(incoming.now());
            save(statement);
            throw rejected;
        }
        save(statement);
    }

    /** The cost basis with which the reading began: two of them in one delivery would add up to neither's total. */
    private static Optional<String> basis(Statement statement) {
        return Optional.ofNullable(statement.delivery().getCostBasis());
    }

    private void refuseChanged(Incoming incoming, Statement statement) {
        RawPage page = incoming.page();
        throw new RejectedPageException(
                RejectionCode.PAGE_CONFLICT,
                "Page " + page.getPageNumber() + " of delivery " + page.getDeliveryId() + " has the checksum "
                        + page.getChecksum() + ": expected "
                        + deliveries
                                .page(statement.key, statement.current.generation, page.getPageNumber())
                                .orElseThrow()
                        + ", with which it was seen before");
    }

    private void complete(Incoming incoming, Statement statement, RowIndex rows) {
        completion.complete(incoming, statement, rows);
        boolean complete = statement.current.phase != StatementState.Phase.OPEN
                && statement.current.phase != StatementState.Phase.HELD;
        if (complete) {
            retireSupplement(incoming);
        }
    }

    private void publish(Incoming incoming, Statement statement, RowIndex rows) {
        RawPage page = incoming.page();
        PageReader.checkContent(page);
        Reading reading = statement.current;
        boolean ahead = reader.isAhead(page, Instant.ofEpochMilli(context.currentSystemTimeMs()));
        boolean looksAtAll = emitter.opensLedger(statement, rows.live()) || statement.claimed.inParts();
        NormalizedPage normalized =
                normalizer.normalize(page, basis(statement), looksAtAll ? KnownSources.NONE : new SightedSources(rows));
        reading.account.readUnder(incoming.mappingVersion());
        if (ahead) {
            reading.account.pageFromFuture();
        }
        normalized.sourceCosts().forEach(reading.account::sourceCost);
        normalized.excludedCosts().forEach(reading.account::excluded);
        normalized.settlements().forEach((settlement, amount) -> {
            reading.account.excluded(settlement.currency(), amount);
            deliveries.addSettlement(statement.key, reading.generation, settlement, amount);
        });
        List<NaturalKey> dead = new PageComparison(rows, emitter, incoming, statement, normalized).run();
        reading.account.mended(page, normalized.mendedRows());
        reading.account.pageSeen(normalized.rows(), normalized.excludedRows(), incoming.now());
        claims.keep(statement, page.getPageNumber(), normalized);
        deliveries.putDead(statement.key, reading.generation, page.getPageNumber(), dead);
        deliveries.putPage(statement.key, reading.generation, page.getPageNumber(), page.getChecksum());
        knownRows.store(statement, rows, page.getPageNumber());
    }

    private void save(Statement statement) {
        statement.save();
        changed.add(statement.key);
        markWork(statement);
    }

    private void markWork(Statement statement) {
        if (statement.hasWork()) {
            working.add(statement.key);
            deliveries.markWork(statement.key);
        } else if (working.remove(statement.key)) {
            deliveries.unmarkWork(statement.key);
        }
    }

    /** Works one slice of every statement that has something to withdraw, or to move. */
    private void work() {
        recall();
        for (long key : List.copyOf(working)) {
            Statement statement = new Statement(key, deliveries);
            knownRows
                    .of(statement, streamTime)
                    .ifPresentOrElse(
                            rows -> completion.work(statement, rows, streamTime),
                            () -> completion.forget(statement, streamTime));
            statement.save();
            markWork(statement);
        }
    }

    /** Keeps of the statements that were forgotten only that they existed. */
    private void purge() {
        recall();
        deliveries.statements((key, state) -> {
            boolean ended = state.current()
                            .filter(reading -> reading.phase() == StatementState.Phase.ENDED)
                            .isPresent()
                    && state.earlier().isEmpty();
            if (ended && knownRows.isForgotten(state.live(), state.home(), streamTime)) {
                knownRows.drop(key);
                state.current().ifPresent(reading -> deliveries.forgetSighted(key, reading.generation()));
                deliveries.putStatement(key, state.ofForgotten());
            }
        });
    }

    /** Publishes the accounts that have changed since the last time, so that progress can be followed. */
    private void publishChanged() {
        recall();
        for (long key : changed) {
            Statement statement = new Statement(key, deliveries);
            if (statement.current != null) {
                Delivery delivery = statement.delivery();
                emitter.delivery(delivery, streamTime);
            }
        }
        changed.clear();
        knownRows.evict(0);
    }
}
