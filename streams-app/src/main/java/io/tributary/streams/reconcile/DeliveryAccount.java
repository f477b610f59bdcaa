package io.tributary.streams.reconcile;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import io.tributary.schemas.Mend;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The account of one delivery: each row and each amount that comes in is counted in one place of the account. Otherwise
 * the account does not balance, and says so.
 */
public final class DeliveryAccount {

    /** Missing pages that a delivery's record names. */
    public static final int MISSING_NAMED = 100;

    /** Between the versions of the rules under which a delivery was read. */
    private static final String SEPARATOR = ", ";

    private static final int SCALE = 24;
    private static final BigDecimal ZERO = BigDecimal.ZERO.setScale(SCALE);

    private final Delivery delivery;
    private final Map<String, Sums> pending = new HashMap<>(4);
    private long pendingAdded;
    private long pendingRestated;
    private long pendingVanished;
    private boolean hasNewChanges;

    /** An account over {@code delivery}, which it changes. */
    public DeliveryAccount(Delivery delivery) {
        this.delivery = delivery;
    }

    /** Opens the account of the delivery to which {@code page} belongs. */
    public static DeliveryAccount open(RawPage page, String mappingVersion, String costBasis, Instant now) {
        return new DeliveryAccount(Delivery.newBuilder()
                .setScope(page.getScope())
                .setProvider(page.getProvider())
                .setDataSet(page.getDataSet())
                .setBillingAccountId(page.getBillingAccountId())
                .setBillingPeriodStart(page.getBillingPeriodStart())
                .setBillingPeriodEnd(page.getBillingPeriodEnd())
                .setDeliveryId(page.getDeliveryId())
                .setDeliveryTime(page.getDeliveryTime())
                .setState(DeliveryState.OPEN.name())
                .setVerdict("Pages are coming.")
                .setConserved(true)
                .setFirstSeen(now)
                .setLastSeen(now)
                .setPagesExpected(null)
                .setPagesSeen(0)
                .setPagesRepeated(0)
                .setPagesRejected(0)
                .setPagesMissing(new ArrayList<>())
                .setRowsExpected(null)
                .setRowsSeen(0)
                .setRowsPublished(0)
                .setRowsUnchanged(0)
                .setRowsRepeated(0)
                .setRowsExcluded(0)
                .setRowsRejected(0)
                .setRowsParkedWithoutAmount(0)
                .setRecordsAdded(0)
                .setRecordsUnchanged(0)
                .setRecordsRestated(0)
                .setRecordsVanished(0)
                .setAmountsRounded(0)
                .setUnknownLineItemTypes(0)
                .setCostBasis(costBasis)
                .setMappingVersion(mappingVersion)
                .setTotals(new ArrayList<>())
                .setRowsOverlapping(0)
                .setReading(page.getReading())
                .setPagesFromFuture(0)
                .setRowsNotTaken(0)
                .setValuesUnreadable(0)
                .setChanges(new ArrayList<>())
                .setRowsMended(0)
                .setPagesReplaced(0)
                .setReplacedPagesRowDifference(0)
                .build());
    }

    /** The account with all that was added to it; it stays the account's own. */
    public Delivery delivery() {
        settle();
        return delivery;
    }

    /**
     * Begins to count what changes from now on as of another cause.
     *
     * @param generation number of the reading within its statement
     */
    public void begins(DeliveryChanges.Cause cause, int generation, Instant at) {
        settle();
        // What Avro has read takes no element out.
        delivery.setChanges(new ArrayList<>(delivery.getChanges()));
        DeliveryChanges.append(delivery.getChanges(), DeliveryChanges.begun(cause, generation, at));
        hasNewChanges = true;
    }

    /** Takes over what the delivery has changed by its earlier readings, of which this one knows nothing. */
    public void continues(List<DeliveryChange> before) {
        delivery.setChanges(new ArrayList<>(before));
        hasNewChanges = true;
    }

    /** What the delivery has changed in all; it stays the account's own. */
    public List<DeliveryChange> changes() {
        settle();
        return delivery.getChanges();
    }

    /** Hands over what the delivery has changed in all, and counts anew. */
    public List<DeliveryChange> handOverChanges() {
        List<DeliveryChange> changes = new ArrayList<>(changes());
        changes.removeIf(DeliveryChanges::isNothing);
        DeliveryChange last = change();
        delivery.setChanges(new ArrayList<>());
        delivery.getChanges()
                .add(DeliveryChanges.begun(
                        DeliveryChanges.Cause.valueOf(last.getCause()), last.getGeneration(), last.getAt()));
        return changes;
    }

    /** Takes what another reading of the delivery, which began before this one, has changed meanwhile. */
    public void takeOver(List<DeliveryChange> others) {
        if (others.isEmpty()) {
            return;
        }
        List<DeliveryChange> changes = new ArrayList<>(changes());
        DeliveryChange own = changes.remove(changes.size() - 1);
        for (DeliveryChange other : others) {
            changes.stream()
                    .filter(change -> change.getGeneration() == other.getGeneration()
                            && change.getCause().equals(other.getCause()))
                    .findFirst()
                    .ifPresentOrElse(
                            change -> DeliveryChanges.add(change, other), () -> DeliveryChanges.append(changes, other));
        }
        changes.add(own);
        delivery.setChanges(changes);
        hasNewChanges = true;
    }

    /** Whether {@link #changes} are others than when this was last asked. */
    public boolean hasNewChanges() {
        settle();
        boolean has = hasNewChanges;
        hasNewChanges = false;
        return has;
    }

    /** The change to which is added. */
    private DeliveryChange change() {
        List<DeliveryChange> changes = delivery.getChanges();
        if (changes.isEmpty()) {
            changes.add(DeliveryChanges.begun(DeliveryChanges.Cause.READING, 0, delivery.getFirstSeen()));
        }
        return changes.get(changes.size() - 1);
    }

    public void pageSeen(int rows, int excludedRows, Instant now) {
        delivery.setPagesSeen(delivery.getPagesSeen() + 1);
        delivery.setRowsSeen(delivery.getRowsSeen() + rows);
        delivery.setRowsExcluded(delivery.getRowsExcluded() + excludedRows);
        delivery.setLastSeen(now);
        balance();
    }

    /** A page was read under {@code version} of the mapping rules, which may be another one than before. */
    public void readUnder(String version) {
        String versions = delivery.getMappingVersion();
        if (!versions.equals(version) && !List.of(versions.split(SEPARATOR)).contains(version)) {
            delivery.setMappingVersion(versions + SEPARATOR + version);
        }
    }

    /** A page states a time of reading that is later than now. */
    public void pageFromFuture() {
        delivery.setPagesFromFuture(delivery.getPagesFromFuture() + 1);
    }

    public void pageRepeated(int rows, Instant now) {
        delivery.setPagesRepeated(delivery.getPagesRepeated() + 1);
        delivery.setRowsRepeated(delivery.getRowsRepeated() + rows);
        delivery.setLastSeen(now);
    }

    public void pageRejected(Instant now) {
        delivery.setPagesRejected(delivery.getPagesRejected() + 1);
        delivery.setLastSeen(now);
    }

    /** Money in: what the source states for rows that were read. */
    public void sourceCost(String currency, BigDecimal cost) {
        Sums sums = sums(currency);
        sums.source = sums.source.add(cost);
    }

    /** Money that becomes no record by a named rule; a negative amount takes some of it back. */
    public void excluded(String currency, BigDecimal cost) {
        Sums sums = sums(currency);
        sums.excluded = sums.excluded.add(cost);
    }

    /**
     * A row that was dead-lettered.
     *
     * @param cost what it parks; empty where that cannot be read
     * @param currency its currency, where that can be read
     */
    public void rowRejected(Optional<BigDecimal> cost, Optional<String> currency) {
        delivery.setRowsRejected(delivery.getRowsRejected() + 1);
        if (cost.isEmpty()) {
            delivery.setRowsParkedWithoutAmount(delivery.getRowsParkedWithoutAmount() + 1);
            return;
        }
        Sums sums = sums(currency.orElse("XXX"));
        sums.source = sums.source.add(cost.get());
        sums.parked = sums.parked.add(cost.get());
    }

    /** A source row from which a record was published. */
    public void rowPublished() {
        delivery.setRowsPublished(delivery.getRowsPublished() + 1);
    }

    /** A source row all of whose records were known as they are. */
    public void rowUnchanged() {
        delivery.setRowsUnchanged(delivery.getRowsUnchanged() + 1);
    }

    /** A source row that repeats another one of the delivery: its {@code cost} is excluded, so that it counts once. */
    public void rowOverlapping(String currency, BigDecimal cost) {
        delivery.setRowsOverlapping(delivery.getRowsOverlapping() + 1);
        excluded(currency, cost);
    }

    public void added(String currency, BigDecimal billed, BigDecimal effective) {
        delivery.setRecordsAdded(delivery.getRecordsAdded() + 1);
        pendingAdded++;
        Sums sums = stated(currency, billed, effective);
        sums.changed = true;
        sums.addedBilled = sums.addedBilled.add(billed);
        sums.addedEffective = sums.addedEffective.add(effective);
    }

    public void unchanged(String currency, BigDecimal billed, BigDecimal effective) {
        delivery.setRecordsUnchanged(delivery.getRecordsUnchanged() + 1);
        stated(currency, billed, effective);
    }

    public void restated(
            String currency,
            BigDecimal billed,
            BigDecimal effective,
            BigDecimal billedChange,
            BigDecimal effectiveChange) {
        delivery.setRecordsRestated(delivery.getRecordsRestated() + 1);
        pendingRestated++;
        Sums sums = stated(currency, billed, effective);
        sums.changed = true;
        sums.restatedBilled = sums.restatedBilled.add(billedChange);
        sums.restatedEffective = sums.restatedEffective.add(effectiveChange);
    }

    /** A record that was withdrawn, with what had been published of it. */
    public void vanished(String currency, BigDecimal billed, BigDecimal effective) {
        delivery.setRecordsVanished(delivery.getRecordsVanished() + 1);
        pendingVanished++;
        Sums sums = sums(currency);
        sums.changed = true;
        sums.vanishedBilled = sums.vanishedBilled.add(billed);
        sums.vanishedEffective = sums.vanishedEffective.add(effective);
    }

    /** A record that the delivery states, and that is not published, since nothing of the delivery is taken. */
    public void notPublished(String currency, BigDecimal billed, BigDecimal effective) {
        stated(currency, billed, effective);
    }

    /**
     * What a person mended of a page.
     *
     * @param rows its rows that are not the provider's, whether they can be read or not
     */
    public void mended(RawPage page, int rows) {
        delivery.setRowsMended(delivery.getRowsMended() + rows);
        if (page.getMends() == null) {
            return;
        }
        for (Mend mend : page.getMends()) {
            if (mend.getRow() == null) {
                int stated = mend.getRowsStated() == null ? page.getRowCount() : mend.getRowsStated();
                delivery.setPagesReplaced(delivery.getPagesReplaced() + 1);
                delivery.setReplacedPagesRowDifference(
                        delivery.getReplacedPagesRowDifference() + page.getRowCount() - stated);
            }
        }
    }

    /** Source rows of which nothing is published, since nothing of the delivery is taken. */
    public void rowsNotTaken(int rows) {
        delivery.setRowsNotTaken(delivery.getRowsNotTaken() + rows);
    }

    public void flags(boolean rounded, boolean unknownLineItemType, boolean valueUnreadable) {
        delivery.setAmountsRounded(delivery.getAmountsRounded() + (rounded ? 1 : 0));
        delivery.setUnknownLineItemTypes(delivery.getUnknownLineItemTypes() + (unknownLineItemType ? 1 : 0));
        delivery.setValuesUnreadable(delivery.getValuesUnreadable() + (valueUnreadable ? 1 : 0));
    }

    private Sums stated(String currency, BigDecimal billed, BigDecimal effective) {
        Sums sums = sums(currency);
        sums.billed = sums.billed.add(billed);
        sums.effective = sums.effective.add(effective);
        return sums;
    }

    private Sums sums(String currency) {
        return pending.computeIfAbsent(currency, first -> new Sums());
    }

    private void settle() {
        if (pendingAdded + pendingRestated + pendingVanished > 0) {
            settleChange();
        }
        pending.forEach((currency, sums) -> sums.addTo(totals(currency)));
        pending.clear();
    }

    private void settleChange() {
        DeliveryChange change = change();
        change.setRecordsAdded(change.getRecordsAdded() + pendingAdded);
        change.setRecordsRestated(change.getRecordsRestated() + pendingRestated);
        change.setRecordsVanished(change.getRecordsVanished() + pendingVanished);
        pending.forEach((currency, sums) -> {
            if (sums.changed) {
                sums.addTo(DeliveryChanges.totals(change, currency));
            }
        });
        pendingAdded = 0;
        pendingRestated = 0;
        pendingVanished = 0;
        hasNewChanges = true;
    }

    /**
     * Enters what the completion states; whether the delivery has all of it.
     *
     * @param missing pages that are missing
     * @param named the first {@link #MISSING_NAMED} of them
     */
    public boolean completed(
            int pagesExpected,
            long rowsExpected,
            int missing,
            List<Integer> named,
            boolean checksumAgrees,
            Instant now) {
        delivery.setPagesExpected(pagesExpected);
        delivery.setRowsExpected(rowsExpected);
        delivery.setPagesMissing(new ArrayList<>(named));
        delivery.setLastSeen(now);
        boolean whole = missing == 0 && checksumAgrees && delivery.getRowsSeen() == rowsExpected;
        balance();
        if (!whole) {
            ended(DeliveryState.INCOMPLETE, incompleteVerdict(missing, named, checksumAgrees));
        }
        return whole;
    }

    /** Ends a delivery that has all that its completion states. */
    public void complete(DeliveryState state, String remark) {
        balance();
        ended(state, completeVerdict() + remark);
    }

    private String completeVerdict() {
        String verdict =
                "All " + delivery.getPagesExpected() + " pages and " + delivery.getRowsExpected() + " rows were seen.";
        if (delivery.getRowsRejected() > 0) {
            verdict += " " + count(delivery.getRowsRejected(), "row was", "rows were") + " dead-lettered.";
        }
        if (delivery.getRowsMended() > 0) {
            verdict += " " + count(delivery.getRowsMended(), "row was", "rows were") + " mended by a person.";
        }
        if (delivery.getPagesReplaced() > 0) {
            verdict += replacedVerdict();
        }
        if (delivery.getRowsOverlapping() > 0) {
            verdict += " " + count(delivery.getRowsOverlapping(), "row", "rows") + " of overlapping pages "
                    + (delivery.getRowsOverlapping() == 1 ? "was" : "were") + " dropped.";
        }
        if (delivery.getMappingVersion().contains(SEPARATOR)) {
            verdict +=
                    " It was read under two versions of the rules: `tributary replay --outdated` reads it under one.";
        }
        if (delivery.getPagesFromFuture() > 0) {
            verdict += " " + delivery.getPagesFromFuture()
                    + " pages say that they were read later than now: check the extractor's clock.";
        }
        return verdict;
    }

    private String replacedVerdict() {
        long difference = delivery.getReplacedPagesRowDifference();
        String verdict = " " + count(delivery.getPagesReplaced(), "page was", "pages were") + " replaced by a person";
        if (difference == 0) {
            return verdict + ", with as many rows as before.";
        }
        return verdict + ", with " + count(Math.abs(difference), "row", "rows") + (difference < 0 ? " fewer" : " more")
                + " than the provider stated.";
    }

    private static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    private String incompleteVerdict(int missing, List<Integer> named, boolean checksumAgrees) {
        if (missing > 0) {
            return missing + " of " + delivery.getPagesExpected() + " pages are missing: "
                    + named.subList(0, Math.min(named.size(), 10)) + (missing > 10 ? " and more." : ".");
        }
        if (delivery.getRowsSeen() != delivery.getRowsExpected()) {
            return "Rows seen: " + delivery.getRowsSeen() + ", expected: " + delivery.getRowsExpected() + ".";
        }
        return checksumAgrees
                ? ""
                : "The checksum over the pages' checksums is not the one that the completion states.";
    }

    /** Ends the delivery in {@code state} for a reason that lies in another delivery. */
    public void ended(DeliveryState state, String verdict) {
        delivery.setState(state.name());
        delivery.setVerdict(verdict);
    }

    /** Sets whether rows and money in equal rows and money accounted for. */
    public void balance() {
        settle();
        delivery.setConserved(rowsBalance() && delivery.getTotals().stream().allMatch(DeliveryAccount::moneyBalances));
    }

    private boolean rowsBalance() {
        return delivery.getRowsSeen()
                == delivery.getRowsPublished()
                        + delivery.getRowsUnchanged()
                        + delivery.getRowsExcluded()
                        + delivery.getRowsOverlapping()
                        + delivery.getRowsRejected()
                        + delivery.getRowsNotTaken();
    }

    private static boolean moneyBalances(CurrencyTotals totals) {
        BigDecimal accounted =
                totals.getBilledCost().add(totals.getParkedCost()).add(totals.getExcludedCost());
        return totals.getSourceCost().compareTo(accounted) == 0;
    }

    private CurrencyTotals totals(String currency) {
        for (CurrencyTotals totals : delivery.getTotals()) {
            if (totals.getCurrency().equals(currency)) {
                return totals;
            }
        }
        CurrencyTotals totals =
                new CurrencyTotals(currency, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO);
        delivery.getTotals().add(totals);
        delivery.getTotals().sort(Comparator.comparing(CurrencyTotals::getCurrency));
        return totals;
    }
}
