package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.file.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A bill has exactly the rows that were asked for, whatever the other settings. */
class SampleSizesTest {

    @Property(tries = 60)
    void aBillHasTheRowsItWasAskedFor(
            @ForAll long seed,
            @ForAll @IntRange(max = 3_000) int more,
            @ForAll @IntRange(min = 1, max = 60) int accounts,
            @ForAll @IntRange(min = 1, max = 3) int periods,
            @ForAll @IntRange(min = 1, max = 6) int deliveries,
            @ForAll @IntRange(max = 10) int brokenRows,
            @ForAll Granularity granularity,
            @ForAll LineItems lineItems,
            @ForAll boolean splitCost,
            @ForAll DiscountStyle discounts)
            throws IOException {
        int rows = BillPlan.fewestRows(accounts, periods, deliveries, granularity, brokenRows, lineItems, splitCost)
                + more;
        AwsSampleSettings settings = new AwsSampleSettings(
                seed,
                rows,
                accounts,
                AwsSampleSettings.defaults().newestPeriod(),
                periods,
                deliveries,
                1,
                deliveries,
                granularity,
                ReportFormat.LEGACY_CSV,
                ExportColumns.ALL,
                lineItems,
                splitCost,
                discounts,
                Compression.NONE,
                ReportMode.CREATE_NEW,
                1,
                AwsSampleSettings.defaults().currency(),
                brokenRows);
        Path directory = Files.createTempDirectory("sample-sizes");
        try {
            SampleTruth truth = AwsSampleBill.write(settings, directory);

            assertThat(truth.rows()).isEqualTo(rows);
            assertThat(truth.deadLetters()).hasSize(brokenRows);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
