package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.streams.Csv;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.page.CsvRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The FOCUS specification's worked examples of commitments, read as an export: every cost arrives as it is stated. */
class FocusScenariosTest {

    private static final Path SCENARIOS =
            Path.of(System.getProperty("tributary.sample.bills", "../../shared/data"), "focus-scenarios");

    // The examples write null where they have no value.
    private static final FocusExport EXAMPLES = new FocusExport(new MicrosoftFocus(Set.of("null")));

    @Test
    void everyCostOfTheSpecificationsExamplesIsKept() throws IOException {
        assumeTrue(Files.isDirectory(SCENARIOS), "Skipped: no FOCUS scenarios beside the project");
        List<Path> files;
        try (Stream<Path> list = Files.list(SCENARIOS)) {
            files = list.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            check(file);
        }
    }

    private static void check(Path file) throws IOException {
        CsvRows rows = new CsvRows();
        rows.open(Files.readAllBytes(file));
        List<String> header = rows.names();
        // The examples leave out what they are not about.
        boolean currency = header.contains("BillingCurrency");
        StringBuilder content = new StringBuilder(Csv.line(header)).append(currency ? "\n" : ",BillingCurrency\n");
        List<BigDecimal> billed = new ArrayList<>();
        List<BigDecimal> effective = new ArrayList<>();
        while (rows.next()) {
            List<String> row = rows.strings();
            content.append(Csv.line(row)).append(currency ? "\n" : ",USD\n");
            billed.add(new BigDecimal(row.get(header.indexOf("BilledCost"))));
            effective.add(new BigDecimal(row.get(header.indexOf("EffectiveCost"))));
        }

        NormalizedPage page = new PageNormalizer(List.of(EXAMPLES), 900_000)
                .normalize(FocusPages.of(content.toString(), billed.size(), null));

        // Some examples end a charge at thirty o'clock: such rows are kept apart with their cost.
        assertThat(page.rejectedRows()).as(file.toString()).allSatisfy(row -> {
            assertThat(row.rejection().value())
                    .hasValueSatisfying(value -> assertThat(value).contains("T30:00:00Z"));
            assertThat(row.rejection().parkedCost()).contains(billed.get(row.row()));
        });
        assertThat(page.records())
                .as(file.toString())
                .hasSize(billed.size() - page.rejectedRows().size());
        for (NormalizedRecord record : page.records()) {
            assertThat(record.billedCost())
                    .as("BilledCost of row " + record.row() + " in " + file)
                    .isEqualByComparingTo(billed.get(record.row()));
            assertThat(record.effectiveCost())
                    .as("EffectiveCost of row " + record.row() + " in " + file)
                    .isEqualByComparingTo(effective.get(record.row()));
        }
    }
}
