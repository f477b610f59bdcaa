package io.tributary.streams.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The closed list of reasons against what is said of them to those who read dead letters. */
class RejectionCodeTest {

    private static final Path SEMANTICS = Path.of("..", "docs", "semantics.md");

    /** A line of the table of codes: {@code | CODE | what is wrong |}. */
    private static final Pattern LINE = Pattern.compile("(?m)^\\| ([A-Z]+_[A-Z_]+|UNEXPECTED) \\| [^|]+ \\|$");

    @Test
    void everyCodeIsDocumentedAndNoOther() throws IOException {
        String semantics = Files.readString(SEMANTICS);
        // Other parts of the document have tables of other codes.
        List<String> documented = LINE.matcher(semantics.substring(semantics.indexOf("\n## Dead letters\n")))
                .results()
                .map(line -> line.group(1))
                .toList();

        assertThat(documented)
                .as("codes in %s", SEMANTICS)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(RejectionCode.values()).map(Enum::name).toList());
    }
}
