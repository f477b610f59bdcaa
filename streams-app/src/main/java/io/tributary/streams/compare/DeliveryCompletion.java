package io.tributary.streams.compare;

import io.tributary.schemas.Completion;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedPage.Settlement;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.reconcile.DeliveryState;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** The end of a delivery: whether it has all that it states, what is left to settle, and what has vanished. */
final class DeliveryCompletion {

    private final KnownRows knownRows;
    private final DeliveryStore deliveries;
    private final Emitter emitter;
    private final PageNormalizer normalizer;
    private final VanishedRows vanishedRows;
    private final double heldShare;

    /** @param heldShare share of a scope's live records that a delivery may withdraw without confirmation */
    DeliveryCompletion(
            KnownRows knownRows,
            DeliveryStore deliveries,
            Emitter emitter,
            PageNormalizer normalizer,
            double heldShare) {
        this.knownRows = knownRows;
        this.deliveries = deliveries;
        this.emitter = emitter;
        this.normalizer = normalizer;
        this.heldShare = heldShare;
        vanishedRows = new VanishedRows(knownRows, emitter);
    }

    /** Works the completion of the scope's current delivery. */
    void complete(Incoming incoming, Statement scope) {
        boolean again = scope.newest
                .filter(newest -> newest.tag() == incoming.delivery())
                .isPresent();
        if (again) {
            scope.account.pageRepeated(0, incoming.now());
            return;
        }
        if (!hasAll(incoming, scope, deliveries.pages(incoming.delivery()))) {
            emitter.delivery(scope.current(), incoming.timestamp());
            return;
        }
        settle(incoming, scope);
        scope.current().setDigest(scope.digest.toString());
        long since = scope.current().getFirstSeen().toEpochMilli();
        scope.newest.ifPresent(previous -> deliveries.forget(previous.tag()));
        scope.newest = Optional.of(new StatementState.Complete(
                incoming.delivery(),
                incoming.page().getDeliveryId(),
                incoming.page().getDeliveryTime(),
                since));
        withdraw(scope, incoming.timestamp());
    }

    /**
     * Whether the scope's current delivery has all that its completion states; its account says what is missing.
     *
     * @param pages checksums of the pages that were seen, by number
     */
    static boolean hasAll(Incoming incoming, Statement scope, NavigableMap<Integer, Long> pages) {
        RawPage page = incoming.page();
        Completion completion = page.getCompletion();
        List<Integer> missing = new ArrayList<>();
        for (int number = 0; number < completion.getPages(); number++) {
            if (!pages.containsKey(number)) {
                missing.add(number);
            }
        }
        return scope.account.completed(
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

    /** Posts what covered usage and its negation left of each other, so that billed costs add up to the source's. */
    private void settle(Incoming incoming, Statement scope) {
        residuals(incoming, scope, deliveries.settlements(incoming.delivery()), normalizer)
                .ifPresent(residuals -> new PageComparison(knownRows, emitter, incoming, scope, residuals).run());
    }

    /** The residual records of the scope's current delivery; empty where nothing is left to settle. */
    static Optional<NormalizedPage> residuals(
            Incoming incoming, Statement scope, Map<Settlement, BigDecimal> settlements, PageNormalizer normalizer) {
        Map<Settlement, BigDecimal> left = new TreeMap<>(settlements);
        // An amount that no record can hold stays excluded, where the totals show it.
        left.values()
                .removeIf(amount -> amount.signum() == 0 || Decimals.exceedsPrecision(amount, Decimals.MONEY_SCALE));
        if (left.isEmpty()) {
            return Optional.empty();
        }
        left.forEach((settlement, amount) -> scope.account.excluded(settlement.currency(), amount.negate()));
        return Optional.of(normalizer.residuals(incoming.page(), left));
    }

    private void withdraw(Statement scope, long timestamp) {
        long vanished = VanishedRows.count(scope);
        boolean tooMany = lacksTooMany(scope, heldShare);
        if (scope.rebuilt) {
            // What is left of the rows from before cannot be counted, only read.
            vanishedRows.begin(scope);
            sweep(scope, timestamp);
        } else if (tooMany && !scope.held) {
            scope.held = true;
            scope.account.complete(DeliveryState.HELD, heldRemark(scope));
            emitter.delivery(scope.current(), timestamp);
        } else if (vanished == 0) {
            finish(scope, timestamp);
        } else {
            vanishedRows.begin(scope);
            sweep(scope, timestamp);
        }
    }

    /**
     * Whether the scope's current delivery lacks more than it may withdraw unconfirmed: what it brings in the place of what
     * it lacks, as where all rows were tagged anew, counts against that, for as long as both are live the total is wrong. So
     * is it while the records of a scope and of the one that was preferred to it are: an operator decided what is to go.
     */
    static boolean lacksTooMany(Statement scope, double heldShare) {
        long vanished = VanishedRows.count(scope);
        long added = scope.current().getRecordsAdded();
        boolean loses = !scope.takesOver && vanished - added > heldShare * (scope.live - added);
        return vanished > 0 && (scope.claims == 0 || loses);
    }

    static String heldRemark(Statement scope) {
        return " It lacks " + VanishedRows.count(scope) + " of the " + scope.live
                + " records that are published; they stand until the next delivery confirms it.";
    }

    /**
     * Withdraws what a held delivery lacks, since an operator confirms it.
     *
     * @throws RejectedPageException if the scope's newest delivery is another one, or is not held
     */
    void confirm(Incoming incoming, Statement scope) {
        String id = incoming.page().getDeliveryId();
        boolean held = scope.held
                && scope.account != null
                && scope.current().getDeliveryId().equals(id)
                && scope.current().getState().equals(DeliveryState.HELD.name());
        if (!held) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_INSTRUCTION,
                    "Delivery " + id
                            + " cannot be confirmed: expected the newest delivery of its scope, and it to be held");
        }
        vanishedRows.begin(scope);
        sweep(scope, incoming.timestamp());
    }

    /** Works one slice of the scope's sweep, and ends the delivery with the last. */
    void sweep(Statement scope, long timestamp) {
        if (scope.sweep.isPresent() && !vanishedRows.slice(scope, timestamp)) {
            finish(scope, timestamp);
        }
    }

    /** Withdraws all records of {@code scope}, since {@code incoming} states its money from now on. */
    void retire(Statement scope, Incoming incoming) {
        if (scope.account == null) {
            // It was preferred, and has stated nothing yet.
            scope.owner = "";
            return;
        }
        deliveries.forget(scope.delivery);
        scope.retire(incoming.delivery());
        scope.account.ended(
                DeliveryState.SUPERSEDED,
                "Scope " + incoming.page().getScope() + " states the whole of this account's period now.");
        vanishedRows.begin(scope);
        sweep(scope, incoming.timestamp());
    }

    private void finish(Statement scope, long timestamp) {
        if (scope.isRetired()) {
            emitter.delivery(scope.current(), timestamp);
            scope.clear();
            return;
        }
        scope.held = false;
        scope.takesOver = false;
        scope.live = scope.claims;
        scope.account.complete(scope.rebuilt ? DeliveryState.REBUILT : DeliveryState.COMPLETE, "");
        emitter.delivery(scope.current(), timestamp);
    }
}
