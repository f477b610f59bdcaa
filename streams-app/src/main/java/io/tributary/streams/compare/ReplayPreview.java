package io.tributary.streams.compare;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedPage.Settlement;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.page.PageReader;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final RowIndex live = new RowIndex();
    private final Map<String, Integer> positions = new HashMap<>();
    private final RecordContents contents = new RecordContents();
    private final List<NaturalKey> dead = new ArrayList<>();
    private final Changes changes = new CountOnly();
    private final Map<Settlement, BigDecimal> settlements = new TreeMap<>();
    private final NavigableMap<Integer, Long> checksums = new TreeMap<>();
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
        withdrawn(record.getXRecordId());
        int position = live.add(NaturalKey.parse(record.getXLineKey()), record.getXOrdinal(), contents.of(record));
        positions.put(record.getXRecordId(), position);
    }

    /** Removes a record that is no longer live; does nothing where it was not. */
    public void withdrawn(String recordId) {
        Integer position = positions.remove(recordId);
        if (position != null) {
            live.remove(position);
        }
    }

    /** Takes a page of the delivery, or its completion; a page that it has is skipped. */
    public void page(RawPage page) {
        Incoming incoming = incoming(page);
        if (statement == null) {
            statement = Statement.unsaved(incoming.statementKey());
        }
        if (page.getNotTaken() != null) {
            // A setting excluded it when it was read, and a replay publishes it as it was read.
            if (statement.current == null) {
                begin(incoming);
            }
            statement.current.account.ended(DeliveryState.NOT_TAKEN, Admission.notTaken(page));
            return;
        }
        Optional<Long> seen = Optional.ofNullable(checksums.get(page.getPageNumber()));
        Admission admission = Admission.of(incoming, statement, Others.NONE, seen);
        if (statement.current == null) {
            begin(incoming);
        }
        Admission.Part part = admission.taken().orElseThrow();
        switch (part) {
            case NEW_PAGE -> take(incoming);
            case COMPLETION -> completion = page;
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
            statement.current.account.pageRejected(incoming.now());
        }
    }

    private void begin(Incoming incoming) {
        statement.begin(
                incoming.deliveryKey(),
                incoming.readingKey(),
                DeliveryAccount.open(incoming.page(), incoming.mappingVersion(), incoming.costBasis(), incoming.now()));
        statement.live = live.live();
    }

    private void compare(Incoming incoming, NormalizedPage page) {
        page.sourceCosts().forEach(statement.current.account::sourceCost);
        page.excludedCosts().forEach(statement.current.account::excluded);
        page.settlements().forEach((settlement, amount) -> {
            statement.current.account.excluded(settlement.currency(), amount);
            settlements.merge(settlement, amount, BigDecimal::add);
        });
        dead.addAll(new PageComparison(live, changes, incoming, statement, page).run());
        live.settle();
        statement.live = live.live();
        statement.current.account.mended(incoming.page(), page.mendedRows());
        statement.current.account.pageSeen(page.rows(), page.excludedRows(), incoming.now());
    }

    /**
     * The delivery's account, as the application would publish it; empty where no page was given.
     *
     * <p>Its state is COMPLETE; NOT_TAKEN where a setting excluded it when it was read; HELD where what it lacks would
     * not be withdrawn at once (it is counted as vanished all the same); INCOMPLETE where pages are missing or cannot
     * be read; or OPEN without its completion. INCOMPLETE and OPEN count nothing as vanished.
     */
    public Optional<Delivery> end() {
        if (statement == null) {
            return Optional.empty();
        }
        if (completion != null) {
            complete(incoming(completion));
        }
        return Optional.of(statement.delivery());
    }

    private void complete(Incoming incoming) {
        DeliveryEnd.Answer answer = new DeliveryEnd(changes, normalizer, heldShare)
                .of(incoming, statement, live, new DeliveryEnd.Kept(checksums, settlements, dead));
        if (answer == DeliveryEnd.Answer.INCOMPLETE) {
            return;
        }
        boolean held = answer == DeliveryEnd.Answer.HELD;
        String remark = held ? DeliveryEnd.heldRemark(statement) : "";
        Withdrawal withdrawal = new Withdrawal(changes);
        boolean more = true;
        while (more) {
            more = withdrawal.slice(statement, statement.current, live, incoming.timestamp());
        }
        statement.current.account.complete(held ? DeliveryState.HELD : DeliveryState.COMPLETE, remark);
    }

    private Incoming incoming(RawPage page) {
        long time = page.getExtractedAt().toEpochMilli();
        return Incoming.of(new Record<>(null, null, time), page, time, dataSets);
    }
}
