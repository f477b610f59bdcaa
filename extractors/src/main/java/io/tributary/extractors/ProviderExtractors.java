package io.tributary.extractors;

import io.tributary.schemas.Provider;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The extensions of all providers, as {@link ServiceLoader} finds them. */
public final class ProviderExtractors {

    private static final List<ProviderExtractor<?>> ALL = load();

    private ProviderExtractors() {}

    /** All of them, by the provider's name. */
    public static List<ProviderExtractor<?>> all() {
        return ALL;
    }

    /**
     * The extension of a provider.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ProviderExtractor<?> of(Provider provider) {
        return named(provider.name())
                .orElseThrow(() -> new IllegalArgumentException("No extractor reads bills of " + provider));
    }

    /** The extension of the provider of a name; empty if there is none. */
    public static Optional<ProviderExtractor<?>> named(String provider) {
        for (ProviderExtractor<?> extractor : ALL) {
            if (extractor.provider().name().equals(provider)) {
                return Optional.of(extractor);
            }
        }
        return Optional.empty();
    }

    private static List<ProviderExtractor<?>> load() {
        List<ProviderExtractor<?>> all = new ArrayList<>();
        ServiceLoader.load(ProviderExtractor.class, ProviderExtractor.class.getClassLoader())
                .forEach(all::add);
        all.sort(Comparator.comparing(extractor -> extractor.provider().name()));
        return List.copyOf(all);
    }
}
