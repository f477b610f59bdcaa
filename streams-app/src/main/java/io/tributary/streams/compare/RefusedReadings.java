package io.tributary.streams.compare;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.page.PageReader;
import io.tributary.streams.reconcile.DeliveryAccount;
import io.tributary.streams.reconcile.DeliveryState;
import io.tributary.streams.reconcile.Money;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Counts readings of which nothing is taken, so that their records say how many rows and how much money stand there,
 * and by how much that differs from what is live.
 */
final class RefusedReadings {

    private final DeliveryStore deliveries;
    private final Emitter emitter;
    private final PageNormalizer normalizer;

    RefusedReadings(DeliveryStore deliveries, Emitter emitter, PageNormalizer normalizer) {
        this.deliveries = deliveries;
        this.emitter = emitter;
        this.normalizer = normalizer;
    }

    /**
     * Counts a page, and publishes the reading's account with its first page and with its completion.
     *
     * @param verdict why nothing of it is taken, as a sentence
     * @param opened an account of the reading in which nothing is counted
     */
    void take(Incoming incoming, Statement statement, DeliveryState state, String verdict, DeliveryAccount opened) {
        long scope = StoreKeys.scope(incoming.page().getScope());
        Optional<DeliveryAccount> begun = deliveries
                .refused(statement.key, scope)
                .filter(account -> isOf(account, incoming.page()))
                .map(DeliveryAccount::new);
        if (incoming.isCompletion()) {
            DeliveryAccount account = begun.orElse(opened);
            end(incoming, statement, state, verdict, account);
            deliveries.putRefused(statement.key, scope, account.delivery());
            return;
        }
        int number = incoming.page().getPageNumber();
        DeliveryAccount account = begun.filter(before -> number > 0).orElse(opened);
        // Pages come in order. What comes again was counted, and what begins in its middle is not counted.
        if (number != account.delivery().getPagesSeen() + account.delivery().getPagesRejected()) {
            return;
        }
        count(incoming, account);
        account.ended(state, verdict + " Its pages are counted and dropped.");
        deliveries.putRefused(statement.key, scope, account.delivery());
        if (number == 0) {
            emitter.delivery(account.delivery(), incoming.timestamp());
        }
    }

    /** Retires what was refused of the data sets over which the page's delivery was chosen. */
    void retire(Incoming incoming) {
        RawPage page = incoming.page();
        if (page.getChosenOver().isEmpty()) {
            return;
        }
        deliveries.retireRefused(account -> {
            boolean isPassedOver = page.getChosenOver().contains(account.getDataSet())
                    && account.getBillingAccountId().equals(page.getBillingAccountId())
                    && account.getBillingPeriodStart().equals(page.getBillingPeriodStart())
                    && !account.getLastSeen().isAfter(incoming.now());
            if (isPassedOver) {
                DeliveryAccount passedOver = new DeliveryAccount(account);
                passedOver.ended(
                        DeliveryState.SUPERSEDED,
                        "Scope " + page.getScope() + " was chosen over it for this account's period.");
                emitter.delivery(passedOver.delivery(), incoming.timestamp());
            }
            return isPassedOver;
        });
    }

    private static boolean isOf(Delivery account, RawPage page) {
        return account.getDeliveryId().equals(page.getDeliveryId())
                && account.getReading().equals(page.getReading());
    }

    private void count(Incoming incoming, DeliveryAccount account) {
        NormalizedPage page;
        try {
            PageReader.checkContent(incoming.page());
            page = normalizer.normalize(incoming.page());
        } catch (RejectedPageException unreadable) {
            account.pageRejected(incoming.now());
            return;
        }
        page.sourceCosts().forEach(account::sourceCost);
        page.excludedCosts().forEach(account::excluded);
        page.settlements().forEach((settlement, amount) -> account.excluded(settlement.currency(), amount));
        page.records()
                .forEach(
                        record -> account.notPublished(record.currency(), record.billedCost(), record.effectiveCost()));
        page.rejectedRows()
                .forEach(row -> account.rowRejected(
                        row.rejection().parkedCost(), row.rejection().parkedCurrency()));
        account.rowsNotTaken(
                page.rows() - page.excludedRows() - page.rejectedRows().size());
        account.mended(incoming.page(), page.mendedRows());
        account.pageSeen(page.rows(), page.excludedRows(), incoming.now());
    }

    private void end(
            Incoming incoming, Statement statement, DeliveryState state, String verdict, DeliveryAccount account) {
        Delivery counted = account.delivery();
        counted.setPagesExpected(incoming.page().getCompletion().getPages());
        counted.setRowsExpected(incoming.page().getCompletion().getRows());
        counted.setLastSeen(incoming.now());
        account.ended(state, verdict + " Its pages were dropped." + stated(counted) + difference(counted, statement));
        emitter.ended(account.delivery(), incoming.timestamp());
    }

    private static String stated(Delivery counted) {
        if (counted.getRowsSeen() < counted.getRowsExpected()) {
            return " Of its " + counted.getRowsExpected() + " rows " + counted.getRowsSeen() + " were counted.";
        }
        return " It states " + Money.text(Money.billed(counted)) + " in " + counted.getRowsSeen() + " rows.";
    }

    /** What it states less what is live, where that is known of one delivery. */
    private static String difference(Delivery counted, Statement statement) {
        boolean isComparable = statement.current != null
                && statement.isState(DeliveryState.COMPLETE)
                && counted.getRowsSeen() == counted.getRowsExpected();
        if (!isComparable) {
            return "";
        }
        Delivery live = statement.delivery();
        Map<String, BigDecimal> difference = Money.billed(counted);
        Money.billed(live).forEach((currency, amount) -> difference.merge(currency, amount.negate(), BigDecimal::add));
        difference.values().removeIf(amount -> amount.signum() == 0);
        return " What is live states " + Money.text(Money.billed(live)) + " in " + live.getRowsSeen() + " rows: "
                + (difference.isEmpty() ? "the same." : "the difference is " + Money.text(difference) + ".");
    }
}
