package io.tributary.local.command.deliveries;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.StalledException;
import io.tributary.local.command.console.Terminal;
import io.tributary.schemas.Delivery;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads an account's period again from its raw pages, or says what that would change. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes the raw pages of an account's period once more, so that they are read by today's rules.",
            "Rows that say the same as before change nothing: after a change of the rules only the records that they"
                    + " change are restated."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary replay --account 012345678901 --period 2026-10 --dry-run    what would change",
            "  tributary replay --account 012345678901 --period 2026-10",
            "  tributary replay --account subscriptions/2c1f... --period 2026-10",
            "  tributary replay --account 018984-D0AAA4-940B88 --period 2026-10      every slice of the month",
            "  tributary replay --account 012345678901 --period 2026-10 --from-delivery 4b1d...",
            "  tributary replay --outdated --dry-run                                 what new rules would change"
        })
public final class ReplayCommand implements Callable<Integer> {

    private static final int SENTENCES = 20;

    private final Map<String, String> environment;
    private final Terminal terminal;
    private final Afterwards afterwards;

    @Spec
    private CommandSpec spec;

    @Option(names = "--account", paramLabel = "ID", description = "The billing account; for Azure the billing scope.")
    private String account;

    @Option(
            names = "--period",
            paramLabel = "YYYY-MM",
            description = "The billing period: its month, or its first day where several begin in one month.")
    private String period;

    @Option(
            names = "--from-delivery",
            paramLabel = "ID",
            description = "Replay this delivery and all later ones, in their order, not the newest complete one alone:"
                    + " its id, or the first characters of it, if no other id begins with them. While the streams"
                    + " application knows a newer one, older ones are superseded. For Google Cloud: this slice alone.")
    private String fromDelivery;

    @Option(
            names = "--outdated",
            description = "Replay the newest deliveries of all accounts' periods that were read by other rules than"
                    + " today's, in place of an account's period.")
    private boolean outdated;

    @Option(
            names = "--dry-run",
            description = "Publish nothing, but say what would change, in records and money by currency.")
    private boolean dryRun;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    /** @param afterwards done on a cluster of its own, once what was replayed is settled */
    public ReplayCommand(Map<String, String> environment, Terminal terminal, Afterwards afterwards) {
        this.environment = environment;
        this.terminal = terminal;
        this.afterwards = afterwards;
    }

    @Override
    public Integer call() throws Exception {
        requireOptions();
        output();
        boolean ownCluster = !cluster.namesCluster(environment);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Statements statements = new Statements(started.settings());
            if (outdated) {
                outdated(statements, watch, ownCluster, started.settings());
                return ExitCode.OK;
            }
            AccountPeriod accountPeriod = AccountPeriod.meant(account, period, watch.all());
            List<Statement> stated = statements.of(accountPeriod, watch.all());
            List<List<Delivery>> meant = meant(accountPeriod, stated);
            if (dryRun) {
                DryReplay dry = new DryReplay(started.settings(), statements, watch.all());
                List<Delivery> newest = meant.stream()
                        .map(deliveries -> Statement.newest(deliveries).orElse(last(deliveries)))
                        .toList();
                List<DryReport> reports = together(newest).stream()
                        .map(together -> dry.report(accountPeriod, together))
                        .toList();
                print(accountPeriod, reports, superseding(newest, stated));
            } else {
                replay(accountPeriod, meant, stated, ownCluster, watch, started.settings());
                after(ownCluster, started.settings(), watch);
            }
            return ExitCode.OK;
        }
    }

    private void after(boolean ownCluster, Map<String, String> settings, DeliveryWatch watch) {
        if (ownCluster) {
            watch.pollAll();
            afterwards.apply(settings, watch).forEach(line());
        }
    }

    private void requireOptions() {
        if (outdated) {
            if (account != null || period != null || fromDelivery != null) {
                throw new ConfigException("--outdated is about all accounts' periods: expected none of --account,"
                        + " --period and --from-delivery with it");
            }
            return;
        }
        if (account == null || period == null) {
            throw new ConfigException("Expected --account and --period, or --outdated");
        }
        Periods.requireMonthOrDay("--period", period);
    }

    private void outdated(
            Statements statements, DeliveryWatch watch, boolean ownCluster, Map<String, String> settings) {
        RawReplay replay = new RawReplay(settings, new ReplayIds(new SecureRandom()));
        OutdatedDeliveries found = OutdatedDeliveries.of(watch.all(), statements, replay);
        OutdatedReplay outdatedReplay = new OutdatedReplay(found, line());
        if (found.deliveries().isEmpty() && found.lacks().isEmpty()) {
            line().accept("Everything was read by today's rules.");
        }
        if (dryRun) {
            List<DryReport> reports = outdatedReplay.dryRun(new DryReplay(settings, statements, watch.all()));
            if (json.isGiven()) {
                output().json(ReplayJson.outdatedDryRun(reports, found.lacks()));
            } else {
                output().table(OutdatedReplay.table(reports));
                output().sentence("Nothing was published.");
            }
        } else {
            Instant started = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
            List<Replayed> replayed = outdatedReplay.publish(replay, started);
            if (ownCluster && !replayed.isEmpty()) {
                OutdatedReplay.settle(replayed, watch, settings);
                line().accept(Replayed.outcome(replayed, watch));
            }
            if (json.isGiven()) {
                List<ObjectNode> objects = replayed.stream()
                        .map(one -> one.json(ownCluster, watch))
                        .toList();
                output().json(ReplayJson.outdated(objects, found.lacks()));
            } else {
                output().table(DeliveriesCommand.table(watch));
            }
            after(ownCluster, settings, watch);
        }
        outdatedReplay.requireAll();
    }

    private void print(AccountPeriod accountPeriod, List<DryReport> reports, List<String> notes) {
        if (json.isGiven()) {
            output().json(ReplayJson.dryRun(accountPeriod, reports, notes));
        } else {
            reports.forEach(report -> report.print(output()));
            print(notes);
        }
    }

    /** The deliveries to replay, by statement. Statements without any are left out. */
    private List<List<Delivery>> meant(AccountPeriod accountPeriod, List<Statement> stated) {
        if (fromDelivery == null) {
            return stated.stream()
                    .map(statement -> List.of(statement.newest().orElseThrow()))
                    .toList();
        }
        List<List<Delivery>> candidates = new ArrayList<>();
        for (Statement statement : stated) {
            List<Delivery> owned = statement.owned();
            owned.stream()
                    .filter(delivery -> delivery.getDeliveryId().startsWith(fromDelivery))
                    .forEach(delivery -> candidates.add(owned.subList(owned.indexOf(delivery), owned.size())));
        }
        if (candidates.size() != 1) {
            throw new ConfigException("--from-delivery is '" + fromDelivery + "', which " + candidates.size()
                    + " deliveries of account " + accountPeriod + " begin with: expected one of "
                    + DeliveryIds.text(stated.stream()
                            .flatMap(statement -> statement.owned().stream())
                            .toList()));
        }
        return candidates;
    }

    private static Delivery last(List<Delivery> deliveries) {
        return deliveries.get(deliveries.size() - 1);
    }

    /** Deliveries that are read and reported together: all slices, since there are many of them; others each alone. */
    static List<List<Delivery>> together(List<Delivery> deliveries) {
        return Slices.areSlices(deliveries)
                ? List.of(deliveries)
                : deliveries.stream().map(List::of).toList();
    }

    private void replay(
            AccountPeriod accountPeriod,
            List<List<Delivery>> meant,
            List<Statement> stated,
            boolean ownCluster,
            DeliveryWatch watch,
            Map<String, String> settings) {
        Instant started = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        Map<Delivery, Integer> published = new LinkedHashMap<>();
        RawReplay replay = new RawReplay(settings, new ReplayIds(new SecureRandom()));
        List<List<Delivery>> again;
        if (fromDelivery == null) {
            List<Delivery> newest = meant.stream().map(ReplayCommand::last).toList();
            Map<Delivery, RawReading> readings = replay.find(newest).whole(newest);
            together(newest).forEach(batch -> published.putAll(publish(accountPeriod, batch, replay, readings)));
            again = meant;
        } else {
            List<Delivery> all = meant.stream().flatMap(List::stream).toList();
            Map<Delivery, RawReading> readings = whole(replay.find(all), all);
            readings.keySet()
                    .forEach(delivery -> published.putAll(publish(accountPeriod, List.of(delivery), replay, readings)));
            again = List.of(List.copyOf(readings.keySet()));
        }
        // The deliveries of a scope are processed in order: once the last one is settled, all are.
        List<Replayed> replayed = again.stream()
                .map(ReplayCommand::last)
                .map(delivery -> new Replayed(delivery, published.get(delivery), started))
                .toList();
        List<String> notes =
                superseding(replayed.stream().map(Replayed::delivery).toList(), stated);
        print(notes);
        if (ownCluster) {
            settle(replayed, watch, settings);
        }
        if (json.isGiven()) {
            List<ObjectNode> objects =
                    replayed.stream().map(one -> one.json(ownCluster, watch)).toList();
            output().json(ReplayJson.replayed(accountPeriod, objects, notes));
        } else {
            output().table(DeliveriesCommand.table(watch));
        }
    }

    /**
     * The readings of the delivery that was named, which must be whole, and of later ones that are. The others never
     * came to an end, or are still being read.
     */
    private Map<Delivery, RawReading> whole(RawReadings found, List<Delivery> deliveries) {
        Map<Delivery, RawReading> readings = new LinkedHashMap<>(found.whole(deliveries.subList(0, 1)));
        List<String> leftOut = new ArrayList<>();
        for (Delivery later : deliveries.subList(1, deliveries.size())) {
            found.newestWhole(later)
                    .ifPresentOrElse(
                            reading -> readings.put(later, reading),
                            () -> leftOut.add(found.lack(later) + ": it is left out."));
        }
        print(leftOut);
        return readings;
    }

    private Map<Delivery, Integer> publish(
            AccountPeriod accountPeriod,
            List<Delivery> deliveries,
            RawReplay replay,
            Map<Delivery, RawReading> readings) {
        Map<Delivery, RawReading> own = new LinkedHashMap<>();
        deliveries.forEach(delivery -> own.put(delivery, readings.get(delivery)));
        Map<Delivery, Integer> published = replay.publish(own);
        int records = published.values().stream().mapToInt(Integer::intValue).sum();
        Delivery first = deliveries.get(0);
        line().accept("Account " + accountPeriod + ": " + records + " raw records of "
                + (deliveries.size() > 1
                        ? deliveries.size() + " slices"
                        : first.getDataSet() + " delivery " + first.getDeliveryId() + " of " + first.getDeliveryTime())
                + " were published once more.");
        return published;
    }

    private void settle(List<Replayed> replayed, DeliveryWatch watch, Map<String, String> settings) {
        boolean settled =
                StreamsRun.until(settings, watch, () -> replayed.stream().allMatch(one -> one.isSettled(watch)));
        for (Replayed one : replayed) {
            if (!settled && !one.isSettled(watch)) {
                throw new StalledException("The streams application has made no progress with delivery "
                        + one.delivery().getDeliveryId() + " for a minute; the next run continues it");
            }
        }
        if (Slices.areSlices(replayed.stream().map(Replayed::delivery).toList())) {
            line().accept(Replayed.outcome(replayed, watch));
        } else {
            replayed.forEach(one -> line().accept(one.outcome(watch)));
        }
    }

    /** A sentence for each newer delivery that has begun: the application drops older ones then. */
    private static List<String> superseding(List<Delivery> replayed, List<Statement> stated) {
        Map<String, Delivery> newest = stated.stream()
                .flatMap(statement -> statement.owned().stream())
                .collect(Collectors.toMap(Delivery::getScope, Function.identity(), (older, newer) -> newer));
        List<String> sentences = new ArrayList<>();
        for (Delivery delivery : replayed) {
            Delivery newer = newest.get(delivery.getScope());
            if (newer.getDeliveryTime().isAfter(delivery.getDeliveryTime())) {
                sentences.add("Delivery " + newer.getDeliveryId() + " of " + newer.getDeliveryTime() + " is newer and "
                        + newer.getState() + ": while the streams application knows it, older ones are superseded.");
            }
        }
        return sentences;
    }

    private void print(List<String> notes) {
        notes.stream().limit(SENTENCES).forEach(line());
        if (notes.size() > SENTENCES) {
            line().accept("The same holds for " + (notes.size() - SENTENCES) + " more.");
        }
    }

    private Output output() {
        return outputOptions.output(spec.commandLine().getOut(), terminal);
    }

    /** Where sentences go: with {@code --json} standard output has the object alone. */
    private Consumer<String> line() {
        return json.isGiven() ? spec.commandLine().getErr()::println : output()::sentence;
    }
}
