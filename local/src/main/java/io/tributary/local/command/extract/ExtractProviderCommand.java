package io.tributary.local.command.extract;

import io.tributary.extractors.CommandOption;
import io.tributary.extractors.ExtractCommandHelp;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.ProviderExtractor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/** Runs the extractor of a provider against a cluster. Its options and help text are the extractor's own. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, footerHeading = "%nExamples:%n")
final class ExtractProviderCommand implements Callable<Integer> {

    private static final String INPUT = "--input";

    /** Options of picocli's annotations have -1: the provider's own stand before them. */
    private static final int FIRST = -1_000;

    private final ProviderExtractor<?> extractor;
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ExtractionOptions extraction;

    private ExtractProviderCommand(ProviderExtractor<?> extractor, Map<String, String> environment) {
        this.extractor = extractor;
        this.environment = environment;
    }

    /** The command of {@code extractor}, by its provider's name. */
    static CommandLine of(ProviderExtractor<?> extractor, Map<String, String> environment) {
        CommandLine command = new CommandLine(new ExtractProviderCommand(extractor, environment));
        ExtractCommandHelp help = extractor.command();
        CommandSpec spec = command.getCommandSpec();
        spec.usageMessage()
                .description(help.description().toArray(String[]::new))
                .footer(help.examples().toArray(String[]::new));
        spec.addOption(option(INPUT, help.inputLabel(), help.inputDescription(), FIRST));
        int place = FIRST;
        for (CommandOption option : help.options()) {
            place++;
            spec.addOption(option(option.name(), option.paramLabel(), List.of(option.description()), place));
        }
        return command;
    }

    private static OptionSpec option(String name, String label, List<String> description, int order) {
        return OptionSpec.builder(name)
                .type(String.class)
                .paramLabel(label)
                .description(description.toArray(String[]::new))
                .order(order)
                .build();
    }

    @Override
    public Integer call() {
        Map<String, String> options = new HashMap<>();
        options.put(ExtractorConfig.PROVIDER, extractor.provider().name());
        put(options, ExtractorConfig.INPUT, INPUT);
        extractor.command().options().forEach(option -> put(options, option.setting(), option.name()));
        return extraction.run(environment, options);
    }

    private void put(Map<String, String> options, String setting, String option) {
        String value = spec.commandLine().getParseResult().matchedOptionValue(option, null);
        if (value != null) {
            options.put(setting, value);
        }
    }
}
