package io.tributary.streams.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 4180 rows from bytes, against FastCSV's reading of the same text. */
class CsvRowsTest {

    @Property
    void rowsAreThoseThatFastCsvReads(@ForAll("tables") List<List<String>> table, @ForAll("lineEnds") String lineEnd) {
        String text = table.stream()
                .map(row -> row.stream().map(CsvRowsTest::quoted).collect(Collectors.joining(",")))
                .collect(Collectors.joining(lineEnd));

        assertThat(read(text)).isEqualTo(byFastCsv(text));
        assertThat(read(text + lineEnd)).isEqualTo(byFastCsv(text));
    }

    /** Any text of a file's characters, quoted or not: whatever both can read they read alike. */
    @Property(tries = 3000)
    void textThatNobodyCaredForIsReadAlikeOrRefused(@ForAll("scribbles") String text) {
        List<List<String>> rows;
        try {
            rows = read(text);
        } catch (RejectedPageException refused) {
            assertThat(refused.code()).isEqualTo(RejectionCode.PAGE_MALFORMED);
            return;
        }
        assertThat(rows).isEqualTo(byFastCsv(text));
    }

    @Test
    void quotedFieldMayHoldCommasQuotesAndLineEnds() {
        assertThat(read("a,\"b,\"\"c\"\"\r\nd\",e\r\nf,,\r\n"))
                .containsExactly(List.of("a", "b,\"c\"\r\nd", "e"), List.of("f", "", ""));
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstColumn() {
        for (String first : List.of("a", "\"a\"")) {
            CsvRows rows = new CsvRows();
            rows.open(("\ufeff" + first + ",b\n1,2\n").getBytes(StandardCharsets.UTF_8));

            assertThat(rows.names()).containsExactly("a", "b");
            assertThat(new String(rows.header(), StandardCharsets.UTF_8)).isEqualTo(first + ",b");
            assertThat(rows.next()).isTrue();
            assertThat(rows.strings()).containsExactly("1", "2");
        }
    }

    @Test
    void emptyLinesAreNoRows() {
        assertThat(read("\n\r\na\n\n\nb\r\n\r\n")).containsExactly(List.of("a"), List.of("b"));
        assertThat(read("")).isEmpty();
        assertThat(read("\n")).isEmpty();
    }

    @Test
    void rowOfManyFieldsIsRead() {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            fields.add("field" + i);
        }
        assertThat(read(String.join(",", fields))).containsExactly(fields);
    }

    @Test
    void rowKnowsItsBytesWithoutItsLineEnd() {
        byte[] content = "xxhead\r\n\"a\"\"\nb\",c\r\nlast".getBytes(StandardCharsets.UTF_8);
        CsvRows rows = new CsvRows();
        rows.reset(content, 2, content.length - 2);
        List<String> bytes = new ArrayList<>();
        while (rows.next()) {
            bytes.add(new String(content, rows.start(), rows.end() - rows.start(), StandardCharsets.UTF_8));
        }

        assertThat(bytes).containsExactly("head", "\"a\"\"\nb\",c", "last");
    }

    @Test
    void fieldThatARowLacksIsBlank() {
        CsvRows rows = new CsvRows();
        byte[] content = "a,b\nc".getBytes(StandardCharsets.UTF_8);
        rows.reset(content, 0, content.length);
        rows.next();
        rows.next();

        assertThat(rows.fields()).isEqualTo(1);
        assertThat(rows.isBlank(1)).isTrue();
        assertThat(rows.isBlank(-1)).isTrue();
        assertThat(rows.string(1)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,\"b", "\"", "a\n\"b\"\"", "\"a\"b,c", "\"a\" ,b"})
    void textWhoseQuotesDoNotMatchIsRefused(String text) {
        assertThatThrownBy(() -> read(text))
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedPageException.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(RejectionCode.PAGE_MALFORMED);
                    assertThat(refused).hasMessageContaining("at byte").hasMessageContaining("expected");
                });
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> field = Arbitraries.oneOf(
                Arbitraries.strings().withChars("a,\"\r\n é東\u0000").ofMaxLength(12),
                Arbitraries.strings().alpha().ofMaxLength(30));
        // One empty field alone is an empty line, which is no row.
        return field.list().ofMinSize(2).ofMaxSize(6).list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n");
    }

    @Provide
    Arbitrary<String> scribbles() {
        Arbitrary<String> plain = Arbitraries.strings().withChars("ab,\r\n\"").ofMaxLength(15);
        return Combinators.combine(plain, plain).as((first, second) -> first + second);
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static List<List<String>> read(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        CsvRows rows = new CsvRows();
        rows.reset(content, 0, content.length);
        List<List<String>> read = new ArrayList<>();
        while (rows.next()) {
            read.add(rows.strings());
        }
        return read;
    }

    private static List<List<String>> byFastCsv(String text) {
        return CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .stream()
                .map(CsvRecord::getFields)
                .toList();
    }
}
