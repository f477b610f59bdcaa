package io.tributary.local.command.sample;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A provider's own options in the command {@code sample}: a group with a heading. */
final class OwnOptions<O> {

    private final ProviderSample<O> sample;
    private final O options;
    private final List<OptionSpec> specs;

    OwnOptions(ProviderSample<O> sample) {
        this.sample = sample;
        this.options = sample.options();
        this.specs = CommandSpec.forAnnotatedObject(options).options();
    }

    ProviderSample<O> sample() {
        return sample;
    }

    /** Puts the options into the command, if there are any. */
    void addTo(CommandSpec command) {
        if (!specs.isEmpty()) {
            ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                    .exclusive(false)
                    .heading("%n" + sample.provider().label() + ":%n");
            specs.forEach(group::addArg);
            command.addArgGroup(group.build());
        }
    }

    /** Whether one of them is given. */
    boolean areGiven(ParseResult result) {
        return specs.stream().anyMatch(spec -> result.hasMatchedOption(spec.longestName()));
    }

    /** The sample that is asked for. */
    Sample sample(SampleRequest request, ParseResult result) {
        return sample.sample(request, areGiven(result) ? Optional.of(options) : Optional.empty());
    }
}
