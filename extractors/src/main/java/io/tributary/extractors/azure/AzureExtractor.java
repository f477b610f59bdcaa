package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.CommandOption;
import io.tributary.extractors.ExtractCommandHelp;
import io.tributary.extractors.InputForm;
import io.tributary.extractors.ProviderExtractor;
import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.exports.BlobObjects;
import io.tributary.extractors.azure.exports.ExportsSource;
import io.tributary.extractors.azure.http.AzureResourceManager;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.Provider;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;

/** The extension for Azure. */
public final class AzureExtractor implements ProviderExtractor<AzureConfig> {

    private static final ExtractCommandHelp COMMAND = new ExtractCommandHelp(
            List.of(
                    "Publishes every delivery of Azure costs that is not yet on the cluster, and ends.",
                    "Credentials come as the Azure SDK finds them: environment, workload or managed identity, az"
                            + " login; or by the settings azure.credentials and azure.client.*, best given in the"
                            + " environment or a file."),
            "DIR|URL",
            List.of(
                    "What is read, or the setting extractor.input:",
                    "DIR or https://ACCOUNT.blob.core.windows.net/CONTAINER/PREFIX, what scheduled exports have"
                            + " written;",
                    "azure://SCOPE, what Cost Management says of a billing scope."),
            List.of(
                    new CommandOption(
                            "--costs",
                            "VIEW",
                            AzureConfig.COSTS,
                            "Which of the views of the same costs: auto (the default), amortized+actual, actual,"
                                    + " amortized or focus."),
                    new CommandOption(
                            "--deliveries",
                            "newest|all",
                            AzureConfig.DELIVERIES,
                            "Take the newest run of each period (the default), or all of them in their order."),
                    new CommandOption(
                            "--scope",
                            "SCOPE",
                            AzureConfig.SCOPE,
                            "The billing scope of exports that do not state theirs, such as subscriptions/ID."),
                    new CommandOption(
                            "--api",
                            "API",
                            AzureConfig.API,
                            "What is asked for azure://SCOPE: report (the default), query or usage-details."),
                    new CommandOption(
                            "--periods",
                            "PERIODS",
                            ApiConfig.PERIODS,
                            "Billing periods that are read for azure://SCOPE: open (the default), how many, or months"
                                    + " like 2026-01..2026-10."),
                    new CommandOption(
                            "--cloud",
                            "CLOUD",
                            AzureConfig.CLOUD,
                            "Which of Azure's clouds: public (the default), usgovernment or china.")),
            List.of(
                    "  tributary extract azure --config tributary.properties"
                            + " --input https://account.blob.core.windows.net/exports/costs",
                    "  tributary extract azure --config tributary.properties --input exports/ --costs focus",
                    "  tributary extract azure --config tributary.properties --api report --periods 3"
                            + " --input azure://subscriptions/11111111-2222-3333-4444-555555555555"));

    @Override
    public Provider provider() {
        return Provider.AZURE;
    }

    @Override
    public ConfigDef settings() {
        return AzureConfig.define(new ConfigDef());
    }

    @Override
    public AzureConfig config(Map<String, Object> parsed, Map<String, String> given) {
        return AzureConfig.from(parsed);
    }

    @Override
    public List<String> problems(AzureConfig config) {
        return config.problems();
    }

    @Override
    public List<InputForm> inputForms() {
        return List.of(AzureInputs.BLOB, AzureInputs.COST_MANAGEMENT);
    }

    @Override
    public boolean isManifest(String path) {
        return ExportsSource.isManifest(path);
    }

    @Override
    public boolean isBill(CsvHeader columns) {
        return ExportsSource.isExport(columns);
    }

    @Override
    public String expectedColumns() {
        return "a cost, a day and an account, such as CostInBillingCurrency, Date and SubscriptionId, or BilledCost"
                + " and Microsoft's own columns of a FOCUS export, such as x_SkuMeterId";
    }

    @Override
    public boolean isData(String path) {
        return ExportsSource.isData(path);
    }

    @Override
    public String expectedInDirectory() {
        return "an export of Azure, manifest.json or CSV files";
    }

    @Override
    public Optional<String> deliveriesSetting() {
        return Optional.of(AzureConfig.DELIVERIES);
    }

    @Override
    public ExtractCommandHelp command() {
        return COMMAND;
    }

    @Override
    public BillingSource open(
            String input, AzureConfig config, PageLimits limits, int parallelism, InstantSource clock, Pause pause) {
        requireNonNull(config, "config");
        requireNonNull(limits, "limits");
        if (AzureInputs.COST_MANAGEMENT.matches(input)) {
            return ApiSource.open(
                    input,
                    config.costs(),
                    config.costManagement().api(),
                    config.costManagement().questions(),
                    new ApiSource.Means(
                            AzureResourceManager.of(config, pause),
                            limits,
                            parallelism,
                            clock,
                            pause,
                            new SecureRandom()));
        }
        return ExportsSource.open(
                input,
                AzureInputs.BLOB.matches(input) ? BlobObjects.open(input, config) : LocalObjects.open(input),
                config,
                limits,
                parallelism,
                pause);
    }
}
