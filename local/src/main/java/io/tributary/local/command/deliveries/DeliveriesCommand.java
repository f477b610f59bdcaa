package io.tributary.local.command.deliveries;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Table;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists deliveries and carries out decisions about them. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        description = "Lists deliveries, and carries out what an operator decides about them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary deliveries list",
            "  tributary deliveries list --account 018984-D0AAA4-940B88 --period 2026-10 --slices",
            "  tributary deliveries confirm --delivery 4b1d... --reason \"the account was closed\"",
            "  tributary deliveries prefer --delivery 77aa... --reason \"we moved to the hourly report\"",
            "  tributary deliveries rebuild --account 012345678901 --period 2026-10"
        })
public final class DeliveriesCommand implements Runnable {

    private static final int DEFAULT_PARTITIONS = 4;

    /** Slices in one state are listed one by one up to this number, so that something can be done about each. */
    private static final int LISTED_SLICES = 20;

    /** The order in which deliveries are listed. */
    static final Comparator<Delivery> BY_SCOPE_AND_TIME =
            Comparator.comparing(Delivery::getScope).thenComparing(Delivery::getDeliveryTime);

    /** Creates topics that are not there yet. */
    public static void ensureTopics(Map<String, String> settings) {
        try (Admin admin = Admin.create(KafkaSettings.of(settings))) {
            TopicContracts.ensure(admin, Topics.always(), DEFAULT_PARTITIONS, (short) -1);
        }
    }

    /** A watch that has read all deliveries of a cluster. */
    public static DeliveryWatch watch(Map<String, String> settings) {
        ensureTopics(settings);
        DeliveryWatch watch = new DeliveryWatch(settings);
        watch.pollAll();
        return watch;
    }

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: expected list, confirm, prefer or rebuild");
    }

    /** All deliveries as a table, slices together. */
    static Table table(DeliveryWatch watch) {
        return table(watch.all(), watch.live(), false);
    }

    /**
     * Deliveries as a table, by scope and time.
     *
     * @param live which of the known deliveries are live
     * @param each whether every slice has a line of its own, not only those that somebody has to do something about
     */
    public static Table table(Collection<Delivery> deliveries, LiveDeliveries live, boolean each) {
        Table table = new Table(List.of(
                Table.Column.text("data set"),
                Table.Column.id("account"),
                Table.Column.text("period"),
                Table.Column.id("delivery"),
                Table.Column.text("time"),
                Table.Column.text("state").usually("COMPLETE"),
                Table.Column.text("live").usually("whole"),
                Table.Column.number("rows"),
                Table.Column.sentence("verdict")));
        List<Delivery> ordered = deliveries.stream().sorted(BY_SCOPE_AND_TIME).toList();
        if (each) {
            ordered.forEach(delivery -> add(table, delivery, live));
            return table;
        }
        for (DeliveryGroup group : DeliveryGroup.of(ordered)) {
            boolean isListed = !Slices.isSlice(group.first())
                    || !Verdict.isFine(group.first()) && group.deliveries().size() <= LISTED_SLICES;
            if (isListed) {
                group.deliveries().forEach(delivery -> add(table, delivery, live));
            } else {
                table.add(row(group, live));
            }
        }
        return table;
    }

    private static void add(Table table, Delivery delivery, LiveDeliveries live) {
        if (Verdict.isFine(delivery) && delivery.getConserved() && delivery.getRowsRejected() == 0) {
            table.addQuiet(row(delivery, live));
        } else {
            table.add(row(delivery, live));
        }
    }

    private static List<String> row(Delivery delivery, LiveDeliveries live) {
        return List.of(
                delivery.getDataSet(),
                delivery.getBillingAccountId(),
                Periods.text(delivery.getBillingPeriodStart()),
                delivery.getDeliveryId(),
                delivery.getDeliveryTime().toString(),
                delivery.getState(),
                live.part(delivery).text(),
                rows(delivery),
                (Slices.isSlice(delivery) ? Slices.name(delivery) + ": " : "") + delivery.getVerdict());
    }

    /** Rows, and how many there should be where that is another number. */
    private static String rows(Delivery delivery) {
        Long expected = delivery.getRowsExpected();
        return delivery.getRowsSeen()
                + (expected == null || expected == delivery.getRowsSeen() ? "" : " of " + expected);
    }

    private static List<String> row(DeliveryGroup group, LiveDeliveries live) {
        return List.of(
                group.first().getDataSet(),
                group.first().getBillingAccountId(),
                Periods.text(group.first().getBillingPeriodStart()),
                group.name(),
                group.newestTime().toString(),
                group.first().getState(),
                live.part(group).text(),
                Long.toString(group.sum(Delivery::getRowsSeen)),
                Verdict.isFine(group.first()) ? "" : "--slices lists them");
    }
}
