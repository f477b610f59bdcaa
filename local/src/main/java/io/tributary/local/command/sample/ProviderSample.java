package io.tributary.local.command.sample;

import io.tributary.schemas.Provider;
import java.util.Optional;

/**
 * The extension point of a provider's sample bills. Implementations have a public constructor without parameters, are
 * named in {@code META-INF/services}, and keep no state.
 *
 * @param <O> the provider's own options
 */
public interface ProviderSample<O> {

    /** Whose bills these are. */
    Provider provider();

    /** New options of the provider, for picocli: a bean with one annotated field or more. */
    O options();

    /** The data sets that {@code --data-sets} takes, for the help text; empty if it takes none. */
    Optional<String> dataSets();

    /** The formats that {@code --format} takes, for the help text. */
    String formats();

    /** What {@code run} reads where it has no input. */
    default Sample sampleOfRun() {
        return sample(SampleRequest.NONE, Optional.empty());
    }

    /**
     * The sample that is asked for.
     *
     * @param options the provider's own; empty if none of them is given
     * @throws IllegalArgumentException naming the option, its value and what it may be
     */
    Sample sample(SampleRequest request, Optional<O> options);
}
