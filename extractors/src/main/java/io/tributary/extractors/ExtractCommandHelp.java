package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Texts and options of a provider's command {@code extract}, besides those that all providers share.
 *
 * @param description paragraphs that say what the command does
 * @param inputLabel what the value of {@code --input} is called
 * @param inputDescription lines that say what {@code --input} takes
 * @param options the provider's own options
 * @param examples lines of examples
 */
public record ExtractCommandHelp(
        List<String> description,
        String inputLabel,
        List<String> inputDescription,
        List<CommandOption> options,
        List<String> examples) {

    public ExtractCommandHelp {
        description = List.copyOf(requireNonNull(description, "description"));
        requireNonNull(inputLabel, "inputLabel");
        inputDescription = List.copyOf(requireNonNull(inputDescription, "inputDescription"));
        options = List.copyOf(requireNonNull(options, "options"));
        examples = List.copyOf(requireNonNull(examples, "examples"));
    }
}
