package io.tributary.local.command.run;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.ProviderExtractors;
import io.tributary.local.command.cluster.DataDirectory;
import io.tributary.local.command.console.ProgressLine;
import io.tributary.local.command.sample.ProviderSample;
import io.tributary.local.command.sample.ProviderSamples;
import io.tributary.local.command.sample.Sample;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private static final String ALL = "all";

    Inputs {
        settings = settings.stream().map(Map::copyOf).toList();
        truths = List.copyOf(truths);
    }

    /** Those that a user has given. */
    static Inputs given(List<String> locations) {
        return new Inputs(
                locations.stream()
                        .map(location -> Map.of(ExtractorConfig.INPUT, location))
                        .toList(),
                List.of());
    }

    /**
     * Sample bills of every provider, written to the data directory. Every delivery of them is taken, unless
     * {@code settings} say otherwise.
     */
    static Inputs samples(DataDirectory data, Map<String, String> settings, ProgressLine line) throws IOException {
        List<Map<String, String>> inputs = new ArrayList<>();
        List<Truth> truths = new ArrayList<>();
        for (ProviderSample<?> ofProvider : ProviderSamples.all()) {
            Provider provider = ofProvider.provider();
            Sample sample = ofProvider.sampleOfRun();
            Path directory = data.sample(provider.name());
            line.note(String.format(
                    Locale.ROOT,
                    "no --input: generating a sample bill of %s, %,d rows (seed %d), in %s",
                    provider.label(),
                    sample.rows(),
                    sample.seed(),
                    directory));
            truths.add(Truth.of(sample.writer().write(directory)));
            Map<String, String> input = new HashMap<>();
            input.put(ExtractorConfig.INPUT, directory.toString());
            input.put(ExtractorConfig.PROVIDER, provider.name());
            ProviderExtractors.of(provider)
                    .deliveriesSetting()
                    .ifPresent(setting -> input.put(setting, settings.getOrDefault(setting, ALL)));
            inputs.add(input);
        }
        return new Inputs(inputs, truths);
    }

    /** {@code settings} with those of one input, which win. */
    static Map<String, String> merged(Map<String, String> settings, Map<String, String> input) {
        Map<String, String> merged = new HashMap<>(settings);
        merged.putAll(input);
        return merged;
    }
}
