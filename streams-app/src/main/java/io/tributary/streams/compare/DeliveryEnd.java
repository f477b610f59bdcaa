package io.tributary.streams.compare;

import io.tributary.schemas.Completion;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedPage.Settlement;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** How a delivery ends when its completion comes: one question, asked by the application and by the dry run alike. */
final class DeliveryEnd {

    /** The answers. */
    enum Answer {
        /** The delivery does not have all that its completion states; its account says what is missing. */
        INCOMPLETE,
        /** It lacks more of the published records than it may withdraw without confirmation. */
        HELD,
        /** It lacks published records, or may lack some, which are to be withdrawn. */
        WITHDRAWS,
        /** It lacks none of the published records. */
        COMPLETE
    }

    private final KnownRows knownRows;
    private final Changes changes;
    private final PageNormalizer normalizer;
    private final double heldShare;

    /** @param heldShare share of a statement's live records that a delivery may withdraw without confirmation */
    DeliveryEnd(KnownRows knownRows, Changes changes, PageNormalizer normalizer, double heldShare) {
        this.knownRows = knownRows;
        this.changes = changes;
        this.normalizer = normalizer;
        this.heldShare = heldShare;
    }

    /**
     * Answers for the statement's current delivery. Where it has all that its completion states, its residual records
     * are compared, and its account has the digest.
     *
     * @param completion the delivery's completion
     * @param pages checksums of the pages that were seen, by number
     * @param settlements what covered usage and its negation left of each other, by commitment
     */
    Answer of(
            Incoming completion,
            Statement statement,
            NavigableMap<Integer, Long> pages,
            Map<Settlement, BigDecimal> settlements) {
        if (!hasAll(completion, statement, pages)) {
            return Answer.INCOMPLETE;
        }
        residuals(completion, statement, settlements)
                .ifPresent(residuals -> new PageComparison(knownRows, changes, completion, statement, residuals).run());
        statement.current().setDigest(statement.digest.toString());
        if (statement.rebuilt) {
            // The rows from before that are left cannot be counted, only read.
            return Answer.WITHDRAWS;
        }
        if (lacksTooMany(statement) && !statement.held) {
            return Answer.HELD;
        }
        return VanishedRows.count(statement) == 0 ? Answer.COMPLETE : Answer.WITHDRAWS;
    }

    private static boolean hasAll(Incoming incoming, Statement statement, NavigableMap<Integer, Long> pages) {
        RawPage page = incoming.page();
        Completion completion = page.getCompletion();
        List<Integer> missing = new ArrayList<>();
        for (int number = 0; number < completion.getPages(); number++) {
            if (!pages.containsKey(number)) {
                missing.add(number);
            }
        }
        return statement.account.completed(
                completion.getPages(),
                completion.getRows(),
                missing,
                checksum(pages) == page.getChecksum(),
                incoming.now());
    }

    private static long checksum(NavigableMap<Integer, Long> pages) {
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
        left.forEach((settlement, amount) -> statement.account.excluded(settlement.currency(), amount.negate()));
        return Optional.of(normalizer.residuals(incoming.page(), left));
    }

    /**
     * Whether the delivery lacks more records than it may withdraw without confirmation.
     *
     * <p>Records that it adds count against those that it lacks: where all rows were given other tags, the total is
     * wrong for as long as both are live. Nothing is too many where an operator preferred the statement's owner to the
     * scope whose records are live: the operator decided that these are to go.
     */
    private boolean lacksTooMany(Statement statement) {
        long vanished = VanishedRows.count(statement);
        long added = statement.current().getRecordsAdded();
        boolean loses = !statement.takesOver && vanished - added > heldShare * (statement.live - added);
        return vanished > 0 && (statement.claims == 0 || loses);
    }

    /** What the verdict of a held delivery says, beside that all pages were seen. */
    static String heldRemark(Statement statement) {
        return " It lacks " + VanishedRows.count(statement) + " of the " + statement.live
                + " records that are published; they stay until the next delivery lacks them, too, or an operator"
                + " confirms this one.";
    }
}
