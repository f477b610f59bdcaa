package io.tributary.streams.compare;

import io.tributary.schemas.RawPage;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Compares the records of one page with what is known, and hands on those that are new or changed. Nothing in here can
 * fail on account of a row. Rows of one natural key are read from and written to the store once a page.
 */
final class PageComparison {

    private final KnownRows knownRows;
    private final Changes changes;
    private final Incoming incoming;
    private final Statement scope;
    private final NormalizedPage page;
    private final Map<NaturalKey, KnownRow> touched;

    PageComparison(KnownRows knownRows, Changes changes, Incoming incoming, Statement scope, NormalizedPage page) {
        this.knownRows = knownRows;
        this.changes = changes;
        this.incoming = incoming;
        this.scope = scope;
        this.page = page;
        touched = new HashMap<>(page.records().size() * 2);
    }

    void run() {
        List<NormalizedRecord> records = page.records();
        int at = 0;
        while (at < records.size()) {
            int row = records.get(at).row();
            if (page.repeatsAreOverlap() && known(records.get(at)).isClaimed()) {
                at = overlapping(row, at);
                continue;
            }
            boolean published = false;
            for (; at < records.size() && records.get(at).row() == row; at++) {
                published |= compare(records.get(at));
            }
            if (row >= 0 && published) {
                scope.account.rowPublished();
            } else if (row >= 0) {
                scope.account.rowUnchanged();
            }
        }
        deadLetters();
        touched.forEach((key, known) -> knownRows.remember(incoming.scope(), key, known));
    }

    /** Passes over the records of a row that another page of the delivery had, from {@code at} on; where the next row is. */
    private int overlapping(int row, int at) {
        NormalizedPage.RowCost cost = page.rowCost(row);
        scope.account.rowOverlapping(cost.currency(), cost.cost().subtract(cost.excluded()));
        int next = at;
        while (next < page.records().size() && page.records().get(next).row() == row) {
            next++;
        }
        return next;
    }

    /** Whether the record was published. */
    private boolean compare(NormalizedRecord record) {
        scope.account.flags(record.rounded(), record.unknownLineItemType());
        KnownRow known = known(record);
        scope.claims++;
        scope.digest = scope.digest.plus(record.key(), record.digest());
        int ordinal = known.claim(record.digest());
        if (ordinal < 0) {
            add(record, known);
            return true;
        }
        Occurrence before = known.occurrence(ordinal);
        if (before.digest().equals(record.digest())) {
            scope.account.unchanged(record.currency(), record.billedCost(), record.effectiveCost());
            return false;
        }
        restate(record, known, ordinal, before);
        return true;
    }

    private KnownRow known(NormalizedRecord record) {
        KnownRow known = touched.get(record.key());
        if (known == null) {
            known = knownRows.find(incoming.scope(), record.key());
            if (known == null) {
                known = new KnownRow(record.currency(), incoming.delivery());
            }
            known.stateBy(incoming.delivery());
            touched.put(record.key(), known);
        }
        return known;
    }

    private void add(NormalizedRecord record, KnownRow known) {
        scope.live++;
        scope.account.added(record.currency(), record.billedCost(), record.effectiveCost());
        int ordinal = known.nextOrdinal();
        known.put(ordinal, occurrence(record, changes.added(incoming, scope, page, record, ordinal)));
    }

    private void restate(NormalizedRecord record, KnownRow known, int ordinal, Occurrence before) {
        scope.account.restated(
                record.currency(),
                record.billedCost(),
                record.effectiveCost(),
                record.billedCost().subtract(before.billedCost()),
                record.effectiveCost().subtract(before.effectiveCost()));
        known.put(ordinal, occurrence(record, changes.restated(incoming, scope, page, record, ordinal, before)));
    }

    private static Occurrence occurrence(NormalizedRecord record, byte[] published) {
        return new Occurrence(record.digest(), record.billedCost(), record.effectiveCost(), published);
    }

    private void deadLetters() {
        if (page.rejectedRows().isEmpty()) {
            return;
        }
        RawPage raw = incoming.page();
        byte[] content = new byte[raw.getContent().remaining()];
        raw.getContent().duplicate().get(content);
        for (RejectedRow row : page.rejectedRows()) {
            scope.account.rowRejected(
                    row.rejection().parkedCost(), row.rejection().parkedCurrency());
            changes.deadRow(incoming, content, page.header(), row);
            row.rejection().keys().forEach(this::claimUnread);
        }
    }

    /** A row that could not be read was seen all the same: its last good value stands until it is mended. */
    private void claimUnread(NaturalKey key) {
        KnownRow known = touched.computeIfAbsent(key, unread -> knownRows.find(incoming.scope(), unread));
        if (known != null) {
            known.stateBy(incoming.delivery());
            scope.claims += known.claimUnread() ? 1 : 0;
        }
    }
}
