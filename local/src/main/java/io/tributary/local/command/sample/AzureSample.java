package io.tributary.local.command.sample;

import io.tributary.local.command.console.Choices;
import io.tributary.samples.azure.AzureDataSet;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.azure.ExportFormat;
import io.tributary.schemas.Provider;
import java.util.Optional;

/** Sample bills of Azure. */
public final class AzureSample implements ProviderSample<AzureSampleOptions> {

    @Override
    public Provider provider() {
        return Provider.AZURE;
    }

    @Override
    public AzureSampleOptions options() {
        return new AzureSampleOptions();
    }

    @Override
    public Optional<String> dataSets() {
        return Optional.of("actual, amortized, focus; actual,amortized by default, of mosa actual");
    }

    @Override
    public String formats() {
        return "csv, csv-gzip or parquet; csv by default";
    }

    @Override
    public Sample sample(SampleRequest request, Optional<AzureSampleOptions> options) {
        AzureSampleSettings.Builder settings = AzureSampleSettings.builder();
        options.ifPresent(own -> own.applyTo(settings));
        if (!request.dataSets().isEmpty()) {
            settings.dataSets(Choices.several("--data-sets", AzureDataSet.class, request.dataSets()));
        }
        request.format().ifPresent(format -> settings.format(Choices.one("--format", ExportFormat.class, format)));
        request.seed().ifPresent(settings::seed);
        request.periods().ifPresent(settings::periods);
        request.deliveries().ifPresent(settings::deliveries);
        request.brokenRows().ifPresent(settings::brokenRows);
        request.rows().ifPresent(settings::rows);
        AzureSampleSettings built = settings.build();
        return new Sample(built.rows(), built.seed(), directory -> AzureSampleBill.write(built, directory));
    }
}
