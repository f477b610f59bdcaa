package io.tributary.local.command.deliveries;

import static io.tributary.local.command.console.Table.Column.id;
import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.text;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.StalledException;
import io.tributary.local.command.console.Table;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;

/** Replays what was read by other rules than today's, account by account, or says what that would change. */
final class OutdatedReplay {

    private static final int NAMED = 20;

    private final OutdatedDeliveries outdated;
    private final Consumer<String> line;

    /** @param line where sentences go */
    OutdatedReplay(OutdatedDeliveries outdated, Consumer<String> line) {
        this.outdated = outdated;
        this.line = line;
    }

    /** What a replay would change, in order of the accounts' periods. */
    List<DryReport> dryRun(DryReplay dry) {
        List<DryReport> reports = new ArrayList<>();
        outdated.deliveries()
                .forEach((accountPeriod, deliveries) -> ReplayCommand.together(deliveries)
                        .forEach(together -> reports.add(dry.report(accountPeriod, together))));
        return reports;
    }

    /** Reports as a table: a line for each and currency, and a sum of each currency. */
    static Table table(List<DryReport> reports) {
        Table table = new Table(List.of(
                text("data set"),
                id("account"),
                text("period"),
                text("read by"),
                text("today"),
                number("changed"),
                text("currency"),
                number("billed change"),
                number("effective change")));
        for (DryReport report : reports) {
            Delivery first = report.taken().get(0);
            add(
                    table,
                    List.of(
                            first.getDataSet(),
                            first.getBillingAccountId(),
                            Periods.text(first.getBillingPeriodStart()),
                            rules(report.taken()),
                            rules(report.today())),
                    SummedDeliveries.of(report.today()));
        }
        if (!reports.isEmpty()) {
            add(table, List.of("all", "", "", "", ""), sum(reports));
        }
        return table;
    }

    /** Records and money of all reports. */
    static Delivery sum(List<DryReport> reports) {
        return SummedDeliveries.of(
                reports.stream().flatMap(report -> report.today().stream()).toList());
    }

    private static void add(Table table, List<String> head, Delivery sums) {
        List<CurrencyTotals> currencies = sums.getTotals();
        if (currencies.isEmpty()) {
            add(table, head, sums, "-", "0.00", "0.00");
        }
        for (CurrencyTotals totals : currencies) {
            add(
                    table,
                    head,
                    sums,
                    totals.getCurrency(),
                    Amounts.exact(DryReport.billedChange(totals)),
                    Amounts.exact(DryReport.effectiveChange(totals)));
        }
    }

    private static void add(
            Table table, List<String> head, Delivery sums, String currency, String billed, String effective) {
        List<String> row = new ArrayList<>(head);
        row.addAll(List.of(Amounts.count(DryReport.changed(sums)), currency, billed, effective));
        table.add(row);
    }

    private static String rules(List<Delivery> deliveries) {
        return deliveries.stream().map(DryReport::rules).distinct().sorted().collect(Collectors.joining(", "));
    }

    /**
     * Publishes the deliveries' pages once more, those of one account's period after the other's.
     *
     * @param since when that begins
     */
    List<Replayed> publish(RawReplay replay, Instant since) {
        List<Replayed> replayed = new ArrayList<>();
        outdated.deliveries().forEach((accountPeriod, deliveries) -> {
            Map<Delivery, RawReading> own = new LinkedHashMap<>();
            deliveries.forEach(delivery -> own.put(delivery, outdated.readings().get(delivery)));
            Map<Delivery, Integer> published = replay.publish(own);
            line.accept("Account " + accountPeriod + ": "
                    + published.values().stream().mapToInt(Integer::intValue).sum() + " raw records of "
                    + rules(deliveries) + " were published once more.");
            published.forEach((delivery, records) -> replayed.add(new Replayed(delivery, records, since)));
        });
        return replayed;
    }

    /** Runs the streams application until it has read all that was published. */
    static void settle(List<Replayed> replayed, DeliveryWatch watch, Map<String, String> settings) {
        boolean settled =
                StreamsRun.until(settings, watch, () -> replayed.stream().allMatch(one -> one.isSettled(watch)));
        if (!settled) {
            throw new StalledException("The streams application has made no progress with "
                    + replayed.stream().filter(one -> !one.isSettled(watch)).count()
                    + " of the deliveries for a minute; the next run continues them");
        }
    }

    /** @throws ConfigException if some of the deliveries cannot be replayed; it says why */
    void requireAll() {
        List<String> lacks = outdated.lacks();
        if (!lacks.isEmpty()) {
            throw new ConfigException(lacks.stream().limit(NAMED).collect(Collectors.joining("\n"))
                    + (lacks.size() > NAMED ? "\nThe same holds for " + (lacks.size() - NAMED) + " more." : "")
                    + "\nThese stay as they were read; all others were done");
        }
    }
}
