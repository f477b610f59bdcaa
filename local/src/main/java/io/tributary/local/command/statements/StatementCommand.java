package io.tributary.local.command.statements;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.statements.StatementTopic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.topics.TopicContracts;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps statements of what was billed. */
@Command(
        name = "statement",
        mixinStandardHelpOptions = true,
        description = "Keeps what accounts were billed, as their providers state it, so that totals can be reconciled"
                + " with it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary statement add --provider aws --account 012345678901 --period 2026-10 --invoice 1234567890"
                    + " --currency USD --amount 1234.56",
            "  tributary statement import invoices.csv",
            "  aws invoicing list-invoice-summaries --selector ResourceType=ACCOUNT_ID,Value=012345678901 > aws.json",
            "  tributary statement import aws.json",
            "  tributary statement list --period 2026-10",
            "  tributary statement remove --account 012345678901 --period 2026-10 --invoice 1234567890"
        })
public final class StatementCommand implements Runnable {

    private static final int DEFAULT_PARTITIONS = 4;

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: expected add, import, list or remove");
    }

    /** The topic, which is made where it is missing. */
    static StatementTopic topic(Map<String, String> settings) {
        try (Admin admin = Admin.create(KafkaSettings.of(settings))) {
            TopicContracts.ensure(admin, List.of(Topics.STATEMENTS), DEFAULT_PARTITIONS, (short) -1);
        }
        return new StatementTopic(settings, KafkaSettings.of(settings));
    }

    /**
     * The value of an option.
     *
     * @throws ConfigException naming the option, the value and what was expected
     */
    static <T> T value(String option, String text, Function<String, T> parser) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigException(option + " is '" + text + "', " + wrong.getMessage());
        }
    }
}
