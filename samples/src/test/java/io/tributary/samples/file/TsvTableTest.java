package io.tributary.samples.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

/** Tables, and what is said of bad ones. */
class TsvTableTest {

    private static final String TABLE = """
            # A comment.
            name\tsize\tprice\tmode\tis free
            a\t3\t0.50\tUP\t
            # Another.
            b\tmany\tcheap\tSIDEWAYS\tperhaps
            """;

    private final TsvTable table = new TsvTable("things.tsv", TABLE);

    @Test
    void cellsAreReadByColumn() {
        TsvTable.Row row = table.row("a");

        assertThat(table.rows()).extracting(TsvTable.Row::name).containsExactly("a", "b");
        assertThat(row.text("size")).isEqualTo("3");
        assertThat(row.integer("size")).isEqualTo(3);
        assertThat(row.decimal("price")).isEqualTo(new BigDecimal("0.50"));
        assertThat(row.constant("mode", RoundingMode.class)).isEqualTo(RoundingMode.UP);
        assertThat(row.flag("is free")).isFalse();
    }

    @Test
    void badCellIsNamedByFileLineAndColumn() {
        TsvTable.Row row = table.row("b");

        assertThatThrownBy(() -> row.integer("size"))
                .hasMessage("things.tsv, line 5, column size: 'many', expected a whole number");
        assertThatThrownBy(() -> row.decimal("price"))
                .hasMessage("things.tsv, line 5, column price: 'cheap', expected a number");
        assertThatThrownBy(() -> row.constant("mode", RoundingMode.class))
                .hasMessageStartingWith("things.tsv, line 5, column mode: 'SIDEWAYS', expected one of [UP, DOWN");
        assertThatThrownBy(() -> row.flag("is free"))
                .hasMessage("things.tsv, line 5, column is free: 'perhaps', expected yes or nothing");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> table.row("c")).hasMessage("things.tsv: no row c");
        assertThatThrownBy(() -> table.row("a").text("colour")).hasMessage("things.tsv, line 3: no column colour");
        assertThatThrownBy(() -> new TsvTable("things.tsv", "name\tsize\na\n"))
                .hasMessage("things.tsv, line 2: 1 cells, expected 2: [name, size]");
        assertThatThrownBy(() -> TsvTable.beside(TsvTableTest.class, "none.tsv"))
                .hasMessage("none.tsv: no such file beside io.tributary.samples.file.TsvTableTest");
    }
}
