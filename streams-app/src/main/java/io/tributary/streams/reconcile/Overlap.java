package io.tributary.streams.reconcile;

import io.tributary.schemas.Claim;
import io.tributary.schemas.ClaimedPart;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the deliveries of two accounts both bill of one billing account's period. Pure.
 *
 * @param one a claim of the first, the newest
 * @param other a claim of the second, the newest
 * @param subAccounts the sub-accounts that both bill; empty where both state the whole
 * @param billed what both bill, by currency
 */
public record Overlap(Claim one, Claim other, List<String> subAccounts, Map<String, BigDecimal> billed) {

    /** Between the accounts of a pair, in the scope of its check. */
    public static final String AND = " & ";

    private static final int SHOWN = 5;

    /** Kinds of scopes of which one charge has one, in Azure's names in small letters. */
    private static final Set<String> APART = Set.of(
            "billingprofiles",
            "customers",
            "departments",
            "enrollmentaccounts",
            "invoicesections",
            "resourcegroups",
            "subscriptions");

    public Overlap {
        subAccounts = List.copyOf(subAccounts);
        billed = Map.copyOf(billed);
    }

    /** The names of two accounts in one order, whichever comes first. */
    public static String pair(String one, String other) {
        return one.compareTo(other) < 0 ? one + AND + other : other + AND + one;
    }

    /**
     * Whether no charge is of both scopes, since they are parts of one kind of the same scope, such as two resource
     * groups of a subscription. Management groups contain each other, which their ids do not tell.
     */
    private static boolean areApart(String one, String other) {
        String[] first = one.toLowerCase(Locale.ROOT).split("/");
        String[] second = other.toLowerCase(Locale.ROOT).split("/");
        int last = first.length - 1;
        return last > 0
                && second.length == first.length
                && APART.contains(first[last - 1])
                && Arrays.equals(first, 0, last, second, 0, last)
                && !first[last].equals(second[last]);
    }

    /** What both bill; empty where that is nothing. */
    public static Optional<Overlap> of(List<Claim> some, List<Claim> others) {
        if (some.isEmpty()
                || others.isEmpty()
                || areApart(some.get(0).getStatedBy(), others.get(0).getStatedBy())) {
            return Optional.empty();
        }
        Map<String, Map<String, BigDecimal>> first = bySubAccount(some);
        Map<String, Map<String, BigDecimal>> second = bySubAccount(others);
        boolean isFirstWhole = some.stream().anyMatch(Claim::getWhole);
        boolean isSecondWhole = others.stream().anyMatch(Claim::getWhole);
        Map<String, BigDecimal> billed = new TreeMap<>();
        TreeSet<String> subAccounts = new TreeSet<>();
        if (isFirstWhole && isSecondWhole) {
            add(billed, smaller(sum(first), sum(second)));
        } else if (isFirstWhole || isSecondWhole) {
            Map<String, Map<String, BigDecimal>> part = isFirstWhole ? second : first;
            subAccounts.addAll(part.keySet());
            add(billed, sum(part));
        } else {
            subAccounts.addAll(first.keySet());
            subAccounts.retainAll(second.keySet());
            subAccounts.forEach(account -> add(billed, smaller(first.get(account), second.get(account))));
        }
        billed.values().removeIf(amount -> amount.signum() == 0);
        return billed.isEmpty()
                ? Optional.empty()
                : Optional.of(new Overlap(newest(some), newest(others), new ArrayList<>(subAccounts), billed));
    }

    /** The check that names both, and what they share. */
    public CrossCheck conflict() {
        Claim first = one.getStatedBy().compareTo(other.getStatedBy()) < 0 ? one : other;
        Claim second = first == one ? other : one;
        return CrossCheck.conflict("Deliveries of " + first.getStatedBy() + " and of " + second.getStatedBy()
                        + " both bill " + what() + " billing account " + first.getBillingAccountId() + ": "
                        + Money.text(new TreeMap<>(billed))
                        + " is counted twice. `tributary deliveries prefer` of delivery "
                        + first.getDeliveryId() + " or " + second.getDeliveryId() + " settles it.")
                .of(billed, billed);
    }

    private String what() {
        List<String> named =
                subAccounts.stream().filter(account -> !account.isEmpty()).toList();
        if (named.isEmpty()) {
            return "charges of";
        }
        String more = named.size() > SHOWN ? " and " + (named.size() - SHOWN) + " more" : "";
        return "account " + String.join(", ", named.subList(0, Math.min(SHOWN, named.size()))) + more + " of";
    }

    private static Claim newest(List<Claim> claims) {
        return claims.stream().max(Comparator.comparing(Claim::getDeliveryTime)).orElseThrow();
    }

    private static Map<String, Map<String, BigDecimal>> bySubAccount(List<Claim> claims) {
        Map<String, Map<String, BigDecimal>> amounts = new TreeMap<>();
        for (Claim claim : claims) {
            for (ClaimedPart part : claim.getParts()) {
                amounts.computeIfAbsent(part.getSubAccountId(), account -> new TreeMap<>())
                        .merge(part.getCurrency(), part.getBilledCost(), BigDecimal::add);
            }
        }
        return amounts;
    }

    private static Map<String, BigDecimal> sum(Map<String, Map<String, BigDecimal>> amounts) {
        Map<String, BigDecimal> sum = new TreeMap<>();
        amounts.values().forEach(some -> add(sum, some));
        return sum;
    }

    private static void add(Map<String, BigDecimal> sum, Map<String, BigDecimal> amounts) {
        amounts.forEach((currency, amount) -> sum.merge(currency, amount, BigDecimal::add));
    }

    /** Of two amounts in a currency that both have, the one that is nearer to zero. */
    private static Map<String, BigDecimal> smaller(Map<String, BigDecimal> first, Map<String, BigDecimal> second) {
        Map<String, BigDecimal> smaller = new TreeMap<>(first);
        smaller.keySet().retainAll(second.keySet());
        smaller.replaceAll((currency, amount) ->
                amount.abs().compareTo(second.get(currency).abs()) <= 0 ? amount : second.get(currency));
        return smaller;
    }
}
