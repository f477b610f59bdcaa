package io.tributary.streams.compare;

import io.tributary.schemas.RawPage;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.RejectedRow;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the records of one page with what is known, and passes on those that are new or changed. No row can make it
 * fail.
 *
 * <p>Equal first: among alike rows of the page, those that say the same as before keep their ordinals; then the others
 * take what is free.
 */
final class PageComparison {

    private final RowIndex rows;
    private final Changes changes;
    private final Incoming incoming;
    private final Statement statement;
    private final Reading reading;
    private final NormalizedPage page;
    private final boolean[] published;

    PageComparison(RowIndex rows, Changes changes, Incoming incoming, Statement statement, NormalizedPage page) {
        this.rows = rows;
        this.changes = changes;
        this.incoming = incoming;
        this.statement = statement;
        this.reading = statement.current;
        this.page = page;
        published = new boolean[page.records().size()];
    }

    /** @return the natural keys of rows that could not be read, a key for each; they claim what is left at the end */
    List<NaturalKey> run() {
        page.known().forEach(this::known);
        if (page.repeatsAreOverlap()) {
            withoutOverlap();
        } else {
            equalFirst();
            countRows(0, page.records().size());
        }
        return deadLetters();
    }

    /** Counts a row that was sighted by its fingerprint. */
    private void known(int position) {
        reading.account.flags(rows.isRounded(position), rows.isOfUnknownType(position), rows.isUnreadable(position));
        reading.account.unchanged(rows.currency(position), rows.billedCost(position), rows.effectiveCost(position));
        reading.account.rowUnchanged();
        reading.claims++;
        reading.digest = reading.digest.plus(rows.key(position), rows.digest(position));
    }

    private void equalFirst() {
        List<NormalizedRecord> records = page.records();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            claim(records.get(i));
            if (!isUnchanged(records.get(i))) {
                others.add(i);
            }
        }
        others.forEach(this::publish);
    }

    /** Takes rows in their order, and drops those that another page of the reading had. */
    private void withoutOverlap() {
        List<NormalizedRecord> records = page.records();
        int at = 0;
        while (at < records.size()) {
            int next = at + 1;
            while (next < records.size()
                    && records.get(next).row() == records.get(at).row()) {
                next++;
            }
            if (rows.isSighted(records.get(at).key())) {
                NormalizedPage.RowCost cost = page.rowCost(records.get(at).row());
                reading.account.rowOverlapping(cost.currency(), cost.cost().subtract(cost.excluded()));
            } else {
                for (int i = at; i < next; i++) {
                    claim(records.get(i));
                    if (!isUnchanged(records.get(i))) {
                        publish(i);
                    }
                }
                countRows(at, next);
            }
            at = next;
        }
    }

    private void claim(NormalizedRecord record) {
        reading.account.flags(record.rounded(), record.unknownLineItemType(), record.valueUnreadable());
        reading.claims++;
        reading.digest = reading.digest.plus(record.key(), record.digest());
    }

    private boolean isUnchanged(NormalizedRecord record) {
        int position = rows.sightEqual(record.key(), record.digest());
        if (position == RowIndex.NONE) {
            return false;
        }
        changes.unchanged(incoming, statement, page, record, rows, position);
        rows.refingerprint(position, record.fingerprint());
        reading.account.unchanged(record.currency(), record.billedCost(), record.effectiveCost());
        return true;
    }

    private void publish(int at) {
        NormalizedRecord record = page.records().get(at);
        published[at] = true;
        int position = rows.sightNext(record.key());
        if (position == RowIndex.NONE) {
            reading.account.added(record.currency(), record.billedCost(), record.effectiveCost());
            changes.added(incoming, statement, page, record, rows, rows.add(record.key(), content(record)));
            return;
        }
        reading.account.restated(
                record.currency(),
                record.billedCost(),
                record.effectiveCost(),
                record.billedCost().subtract(rows.billedCost(position)),
                record.effectiveCost().subtract(rows.effectiveCost(position)));
        changes.restated(incoming, statement, page, record, rows, position);
        rows.restate(position, content(record));
    }

    private static RowIndex.Content content(NormalizedRecord record) {
        return new RowIndex.Content(
                record.digest(),
                record.fingerprint(),
                record.currency(),
                record.billedCost(),
                record.effectiveCost(),
                record.rounded(),
                record.unknownLineItemType(),
                record.valueUnreadable());
    }

    /** Counts the source rows of the records from {@code from} to {@code to}: published if one of theirs was. */
    private void countRows(int from, int to) {
        List<NormalizedRecord> records = page.records();
        int at = from;
        while (at < to) {
            int row = records.get(at).row();
            boolean any = false;
            for (; at < to && records.get(at).row() == row; at++) {
                any |= published[at];
            }
            if (row >= 0 && any) {
                reading.account.rowPublished();
            } else if (row >= 0) {
                reading.account.rowUnchanged();
            }
        }
    }

    private List<NaturalKey> deadLetters() {
        List<NaturalKey> keys = new ArrayList<>();
        if (page.rejectedRows().isEmpty()) {
            return keys;
        }
        RawPage raw = incoming.page();
        byte[] content = new byte[raw.getContent().remaining()];
        raw.getContent().duplicate().get(content);
        for (RejectedRow row : page.rejectedRows()) {
            reading.account.rowRejected(
                    row.rejection().parkedCost(), row.rejection().parkedCurrency());
            changes.deadRow(incoming, content, page.header(), row);
            keys.addAll(row.rejection().keys());
        }
        return keys;
    }
}
