package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of instances that have been given none. */
class InstanceIdTest {

    private static final String ID = "0f5b7d7e-3a55-4c8e-9a50-5d2b8c1f0a11";

    @TempDir
    private Path directory;

    @Test
    void sameStateDirectoryHasTheSameName() {
        String first = InstanceId.of(directory.resolve("new/state"), "application");

        assertThat(InstanceId.of(directory.resolve("new/state"), "application")).isEqualTo(first);
        assertThat(first).matches("[a-zA-Z0-9._-]+-[0-9a-f]{8}-[0-9a-f-]{27}");
    }

    @Test
    void anotherStateDirectoryAndAnotherApplicationHaveAnotherName() {
        assertThat(InstanceId.of(directory.resolve("a"), "application"))
                .isNotEqualTo(InstanceId.of(directory.resolve("b"), "application"))
                .isNotEqualTo(InstanceId.of(directory.resolve("a"), "other"));
    }

    @Test
    void onlyTheFileOfTheIdIsLeft() throws IOException {
        InstanceId.of(directory, "application");

        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(directory.resolve("application.instance"));
        }
    }

    @Test
    void nameHasWhatKafkaTakes() {
        assertThat(InstanceId.name("näme of a.host_1", ID)).isEqualTo("n-me-of-a.host_1-" + ID);
        assertThat(InstanceId.name("h".repeat(300), ID)).isEqualTo("h".repeat(128) + "-" + ID);
    }

    @Test
    void fileWithoutAnIdIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("application.instance"), "");

        assertThatThrownBy(() -> InstanceId.of(directory, "application"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("''")
                .hasMessageContaining("expected a UUID");
    }
}
