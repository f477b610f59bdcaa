package io.tributary.streams.compare;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedPage.Settlement;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.page.PageReader;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryState;
import io.tributary.streams.record.ByteBuilder;
import io.tributary.streams.record.CostRecordEncoder;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.streams.processor.api.Record;

/**
 * The dry run of a replay: says what would change if a delivery were read by today's rules, and publishes nothing. It
 * asks the questions, and runs the comparison, that the application does, against the live records of the account's
 * period. The caller gives it the live records first, then the pages. It holds all live records' digests in memory. Not
 * thread-safe.
 */
public final class ReplayPreview {

    private final List<DataSetNormalizer> dataSets;
    private final PageNormalizer normalizer;
    private final double heldShare;
    private final LiveRows live = new LiveRows();
    private final Changes changes = new CountOnly();
    private final Map<Settlement, BigDecimal> settlements = new TreeMap<>();
    private final NavigableMap<Integer, Long> checksums = new TreeMap<>();
    private final CostRow row = new CostRow();
    private final CostRecordEncoder encoder = new CostRecordEncoder();
    private final ByteBuilder body = new ByteBuilder(4096);
    private final ByteBuilder frame = new ByteBuilder(4096);
    private Statement statement;
    private RawPage completion;

    /**
     * @param dataSets today's rules
     * @param largestRecord bytes that a cost record may have
     * @param heldShare share of the live records that a delivery may withdraw without confirmation, from 0 to 1
     */
    public ReplayPreview(List<DataSetNormalizer> dataSets, int largestRecord, double heldShare) {
        this.dataSets = List.copyOf(dataSets);
        this.normalizer = new PageNormalizer(dataSets, largestRecord);
        this.heldShare = heldShare;
    }

    /** Takes a record of the account's period, in place of the one that was live under its id before. */
    public void published(CostRecord record) {
        live.put(
                record.getXRecordId(),
                NaturalKey.parse(record.getXLineKey()),
                record.getXOrdinal(),
                record.getBillingCurrency(),
                new Occurrence(digest(record), record.getBilledCost(), record.getEffectiveCost(), Occurrence.NOT_KEPT));
    }

    /** Removes a record that is no longer live; does nothing where it was not. */
    public void withdrawn(String recordId) {
        live.remove(recordId);
    }

    private ContentDigest digest(CostRecord record) {
        row.copyFrom(record);
        body.clear();
        encoder.encodeBody(row, body);
        frame.clear();
        encoder.frameContent(body, frame);
        return ContentDigest.of(frame.array(), 0, frame.length());
    }

    /** Takes a page of the delivery, or its completion; a page that it has is skipped. */
    public void page(RawPage page) {
        Incoming incoming = incoming(page);
        if (statement == null) {
            statement = Statement.unsaved(incoming.statementKey());
        }
        Optional<Long> seen = Optional.ofNullable(checksums.get(page.getPageNumber()));
        Admission admission = Admission.of(incoming, statement, Others.NONE, seen);
        if (statement.account == null) {
            begin(incoming);
        }
        Admission.Part part = admission.taken().orElseThrow();
        switch (part) {
            case NEW_PAGE -> take(incoming);
            case COMPLETION, REPEATED_COMPLETION -> completion = page;
            case REPEATED_PAGE, CHANGED_PAGE -> {}
            default -> throw new IllegalStateException("Part " + part);
        }
    }

    private void take(Incoming incoming) {
        RawPage page = incoming.page();
        try {
            PageReader.checkContent(page);
            compare(incoming, normalizer.normalize(page));
            checksums.put(page.getPageNumber(), page.getChecksum());
        } catch (RejectedPageException rejected) {
            statement.account.pageRejected(incoming.now());
        }
    }

    private void begin(Incoming incoming) {
        statement.begin(
                incoming.deliveryKey(),
                DeliveryAccount.open(incoming.page(), incoming.mappingVersion(), incoming.costBasis(), incoming.now()),
                false);
        statement.live = live.size();
    }

    private void compare(Incoming incoming, NormalizedPage page) {
        page.sourceCosts().forEach(statement.account::sourceCost);
        page.excludedCosts().forEach(statement.account::excluded);
        page.settlements().forEach((settlement, amount) -> {
            statement.account.excluded(settlement.currency(), amount);
            settlements.merge(settlement, amount, BigDecimal::add);
        });
        new PageComparison(live, changes, incoming, statement, page).run();
        statement.account.pageSeen(page.rows(), page.excludedRows(), incoming.now());
    }

    /**
     * The delivery's account, as the application would publish it; empty where no page was given.
     *
     * <p>Its state is COMPLETE; HELD where what it lacks would not be withdrawn at once (it is counted as vanished all
     * the same); INCOMPLETE where pages are missing or cannot be read; or OPEN without its completion. INCOMPLETE and
     * OPEN count nothing as vanished.
     */
    public Optional<Delivery> end() {
        if (statement == null) {
            return Optional.empty();
        }
        if (completion != null) {
            complete(incoming(completion));
        }
        return Optional.of(statement.current());
    }

    private void complete(Incoming incoming) {
        DeliveryEnd.Answer answer =
                new DeliveryEnd(live, changes, normalizer, heldShare).of(incoming, statement, checksums, settlements);
        if (answer == DeliveryEnd.Answer.INCOMPLETE) {
            return;
        }
        boolean held = answer == DeliveryEnd.Answer.HELD;
        String remark = held ? DeliveryEnd.heldRemark(statement) : "";
        statement.sweep = Optional.of(live.start());
        new VanishedRows(live, changes).slice(statement, incoming.timestamp());
        statement.account.complete(held ? DeliveryState.HELD : DeliveryState.COMPLETE, remark);
    }

    private Incoming incoming(RawPage page) {
        return Incoming.of(new Record<>(null, null, page.getExtractedAt().toEpochMilli()), page, dataSets);
    }
}
