package io.tributary.local.command;

import io.tributary.local.sample.SampleBill;
import io.tributary.local.sample.SampleSettings;
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
record Inputs(List<Map<String, String>> settings, List<Truth> truths) {

    static final String INPUT = "extractor.input";
    static final String AWS_DELIVERIES = "aws.deliveries";
    static final String AZURE_DELIVERIES = "azure.deliveries";
    private static final String ALL = "all";
    private static final String AWS = "aws";

    Inputs {
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
        SampleSettings aws = SampleSettings.defaults();
        Path directory = data.sample(AWS);
        line.note(String.format(
                Locale.ROOT,
                "no --input: generating a sample bill of %,d rows (seed %d) in %s",
                aws.rows(),
                aws.seed(),
                directory));
        return new Inputs(
                List.of(Map.of(
                        INPUT, directory.toString(), AWS_DELIVERIES, settings.getOrDefault(AWS_DELIVERIES, ALL))),
                List.of(Truth.of(SampleBill.write(aws, directory))));
    }

    /** {@code settings} with those of one input, which win. */
    static Map<String, String> merged(Map<String, String> settings, Map<String, String> input) {
        Map<String, String> merged = new HashMap<>(settings);
        merged.putAll(input);
        return merged;
    }
}
