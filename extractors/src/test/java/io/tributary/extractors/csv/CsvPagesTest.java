package io.tributary.extractors.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.csv.PageCutterTest.Trickle;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivered files, compressed and damaged in every way. */
class CsvPagesTest {

    private static final String TEXT = "a,b\n1,2\n3,\"4\n5\"\n";
    private static final PageLimits LIMITS = new PageLimits(100, 1, 1000);

    @Test
    void plainTextGzipAndZipHoldTheSameRows() throws IOException {
        for (byte[] file : List.of(bytes(TEXT), gzip(TEXT), zip(TEXT))) {
            assertThat(rows(file, 0)).containsExactly("0:a,b\n1,2\n", "1:a,b\n3,\"4\n5\"\n");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100_000})
    void gzipOfSeveralMembersIsReadToItsEnd(int chunk) throws IOException {
        // Given
        byte[] file = concat(gzip("a,b\n1,"), gzip(""), gzip("2\n3,\"4\n5"), gzip("\"\n"));

        // When, then
        assertThat(rows(new Trickle(file, chunk), 0)).containsExactly("0:a,b\n1,2\n", "1:a,b\n3,\"4\n5\"\n");
    }

    @Test
    void manySmallMembersAndLargeOnesAreReadToTheirEnd() throws IOException {
        // Given
        Random random = new Random(7);
        StringBuilder text = new StringBuilder("a,b\n");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(gzip("a,b\n"));
        for (int i = 0; i < 300; i++) {
            StringBuilder member = new StringBuilder();
            for (int row = random.nextInt(i % 50 == 0 ? 20_000 : 5); row >= 0; row--) {
                member.append(random.nextInt()).append(',').append(row).append('\n');
            }
            text.append(member);
            file.write(gzip(member.toString()));
        }

        // When
        StringBuilder read = new StringBuilder("a,b\n");
        for (Page page : pages(new Trickle(file.toByteArray(), 1000), 0, new PageLimits(50_000, 10_000, 100_000))) {
            read.append(new String(page.content(), UTF_8).substring(4));
        }

        // Then
        assertThat(read.toString()).isEqualTo(text.toString());
    }

    @Test
    void zeroBytesBehindGzipArePadding() throws IOException {
        assertThat(rows(concat(gzip(TEXT), new byte[600]), 0)).hasSize(2);
    }

    @Test
    void otherBytesBehindGzipAreNamed() throws IOException {
        byte[] file = concat(gzip(TEXT), bytes("surplus"));

        assertThatThrownBy(() -> rows(file, 0))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("s3://b/k: cannot be unpacked: gzip member 2 has no gzip header");
    }

    @Property(tries = 300)
    void gzipThatIsCutOffAnywhereIsMalformed(@ForAll @IntRange(min = 2, max = 1_000_000) int at) throws IOException {
        // Given
        byte[] first = gzip(TEXT);
        byte[] file = concat(first, gzip("7,8\n"));
        int length = 2 + at % (file.length - 2);
        byte[] cutOff = Arrays.copyOf(file, length);

        // When, then: only a cut between two members goes unnoticed
        if (length != first.length) {
            assertThatThrownBy(() -> rows(cutOff, 0))
                    .isInstanceOf(SourceException.Malformed.class)
                    .hasMessageContaining("s3://b/k: is cut off: gzip member");
        }
    }

    @Property(tries = 300)
    void damagedGzipIsMalformedUnlessTheBitHadNoMeaning(
            @ForAll @IntRange(min = 0, max = 1_000_000) int at, @ForAll @IntRange(min = 0, max = 7) int bit)
            throws IOException {
        // Given: one bit of the data, the checksum or the size is wrong
        byte[] file = gzip(TEXT);
        file[10 + at % (file.length - 10)] ^= (byte) (1 << bit);

        // When, then: the last byte of the data has unused bits
        try {
            assertThat(rows(file, 0)).isEqualTo(rows(bytes(TEXT), 0));
        } catch (SourceException.Malformed e) {
            assertThat(e).hasMessageStartingWith("s3://b/k: ");
        }
    }

    @Test
    void gzipHeaderMayCarryNameCommentAndExtra() throws IOException {
        // Given
        byte[] plain = gzip(TEXT);
        byte[] header = {
            0x1F, (byte) 0x8B, 8, 2 | 4 | 8 | 16, 0, 0, 0, 0, 0, 0, 3, 0, 'x', 'y', 'z', 'n', 0, 'c', 0, 1, 2
        };
        byte[] file = concat(header, Arrays.copyOfRange(plain, 10, plain.length));

        // When, then
        assertThat(rows(file, 0)).hasSize(2);
    }

    @Test
    void everyFileOfAZipIsReadWithItsOwnHeader() throws IOException {
        byte[] file = zip("a,b\n1,2\n", "\uFEFFb,a\n4,3\n", "a,b\n", "a,b\n5,6");

        assertThat(rows(file, 0)).containsExactly("0:a,b\n1,2\n", "1:b,a\n4,3\n", "2:a,b\n5,6");
        assertThat(rows(file, 1)).containsExactly("1:b,a\n4,3\n", "2:a,b\n5,6");
        assertThat(rows(file, 2)).containsExactly("2:a,b\n5,6");
    }

    @Property(tries = 300)
    void zipThatIsCutOffAnywhereIsMalformed(@ForAll @IntRange(min = 4, max = 1_000_000) int at) throws IOException {
        // Given
        byte[] file = zip(TEXT, TEXT);
        byte[] cutOff = Arrays.copyOf(file, 4 + at % (file.length - 4));

        // When, then
        assertThatThrownBy(() -> rows(cutOff, 0))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("s3://b/k: ");
    }

    @Test
    void emptyZipIsMalformed() throws IOException {
        assertThatThrownBy(() -> rows(zip(), 0)).hasMessage("s3://b/k: holds no file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                       | is empty",
                "version https://git-lfs.github.com/spec/v1 | is a Git LFS pointer",
                "<!DOCTYPE html>                          | looks like HTML or XML",
                "PAR1                                     | is Parquet, though its name               ",
            })
    void whatIsNoCsvIsNamed(String content, String problem) {
        assertThatThrownBy(() -> rows(bytes(content), 0))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("s3://b/k: " + problem);
    }

    @Test
    void binaryIsNamed() {
        byte[] binary = new byte[5000];
        new Random(1).nextBytes(binary);

        assertThatThrownBy(() -> rows(binary, 0))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageStartingWith("s3://b/k: ");
    }

    @Test
    void fileWithFewerRowsThanBeforeIsMalformed() {
        assertThatThrownBy(() -> rows(bytes(TEXT), 5))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessage("s3://b/k: has 2 rows: expected more, as there were before");
    }

    private static List<String> rows(byte[] file, long firstRow) {
        return rows(new Trickle(file, 100_000), firstRow);
    }

    private static List<String> rows(Trickle in, long firstRow) {
        return pages(in, firstRow, LIMITS).stream()
                .map(page -> page.firstRow() + ":" + new String(page.content(), UTF_8))
                .toList();
    }

    private static List<Page> pages(Trickle in, long firstRow, PageLimits limits) {
        List<Page> read = new ArrayList<>();
        try (CsvPages pages = new CsvPages("s3://b/k", in, 0, firstRow, limits, header -> {})) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                read.add(page.get());
            }
        }
        return read;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private static byte[] zip(String... texts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.putNextEntry(new ZipEntry("folder/"));
            for (int i = 0; i < texts.length; i++) {
                out.putNextEntry(new ZipEntry("folder/" + i + ".csv"));
                out.write(bytes(texts[i]));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
