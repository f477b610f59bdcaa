package io.tributary.local.command.run;

import io.tributary.local.command.cluster.DataDirectory;
import io.tributary.local.command.console.ProgressLine;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a run reads.
 *
 * @param settings the settings of each input, in the order in which they are read
 * @param truths what they are known to hold, where they are samples
 */
public record Inputs(List<Map<String, String>> settings, List<Truth> truths) {

    public static final String INPUT = "extractor.input";
    public static final String PROVIDER = "extractor.provider";
    public static final String AWS_DELIVERIES = "aws.deliveries";
    public static final String AZURE_DELIVERIES = "azure.deliveries";
    private static final int GCP_ROWS = 8_000;

    public Inputs {
        settings = settings.stream().map(Map::copyOf).toList();
        truths = List.copyOf(truths);
    }

    /** Those that a user has given. */
    static Inputs given(List<String> locations) {
        return new Inputs(
                locations.stream().map(location -> Map.of(INPUT, location)).toList(), List.of());
    }

    /**
     * Sample bills of every provider, written to the data directory; every delivery of them is taken, unless {@code settings}
     * say otherwise.
     */
    static Inputs samples(DataDirectory data, Map<String, String> settings, ProgressLine line) throws IOException {
        AwsSampleSettings aws = AwsSampleSettings.defaults();
        note(line, aws.rows(), "AWS", aws.seed(), data.sample("aws"));
        SampleTruth awsTruth = AwsSampleBill.write(aws, data.sample("aws"));
        AzureSampleSettings azure = AzureSampleSettings.defaults();
        note(line, azure.rows(), "Azure", azure.seed(), data.sample("azure"));
        SampleTruth azureTruth = AzureSampleBill.write(azure, data.sample("azure"));
        // Its tables come in hundreds of slices, each of which is published by itself: fewer rows take as long.
        GcpSampleSettings gcp = GcpSampleSettings.builder().rows(GCP_ROWS).build();
        note(line, gcp.rows(), "Google Cloud", gcp.seed(), data.sample("gcp"));
        SampleTruth gcpTruth = GcpSampleBill.write(gcp, data.sample("gcp"));
        return new Inputs(
                List.of(
                        sample(data, settings, "aws", AWS_DELIVERIES),
                        sample(data, settings, "azure", AZURE_DELIVERIES),
                        Map.of(INPUT, data.sample("gcp").toString(), PROVIDER, "gcp")),
                List.of(Truth.of(awsTruth), Truth.of(azureTruth), Truth.of(gcpTruth)));
    }

    private static void note(ProgressLine line, int rows, String cloud, long seed, Path directory) {
        line.note(String.format(
                Locale.ROOT,
                "no --input: generating a sample bill of %s, %,d rows (seed %d), in %s",
                cloud,
                rows,
                seed,
                directory));
    }

    private static Map<String, String> sample(
            DataDirectory data, Map<String, String> settings, String provider, String deliveries) {
        return Map.of(
                INPUT,
                data.sample(provider).toString(),
                PROVIDER,
                provider,
                deliveries,
                settings.getOrDefault(deliveries, "all"));
    }

    /** {@code settings} with those of one input, which win. */
    static Map<String, String> merged(Map<String, String> settings, Map<String, String> input) {
        Map<String, String> merged = new HashMap<>(settings);
        merged.putAll(input);
        return merged;
    }
}
