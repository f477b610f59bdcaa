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
 * Compares the records of one page with what is known, and passes on those that are new or changed. No row can make it
 * fail. Rows of one natural key are read from and written to the store once a page.
 */
final class PageComparison {

    private final KnownRows knownRows;
    private final Changes changes;
    private final Incoming incoming;
    private final Statement statement;
    private final NormalizedPage page;
    private final Map<NaturalKey, KnownRow> touched;

    PageComparison(KnownRows knownRows, Changes changes, Incoming incoming, Statement statement, NormalizedPage page) {
        this.knownRows = knownRows;
        this.changes = changes;
        this.incoming = incoming;
        this.statement = statement;
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
                statement.account.rowPublished();
            } else if (row >= 0) {
                statement.account.rowUnchanged();
            }
        }
        deadLetters();
        touched.forEach((key, known) -> knownRows.remember(incoming.statementKey(), key, known));
    }

    /** Skips the records of a row that another page of the delivery had, from {@code at} on; where the next row is. */
    private int overlapping(int row, int at) {
        NormalizedPage.RowCost cost = page.rowCost(row);
        statement.account.rowOverlapping(cost.currency(), cost.cost().subtract(cost.excluded()));
        int next = at;
        while (next < page.records().size() && page.records().get(next).row() == row) {
            next++;
        }
        return next;
    }

    /** Whether the record was published. */
    private boolean compare(NormalizedRecord record) {
        statement.account.flags(record.rounded(), record.unknownLineItemType());
        KnownRow known = known(record);
        statement.claims++;
        statement.digest = statement.digest.plus(record.key(), record.digest());
        int ordinal = known.claim(record.digest());
        if (ordinal < 0) {
            add(record, known);
            return true;
        }
        Occurrence before = known.occurrence(ordinal);
        if (before.digest().equals(record.digest())) {
            statement.account.unchanged(record.currency(), record.billedCost(), record.effectiveCost());
            return false;
        }
        restate(record, known, ordinal, before);
        return true;
    }

    private KnownRow known(NormalizedRecord record) {
        KnownRow known = touched.get(record.key());
        if (known == null) {
            known = knownRows.find(incoming.statementKey(), record.key());
            if (known == null) {
                known = new KnownRow(record.currency(), incoming.deliveryKey());
            }
            known.stateBy(incoming.deliveryKey());
            touched.put(record.key(), known);
        }
        return known;
    }

    private void add(NormalizedRecord record, KnownRow known) {
        statement.live++;
        statement.account.added(record.currency(), record.billedCost(), record.effectiveCost());
        int ordinal = known.nextOrdinal();
        known.put(ordinal, occurrence(record, changes.added(incoming, statement, page, record, ordinal)));
    }

    private void restate(NormalizedRecord record, KnownRow known, int ordinal, Occurrence before) {
        statement.account.restated(
                record.currency(),
                record.billedCost(),
                record.effectiveCost(),
                record.billedCost().subtract(before.billedCost()),
                record.effectiveCost().subtract(before.effectiveCost()));
        known.put(ordinal, occurrence(record, changes.restated(incoming, statement, page, record, ordinal, before)));
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
            statement.account.rowRejected(
                    row.rejection().parkedCost(), row.rejection().parkedCurrency());
            changes.deadRow(incoming, content, page.header(), row);
            row.rejection().keys().forEach(this::claimUnread);
        }
    }

    /** A row that could not be read was seen all the same: its last good value stands until it can be read. */
    private void claimUnread(NaturalKey key) {
        KnownRow known = touched.computeIfAbsent(key, unread -> knownRows.find(incoming.statementKey(), unread));
        if (known != null) {
            known.stateBy(incoming.deliveryKey());
            statement.claims += known.claimUnread() ? 1 : 0;
        }
    }
}
