package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceDefectTest {

    private static final Path SEMANTICS = Path.of("..", "docs", "semantics.md");

    @Test
    void theDocumentationListsAllDefectsAndNoOthers() throws IOException {
        String text = Files.readString(SEMANTICS);
        int table = text.indexOf("| defect |");
        List<String> described = text.substring(table, text.indexOf("\n\n", table))
                .lines()
                .skip(2)
                .map(line -> line.split("\\|")[1].strip())
                .toList();

        assertThat(described)
                .containsExactlyElementsOf(
                        Arrays.stream(SourceDefect.values()).map(Enum::name).toList());
    }
}
