package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.schemas.Delivery;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real bills through the whole topology, to the last decimal. */
class RealBillTest {

    @TempDir
    private Path state;

    @Test
    void everyRowOfTheDailyReportIsAccountedForAndTheTotalIsItsOwn() throws IOException {
        Path file = RealBills.file("aws/cur-legacy-daily-anonymous.csv");
        List<String> lines = Files.readAllLines(file);
        BigDecimal unblended = sum(file, "lineItem/UnblendedCost");

        try (Harness harness = new Harness(state, Map.of())) {
            harness.send(new Pages("123412340534", LocalDate.of(2023, 11, 1), "d1", Harness.START, Harness.START)
                    .of(lines.get(0), lines.subList(1, lines.size()), 100));

            Delivery delivery = harness.deliveries().get("d1");
            assertThat(harness.deadLetters()).isEmpty();
            assertThat(delivery.getState()).isEqualTo("COMPLETE");
            assertThat(delivery.getConserved()).isTrue();
            assertThat(delivery.getRowsSeen()).isEqualTo(1281);
            assertThat(harness.live).hasSize(1281);
            assertThat(harness.billed()).isEqualByComparingTo(unblended);
            assertThat(harness.billedByChanges).isEqualByComparingTo(unblended);
        }
    }

    static BigDecimal sum(Path file, String column) throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream()
                    .map(row -> new BigDecimal(row.getField(column)))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }
}
