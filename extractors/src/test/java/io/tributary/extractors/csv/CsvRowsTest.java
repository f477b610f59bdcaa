package io.tributary.extractors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tributary.extractors.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Selected values of rows, compared with what another CSV parser reads. */
class CsvRowsTest {

    @Property(tries = 1000)
    void chosenValuesAreThoseThatAnotherParserReads(@ForAll("rows") List<List<String>> rows) throws IOException {
        // Given
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            text.append(String.join(
                            ",",
                            row.stream()
                                    .map(value -> "\"" + value.replace("\"", "\"\"") + "\"")
                                    .toList()))
                    .append("\r\n");
        }
        CsvRows read = new CsvRows(text.toString().getBytes(UTF_8));

        // When, then
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .ofCsvRecord(new ByteArrayInputStream(text.toString().getBytes(UTF_8)), UTF_8)) {
            for (CsvRecord record : reader) {
                assertThat(read.next(2, 0, 9)).hasValue(new String[] {record.getField(2), record.getField(0), ""});
            }
        }
        assertThat(read.next(0)).isEmpty();
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> value = Arbitraries.strings().withChars("ab,\"\n\r é").ofMaxLength(8);
        return value.list().ofSize(3).list().ofMaxSize(10);
    }

    @Test
    void columnsAreFoundByEitherSpelling() {
        CsvHeader header =
                CsvHeader.of("s3://b/k", "lineItem/UnblendedCost,line_item_line_item_type\n".getBytes(UTF_8));

        assertThat(header.place("line_item_unblended_cost")).hasValue(0);
        assertThat(header.place("LINEITEM/LineItemType")).hasValue(1);
        assertThat(header.place("lineItem/NetUnblendedCost")).isEmpty();
    }

    @Test
    void everyAbsentColumnIsNamed() {
        CsvHeader header = CsvHeader.of("s3://b/k", "a,b\n".getBytes(UTF_8));

        assertThatThrownBy(() -> header.require(List.of("A", "c", "d/e")))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("s3://b/k: has no column c, d/e among its 2 columns");
    }

    @Test
    void valuesBehindTheEndOfARowAreEmpty() {
        CsvRows rows = new CsvRows("a\n\"x\"y,z".getBytes(UTF_8));

        assertThat(rows.next(0, 1)).hasValue(new String[] {"a", ""});
        assertThat(rows.next(0, 1)).hasValue(new String[] {"xy", "z"});
        assertThat(rows.next(0, 1)).isEqualTo(Optional.empty());
    }
}
