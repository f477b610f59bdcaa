package io.tributary.extractors;

import io.tributary.schemas.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The setting {@code extractor.input}: a directory, or an input in a form of one of the providers. */
final class Inputs {

    private static final String SCHEME = "(?i)[a-z][a-z0-9+.-]+://.*";

    private Inputs() {}

    /** What is expected, for messages. */
    static String expected() {
        List<String> forms = Stream.concat(
                        Stream.of("a directory"),
                        ProviderExtractors.all().stream()
                                .flatMap(extractor -> extractor.inputForms().stream())
                                .map(Inputs::expected))
                .toList();
        int last = forms.size() - 1;
        return last == 0 ? forms.get(0) : String.join(", ", forms.subList(0, last)) + " or " + forms.get(last);
    }

    /** The provider whose form an input has; empty for a directory. */
    static Optional<Provider> provider(String input) {
        return ProviderExtractors.all().stream()
                .filter(extractor -> extractor.inputForms().stream().anyMatch(form -> form.matches(input)))
                .map(ProviderExtractor::provider)
                .findFirst();
    }

    /** What is wrong with an input; empty if nothing is. Never repeats what may be a secret. */
    static Optional<String> problem(String input) {
        if (input.isBlank()) {
            return Optional.of("is empty: expected " + expected());
        }
        return form(input)
                .map(form -> form.problem(input))
                .orElseGet(() -> InputForm.problemUnless(!input.matches(SCHEME), input, expected()));
    }

    /** The inputs that a setting names. */
    static List<String> all(String input) {
        return form(input).map(form -> form.all(input)).orElseGet(() -> List.of(input));
    }

    private static Optional<InputForm> form(String input) {
        return ProviderExtractors.all().stream()
                .flatMap(extractor -> extractor.inputForms().stream())
                .filter(form -> form.matches(input))
                .findFirst();
    }

    private static String expected(InputForm form) {
        return form.expected() + (form.isList() ? " (several with commas between them)" : "");
    }
}
