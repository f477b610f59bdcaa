package io.tributary.local.command.extract;

import io.tributary.local.command.cluster.SettingsOptions;
import io.tributary.local.command.run.Inputs;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the Azure extractor against a cluster. */
@Command(
        name = "azure",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Publishes every delivery of Azure costs that is not yet on the cluster, and ends.",
            "Credentials come as the Azure SDK finds them: environment, workload or managed identity, az login; or by the"
                    + " settings azure.credentials and azure.client.*, best given in the environment or a file."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary extract azure --config tributary.properties"
                    + " --input https://account.blob.core.windows.net/exports/costs",
            "  tributary extract azure --config tributary.properties --input exports/ --costs focus",
            "  tributary extract azure --config tributary.properties --api report --periods 3"
                    + " --input azure://subscriptions/11111111-2222-3333-4444-555555555555"
        })
public final class ExtractAzureCommand implements Callable<Integer> {

    private final Map<String, String> environment;

    @Option(
            names = "--input",
            paramLabel = "DIR|URL",
            description = {
                "What is read, or the setting extractor.input:",
                "DIR or https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX, what scheduled exports have written;",
                "azure://SCOPE, what Cost Management says of a billing scope."
            })
    private String input;

    @Option(
            names = "--costs",
            paramLabel = "VIEW",
            description =
                    "Which of the views of the same costs: auto (the default), amortized+actual, actual, amortized or"
                            + " focus.")
    private String costs;

    @Option(
            names = "--deliveries",
            paramLabel = "newest|all",
            description = "Take the newest run of each period (the default), or all of them in their order.")
    private String deliveries;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "The billing scope of exports that do not state theirs, such as subscriptions/ID.")
    private String scope;

    @Option(
            names = "--api",
            paramLabel = "API",
            description = "What is asked for azure://SCOPE: report (the default), query or usage-details.")
    private String api;

    @Option(
            names = "--periods",
            paramLabel = "PERIODS",
            description =
                    "Billing periods that are read for azure://SCOPE: open (the default), how many, or months like"
                            + " 2026-01..2026-10.")
    private String periods;

    @Option(
            names = "--cloud",
            paramLabel = "CLOUD",
            description = "Which of Azure's clouds: public (the default), usgovernment or china.")
    private String cloud;

    @Mixin
    private ExtractionOptions extraction;

    public ExtractAzureCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Map<String, String> options = new HashMap<>();
        options.put(Inputs.PROVIDER, "azure");
        SettingsOptions.putIfGiven(options, Inputs.INPUT, input);
        SettingsOptions.putIfGiven(options, "azure.costs", costs);
        SettingsOptions.putIfGiven(options, Inputs.AZURE_DELIVERIES, deliveries);
        SettingsOptions.putIfGiven(options, "azure.scope", scope);
        SettingsOptions.putIfGiven(options, "azure.api", api);
        SettingsOptions.putIfGiven(options, "azure.periods", periods);
        SettingsOptions.putIfGiven(options, "azure.cloud", cloud);
        return extraction.run(environment, options);
    }
}
