package io.tributary.local.command.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The sample bills of all providers, as {@link ServiceLoader} finds them. */
public final class ProviderSamples {

    private static final List<ProviderSample<?>> ALL = load();

    private ProviderSamples() {}

    /** All of them, by the provider's name. */
    public static List<ProviderSample<?>> all() {
        return ALL;
    }

    private static List<ProviderSample<?>> load() {
        List<ProviderSample<?>> all = new ArrayList<>();
        ServiceLoader.load(ProviderSample.class, ProviderSample.class.getClassLoader())
                .forEach(all::add);
        all.sort(Comparator.comparing(sample -> sample.provider().name()));
        return List.copyOf(all);
    }
}
