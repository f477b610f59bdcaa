package io.tributary.local.command.deliveries;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what is wrong with deliveries. Of each scope the newest counts, since it takes the place of the others. */
public final class Verdict {

    private static final Set<String> FINE_STATES = Set.of("COMPLETE", "SUPERSEDED", "REBUILT");

    private Verdict() {}

    /**
     * The newest delivery of each scope that {@code deliveries} are of.
     *
     * @param deliveries those that a run is about
     * @param known every one that is known
     */
    public static List<Delivery> newest(Collection<Delivery> deliveries, Collection<Delivery> known) {
        Set<String> scopes = deliveries.stream().map(Delivery::getScope).collect(Collectors.toSet());
        Map<String, Delivery> newest = known.stream()
                .filter(delivery -> scopes.contains(delivery.getScope()))
                .collect(Collectors.toMap(
                        Delivery::getScope,
                        Function.identity(),
                        // Stores state times in whole seconds: of two that are equal, the one that was taken last
                        // counts.
                        BinaryOperator.maxBy(
                                Comparator.comparing(Delivery::getDeliveryTime).thenComparing(Delivery::getFirstSeen)),
                        TreeMap::new));
        return List.copyOf(newest.values());
    }

    /**
     * The deliveries of other scopes of the same accounts' periods of which nothing is taken, and about which somebody
     * has to decide. They need not be of this run: what they state is missing, or stands against what is live, all the
     * same.
     *
     * @param deliveries those that a run is about
     * @param known every one that is known
     */
    public static List<Delivery> refusedBeside(Collection<Delivery> deliveries, Collection<Delivery> known) {
        Set<String> scopes = deliveries.stream().map(Delivery::getScope).collect(Collectors.toSet());
        Set<AccountPeriod> touched = deliveries.stream().map(AccountPeriod::of).collect(Collectors.toSet());
        List<Delivery> others = known.stream()
                .filter(delivery ->
                        !scopes.contains(delivery.getScope()) && touched.contains(AccountPeriod.of(delivery)))
                .toList();
        return newest(others, others).stream()
                .filter(delivery -> Refusals.isOpen(delivery, known))
                .toList();
    }

    /** A sentence for each check that did not find what it expected. */
    public static List<Problem> problemsOfChecks(Collection<Delivery> checks) {
        return checks.stream()
                .filter(check -> !isFine(check))
                .map(check -> Problem.of(nameOfCheck(check) + " " + check.getState() + ": " + check.getVerdict()))
                .toList();
    }

    /** A sentence for each check that found what it expected, and has something to say all the same. */
    public static List<String> notesOfChecks(Collection<Delivery> checks) {
        return checks.stream()
                .filter(check -> isFine(check) && !CrossChecks.agrees(check))
                .map(check -> nameOfCheck(check) + ": " + check.getVerdict())
                .toList();
    }

    private static String nameOfCheck(Delivery check) {
        return check.getBillingAccountId() + " " + check.getBillingPeriodStart() + " " + check.getDataSet();
    }

    /** Whether a delivery has come to a state in which nobody needs to do anything about it. */
    public static boolean isFine(Delivery delivery) {
        return FINE_STATES.contains(delivery.getState());
    }

    /**
     * What is wrong with deliveries; empty where nothing is.
     *
     * @param kinds says why rows and pages of them were not read
     */
    public static List<Problem> problems(Collection<Delivery> newest, DeadLetterKinds kinds) {
        List<Problem> problems = new ArrayList<>();
        for (Delivery delivery : newest) {
            String name = name(delivery);
            if (!isFine(delivery)) {
                problems.add(Problem.of(
                        name + " is " + delivery.getState() + ": " + delivery.getVerdict() + mending(delivery)));
            }
            if (!delivery.getConserved()) {
                problems.add(Problem.of(name + ": rows or money were not conserved: " + delivery.getVerdict()));
            }
            if (Refusals.isRefused(delivery)) {
                // What stands against it is said; none of its rows is missing for a reason of its own.
                continue;
            }
            List<DeadLetterKind> dead = kinds.of(delivery);
            DiscardedLetters discarded = kinds.discarded(delivery);
            long pages = delivery.getPagesRejected() - discarded.pages();
            long rows = delivery.getRowsRejected() - discarded.rows();
            if (pages > 0) {
                problems.add(Problem.unread(
                        name + ": " + Amounts.count(pages, "whole page") + " of rows " + were(pages) + " not read",
                        pages,
                        dead.stream().filter(DeadLetterKind::isPage).toList(),
                        listing(delivery)));
            }
            if (rows > 0) {
                problems.add(Problem.unread(
                        name + ": " + Amounts.count(rows, "row") + " " + were(rows) + " not read; "
                                + missing(delivery, discarded),
                        rows,
                        dead.stream().filter(kind -> !kind.isPage()).toList(),
                        listing(delivery)));
            }
        }
        return problems;
    }

    /** The command that lists what was not read of it. */
    private static String listing(Delivery delivery) {
        return "tributary dlq list --account " + delivery.getBillingAccountId() + " --period "
                + Periods.text(delivery.getBillingPeriodStart());
    }

    /** The command that mends it, where one does without a decision. */
    private static String mending(Delivery delivery) {
        return delivery.getState().equals(Statement.FORGOTTEN)
                ? " Mend it with: tributary deliveries rebuild --account " + delivery.getBillingAccountId()
                        + " --period " + Periods.text(delivery.getBillingPeriodStart())
                : "";
    }

    private static String were(long count) {
        return count == 1 ? "was" : "were";
    }

    /** A sentence for everything that someone should look into, though no money is missing because of it. */
    public static List<String> notes(Collection<Delivery> newest) {
        List<String> notes = new ArrayList<>();
        for (Delivery delivery : newest) {
            note(
                    notes,
                    delivery,
                    delivery.getUnknownLineItemTypes(),
                    " of a line item type that Tributary does not know; their money is counted");
            note(
                    notes,
                    delivery,
                    delivery.getValuesUnreadable(),
                    " with a price, a quantity or another value that is no number and was taken for blank"
                            + " (VALUE_UNREADABLE in x_SourceDefects); their money is counted");
        }
        return notes;
    }

    /** A sentence for each delivery with dead letters about which a person decided that nothing is to be done. */
    public static List<String> notesOfDiscarded(Collection<Delivery> newest, DeadLetterKinds kinds) {
        return newest.stream()
                .filter(delivery -> !kinds.discarded(delivery).isEmpty())
                .map(delivery -> name(delivery) + ": "
                        + kinds.discarded(delivery).text() + "; " + listing(delivery) + " --all lists them")
                .toList();
    }

    private static void note(List<String> notes, Delivery delivery, long records, String what) {
        if (records > 0) {
            notes.add(name(delivery) + ": " + Amounts.count(records, "record") + what);
        }
    }

    private static String name(Delivery delivery) {
        return delivery.getBillingAccountId() + " " + delivery.getBillingPeriodStart()
                + (Slices.isSlice(delivery) ? " slice " + Slices.name(delivery) : "") + " delivery "
                + delivery.getDeliveryId();
    }

    /** The money of rows that were not read: {@code 12.50 USD and 1 amount that cannot be read are missing}. */
    static String missing(Delivery delivery) {
        return missing(delivery, DiscardedLetters.NONE);
    }

    /** The same without what was discarded. */
    private static String missing(Delivery delivery, DiscardedLetters discarded) {
        List<String> amounts = new ArrayList<>();
        for (CurrencyTotals totals : delivery.getTotals()) {
            BigDecimal parked = totals.getParkedCost().subtract(discarded.cost(totals.getCurrency()));
            if (parked.signum() != 0) {
                amounts.add(Amounts.exact(parked) + " " + totals.getCurrency());
            }
        }
        long unknown = delivery.getRowsParkedWithoutAmount() - discarded.withoutAmount();
        if (unknown > 0) {
            amounts.add(Amounts.count(unknown, "amount") + " that cannot be read");
        }
        if (amounts.isEmpty()) {
            return "no billed cost is missing";
        }
        boolean isOne = amounts.size() == 1 && unknown <= 1;
        return String.join(" and ", amounts) + (isOne ? " is missing" : " are missing");
    }
}
