package io.tributary.extractors.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with a damaged byte: the delivery is malformed, without a crash and without wrong rows. */
class DamagedParquetTest {

    @TempDir
    private Path folder;

    @Test
    void damagedFileIsMalformedUnlessTheByteHadNoMeaning() throws IOException {
        // Given
        Path path = file();
        List<String> wholeLines = ParquetForTests.lines(path);
        byte[] whole = Files.readAllBytes(path);
        int footerStart = whole.length
                - 8
                - ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getInt(whole.length - 8);
        int malformed = 0;

        for (int place = 0; place < whole.length; place += 7) {
            // When
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 + place % 255);
            Path file = Files.write(folder.resolve("damaged.parquet"), damaged);

            // Then
            try {
                List<String> lines = ParquetForTests.lines(file);
                if (place < footerStart) {
                    assertThat(lines).isEqualTo(wholeLines);
                }
            } catch (SourceException.Malformed expected) {
                assertThat(expected).hasMessageStartingWith("bill.parquet: ");
                malformed++;
            }
        }
        assertThat(malformed).isGreaterThan(whole.length / 7 / 2);
    }

    private Path file() {
        ParquetForTests file = new ParquetForTests(
                        folder.resolve("whole.parquet"),
                        "required int64 Number; optional binary Text (STRING); optional double Cost;"
                                + " optional group Tags (MAP) { repeated group key_value {"
                                + " required binary key (STRING); optional binary value (STRING); } }")
                .rowsInGroup(10);
        for (int i = 0; i < 30; i++) {
            long number = i;
            file.row(row -> row.append("Number", number)
                    .append("Text", "text " + number)
                    .append("Cost", number / 8.0)
                    .addGroup("Tags")
                    .addGroup(0)
                    .append("key", "k")
                    .append("value", "v"));
        }
        return file.write();
    }
}
