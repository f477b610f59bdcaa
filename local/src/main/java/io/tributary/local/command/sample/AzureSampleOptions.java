package io.tributary.local.command.sample;

import io.tributary.local.command.console.Choices;
import io.tributary.samples.azure.Agreement;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.azure.ExportLayout;
import picocli.CommandLine.Option;

/** Options of Azure samples. */
public final class AzureSampleOptions {

    @Option(
            names = "--agreement",
            paramLabel = "NAME",
            description = "ea, mca (two currencies) or mosa (pay as you go, each subscription a scope); ea by default.")
    private String agreement;

    @Option(
            names = "--layout",
            paramLabel = "NAME",
            description = "partitioned, overwrite, old-manifest or single-file; partitioned by default.")
    private String layout;

    /** @throws IllegalArgumentException naming the option, its value and what it may be */
    void applyTo(AzureSampleSettings.Builder settings) {
        if (agreement != null) {
            settings.agreement(Choices.one("--agreement", Agreement.class, agreement));
        }
        if (layout != null) {
            settings.layout(Choices.one("--layout", ExportLayout.class, layout));
        }
    }
}
