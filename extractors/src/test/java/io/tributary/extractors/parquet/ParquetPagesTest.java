package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of Parquet files: their bounds, and the errors of files that cannot be read. */
class ParquetPagesTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void rowsAreTheSameHoweverTheyAreCompressed(CompressionCodecName codec) {
        // Given
        Path file = numbers(2000, 300).codec(codec).write();

        // When
        List<String> lines = ParquetForTests.lines(file);

        // Then
        assertThat(lines).hasSize(2000).startsWith("0,text 0").endsWith("1999,text 4");
    }

    @Test
    void columnsThatAreNotWantedAreNotRead() {
        // Given
        Path file = numbers(20, 7).codec(CompressionCodecName.UNCOMPRESSED).write();

        // When
        List<Page> pages = new ArrayList<>();
        try (ParquetPages reader = new ParquetPages(
                "bill.parquet",
                new LocalInputFile(file),
                name -> name.equals("Text"),
                0,
                18,
                ParquetForTests.LIMITS,
                header -> header.require(List.of("Number")))) {
            for (Optional<Page> page = reader.next(); page.isPresent(); page = reader.next()) {
                pages.add(page.get());
            }
        }

        // Then
        assertThat(texts(pages)).containsExactly("Text\ntext 4\ntext 5\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"double", "binary", "decimal", "integer"})
    void costIsTheSameNumberWhateverItsTypeIsThisMonth(String type) {
        // Given
        Map<String, String> columns = Map.of(
                "double", "optional double Cost;",
                "binary", "optional binary Cost (STRING);",
                "decimal", "optional int64 Cost (DECIMAL(18,6));",
                "integer", "optional int64 Cost;");
        Map<String, Consumer<Group>> values = Map.of(
                "double", row -> row.append("Cost", 7.0),
                "binary", row -> row.append("Cost", "7.0E0"),
                "decimal", row -> row.append("Cost", 7_000_000L),
                "integer", row -> row.append("Cost", 7L));
        Path file = new ParquetForTests(folder.resolve("flip.parquet"), columns.get(type))
                .row(values.get(type))
                .write();

        // When, then
        assertThat(ParquetForTests.lines(file))
                .singleElement()
                .satisfies(line -> assertThat(new BigDecimal(line)).isEqualByComparingTo("7"));
    }

    @Test
    void pagesHaveTheHeaderAndTheirPlace() {
        // Given
        Path file = numbers(5, 2).write();

        // When
        List<Page> pages = ParquetForTests.pages(file, 0, new PageLimits(1000, 2, 1000));

        // Then
        assertThat(pages).extracting(Page::artifact).containsOnly(2);
        assertThat(pages).extracting(Page::firstRow).containsExactly(0L, 2L, 4L);
        assertThat(pages).extracting(Page::rows).containsExactly(2, 2, 1);
        assertThat(text(pages.get(1))).isEqualTo("Number,Text\n2,text 2\n3,text 3\n");
    }

    @Test
    void pageOfSeveralRowsIsNoLargerThanItMayBe() {
        // Given: a header of 12 bytes and rows of 9
        Path file = numbers(9, 4).write();

        // When
        List<Page> pages = ParquetForTests.pages(file, 0, new PageLimits(33, 100, 1000));

        // Then
        assertThat(pages).extracting(Page::rows).containsExactly(2, 2, 2, 2, 1);
    }

    @Test
    void readingResumesAtAnyRow() {
        // Given
        int rows = 40;
        Path file = numbers(rows, 7).write();
        PageLimits oneByOne = new PageLimits(1000, 1, 1000);
        List<String> all = texts(ParquetForTests.pages(file, 0, oneByOne));

        for (int first = 0; first <= rows; first++) {
            // When
            List<Page> pages = ParquetForTests.pages(file, first, oneByOne);

            // Then
            assertThat(texts(pages)).isEqualTo(all.subList(first, rows));
            if (first < rows) {
                assertThat(pages.get(0).firstRow()).isEqualTo(first);
            }
        }
    }

    @Test
    void fileWithFewerRowsThanWereReadBeforeIsRefused() {
        // Given
        Path file = numbers(10, 4).write();

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 11, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("bill.parquet: has 10 rows: expected more, as there were before");
    }

    @Test
    void fileWithoutRowsHasNoPagesButColumns() {
        // Given
        Path file = numbers(0, 1).write();
        try (ParquetPages pages = new ParquetPages(
                "bill.parquet",
                file,
                0,
                0,
                ParquetForTests.LIMITS,
                header -> header.require(List.of("Number", "Text")))) {
            // Then
            assertThat(pages.rows()).isZero();
            assertThat(pages.next()).isEmpty();
        }
    }

    @Test
    void columnThatIsNeededAndNotThereIsNamed() {
        // Given
        Path file = numbers(1, 1).write();
        try (ParquetPages pages = new ParquetPages(
                "bill.parquet", file, 0, 0, ParquetForTests.LIMITS, header -> header.require(List.of("Cost")))) {
            // Then
            assertThatThrownBy(pages::readHeader).hasMessage("bill.parquet: has no column Cost among its 2 columns");
        }
    }

    @Test
    void largeTextIsReadWhole() {
        // Given
        String large = "0123456789".repeat(300_000);
        Path file = new ParquetForTests(folder.resolve("a"), "optional binary Text (STRING);")
                .row(row -> row.add("Text", "a"))
                .row(row -> row.add("Text", large))
                .row(row -> row.add("Text", "b"))
                .write();

        // When
        List<Page> pages = ParquetForTests.pages(file, 0, ParquetForTests.LIMITS);

        // Then
        assertThat(texts(pages)).containsExactly("Text\na\n", "Text\n" + large + "\n", "Text\nb\n");
    }

    @Test
    void rowThatCannotBePublishedIsNamed() {
        // Given
        Path file = new ParquetForTests(folder.resolve("a"), "optional binary Text (STRING);")
                .row(row -> row.add("Text", "a"))
                .row(row -> row.add("Text", "0123456789".repeat(100)))
                .write();

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 0, new PageLimits(500, 10, 1000)))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("bill.parquet: row 1 (counted from 0) is larger than 995 bytes, "
                        + "which is the most that can be published");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9, 0.999})
    void fileThatIsCutOffIsRefused(double part) throws IOException {
        // Given
        byte[] whole = Files.readAllBytes(numbers(500, 100).write());
        Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, (int) (whole.length * part)));

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 0, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("bill.parquet: has no footer at its end after ")
                .hasMessageEndingWith(" bytes: it is cut off");
    }

    @Test
    void textFileIsRefused() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("text"), "Date,Cost\n2025-01-01,1\n");

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 0, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("bill.parquet: is no Parquet file: expected one, which begins with PAR1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 4, 11})
    void fileThatIsTooSmallIsRefused(int size) throws IOException {
        // Given
        Path file = Files.write(folder.resolve("small"), Arrays.copyOf("PAR1PAR1PAR1".getBytes(UTF_8), size));

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 0, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Malformed.class);
    }

    @Test
    void changedByteInAPageIsSeen() throws IOException {
        // Given
        byte[] bytes = Files.readAllBytes(
                numbers(500, 100).codec(CompressionCodecName.UNCOMPRESSED).write());
        bytes[200] ^= 1;
        Path file = Files.write(folder.resolve("changed"), bytes);

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 0, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("bill.parquet: is damaged: ");
    }

    @Test
    void rowOfNothingButOneNullIsARow() {
        // Given
        Path file = new ParquetForTests(folder.resolve("a"), "optional binary Text (STRING);")
                .row(row -> {})
                .write();

        // Then
        assertThat(texts(ParquetForTests.pages(file, 0, ParquetForTests.LIMITS)))
                .containsExactly("Text\n\"\"\n");
    }

    @Test
    void encryptedFileIsRefused() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("encrypted"), "PARE and so on PARE");

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 0, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("bill.parquet: is encrypted: expected plain Parquet");
    }

    @Test
    void codecThatIsNotKnownIsNamed() throws IOException {
        // Given: a file whose footer names another codec, by the number that the format gives it
        byte[] bytes = Files.readAllBytes(
                numbers(5, 5).codec(CompressionCodecName.UNCOMPRESSED).write());
        Path file = Files.write(folder.resolve("lzo"), withCodec(bytes, 3));

        // Then
        assertThatThrownBy(() -> ParquetForTests.pages(file, 0, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("bill.parquet: is compressed with LZO in column [Number]: expected one of [")
                .hasMessageContainingAll("UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD");
    }

    @Test
    void fileThatIsNotThereIsMissing() {
        assertThatThrownBy(() -> ParquetForTests.pages(folder.resolve("none"), 0, ParquetForTests.LIMITS))
                .isInstanceOf(SourceException.Missing.class);
    }

    /** The file with another number for the codec of its columns, which Thrift writes after the path of each. */
    private static byte[] withCodec(byte[] file, int codec) {
        String text = new String(file, ISO_8859_1);
        for (String column : List.of("Number", "Text")) {
            String path = "\u0019\u0018" + (char) column.length() + column;
            int place = text.indexOf(path + "\u0015\u0000");
            assertThat(place).isPositive();
            file[place + path.length() + 1] = (byte) (codec << 1);
        }
        return file;
    }

    private ParquetForTests numbers(int rows, int rowsInGroup) {
        ParquetForTests file = new ParquetForTests(
                        folder.resolve("numbers.parquet"), "required int64 Number; optional binary Text (STRING);")
                .rowsInGroup(rowsInGroup);
        for (int i = 0; i < rows; i++) {
            int number = i;
            file.row(row -> row.append("Number", (long) number).append("Text", "text " + number % 7));
        }
        return file;
    }

    private static List<String> texts(List<Page> pages) {
        return pages.stream().map(ParquetPagesTest::text).toList();
    }

    private static String text(Page page) {
        return new String(page.content(), UTF_8);
    }
}
