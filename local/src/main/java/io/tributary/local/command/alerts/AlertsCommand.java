package io.tributary.local.command.alerts;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists, evaluates and closes alerts. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        description = "Lists what needs a person, and looks whether it still does.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary alerts list",
            "  tributary alerts close 'EXTRACTION_FAILED|s3://bills/old'",
            "  tributary alerts list --all --json",
            "  tributary alerts check --set alerts.webhook.url=https://hooks.example.com/T0/B0",
            "  tributary alerts check --every 300 --bootstrap-servers kafka:9092 --schema-registry-url"
                    + " http://registry:8081"
        })
public final class AlertsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: expected list, check or close");
    }
}
