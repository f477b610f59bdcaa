package io.tributary.toy.extract;

import io.tributary.extractors.ExtractCommandHelp;
import io.tributary.extractors.InputForm;
import io.tributary.extractors.ProviderExtractor;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.Provider;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

/** The extension for Toy Cloud, a provider that only this test has. */
public final class ToyExtractor implements ProviderExtractor<ToyExtractor.ToyConfig> {

    /** The value that a built-in provider has in {@link Provider}. */
    public static final Provider TOY = new Provider("toy", "Toy Cloud");

    private static final String RUN = "toy.run";

    /** @param run which run of a bill is read */
    public record ToyConfig(String run) {}

    @Override
    public Provider provider() {
        return TOY;
    }

    @Override
    public ConfigDef settings() {
        return new ConfigDef()
                .define(RUN, ConfigDef.Type.STRING, "final", ConfigDef.Importance.LOW, "The run of the bills to read.");
    }

    @Override
    public ToyConfig config(Map<String, Object> parsed, Map<String, String> given) {
        return new ToyConfig((String) parsed.get(RUN));
    }

    @Override
    public List<String> problems(ToyConfig config) {
        return List.of();
    }

    @Override
    public List<InputForm> inputForms() {
        return List.of();
    }

    @Override
    public boolean isManifest(String path) {
        return path.endsWith(ToySource.SUFFIX);
    }

    @Override
    public boolean isBill(CsvHeader columns) {
        return columns.place("toyAccount").isPresent();
    }

    @Override
    public String expectedColumns() {
        return "none";
    }

    @Override
    public String expectedInDirectory() {
        return "bills of Toy Cloud, named like 4711_2026-10.final.toybill.csv";
    }

    @Override
    public ExtractCommandHelp command() {
        return new ExtractCommandHelp(
                List.of("Publishes every bill of Toy Cloud that is not yet on the cluster, and ends."),
                "DIR",
                List.of("The directory with the bills."),
                List.of(),
                List.of("  tributary extract toy --input bills/"));
    }

    @Override
    public BillingSource open(
            String input, ToyConfig config, PageLimits limits, int parallelism, InstantSource clock, Pause pause) {
        return new ToySource(LocalObjects.open(input), config.run(), limits);
    }
}
