package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.Page;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/** Any rows, in any row groups and pages, are read from any row on by another CSV parser as they were written. */
class RowsInRowsOutTest {

    private static final List<String> HEADER = List.of("text", "amount", "number, \"quoted\"");

    @Property(tries = 100)
    void rowsInAreRowsOut(
            @ForAll("rows") List<Row> rows,
            @ForAll @IntRange(min = 1, max = 20) int rowsInGroup,
            @ForAll @IntRange(min = 30, max = 300) int pageBytes,
            @ForAll @IntRange(min = 0, max = 40) int start)
            throws IOException {
        Path file = Files.createTempFile("rows", ".parquet");
        try {
            write(file, rows, rowsInGroup);
            int first = Math.min(start, rows.size());

            List<Page> pages = ParquetForTests.pages(file, first, new PageLimits(pageBytes, 7, 10_000));

            long next = first;
            List<List<String>> read = new ArrayList<>();
            for (Page page : pages) {
                List<List<String>> lines = parse(page);
                assertThat(lines.get(0)).isEqualTo(HEADER);
                assertThat(lines).hasSize(page.rows() + 1);
                assertThat(page.firstRow()).isEqualTo(next);
                next += page.rows();
                read.addAll(lines.subList(1, lines.size()));
            }
            assertThat(read)
                    .isEqualTo(rows.subList(first, rows.size()).stream()
                            .map(Row::fields)
                            .toList());
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<List<Row>> rows() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ab ,\"\r\nü東#'{}")
                .ofMaxLength(8)
                .injectNull(0.2);
        return Combinators.combine(
                        text,
                        Arbitraries.longs().injectNull(0.2),
                        Arbitraries.integers().injectNull(0.2))
                .as(Row::new)
                .list()
                .ofMaxSize(40);
    }

    private static void write(Path path, List<Row> rows, int rowsInGroup) {
        MessageType schema = Types.buildMessage()
                .optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(HEADER.get(0))
                .optional(PrimitiveTypeName.INT64)
                .as(LogicalTypeAnnotation.decimalType(6, 18))
                .named(HEADER.get(1))
                .optional(PrimitiveTypeName.INT32)
                .named(HEADER.get(2))
                .named("bill");
        ParquetForTests file = new ParquetForTests(path, schema).rowsInGroup(rowsInGroup);
        for (Row row : rows) {
            file.row(group -> {
                if (row.text() != null) {
                    group.add(0, row.text());
                }
                if (row.amount() != null) {
                    group.add(1, row.amount());
                }
                if (row.number() != null) {
                    group.add(2, row.number());
                }
            });
        }
        file.write();
    }

    private static List<List<String>> parse(Page page) throws IOException {
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder().skipEmptyLines(false).ofCsvRecord(new String(page.content(), UTF_8))) {
            return reader.stream().map(CsvRecord::getFields).toList();
        }
    }

    /** A row with values that may be null. */
    private record Row(String text, Long amount, Integer number) {

        List<String> fields() {
            return List.of(
                    text == null ? "" : text,
                    amount == null ? "" : BigDecimal.valueOf(amount, 6).toPlainString(),
                    number == null ? "" : number.toString());
        }
    }
}
