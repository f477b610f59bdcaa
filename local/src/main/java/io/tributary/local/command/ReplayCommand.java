package io.tributary.local.command;

import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
            "  tributary replay --account subscriptions/2c1f... --period 2026-10",
            "  tributary replay --account 012345678901 --period 2026-10 --from-delivery 4b1d..."
        })
final class ReplayCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--account",
            required = true,
            paramLabel = "ID",
            description = "The billing account; for Azure the billing scope.")
    private String account;

    @Option(
            names = "--period",
            required = true,
            paramLabel = "YYYY-MM",
            description = "The billing period: its month, or its first day where several begin in one month.")
    private String period;

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
        Periods.requireMonthOrDay("--period", period);
        boolean ownCluster = !cluster.namesCluster(environment);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            AccountPeriod accountPeriod = AccountPeriod.meant(account, period, watch.all());
            Statements statements = new Statements(started.settings());
            List<Statement> stated = statements.of(accountPeriod, watch.all());
            List<List<Delivery>> meant = meant(accountPeriod, stated);
            if (dryRun) {
                DryReplay dry = new DryReplay(started.settings(), statements, watch.all());
                for (List<Delivery> deliveries : meant) {
                    Delivery newest = Statement.newest(deliveries).orElse(last(deliveries));
                    dry.report(accountPeriod, newest).forEach(line());
                    superseding(newest, stated);
                }
            } else {
                replay(accountPeriod, meant, stated, ownCluster, watch, started.settings());
            }
            return ExitCode.FINE;
        }
    }

    /** The deliveries that are meant of each statement that any are meant of. */
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
                    + stated.stream()
                            .flatMap(statement -> statement.owned().stream())
                            .map(Delivery::getDeliveryId)
                            .toList());
        }
        return candidates;
    }

    private static Delivery last(List<Delivery> deliveries) {
        return deliveries.get(deliveries.size() - 1);
    }

    private void replay(
            AccountPeriod accountPeriod,
            List<List<Delivery>> meant,
            List<Statement> stated,
            boolean ownCluster,
            DeliveryWatch watch,
            Map<String, String> settings) {
        Instant started = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        List<Replayed> replayed = new ArrayList<>();
        for (List<Delivery> deliveries : meant) {
            int published = 0;
            for (Delivery delivery : deliveries) {
                published = publish(accountPeriod, delivery, settings);
            }
            // The deliveries of a scope are worked in order: once the last one is settled, all are.
            replayed.add(new Replayed(last(deliveries), published, started));
            superseding(last(deliveries), stated);
        }
        if (ownCluster) {
            settle(replayed, watch, settings);
        }
        DeliveriesCommand.table(watch).forEach(line());
    }

    private int publish(AccountPeriod accountPeriod, Delivery delivery, Map<String, String> settings) {
        int published = new RawReplay(settings).publish(delivery);
        if (published == 0) {
            throw new ConfigException("The raw topic has no pages of delivery " + delivery.getDeliveryId()
                    + " of account " + accountPeriod + " any more: it cannot be replayed");
        }
        line().accept("Account " + accountPeriod + ": " + published + " raw records of " + delivery.getDataSet()
                + " delivery " + delivery.getDeliveryId() + " of " + delivery.getDeliveryTime()
                + " were published once more.");
        return published;
    }

    private void settle(List<Replayed> replayed, DeliveryWatch watch, Map<String, String> settings) {
        boolean settled =
                StreamsRun.until(settings, watch, () -> replayed.stream().allMatch(one -> one.isSettled(watch)));
        for (Replayed one : replayed) {
            if (!settled && !one.isSettled(watch)) {
                throw new StalledException("The streams application has made no progress with delivery "
                        + one.delivery().getDeliveryId() + " for a minute; the next run goes on with it");
            }
            line().accept(one.outcome(watch));
        }
    }

    /** Says so if a newer delivery has begun: the application drops older ones then. */
    private void superseding(Delivery replayed, List<Statement> stated) {
        stated.stream()
                .flatMap(statement -> statement.owned().stream())
                .filter(delivery -> delivery.getScope().equals(replayed.getScope()))
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
