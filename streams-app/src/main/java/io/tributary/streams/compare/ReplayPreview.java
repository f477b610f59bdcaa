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
 * Says what would change if a delivery were read by today's rules, and publishes nothing: its pages are compared with the
 * live records of its account's period by the comparison that the application runs. Give it the live records first, then
 * the pages. Holds all live records' digests in memory. Not thread-safe.
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
    private Statement scope;
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

    /** Takes out a record that is not live any more; does nothing where none is. */
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

    /** Takes a page of the delivery, or its completion; a page that it has is passed over. */
    public void page(RawPage page) {
        Incoming incoming = incoming(page);
        if (scope == null) {
            begin(incoming);
        }
        if (incoming.isCompletion()) {
            completion = page;
            return;
        }
        if (checksums.containsKey(page.getPageNumber())) {
            return;
        }
        try {
            PageReader.checkContent(page);
            compare(incoming, normalizer.normalize(page));
            checksums.put(page.getPageNumber(), page.getChecksum());
        } catch (RejectedPageException rejected) {
            scope.account.pageRejected(incoming.now());
        }
    }

    private void begin(Incoming incoming) {
        scope = Statement.unsaved(incoming.scope());
        scope.begin(
                incoming.delivery(),
                DeliveryAccount.open(incoming.page(), incoming.mappingVersion(), incoming.costBasis(), incoming.now()),
                false);
        scope.live = live.size();
    }

    private void compare(Incoming incoming, NormalizedPage page) {
        page.sourceCosts().forEach(scope.account::sourceCost);
        page.excludedCosts().forEach(scope.account::excluded);
        page.settlements().forEach((settlement, amount) -> {
            scope.account.excluded(settlement.currency(), amount);
            settlements.merge(settlement, amount, BigDecimal::add);
        });
        new PageComparison(live, changes, incoming, scope, page).run();
        scope.account.pageSeen(page.rows(), page.excludedRows(), incoming.now());
    }

    /**
     * What would become of the delivery: its account, as the application would publish it. Its state is COMPLETE, or HELD
     * where what it lacks would not be withdrawn at once (it is counted as vanished all the same), INCOMPLETE where pages
     * are missing or cannot be read, or OPEN without its completion; then nothing is counted as vanished. Empty where no
     * page was given.
     */
    public Optional<Delivery> end() {
        if (scope == null) {
            return Optional.empty();
        }
        if (completion != null) {
            complete(incoming(completion));
        }
        return Optional.of(scope.current());
    }

    private void complete(Incoming incoming) {
        if (!DeliveryCompletion.hasAll(incoming, scope, checksums)) {
            return;
        }
        DeliveryCompletion.residuals(incoming, scope, settlements, normalizer)
                .ifPresent(residuals -> new PageComparison(live, changes, incoming, scope, residuals).run());
        scope.current().setDigest(scope.digest.toString());
        boolean held = DeliveryCompletion.lacksTooMany(scope, heldShare);
        String remark = held ? DeliveryCompletion.heldRemark(scope) : "";
        VanishedRows vanished = new VanishedRows(live, changes);
        vanished.begin(scope);
        vanished.slice(scope, incoming.timestamp());
        scope.account.complete(held ? DeliveryState.HELD : DeliveryState.COMPLETE, remark);
    }

    private Incoming incoming(RawPage page) {
        return Incoming.of(new Record<>(null, null, page.getExtractedAt().toEpochMilli()), page, dataSets);
    }
}
