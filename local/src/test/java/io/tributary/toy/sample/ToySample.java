package io.tributary.toy.sample;

import io.tributary.local.command.sample.ProviderSample;
import io.tributary.local.command.sample.Sample;
import io.tributary.local.command.sample.SampleRequest;
import io.tributary.samples.SampleTruth;
import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** A bill of Toy Cloud of one row. */
public final class ToySample implements ProviderSample<ToySample.ToyOptions> {

    private static final Provider TOY = new Provider("toy", "Toy Cloud");
    private static final String FILE = "4711_2026-10.final.toybill.csv";
    private static final LocalDate OCTOBER = LocalDate.of(2026, 10, 1);

    /** The one option of Toy Cloud's samples. */
    public static final class ToyOptions {

        @Option(names = "--blocks", description = "What a block costs; 1 by default.")
        private BigDecimal blocks;
    }

    @Override
    public Provider provider() {
        return TOY;
    }

    @Override
    public ToyOptions options() {
        return new ToyOptions();
    }

    @Override
    public Optional<String> dataSets() {
        return Optional.empty();
    }

    @Override
    public String formats() {
        return "csv";
    }

    @Override
    public Sample sample(SampleRequest request, Optional<ToyOptions> options) {
        BigDecimal cost = options.map(given -> given.blocks).orElse(BigDecimal.ONE);
        return new Sample(1, 1, directory -> {
            Path file = Files.createDirectories(directory).resolve(FILE);
            Files.writeString(file, "day,service,currency,cost\n2026-10-01,Blocks,EUR," + cost + "\n");
            SampleTruth truth = truth(cost);
            truth.write(directory);
            return truth;
        });
    }

    private static SampleTruth truth(BigDecimal cost) {
        SampleTruth.Costs costs = new SampleTruth.Costs(1, cost, cost, cost, cost);
        SampleTruth.ScopeTotals totals = new SampleTruth.ScopeTotals(1, cost, costs, BigDecimal.ZERO);
        SampleTruth.ScopeDelivery bill = new SampleTruth.ScopeDelivery(
                TOY.name(),
                "4711",
                "toy.bill",
                "",
                OCTOBER,
                OCTOBER.plusMonths(1),
                "final",
                "",
                Instant.EPOCH,
                List.of(FILE),
                true,
                1,
                0,
                Map.of("EUR", totals));
        SampleTruth.Live live = new SampleTruth.Live(TOY.name(), "4711", OCTOBER, "EUR", costs);
        return SampleTruth.ofScopes(Map.of(), List.of(bill), List.of(live), List.of());
    }
}
