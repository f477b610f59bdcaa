package io.tributary.local.command.sample;

import io.tributary.local.command.console.Choices;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.ReportFormat;
import io.tributary.schemas.Provider;
import java.util.Optional;

/** Sample bills of AWS. */
public final class AwsSample implements ProviderSample<AwsSampleOptions> {

    @Override
    public Provider provider() {
        return Provider.AWS;
    }

    @Override
    public AwsSampleOptions options() {
        return new AwsSampleOptions();
    }

    @Override
    public Optional<String> dataSets() {
        return Optional.empty();
    }

    @Override
    public String formats() {
        return "legacy-csv, legacy-parquet, cur2-csv, cur2-parquet, focus-csv, focus-parquet, focus-1-0-csv or"
                + " focus-1-0-parquet; legacy-csv by default";
    }

    @Override
    public Sample sample(SampleRequest request, Optional<AwsSampleOptions> options) {
        AwsSampleSettings.Builder settings = AwsSampleSettings.builder();
        request.format().ifPresent(format -> settings.format(Choices.one("--format", ReportFormat.class, format)));
        options.ifPresent(own -> own.applyTo(settings));
        request.seed().ifPresent(settings::seed);
        request.periods().ifPresent(settings::periods);
        request.deliveries().ifPresent(settings::deliveries);
        request.brokenRows().ifPresent(settings::brokenRows);
        request.rows().ifPresent(settings::rows);
        AwsSampleSettings built = settings.build();
        return new Sample(built.rows(), built.seed(), directory -> AwsSampleBill.write(built, directory));
    }
}
