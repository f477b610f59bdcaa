package io.tributary.samples.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.file.TsvTable;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tables hold what the code has names for, and nothing in the code is without a row. */
class AzureTablesTest {

    @Test
    void everyMeterHasItsRow() {
        assertThat(TsvTable.beside(Meter.class, "meters.tsv").rows())
                .extracting(TsvTable.Row::name)
                .isEqualTo(Arrays.stream(Meter.values()).map(Enum::name).toList());
    }

    @Test
    void everyFieldIsInAColumn() {
        assertThat(Stream.of("enterprise", "customer", "pay-as-you-go", "focus")
                        .map(agreement -> TsvTable.beside(Columns.class, agreement + "-columns.tsv"))
                        .flatMap(table -> table.rows().stream())
                        .map(row -> row.text("field")))
                .containsAll(Arrays.stream(ChargeField.values()).map(Enum::name).toList());
    }
}
