package io.tributary.local.command;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What became of deliveries, and what an operator decides about them. */
@Command(
        name = "deliveries",
        mixinStandardHelpOptions = true,
        description = "Lists deliveries, and carries out what an operator decides about them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary deliveries list",
            "  tributary deliveries confirm --delivery 4b1d... --reason \"the account was closed\"",
            "  tributary deliveries prefer --delivery 77aa... --reason \"we moved to the hourly report\""
        })
final class DeliveriesCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: expected list, confirm or prefer");
    }

    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int DEFAULT_PARTITIONS = 4;

    /** Follows the deliveries of a cluster, and has taken in all that are there. */
    static DeliveryWatch watch(Map<String, String> settings) {
        try (Admin admin = Admin.create(KafkaSettings.of(settings))) {
            TopicContracts.ensure(admin, Topics.always(), DEFAULT_PARTITIONS, (short) -1);
        }
        DeliveryWatch watch = new DeliveryWatch(settings);
        long before;
        do {
            before = watch.seen();
            watch.poll(QUIET);
        } while (watch.seen() > before);
        return watch;
    }

    /** The deliveries as a table, by scope and time. */
    static List<String> table(DeliveryWatch watch) {
        Table table = new Table(List.of(
                Table.Column.text("data set"),
                Table.Column.text("account"),
                Table.Column.text("period"),
                Table.Column.text("delivery"),
                Table.Column.text("time"),
                Table.Column.text("state"),
                Table.Column.number("rows"),
                Table.Column.text("verdict")));
        watch.all().stream()
                .sorted(Comparator.comparing(Delivery::getScope).thenComparing(Delivery::getDeliveryTime))
                .forEach(delivery -> table.add(List.of(
                        delivery.getDataSet(),
                        delivery.getBillingAccountId(),
                        Periods.text(delivery.getBillingPeriodStart()),
                        delivery.getDeliveryId(),
                        delivery.getDeliveryTime().toString(),
                        delivery.getState(),
                        Long.toString(delivery.getRowsSeen()),
                        delivery.getVerdict())));
        return table.lines();
    }
}
