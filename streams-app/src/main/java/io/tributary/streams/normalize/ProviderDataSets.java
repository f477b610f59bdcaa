package io.tributary.streams.normalize;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Provider;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The data sets of one provider. {@link ServiceLoader} finds the implementations: each is named in {@code
 * META-INF/services/io.tributary.streams.normalize.ProviderDataSets} and has a public constructor without parameters.
 */
public interface ProviderDataSets {

    Provider provider();

    /** The settings that the provider's rules read. */
    default List<Setting> settings() {
        return List.of();
    }

    /**
     * A normalizer for each data set that can be read; each call makes new ones, since they are not thread-safe.
     *
     * @param settings all settings of the streams application, by name; one that is not given has its default
     */
    List<DataSetNormalizer> dataSets(Map<String, String> settings);

    /** The providers that are found: AWS, Azure and Google Cloud in this order, then others by name. */
    static List<ProviderDataSets> found() {
        return ServiceLoader.load(ProviderDataSets.class).stream()
                .map(ServiceLoader.Provider::get)
                .sorted(Comparator.comparingInt(ProviderDataSets::rank)
                        .thenComparing(dataSets -> dataSets.provider().name()))
                .toList();
    }

    private static int rank(ProviderDataSets dataSets) {
        int builtIn = Provider.builtIn().indexOf(dataSets.provider());
        return builtIn < 0 ? Integer.MAX_VALUE : builtIn;
    }

    /**
     * A setting with a closed list of values.
     *
     * @param name its name, which starts with {@code streams.}
     * @param defaultValue the value where none is given
     * @param values the values that it may have
     * @param description what it means, for users
     */
    record Setting(String name, String defaultValue, List<String> values, String description) {

        public Setting {
            requireNonNull(name, "name");
            requireNonNull(description, "description");
            values = List.copyOf(values);
            if (!values.contains(defaultValue)) {
                throw new IllegalArgumentException(
                        "Default '" + defaultValue + "' of " + name + ", expected one of " + values);
            }
        }

        /** The value in {@code settings}, or the default. */
        public String of(Map<String, String> settings) {
            return settings.getOrDefault(name, defaultValue);
        }
    }
}
