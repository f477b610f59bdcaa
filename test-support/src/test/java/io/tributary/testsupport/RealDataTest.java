package io.tributary.testsupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where tests look for real bills. */
class RealDataTest {

    @TempDir
    private Path directory;

    @Test
    void propertyGoesBeforeTheVariable() {
        assertThat(RealData.folder("property", "variable")).contains(Path.of("property"));
        assertThat(RealData.folder(null, "variable")).contains(Path.of("variable"));
        assertThat(RealData.folder("", "variable")).contains(Path.of("variable"));
        assertThat(RealData.folder(null, null)).isEmpty();
        assertThat(RealData.folder(" ", "")).isEmpty();
    }

    @Test
    void folderThatIsNotThereIsAnErrorThatNamesIt() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> RealData.file(missing, "aws"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void fileThatIsNotThereIsAnErrorThatNamesIt() throws Exception {
        Path bill = Files.createFile(directory.resolve("bill.csv"));

        assertThat(RealData.file(directory, "bill.csv")).isEqualTo(bill);
        assertThatThrownBy(() -> RealData.file(directory, "other.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(directory.resolve("other.csv").toString());
    }
}
