package io.tributary.local.command.dlq;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no file is refused with the option that names it, and nothing but a file is replaced. */
class OptionFilesTest {

    @TempDir
    private Path directory;

    @Test
    void onlyFilesAreRead() throws IOException {
        Path file = Files.writeString(directory.resolve("rows.csv"), "x");

        assertThatCode(() -> OptionFiles.requireReadable("--rows", file)).doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionFiles.requireReadable("--rows", directory))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--rows is '" + directory + "', which is a directory: expected a file");
        assertThatThrownBy(() -> OptionFiles.requireReadable("--page", directory.resolve("none")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--page is '" + directory.resolve("none"));
    }

    @Test
    void onlyFilesAreReplacedAndOnlyInFoldersThatAreThere() throws IOException {
        Path file = Files.writeString(directory.resolve("rows.csv"), "x");
        Path empty = Files.createDirectory(directory.resolve("empty"));

        assertThatCode(() -> OptionFiles.requireWritable("--export", file)).doesNotThrowAnyException();
        assertThatCode(() -> OptionFiles.requireWritable("--export", empty.resolve("new.csv")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> OptionFiles.requireWritable("--export", empty))
                .isInstanceOf(ConfigException.class)
                .hasMessage("--export is '" + empty + "', which is a directory: expected a file");
        assertThatThrownBy(() -> OptionFiles.requireWritable("--export", directory.resolve("none/rows.csv")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--export is")
                .hasMessageContaining(directory.resolve("none") + " is none");
        assertThatThrownBy(() -> OptionFiles.requireWritable("--export", Path.of("/dev/null")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("no regular file");
    }
}
