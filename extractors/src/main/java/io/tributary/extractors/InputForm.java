package io.tributary.extractors;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A form of input that a provider reads, recognised by its beginning.
 *
 * @param prefixes what such an input begins with: {@code s3://}
 * @param expected how it is written, for messages: {@code s3://bucket/prefix}
 * @param label how it is written, for help texts: {@code s3://BUCKET/PREFIX}
 * @param description what is read from it, for help texts
 * @param isList whether a setting may name several, with commas between them, each of which is an input of its own
 * @param check finds what is wrong with an input; its answer never repeats what may be a secret
 */
public record InputForm(
        List<String> prefixes,
        String expected,
        String label,
        String description,
        boolean isList,
        Function<String, Optional<String>> check) {

    public InputForm {
        prefixes = List.copyOf(requireNonNull(prefixes, "prefixes"));
        requireNonNull(expected, "expected");
        requireNonNull(label, "label");
        requireNonNull(description, "description");
        requireNonNull(check, "check");
    }

    /** Whether an input is of this form. */
    public boolean matches(String input) {
        return prefixes.stream().anyMatch(input::startsWith);
    }

    /** What is wrong with an input of this form; empty if nothing is. */
    Optional<String> problem(String input) {
        return check.apply(input);
    }

    /** The inputs that a setting of this form names. */
    List<String> all(String input) {
        return isList ? split(input) : List.of(input);
    }

    /** The parts of a setting that has commas between them. */
    public static List<String> split(String input) {
        return Arrays.stream(input.split(",", -1)).map(String::strip).distinct().toList();
    }

    /** That something else is expected, unless the input is right. */
    public static Optional<String> problemUnless(boolean isRight, String input, String expected) {
        return isRight ? Optional.empty() : Optional.of("is " + input + ": expected " + expected);
    }
}
