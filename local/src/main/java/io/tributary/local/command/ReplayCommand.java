package io.tributary.local.command;

import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Has an account's period read anew from its raw pages, or says what would change if it were. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes the raw pages of an account's period once more, so that they are read by today's rules.",
            "Pages that were taken under the same rules are recognised, and change nothing; after a change of the rules"
                    + " only the records that they change are restated."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary replay --account 012345678901 --period 2026-10 --dry-run    what would change",
            "  tributary replay --account 012345678901 --period 2026-10",
            "  tributary replay --account 012345678901 --period 2026-10 --from-delivery 4b1d..."
        })
final class ReplayCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(names = "--account", required = true, paramLabel = "ID", description = "The billing account.")
    private String account;

    @Option(names = "--period", required = true, paramLabel = "YYYY-MM", description = "The billing period.")
    private YearMonth period;

    @Option(
            names = "--from-delivery",
            paramLabel = "ID",
            description = "Replay this delivery and all later ones, in their order, not the newest complete one alone:"
                    + " its id, or so much of its beginning that only one is meant. While the streams application"
                    + " knows a newer one, older ones are superseded.")
    private String fromDelivery;

    @Option(
            names = "--dry-run",
            description = "Publish nothing, but say what would change, in records and money by currency.")
    private boolean dryRun;

    @Mixin
    private ClusterOptions cluster;

    ReplayCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        AccountPeriod accountPeriod = new AccountPeriod(account, period);
        boolean ownCluster = !cluster.namesCluster(environment);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            List<Delivery> stated = accountPeriod.stated(watch.all());
            List<Delivery> meant = meant(accountPeriod, stated);
            if (dryRun) {
                Delivery newest = AccountPeriod.newest(meant).orElse(meant.get(meant.size() - 1));
                new DryReplay(started.settings(), watch.all())
                        .report(accountPeriod, newest)
                        .forEach(line());
                superseding(newest, stated);
            } else {
                replay(accountPeriod, meant, stated, ownCluster, watch, started.settings());
            }
            return ExitCode.FINE;
        }
    }

    private List<Delivery> meant(AccountPeriod accountPeriod, List<Delivery> stated) {
        if (fromDelivery == null) {
            return List.of(AccountPeriod.newest(stated).orElseThrow());
        }
        List<Delivery> candidates = stated.stream()
                .filter(delivery -> delivery.getDeliveryId().startsWith(fromDelivery))
                .toList();
        if (candidates.size() != 1) {
            throw new ConfigException("--from-delivery is '" + fromDelivery + "', which " + candidates.size()
                    + " deliveries of account " + accountPeriod + " begin with: expected one of "
                    + stated.stream().map(Delivery::getDeliveryId).toList());
        }
        return stated.subList(stated.indexOf(candidates.get(0)), stated.size());
    }

    private void replay(
            AccountPeriod accountPeriod,
            List<Delivery> meant,
            List<Delivery> stated,
            boolean ownCluster,
            DeliveryWatch watch,
            Map<String, String> settings) {
        Instant started = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        RawReplay raw = new RawReplay(settings);
        int last = 0;
        for (Delivery delivery : meant) {
            last = raw.publish(delivery);
            if (last == 0) {
                throw new ConfigException("The raw topic has no pages of delivery " + delivery.getDeliveryId()
                        + " of account " + accountPeriod + " any more: it cannot be replayed");
            }
            line().accept("Account " + accountPeriod + ": " + last + " raw records of delivery "
                    + delivery.getDeliveryId() + " of " + delivery.getDeliveryTime() + " were published once more.");
        }
        Delivery newest = meant.get(meant.size() - 1);
        superseding(newest, stated);
        if (ownCluster) {
            settle(newest, last, started, watch, settings);
        }
        DeliveriesCommand.table(watch).forEach(line());
    }

    /** The deliveries of a scope are worked in order: once the last one is settled, all are. */
    private void settle(
            Delivery delivery, int published, Instant started, DeliveryWatch watch, Map<String, String> settings) {
        boolean settled = StreamsRun.until(
                settings,
                watch,
                () -> watch.delivery(delivery.getScope(), delivery.getDeliveryId())
                        .filter(now -> isTakenAnew(now, started) || worked(now) - worked(delivery) >= published - 1)
                        .isPresent());
        if (!settled) {
            throw new StalledException("The streams application has made no progress with delivery "
                    + delivery.getDeliveryId() + " for a minute; the next run goes on with it");
        }
        Delivery now =
                watch.delivery(delivery.getScope(), delivery.getDeliveryId()).orElseThrow();
        line().accept(
                        isTakenAnew(now, started)
                                ? now.getRecordsUnchanged() + " records stayed as they were, "
                                        + now.getRecordsRestated()
                                        + " were restated, " + now.getRecordsAdded() + " added, "
                                        + now.getRecordsVanished()
                                        + " withdrawn."
                                : "All of it had been taken under today's rules, " + now.getMappingVersion()
                                        + ", and was dropped whole: nothing changed.");
    }

    /** Pages that were worked, whatever became of them; a completion is one of them only where it says nothing new. */
    private static long worked(Delivery delivery) {
        return delivery.getPagesSeen() + delivery.getPagesRepeated() + delivery.getPagesRejected();
    }

    private static boolean isTakenAnew(Delivery now, Instant started) {
        return !now.getFirstSeen().isBefore(started) && !now.getState().equals("OPEN");
    }

    /** Says so if a newer delivery has begun: the application drops older ones then. */
    private void superseding(Delivery replayed, List<Delivery> stated) {
        stated.stream()
                .filter(delivery -> delivery.getDeliveryTime().isAfter(replayed.getDeliveryTime()))
                .reduce((older, newer) -> newer)
                .ifPresent(newer -> line().accept("Delivery " + newer.getDeliveryId() + " of "
                        + newer.getDeliveryTime() + " is newer and " + newer.getState()
                        + ": while the streams application knows it, older ones are superseded."));
    }

    private Consumer<String> line() {
        return spec.commandLine().getOut()::println;
    }
}
