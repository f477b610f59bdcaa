package io.tributary.local.command.deliveries;

import io.tributary.local.command.console.Periods;
import io.tributary.schemas.Delivery;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigException;

/**
 * A billing account's period.
 *
 * @param provider aws, azure or gcp
 * @param account the account, or the billing scope that takes its place
 * @param periodStart first day of the period
 */
public record AccountPeriod(String provider, String account, LocalDate periodStart) {

    /** By provider, account and period. */
    public static final Comparator<AccountPeriod> ORDER = Comparator.comparing(AccountPeriod::provider)
            .thenComparing(AccountPeriod::account)
            .thenComparing(AccountPeriod::periodStart);

    /** The account's period of a delivery. */
    public static AccountPeriod of(Delivery delivery) {
        return new AccountPeriod(
                delivery.getProvider(), delivery.getBillingAccountId(), delivery.getBillingPeriodStart());
    }

    /**
     * Whether {@code text} means its account: as deliveries have it; Azure's scopes also with a slash before them, and
     * in any case.
     */
    public boolean isOf(String text) {
        return account.equals(text) || account.equals(scope(text));
    }

    /**
     * The account's period that a user means.
     *
     * @param account as deliveries have it; Azure's scopes also with a slash before them, and in any case
     * @param period its month, {@code 2026-11}, or its first day
     * @throws ConfigException naming those that are known, if none of them is meant or several are
     */
    public static AccountPeriod meant(String account, String period, Collection<Delivery> known) {
        List<AccountPeriod> all = known.stream()
                .map(AccountPeriod::of)
                .distinct()
                .filter(one -> Periods.means(period, one.periodStart()))
                .toList();
        List<AccountPeriod> meant = accounts(all, one -> one.account().equals(account));
        if (meant.isEmpty()) {
            meant = accounts(all, one -> one.account().equals(scope(account)));
        }
        if (meant.isEmpty()) {
            throw new ConfigException("Nothing is known of account " + account + ", " + period + ": expected one of "
                    + texts(known.stream().map(AccountPeriod::of).distinct().toList()));
        }
        if (meant.size() > 1) {
            throw new ConfigException("Account " + account + " has several periods that begin in " + period
                    + ": give the first day of one of " + texts(meant));
        }
        return meant.get(0);
    }

    private static List<AccountPeriod> accounts(List<AccountPeriod> all, Predicate<AccountPeriod> isMeant) {
        return all.stream().filter(isMeant).toList();
    }

    /** Azure's resource ids mean the same in any case, with or without a slash before them. */
    private static String scope(String account) {
        String lower = account.toLowerCase(Locale.ROOT);
        return lower.startsWith("/") ? lower.substring(1) : lower;
    }

    private static List<String> texts(List<AccountPeriod> all) {
        return all.stream().map(AccountPeriod::toString).sorted().toList();
    }

    /** As people read it. */
    @Override
    public String toString() {
        return account + ", " + Periods.text(periodStart);
    }
}
