package io.tributary.samples.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as Parquet, read back by Parquet's own reader. */
class ParquetTableTest {

    private static final List<ParquetTable.Column> COLUMNS = List.of(
            ParquetTable.Column.text("MeterId"),
            ParquetTable.Column.decimal("Cost", 38, 18),
            ParquetTable.Column.binaryFloat("Quantity"),
            ParquetTable.Column.date("Date"),
            ParquetTable.Column.timestamp("Start"),
            ParquetTable.Column.bool("IsAzureCreditEligible"));

    @TempDir
    private Path folder;

    @Test
    void valuesAreReadBack() throws IOException {
        Path file = folder.resolve("part/0.snappy.parquet");

        write(file);

        assertThat(ParquetRows.csv(file))
                .isEqualTo("MeterId,Cost,Quantity,Date,Start,IsAzureCreditEligible\n"
                        + "\"a, b\",-1.250000000000000000,0.1,2025-01-31,2025-01-31T08:00:00Z,true\n"
                        + ",,,,,\n"
                        + "c,0.000000000000000001,24,2024-02-29,,false\n");
    }

    @Test
    void sameRowsGiveTheSameBytes() throws IOException {
        Path one = folder.resolve("one");
        Path other = folder.resolve("other");

        write(one);
        write(other);

        assertThat(one).hasSameBinaryContentAs(other);
    }

    @Test
    void valueThatDoesNotFitIsNamed() throws IOException {
        List<ParquetTable.Column> columns = List.of(ParquetTable.Column.decimal("Cost", 5, 2));
        try (ParquetTable table = new ParquetTable(folder.resolve("a"), columns, 10)) {
            assertThatThrownBy(() -> table.write(List.of("1.255")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Column Cost is to hold 1.255, expected at most 5 digits, 2 of them behind the point");
        }
    }

    @Test
    void rowWithTooFewValuesIsRefused() throws IOException {
        try (ParquetTable table = new ParquetTable(folder.resolve("a"), COLUMNS, 10)) {
            assertThatThrownBy(() -> table.write(List.of("a")))
                    .hasMessage("A row has 1 values, expected 6, one for each column");
        }
    }

    private static void write(Path file) throws IOException {
        try (ParquetTable table = new ParquetTable(file, COLUMNS, 2)) {
            table.write(List.of("a, b", "-1.25", "0.1", "2025-01-31", "2025-01-31T08:00:00Z", "true"));
            table.write(Arrays.asList(null, "", null, "", null, null));
            table.write(List.of("c", "1E-18", "24", "2024-02-29", "", "false"));
        }
        assertThat(Files.size(file)).isPositive();
    }
}
