package io.tributary.local.command.sample;

import io.tributary.local.command.console.Choices;
import io.tributary.samples.gcp.GcpDumps;
import io.tributary.samples.gcp.GcpSampleSettings;
import picocli.CommandLine.Option;

/** Options of Google Cloud samples. */
public final class GcpSampleOptions {

    @Option(
            names = "--dumps",
            required = true,
            paramLabel = "NAME",
            description = "increments (each dump has what came since the last) or whole; increments by default.")
    private String dumps;

    /** @throws IllegalArgumentException naming the option, its value and what it may be */
    void applyTo(GcpSampleSettings.Builder settings) {
        settings.dumps(Choices.one("--dumps", GcpDumps.class, dumps));
    }
}
