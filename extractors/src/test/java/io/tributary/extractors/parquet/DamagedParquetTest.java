package io.tributary.extractors.parquet;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Files with a byte that is not what it was: whatever it says, it is a delivery that is malformed and no crash. */
class DamagedParquetTest {

    private static Path folder;
    private static byte[] whole;

    @BeforeContainer
    static void writeFile() throws IOException {
        folder = Files.createTempDirectory("damaged");
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
        whole = Files.readAllBytes(file.write());
    }

    @AfterContainer
    static void deleteFiles() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    @Property(tries = 1000)
    void damagedFileIsMalformedUnlessItCanStillBeRead(
            @ForAll @IntRange(max = 1_000_000) int place, @ForAll @IntRange(min = 1, max = 255) int change)
            throws IOException {
        byte[] bytes = whole.clone();
        bytes[place % bytes.length] ^= (byte) change;
        Path file = Files.write(folder.resolve("damaged.parquet"), bytes);

        try {
            List<Page> pages = ParquetForTests.pages(file, 0, ParquetForTests.LIMITS);
            assertThatCode(() -> pages.forEach(Page::rows)).doesNotThrowAnyException();
        } catch (SourceException.Malformed expected) {
            // As it should be.
        }
    }
}
