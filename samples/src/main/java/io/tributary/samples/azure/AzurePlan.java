package io.tributary.samples.azure;

import io.tributary.samples.SeededRandom;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Divides a sample into billing scopes, periods and deliveries, before any row is made. */
final class AzurePlan {

    /** An upper bound of the rows beside daily usage: commitments of a day, and charges once a period. */
    private static final int COMMITTED_ROWS_IN_DAY = 10;

    private static final int ROWS_ONCE = 20;
    private static final int FEWEST_IN_DAY = 3;
    private static final int DAYS = 31;

    private AzurePlan() {}

    /** Fewest rows with which each delivery can hold every kind of charge. */
    static int fewestRows(Agreement agreement, int dataSets, int subscriptions, int periods, int deliveries) {
        int scopes = agreement == Agreement.MOSA ? subscriptions : 1;
        int whole = DAYS * (FEWEST_IN_DAY + overheadInDay(agreement)) + ROWS_ONCE;
        return (int) Math.ceil(scopes * dataSets * whole * shares(periods, deliveries));
    }

    /** The deliveries that have been made, of each scope in order of publication. */
    static List<Delivery> deliveries(AzureSampleSettings settings) {
        List<Delivery> deliveries = new ArrayList<>();
        List<Scope> scopes = scopes(settings);
        double shares = shares(settings.periods(), settings.deliveries());
        int whole =
                (int) (settings.rows() / (scopes.size() * settings.dataSets().size() * shares));
        int usageInDay = Math.max((whole - ROWS_ONCE) / DAYS - overheadInDay(settings.agreement()), FEWEST_IN_DAY);
        for (Scope scope : scopes) {
            for (int back = settings.periods() - 1; back >= 0; back--) {
                YearMonth month = settings.newestPeriod().minusMonths(back);
                int of = of(back, settings.deliveries());
                int through = back == 0 ? settings.through() : of;
                for (int number = 1; number <= through; number++) {
                    deliveries.add(delivery(scope, month, back == 0, number, of, usageInDay));
                }
            }
        }
        return deliveries;
    }

    private static Delivery delivery(
            Scope scope, YearMonth month, boolean newestPeriod, int number, int of, int usageInDay) {
        LocalDate start = month.atDay(scope.firstDay());
        LocalDate end = month.plusMonths(1).atDay(scope.firstDay());
        int days = (int) ChronoUnit.DAYS.between(start, end);
        int covered = newestPeriod ? (int) Math.round(days * share(number, of)) : days;
        // After a period has ended, it is delivered again within five days.
        LocalDate published =
                newestPeriod && number < of ? start.plusDays(covered) : end.plusDays(newestPeriod ? 3 : 2L * number);
        Instant time = published.atTime(5, 17, 42).plusMinutes(13L * number).toInstant(ZoneOffset.UTC);
        long seed = SeededRandom.mix(scope.seed(), month.toString());
        return new Delivery(scope, start, end, number, of, covered, usageInDay, time, seed);
    }

    private static int overheadInDay(Agreement agreement) {
        return agreement == Agreement.MOSA ? 0 : COMMITTED_ROWS_IN_DAY;
    }

    private static int of(int back, int deliveries) {
        return back == 0 ? deliveries : 2;
    }

    /** A delivery's part of the month: the first of several has half of it, the last has all. */
    private static double share(int number, int of) {
        return of == 1 ? 1 : 0.5 + 0.5 * (number - 1) / (of - 1);
    }

    private static double shares(int periods, int deliveries) {
        return 2.0 * (periods - 1)
                + IntStream.rangeClosed(1, deliveries)
                        .mapToDouble(number -> share(number, deliveries))
                        .sum();
    }

    private static List<Scope> scopes(AzureSampleSettings settings) {
        long seed = SeededRandom.mix(settings.seed(), settings.agreement().name());
        return switch (settings.agreement()) {
            case EA -> {
                String enrollment = Integer.toString(
                        1_000_000 + SeededRandom.below(9_000_000, SeededRandom.mix(seed, "enrollment")));
                Profile profile = new Profile(enrollment, "Contoso", "Contoso IT", "USD", BigDecimal.ONE);
                String id = "/providers/Microsoft.Billing/billingAccounts/" + enrollment;
                yield List.of(new Scope(id, enrollment, subscriptions(settings, seed, List.of(profile)), 1, seed));
            }
            case MCA -> {
                String account = Guid.of(seed, "account") + ":" + Guid.of(seed, "organization") + "_2019-05-31";
                List<Profile> profiles = List.of(
                        new Profile(code(seed, "us"), "Contoso US", code(seed, "section us"), "USD", BigDecimal.ONE),
                        new Profile(
                                code(seed, "eu"),
                                "Contoso EU",
                                code(seed, "section eu"),
                                "EUR",
                                new BigDecimal("0.9137")));
                String id = "/providers/Microsoft.Billing/billingAccounts/" + account;
                yield List.of(new Scope(id, account, subscriptions(settings, seed, profiles), 1, seed));
            }
            case MOSA -> {
                List<Scope> scopes = new ArrayList<>();
                Profile profile = new Profile("", "", "", "USD", BigDecimal.ONE);
                for (Subscription subscription : subscriptions(settings, seed, List.of(profile))) {
                    scopes.add(new Scope(
                            "/subscriptions/" + subscription.guid(),
                            "",
                            List.of(subscription),
                            // Never the first: a pay-as-you-go period begins on the day of the agreement.
                            2 + (8 + 5 * subscription.index()) % 27,
                            SeededRandom.mix(seed, subscription.guid())));
                }
                yield scopes;
            }
        };
    }

    private static List<Subscription> subscriptions(AzureSampleSettings settings, long seed, List<Profile> profiles) {
        List<Subscription> subscriptions = new ArrayList<>();
        for (int i = 0; i < settings.subscriptions(); i++) {
            subscriptions.add(new Subscription(
                    i, Guid.of(seed, "subscription " + i), "contoso-" + i, profiles.get(i % profiles.size())));
        }
        return subscriptions;
    }

    /** A code like those of billing profiles: {@code NF5V-BI6B-BG7-PGB}. */
    private static String code(long seed, String what) {
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 11; i++) {
            code.append(i == 4 || i == 8 ? "-" : "");
            code.append(letters.charAt(SeededRandom.below(32, SeededRandom.mix(SeededRandom.mix(seed, what), i))));
        }
        return code + "-PGB";
    }

    /**
     * A billing scope, which has exports.
     *
     * @param id its ARM id, as a manifest spells it
     * @param billingAccount the billing account's own id; empty where it is a subscription
     * @param subscriptions the subscriptions that it bills
     * @param firstDay day of the month on which its periods begin
     * @param seed seed of its choices
     */
    record Scope(String id, String billingAccount, List<Subscription> subscriptions, int firstDay, long seed) {}

    /**
     * A planned delivery of each data set.
     *
     * @param scope the billing scope
     * @param start first day of the billing period
     * @param end the day after the billing period
     * @param number its place among the deliveries of the period, from 1
     * @param of the number of deliveries
     * @param days how many days of the period it covers, from the first
     * @param usageInDay rows of plain usage in a day
     * @param time when its run was submitted
     * @param seed seed of the period's choices: the same for each of its deliveries
     */
    record Delivery(
            Scope scope,
            LocalDate start,
            LocalDate end,
            int number,
            int of,
            int days,
            int usageInDay,
            Instant time,
            long seed) {

        boolean isLast() {
            return number == of;
        }

        /** The drift of the exchange rate since the first delivery: it is an estimate until the invoice. */
        BigDecimal rateDrift() {
            return BigDecimal.valueOf(13L * number, 4);
        }

        /** The run that made the delivery of a data set. */
        String runId(AzureDataSet dataSet) {
            return Guid.of(seed, dataSet + " " + number);
        }

        /** When that run was submitted: the data sets follow one another. */
        Instant time(AzureDataSet dataSet) {
            return time.plus(Duration.ofMinutes(dataSet.ordinal()));
        }

        LocalDate lastDay() {
            return end.minusDays(1);
        }

        /** A lower bound of the rows of one data set. */
        long fewestRows() {
            return (long) days * usageInDay * 4 / 5;
        }
    }
}
