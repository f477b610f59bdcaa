package io.tributary.extractors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tributary.extractors.source.SourceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Pages, compared with what another CSV parser reads. */
class PageCutterTest {

    private static final String HEADER = "a,b\n";

    @Property(tries = 2000)
    void pagesHoldTheRowsThatAnotherParserReads(
            @ForAll("rows") List<List<String>> rows,
            @ForAll("lineEnds") String lineEnd,
            @ForAll boolean hasLastLineEnd,
            @ForAll boolean hasByteOrderMark,
            @ForAll @IntRange(min = 1, max = 200) int pageBytes,
            @ForAll @IntRange(min = 1, max = 7) int pageRows,
            @ForAll @IntRange(min = 1, max = 9) int chunk)
            throws IOException {
        // Given
        String text = "h1,\"h,2\"" + lineEnd
                + String.join(lineEnd, rows.stream().map(PageCutterTest::csvRow).toList())
                + (hasLastLineEnd ? lineEnd : "");
        byte[] file = ((hasByteOrderMark ? "\uFEFF" : "") + text).getBytes(UTF_8);

        // When
        PageCutter cutter = cutter(new Trickle(file, chunk), new PageLimits(pageBytes, pageRows, 100_000));
        byte[] header = cutter.readHeader();
        List<PageCutter.Cut> pages = readAll(cutter);

        // Then
        List<List<String>> read = new ArrayList<>();
        long next = 0;
        for (PageCutter.Cut page : pages) {
            assertThat(page.firstRow()).isEqualTo(next);
            assertThat(Arrays.copyOf(page.content(), header.length)).isEqualTo(header);
            assertThat(page.rows()).isBetween(1, pageRows);
            assertThat(page.rows() == 1 || page.content().length <= pageBytes).isTrue();
            List<List<String>> ofPage = parse(page.content());
            assertThat(ofPage).hasSize(page.rows() + 1);
            read.addAll(ofPage.subList(1, ofPage.size()));
            next += page.rows();
        }
        List<List<String>> expected = parse(text.getBytes(UTF_8));
        assertThat(read).isEqualTo(expected.subList(1, expected.size()));
        assertThat(visible(concatenated(header, pages))).isEqualTo(visible(withoutEmptyLines(text, lineEnd, rows)));
    }

    @Property(tries = 500)
    void skippingGoesOnAtTheRowThatIsAskedFor(
            @ForAll("rows") List<List<String>> rows, @ForAll @IntRange(min = 0, max = 30) int skipped)
            throws IOException {
        // Given
        String text = HEADER
                + String.join("\n", rows.stream().map(PageCutterTest::csvRow).toList());
        List<List<String>> all = parse(text.getBytes(UTF_8));
        PageCutter cutter = cutter(new ByteArrayInputStream(text.getBytes(UTF_8)), new PageLimits(50, 3, 100_000));

        // When
        cutter.readHeader();
        long count = cutter.skip(skipped);
        List<List<String>> read = new ArrayList<>();
        for (PageCutter.Cut page : readAll(cutter)) {
            List<List<String>> ofPage = parse(page.content());
            read.addAll(ofPage.subList(1, ofPage.size()));
        }

        // Then
        assertThat(count).isEqualTo(Math.min(skipped, all.size() - 1));
        assertThat(read).isEqualTo(all.subList(1 + (int) count, all.size()));
    }

    @Test
    void rowThatIsLargerThanAPageIsAPageOfItsOwn() throws IOException {
        // Given
        String large = "x".repeat(100) + ",1\n";
        PageCutter cutter = cutter(HEADER + "1,2\n" + large + "3,4\n", new PageLimits(20, 10, 1000));

        // When
        cutter.readHeader();
        List<PageCutter.Cut> pages = readAll(cutter);

        // Then
        assertThat(pages)
                .extracting(page -> new String(page.content(), UTF_8))
                .containsExactly(HEADER + "1,2\n", HEADER + large, HEADER + "3,4\n");
    }

    @Test
    void rowThatCannotBePublishedIsNamed() throws IOException {
        // Given
        PageCutter cutter = cutter(HEADER + "1,2\n3,4\n\"" + "x\n".repeat(500_000), new PageLimits(20, 10, 1000));
        cutter.readHeader();

        // When, then
        assertThatThrownBy(() -> readAll(cutter))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("s3://b/k: row 2 (counted from 0) is larger than 996 bytes,"
                        + " which is the most that can be published");
    }

    @Test
    void fileThatEndsInsideQuotesIsCutOff() throws IOException {
        // Given
        PageCutter cutter = cutter(HEADER + "1,\"2\n3,4\n", new PageLimits(100, 10, 1000));
        cutter.readHeader();

        // When, then
        assertThatThrownBy(() -> readAll(cutter))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("s3://b/k: ends inside a quoted field of row 0");
    }

    @Test
    void firstLineWithoutEndIsNoHeader() {
        PageCutter cutter = cutter("x".repeat(3_000_000), new PageLimits(100, 10, 1000));

        assertThatThrownBy(cutter::readHeader)
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("its first line is larger than 1048576 bytes, which no CSV header is");
    }

    @Test
    void fileWithNothingButAHeaderHasNoPage() throws IOException {
        PageCutter cutter = cutter("a,b", new PageLimits(100, 10, 1000));

        assertThat(cutter.readHeader()).isEqualTo("a,b".getBytes(UTF_8));
        assertThat(cutter.next()).isEmpty();
        assertThat(cutter.next()).isEmpty();
    }

    @Provide
    Arbitrary<List<List<String>>> rows() {
        Arbitrary<String> value =
                Arbitraries.strings().withChars("ab,\"\n\r é中").ofMaxLength(12);
        return value.list().ofMinSize(2).ofMaxSize(4).list().ofMaxSize(20);
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r", "\n\n", "\r\n\r\n");
    }

    /** Quotes a value if it must be quoted, or if its first letter says so: both forms occur. */
    private static String csvRow(List<String> values) {
        return String.join(
                ",",
                values.stream()
                        .map(value -> value.matches("(?s).*[,\"\n\r].*") || value.startsWith("a")
                                ? "\"" + value.replace("\"", "\"\"") + "\""
                                : value)
                        .toList());
    }

    private static String withoutEmptyLines(String text, String lineEnd, List<List<String>> rows) {
        String single =
                lineEnd.length() == 4 ? "\r\n" : lineEnd.substring(0, lineEnd.equals("\n\n") ? 1 : lineEnd.length());
        boolean endsWithLineEnd = text.endsWith(lineEnd);
        String body = "h1,\"h,2\"" + single
                + String.join(single, rows.stream().map(PageCutterTest::csvRow).toList());
        return endsWithLineEnd && !rows.isEmpty() ? body + single : body;
    }

    private static String visible(String text) {
        return text.replace("\r", "<CR>").replace("\n", "<LF>");
    }

    private static String concatenated(byte[] header, List<PageCutter.Cut> pages) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(header);
        for (PageCutter.Cut page : pages) {
            all.write(page.content(), header.length, page.content().length - header.length);
        }
        return all.toString(UTF_8);
    }

    private static List<List<String>> parse(byte[] content) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new ByteArrayInputStream(content), UTF_8)) {
            return reader.stream().map(CsvRecord::getFields).toList();
        }
    }

    private static List<PageCutter.Cut> readAll(PageCutter cutter) throws IOException {
        List<PageCutter.Cut> pages = new ArrayList<>();
        for (Optional<PageCutter.Cut> page = cutter.next(); page.isPresent(); page = cutter.next()) {
            pages.add(page.get());
        }
        return pages;
    }

    private static PageCutter cutter(String text, PageLimits limits) {
        return cutter(new ByteArrayInputStream(text.getBytes(UTF_8)), limits);
    }

    private static PageCutter cutter(InputStream in, PageLimits limits) {
        return new PageCutter("s3://b/k", in, limits, 0);
    }

    /** Reads return a few bytes at a time. */
    static final class Trickle extends InputStream {

        private final ByteArrayInputStream in;
        private final int most;

        Trickle(byte[] bytes, int most) {
            this.in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() {
            return in.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            return in.read(target, offset, Math.min(length, most));
        }

        /** Zero, as for a network connection. */
        @Override
        public int available() {
            return 0;
        }
    }
}
