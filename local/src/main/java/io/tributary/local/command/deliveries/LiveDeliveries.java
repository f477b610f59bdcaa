package io.tributary.local.command.deliveries;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Keys;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What of the known deliveries the live records are, and whether they are all of it. Of each statement the delivery
 * counts that was worked on last and was not refused or replaced: where it is complete, the live records of the
 * statement are just what it states, and otherwise they are a part of it, or a mix with what was there before.
 */
public final class LiveDeliveries {

    /** In place of a state, of slices that are complete but for rows or pages that were not read. */
    private static final String NOT_READ = "";

    private static final String LEFT_OUT = " left out when a person replaced a page";

    private static final Comparator<Delivery> BY_WORK = Comparator.comparing(Delivery::getLastSeen)
            .thenComparing(Delivery::getDeliveryTime)
            .thenComparing(Delivery::getFirstSeen);

    private static final Set<String> COMPLETE = Set.of("COMPLETE", "REBUILT");

    /** How much of a delivery is live. */
    public enum Part {
        /** All records that it states, and no others of its statement. */
        WHOLE("whole"),
        /** Some of its records, or all of them beside others of its statement. */
        PART("in part"),
        /** Nothing that other deliveries of its statement do not state, too. */
        NONE("no");

        private final String text;

        Part(String text) {
            this.text = text;
        }

        /** As it is printed. */
        public String text() {
            return text;
        }
    }

    /** The delivery that counts, by each delivery's key. */
    private final Map<String, Delivery> standing = new HashMap<>();

    private final SortedMap<AccountPeriod, Period> periods = new TreeMap<>(AccountPeriod.ORDER);
    private final Map<String, List<Delivery>> bySource;
    private final List<Delivery> failed;

    /**
     * An account's period.
     *
     * @param account the account, or the billing scope that takes its place
     * @param start first day of the period
     * @param deliveries those that count, one for each statement
     * @param lacks why the live records are not all that there is, in sentences without a full stop; empty where they
     *     are
     */
    public record Period(
            String provider, String account, LocalDate start, List<Delivery> deliveries, List<String> lacks) {

        public Period {
            deliveries = List.copyOf(deliveries);
            lacks = List.copyOf(lacks);
        }
    }

    LiveDeliveries(
            Collection<Delivery> known, Collection<Delivery> checks, Function<? super Delivery, String> statementOf) {
        bySource =
                known.stream().collect(groupingBy(delivery -> source(delivery.getDataSet(), delivery.getDeliveryId())));
        failed = checks.stream().filter(check -> !Verdict.isFine(check)).toList();
        Map<AccountPeriod, List<Delivery>> byPeriod = known.stream().collect(groupingBy(AccountPeriod::of));
        byPeriod.forEach((accountPeriod, deliveries) -> {
            List<Delivery> counting = new ArrayList<>();
            deliveries.stream()
                    .collect(groupingBy(statementOf, TreeMap::new, toList()))
                    .values()
                    .forEach(statement -> add(statement, counting));
            periods.put(
                    accountPeriod,
                    new Period(
                            accountPeriod.provider(),
                            accountPeriod.account(),
                            accountPeriod.periodStart(),
                            counting,
                            Stream.of(unfinished(counting), notTaken(deliveries), failed(accountPeriod))
                                    .flatMap(List::stream)
                                    .toList()));
        });
    }

    /**
     * Judges deliveries.
     *
     * @param known every delivery that is known
     * @param checks every check across deliveries that is known
     * @param settings of the streams application
     */
    public static LiveDeliveries of(
            Collection<Delivery> known, Collection<Delivery> checks, Map<String, String> settings) {
        return new LiveDeliveries(known, checks, new Statements(settings)::of);
    }

    private void add(List<Delivery> statement, List<Delivery> counting) {
        Optional<Delivery> last = statement.stream()
                .filter(delivery -> !Statement.isReplaced(delivery))
                .max(BY_WORK);
        last.ifPresent(delivery -> {
            counting.add(delivery);
            statement.forEach(one -> standing.put(key(one), delivery));
        });
    }

    /**
     * The delivery that counts of the statement of {@code delivery}; empty where none does.
     *
     * @param delivery one that is known
     */
    public Optional<Delivery> counting(Delivery delivery) {
        return Optional.ofNullable(standing.get(key(delivery)));
    }

    /** How much of a delivery is live. */
    public Part part(Delivery delivery) {
        Delivery counts = standing.get(key(delivery));
        boolean isNothing = counts == null
                || Statement.isReplaced(delivery)
                || delivery.getState().equals(Statement.FORGOTTEN);
        if (isNothing) {
            return Part.NONE;
        }
        if (key(counts).equals(key(delivery))) {
            return isWhole(delivery) ? Part.WHOLE : Part.PART;
        }
        return isComplete(delivery) && !isComplete(counts) ? Part.PART : Part.NONE;
    }

    /** How much of a group of deliveries is live. */
    Part part(DeliveryGroup group) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        group.deliveries().forEach(delivery -> parts.add(part(delivery)));
        return parts.size() == 1 ? parts.iterator().next() : Part.PART;
    }

    /** Every account's period, in order. */
    public Collection<Period> periods() {
        return periods.values();
    }

    /**
     * What the checks found that are about an account and failed. Checks may be about accounts that deliveries are not
     * of, since records are of other accounts than their deliveries' scopes.
     *
     * @param start first day of a billing period
     */
    public List<String> failed(String provider, String account, LocalDate start) {
        return failed(new AccountPeriod(provider, account, start));
    }

    /**
     * The accounts' periods of the deliveries that records name.
     *
     * @param dataSet the records' data set
     * @param deliveryId the records' delivery
     * @param start first day of the records' billing period
     */
    public List<Period> periodsOf(String dataSet, String deliveryId, LocalDate start) {
        List<Delivery> named = bySource.getOrDefault(source(dataSet, deliveryId), List.of());
        List<Delivery> ofPeriod = named.stream()
                .filter(delivery -> delivery.getBillingPeriodStart().equals(start))
                .toList();
        return (ofPeriod.isEmpty() ? named : ofPeriod)
                .stream()
                        .map(AccountPeriod::of)
                        .distinct()
                        .sorted(AccountPeriod.ORDER)
                        .map(periods::get)
                        .toList();
    }

    private static List<String> unfinished(List<Delivery> counting) {
        Map<String, List<Delivery>> slices = new LinkedHashMap<>();
        List<String> lacks = new ArrayList<>();
        for (Delivery delivery : counting) {
            if (!isWhole(delivery) && Slices.isSlice(delivery)) {
                slices.computeIfAbsent(
                                isComplete(delivery) ? NOT_READ : delivery.getState(), first -> new ArrayList<>())
                        .add(delivery);
            } else if (!isWhole(delivery)) {
                lacks.add(delivery.getDataSet() + " delivery " + delivery.getDeliveryId() + ": " + extent(delivery));
            }
        }
        long all = counting.stream().filter(Slices::isSlice).count();
        slices.forEach((state, some) -> lacks.add(Amounts.count(some.size()) + " of " + Amounts.count(all, "slice")
                + ": " + (some.size() == 1 ? extent(some.get(0)) : state.equals(NOT_READ) ? notRead(some) : state)));
        return lacks;
    }

    private static String notRead(List<Delivery> slices) {
        long pages = slices.stream().mapToLong(Delivery::getPagesRejected).sum();
        long rows = slices.stream().mapToLong(Delivery::getRowsRejected).sum();
        List<String> parts = new ArrayList<>();
        if (pages > 0) {
            parts.add(Amounts.count(pages, "page") + " not read");
        }
        if (rows > 0) {
            parts.add(Amounts.count(rows, "row") + " not read");
        }
        long leftOut = slices.stream()
                .mapToLong(slice -> Math.min(0, slice.getReplacedPagesRowDifference()))
                .sum();
        if (leftOut < 0) {
            parts.add(Amounts.count(-leftOut, "row") + LEFT_OUT);
        }
        return String.join(", ", parts);
    }

    private static List<String> notTaken(List<Delivery> deliveries) {
        return Verdict.newest(deliveries, deliveries).stream()
                .filter(delivery -> Refusals.isNotTaken(delivery) && Refusals.isOpen(delivery, deliveries))
                .map(delivery ->
                        delivery.getDataSet() + " delivery " + delivery.getDeliveryId() + ": " + delivery.getVerdict())
                .toList();
    }

    private List<String> failed(AccountPeriod accountPeriod) {
        return failed.stream()
                .filter(check -> AccountPeriod.of(check).equals(accountPeriod))
                .map(check -> check.getDataSet() + ": " + check.getVerdict())
                .toList();
    }

    /** How much of a delivery was seen: {@code INCOMPLETE, 3 of 5 pages, 1,200 of 2,000 rows}. */
    private static String extent(Delivery delivery) {
        List<String> parts = new ArrayList<>();
        if (!isComplete(delivery)) {
            Integer pages = delivery.getPagesExpected();
            Long rows = delivery.getRowsExpected();
            parts.add(delivery.getState());
            parts.add(ofExpected(delivery.getPagesSeen(), pages == null ? null : pages.longValue(), "page"));
            parts.add(ofExpected(delivery.getRowsSeen(), rows, "row"));
        }
        if (delivery.getPagesRejected() > 0) {
            parts.add(Amounts.count(delivery.getPagesRejected(), "page") + " not read");
        }
        if (delivery.getRowsRejected() > 0) {
            parts.add(Amounts.count(delivery.getRowsRejected(), "row") + " not read");
        }
        if (delivery.getReplacedPagesRowDifference() < 0) {
            parts.add(Amounts.count(-delivery.getReplacedPagesRowDifference(), "row") + LEFT_OUT);
        }
        return String.join(", ", parts);
    }

    private static String ofExpected(long seen, Long expected, String noun) {
        return expected == null
                ? Amounts.count(seen, noun) + " of an unknown number"
                : Amounts.count(seen) + " of " + Amounts.count(expected, noun);
    }

    private static boolean isComplete(Delivery delivery) {
        return COMPLETE.contains(delivery.getState());
    }

    private static boolean isWhole(Delivery delivery) {
        return isComplete(delivery)
                && delivery.getRowsRejected() == 0
                && delivery.getPagesRejected() == 0
                && delivery.getReplacedPagesRowDifference() >= 0;
    }

    private static String source(String dataSet, String deliveryId) {
        return dataSet + "|" + deliveryId;
    }

    private static String key(Delivery delivery) {
        return Keys.delivery(delivery.getScope(), delivery.getDeliveryId());
    }
}
