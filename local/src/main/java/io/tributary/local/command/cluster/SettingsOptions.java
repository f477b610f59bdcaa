package io.tributary.local.command.cluster;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options by which every command takes settings. */
public final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Properties file with settings. The environment and --set win over it.")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "A setting, for example --set extractor.page.rows=1000; may be given several times."
                    + " The environment spells it EXTRACTOR_PAGE_ROWS.")
    private Map<String, String> flags = new LinkedHashMap<>();

    /**
     * The settings that count.
     *
     * @param environment the process's environment
     * @param options settings that have options of their own
     */
    public Map<String, String> merged(Map<String, String> environment, Map<String, String> options) {
        Map<String, String> all = new LinkedHashMap<>(flags);
        all.putAll(options);
        return Settings.merge(file, environment, all);
    }

    /** Sets {@code name}, unless its option was not given. */
    public static void putIfGiven(Map<String, String> options, String name, Object value) {
        if (value != null) {
            options.put(name, value.toString());
        }
    }
}
