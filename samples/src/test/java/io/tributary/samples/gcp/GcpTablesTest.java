package io.tributary.samples.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.file.TsvTable;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Tables hold a row for each constant, in the same order, and no other. */
class GcpTablesTest {

    @Test
    void everyColumnHasItsRow() {
        assertThat(TsvTable.beside(GcpColumn.class, "columns.tsv").rows())
                .extracting(TsvTable.Row::name)
                .isEqualTo(Arrays.stream(GcpColumn.values()).map(Enum::name).toList());
    }

    @Test
    void everyKindHasItsSku() {
        assertThat(Sku.ALL).extracting(Sku::kind).containsExactly(Sku.Kind.values());
    }
}
