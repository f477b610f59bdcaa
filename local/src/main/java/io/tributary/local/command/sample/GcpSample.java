package io.tributary.local.command.sample;

import io.tributary.local.command.console.Choices;
import io.tributary.samples.gcp.GcpDataSet;
import io.tributary.samples.gcp.GcpFormat;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import io.tributary.schemas.Provider;
import java.util.Optional;

/** Sample bills of Google Cloud. */
public final class GcpSample implements ProviderSample<GcpSampleOptions> {

    /** Its tables come in hundreds of slices, each published by itself: fewer rows take as long as others' do. */
    private static final int ROWS_OF_RUN = 8_000;

    @Override
    public Provider provider() {
        return Provider.GCP;
    }

    @Override
    public GcpSampleOptions options() {
        return new GcpSampleOptions();
    }

    @Override
    public Optional<String> dataSets() {
        return Optional.of("standard, detailed; detailed by default");
    }

    @Override
    public String formats() {
        return "json, json-gzip, csv or csv-gzip; json-gzip by default";
    }

    @Override
    public Sample sampleOfRun() {
        return sample(SampleRequest.NONE.withRows(ROWS_OF_RUN), Optional.empty());
    }

    @Override
    public Sample sample(SampleRequest request, Optional<GcpSampleOptions> options) {
        GcpSampleSettings.Builder settings = GcpSampleSettings.builder();
        options.ifPresent(own -> own.applyTo(settings));
        if (!request.dataSets().isEmpty()) {
            settings.dataSets(Choices.several("--data-sets", GcpDataSet.class, request.dataSets()));
        }
        request.format().ifPresent(format -> settings.format(Choices.one("--format", GcpFormat.class, format)));
        request.seed().ifPresent(settings::seed);
        request.periods().ifPresent(settings::periods);
        request.deliveries().ifPresent(settings::deliveries);
        request.brokenRows().ifPresent(settings::brokenRows);
        request.rows().ifPresent(settings::rows);
        GcpSampleSettings built = settings.build();
        return new Sample(built.rows(), built.seed(), directory -> GcpSampleBill.write(built, directory));
    }
}
