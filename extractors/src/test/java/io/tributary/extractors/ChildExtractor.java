package io.tributary.extractors;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** Runs an extraction in a JVM that a test can kill; its arguments are settings, {@code name=value}. */
final class ChildExtractor {

    private ChildExtractor() {}

    /** Prints a line for each committed page, and exits with 0 if there was no error, else with 1. */
    public static void main(String[] arguments) {
        Map<String, String> settings = new HashMap<>();
        for (String argument : arguments) {
            settings.put(argument.substring(0, argument.indexOf('=')), argument.substring(argument.indexOf('=') + 1));
        }
        ExtractionResult result = Extractor.run(
                ExtractorConfig.from(settings),
                new Progress() {
                    @Override
                    public void pagePublished(String scope, int rows, int bytes) {
                        System.out.println("page");
                    }
                },
                InstantSource.system());
        System.exit(result.failure().isEmpty() ? 0 : 1);
    }
}
