package io.tributary.streams.compare;

import io.tributary.schemas.Completion;
import io.tributary.schemas.RawPage;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedPage.Settlement;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** How a reading ends when its completion comes: one question, asked by the application and by the dry run alike. */
final class DeliveryEnd {

    /** The answers. */
    enum Answer {
        /** The reading does not have all that its completion states; its account says what is missing. */
        INCOMPLETE,
        /** It lacks more of the published records than it may withdraw without confirmation. */
        HELD,
        /** It lacks published records, which are to be withdrawn. */
        WITHDRAWS,
        /** It lacks none of the published records. */
        COMPLETE
    }

    /**
     * What the store keeps of a reading until it ends.
     *
     * @param pages checksums of the pages that were seen, by number
     * @param settlements what covered usage and its negation left of each other, by commitment
     * @param dead natural keys of rows that could not be read, a key for each
     */
    record Kept(NavigableMap<Integer, Long> pages, Map<Settlement, BigDecimal> settlements, List<NaturalKey> dead) {}

    private final Changes changes;
    private final PageNormalizer normalizer;
    private final double heldShare;

    /** @param heldShare share of a statement's live records that a delivery may withdraw without confirmation */
    DeliveryEnd(Changes changes, PageNormalizer normalizer, double heldShare) {
        this.changes = changes;
        this.normalizer = normalizer;
        this.heldShare = heldShare;
    }

    /**
     * Answers for the statement's current reading. Where it has all that its completion states, its residual records
     * are compared, its dead rows claim what is left, and its account has the digest.
     *
     * @param completion the reading's completion
     */
    Answer of(Incoming completion, Statement statement, RowIndex rows, Kept kept) {
        if (!hasAll(completion, statement, kept.pages())) {
            return Answer.INCOMPLETE;
        }
        residuals(completion, statement, kept.settlements())
                .ifPresent(residuals -> new PageComparison(rows, changes, completion, statement, residuals).run());
        // A row that could not be read was seen all the same: its last good value stands until it can be read.
        for (NaturalKey key : kept.dead()) {
            statement.current.claims += rows.sightNext(key) == RowIndex.NONE ? 0 : 1;
        }
        statement.live = rows.live();
        statement.delivery().setDigest(statement.current.digest.toString());
        if (lacksTooMany(statement, rows)) {
            return Answer.HELD;
        }
        return Withdrawal.lacking(statement) == 0 ? Answer.COMPLETE : Answer.WITHDRAWS;
    }

    private static boolean hasAll(Incoming incoming, Statement statement, NavigableMap<Integer, Long> pages) {
        RawPage page = incoming.page();
        Completion completion = page.getCompletion();
        int expected = Math.max(0, completion.getPages());
        int missing = expected - pages.subMap(0, expected).size();
        List<Integer> named = new ArrayList<>();
        for (int number = 0; named.size() < Math.min(missing, DeliveryAccount.MISSING_NAMED); number++) {
            if (!pages.containsKey(number)) {
                named.add(number);
            }
        }
        return statement.current.account.completed(
                completion.getPages(),
                completion.getRows(),
                missing,
                named,
                checksum(pages) == page.getChecksum(),
                incoming.now());
    }

    /** The checksum over pages' checksums, as a completion states it. */
    static long checksum(NavigableMap<Integer, Long> pages) {
        CRC32C checksum = new CRC32C();
        pages.values().forEach(page -> {
            for (int shift = 56; shift >= 0; shift -= 8) {
                checksum.update((int) (page >>> shift));
            }
        });
        return checksum.getValue();
    }

    /**
     * Records of what covered usage and its negation left of each other, so that billed costs add up to the source's;
     * empty where nothing is left.
     */
    private Optional<NormalizedPage> residuals(
            Incoming incoming, Statement statement, Map<Settlement, BigDecimal> settlements) {
        Map<Settlement, BigDecimal> left = new TreeMap<>(settlements);
        // An amount that no record can hold stays excluded, where the totals show it.
        left.values()
                .removeIf(amount -> amount.signum() == 0 || Decimals.exceedsPrecision(amount, Decimals.MONEY_SCALE));
        if (left.isEmpty()) {
            return Optional.empty();
        }
        NormalizedPage residuals = normalizer.residuals(incoming.page(), left);
        residuals
                .records()
                .forEach(record -> statement.current.account.excluded(
                        record.currency(), record.billedCost().negate()));
        return Optional.of(residuals);
    }

    /**
     * Whether the reading lacks more records than it may withdraw without confirmation.
     *
     * <p>Records that it adds count against those that it lacks: where all rows were given other tags, the total is
     * wrong for as long as both are live. Nothing is too many where an operator preferred the statement's owner to the
     * scope whose records are live: the operator decided that these are to go.
     *
     * <p>Where another delivery is held, this one confirms what both lack: only what the held one had is asked about.
     * The same where what another one lacks is being withdrawn.
     */
    private boolean lacksTooMany(Statement statement, RowIndex rows) {
        long lacking = Withdrawal.lacking(statement);
        if (lacking == 0) {
            return false;
        }
        long added = statement.delivery().getRecordsAdded();
        long had = statement.live - added;
        if (isConfirmedByAnother(statement)) {
            lacking -= rows.unsighted(true);
            had = rows.sightedEarlier();
        }
        boolean loses = !statement.takesOver && lacking - added > heldShare * had;
        return lacking > 0 && (statement.current.claims == 0 || loses);
    }

    /** Whether what both this reading and the one before lack is to go. */
    private static boolean isConfirmedByAnother(Statement statement) {
        Reading before = statement.earlier;
        return before != null
                && (before.phase == StatementState.Phase.WITHDRAWING || before.delivery != statement.current.delivery);
    }

    /** What the verdict of a held delivery says, beside that all pages were seen. */
    static String heldRemark(Statement statement) {
        return " It lacks " + Withdrawal.lacking(statement) + " of the " + statement.live
                + " records that are published; they stay until the next delivery lacks them, too, or an operator"
                + " confirms this one.";
    }
}
