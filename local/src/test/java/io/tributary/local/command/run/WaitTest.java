package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the line names where nothing moves is what the handbook says. */
class WaitTest {

    @Test
    void theHandbookExplainsEachWaitInTheWordsOfTheLine() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("../docs/operations.md")).stream()
                .dropWhile(line -> !line.startsWith("| the line says |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("| `"))
                .map(line -> line.replaceFirst("\\| `([^`]+)`.*", "$1"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(Wait.values())
                        .map(wait -> wait.text("…", "…"))
                        .toList());
    }
}
