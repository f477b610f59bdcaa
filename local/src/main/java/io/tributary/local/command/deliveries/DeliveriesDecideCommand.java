package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.ClusterOptions;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Terminal;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Instruction;
import io.tributary.schemas.RawPage;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Publishes an operator's decision about a delivery to the topic of its pages, in order with them. */
@Command(mixinStandardHelpOptions = true, sortOptions = false)
public final class DeliveriesDecideCommand implements Callable<Integer> {

    public static final String CONFIRM = "CONFIRM";
    public static final String PREFER = "PREFER";

    /** Sent to scopes of another account that bill the same, where a delivery is preferred. */
    private static final String YIELD = "YIELD";

    private final Map<String, String> environment;
    private final Terminal terminal;
    private final String kind;
    private final String state;
    private final Afterwards afterwards;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--delivery",
            required = true,
            paramLabel = "ID",
            description = "The delivery's id, or the first characters of it, if no other id begins with them.")
    private String delivery;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why; it is kept with the decision.")
    private String reason;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private OutputOptions outputOptions;

    /**
     * @param kind the decision, as {@link Instruction} names it
     * @param state the state that a delivery must be in for it
     * @param afterwards done on a cluster of its own, once the decision is settled
     */
    public DeliveriesDecideCommand(
            Map<String, String> environment, Terminal terminal, String kind, String state, Afterwards afterwards) {
        this.environment = environment;
        this.terminal = terminal;
        this.kind = kind;
        this.state = state;
        this.afterwards = afterwards;
    }

    @Override
    public Integer call() throws Exception {
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        boolean ownCluster = !cluster.namesCluster(environment);
        try (LocalCluster started = cluster.start(environment);
                DeliveryWatch watch = DeliveriesCommand.watch(started.settings())) {
            Delivery meant = meant(watch);
            send(meant, watch, started.settings(), output);
            if (ownCluster) {
                // A decision that does not fit is dead-lettered, and changes nothing: the table shows it.
                StreamsRun.until(
                        started.settings(),
                        watch,
                        () -> !isSame(meant, watch)
                                && Overlaps.beside(meant, watch).isEmpty());
            }
            output.sentence(kind + " of delivery " + meant.getDeliveryId() + " was sent.");
            output.table(DeliveriesCommand.table(watch));
            if (ownCluster) {
                watch.pollAll();
                afterwards.apply(started.settings(), watch).forEach(output::sentence);
            }
            return ExitCode.OK;
        }
    }

    /** The delivery that is meant. Of several scopes' deliveries with the same id, only one may be in the state. */
    private Delivery meant(DeliveryWatch watch) {
        List<Delivery> candidates = watch.all().stream()
                .filter(known -> known.getDeliveryId().startsWith(delivery))
                .toList();
        List<Delivery> fitting = candidates.stream()
                .filter(known -> known.getState().equals(state)
                        || kind.equals(PREFER) && !Overlaps.beside(known, watch).isEmpty())
                .toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (candidates.size() == 1) {
            throw new ConfigException("Delivery " + candidates.get(0).getDeliveryId() + " is "
                    + candidates.get(0).getState() + ": expected " + state);
        }
        throw new ConfigException(
                "--delivery is '" + delivery + "', which " + candidates.size() + " deliveries begin with, "
                        + fitting.size() + " of them " + state + ": expected the beginning of one that is, of "
                        + DeliveryIds.text(candidates.isEmpty() ? watch.all() : candidates));
    }

    /** Sends the decision, and in the same transaction the pages that must follow it, which are looked for before. */
    private void send(Delivery meant, DeliveryWatch watch, Map<String, String> settings, Output output) {
        List<Delivery> overlapping = kind.equals(PREFER) ? Overlaps.beside(meant, watch) : List.of();
        if (!overlapping.isEmpty()) {
            sendYields(meant, overlapping, settings, output);
            return;
        }
        RawReplay replay = new RawReplay(settings, new ReplayIds(new SecureRandom()));
        // Where another report stated the period, its pages were dropped when they came.
        Optional<RawReading> again = kind.equals(PREFER)
                ? Optional.of(replay.find(List.of(meant)).whole(List.of(meant)).get(meant))
                : Optional.empty();
        // The application ignores a decision that is not newer than the last one, and knows milliseconds.
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        RawPage decision = DeliveryRecords.of(meant, now)
                .setInstruction(new Instruction(kind, reason))
                .build();
        int records = replay.publish(meant, decision, again);
        if (again.isPresent()) {
            output.sentence(records + " raw records of it were published once more.");
        }
    }

    /** Has the scopes of the other account of an overlap give way. */
    private void sendYields(Delivery meant, List<Delivery> overlapping, Map<String, String> settings, Output output) {
        RawReplay replay = new RawReplay(settings, new ReplayIds(new SecureRandom()));
        Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.MILLIS);
        for (Delivery other : overlapping) {
            RawPage decision = DeliveryRecords.of(other, now)
                    .setDeliveryId(meant.getScope())
                    .setInstruction(new Instruction(YIELD, reason))
                    .build();
            replay.publish(other, decision, Optional.empty());
            output.sentence("Scope " + other.getScope() + " gives way to " + meant.getScope() + ".");
        }
    }

    private boolean isSame(Delivery meant, DeliveryWatch watch) {
        return watch.delivery(meant.getScope(), meant.getDeliveryId())
                .filter(now -> now.getState().equals(state) || now.getState().equals("OPEN"))
                .isPresent();
    }
}
