package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.throttle.Pause;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A provider's extension with its settings.
 *
 * @param extractor the extension
 * @param config its settings
 */
record ConfiguredProvider<C>(ProviderExtractor<C> extractor, C config) {

    ConfiguredProvider {
        requireNonNull(extractor, "extractor");
        requireNonNull(config, "config");
    }

    static <C> ConfiguredProvider<C> of(
            ProviderExtractor<C> extractor, Map<String, Object> parsed, Map<String, String> given) {
        return new ConfiguredProvider<>(extractor, extractor.config(parsed, given));
    }

    List<String> problems() {
        return extractor.problems(config);
    }

    BillingSource open(String input, PageLimits limits, int parallelism, InstantSource clock, Pause pause) {
        return extractor.open(input, config, limits, parallelism, clock, pause);
    }
}
