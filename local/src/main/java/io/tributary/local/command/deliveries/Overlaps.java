package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Deliveries of two accounts that bill the same, as checks name them. */
final class Overlaps {

    private static final String DATA_SET = "check.overlap";
    private static final String CONFLICT = "CONFLICT";

    /** Between the two accounts, in the last part of a check's scope. */
    private static final String AND = " & ";

    private static final int SCOPE_PARTS = 5;

    private Overlaps() {}

    /**
     * The newest deliveries that are live of each scope of the accounts with which {@code delivery}'s account is in an
     * overlap; empty where it is in none.
     */
    static List<Delivery> beside(Delivery delivery, DeliveryWatch watch) {
        Set<String> others = watch.checks().stream()
                .filter(check -> check.getDataSet().equals(DATA_SET)
                        && check.getState().equals(CONFLICT)
                        && isOfPeriod(check, delivery))
                .map(check -> accounts(check))
                .filter(accounts -> accounts.contains(delivery.getBillingAccountId()))
                .flatMap(Collection::stream)
                .filter(account -> !account.equals(delivery.getBillingAccountId()))
                .collect(Collectors.toSet());
        List<Delivery> candidates = watch.all().stream()
                .filter(known -> isOfPeriod(known, delivery)
                        && others.contains(known.getBillingAccountId())
                        && !Refusals.isRefused(known)
                        && !known.getState().equals("SUPERSEDED"))
                .toList();
        return others.isEmpty() ? List.of() : Verdict.newest(candidates, candidates);
    }

    private static List<String> accounts(Delivery check) {
        String[] parts = check.getScope().split("/", SCOPE_PARTS);
        return Arrays.asList(parts[SCOPE_PARTS - 1].split(AND));
    }

    private static boolean isOfPeriod(Delivery one, Delivery other) {
        return one.getProvider().equals(other.getProvider())
                && one.getBillingPeriodStart().equals(other.getBillingPeriodStart());
    }
}
