package io.tributary.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prose in the documents has one sentence a line, so that a change of a sentence is a change of one line. */
class ProseTest {

    /** Where prose ends: a table, a heading, an empty line. */
    private static final Pattern BREAK = Pattern.compile("\\|.*|#.*|\\s*");

    private static final Pattern CODE = Pattern.compile(" {4,}\\S.*");
    private static final Pattern LIST_ITEM = Pattern.compile("\\s*(?:[-*]|\\d+\\.) .*");
    private static final Pattern TWO_SENTENCES = Pattern.compile("[a-z)][.!?] +[A-Z`]");
    private static final Pattern END_OF_LINE = Pattern.compile(".*[.:;!?][*)]*");

    @ParameterizedTest
    @MethodSource("io.tributary.local.docs.Documents#all")
    void everySentenceHasALineOfItsOwn(Path document) throws IOException {
        assertThat(problems(Files.readAllLines(document)))
                .as(document.toString())
                .isEmpty();
    }

    @Test
    void sentencesThatShareALineOrHaveTwoAreFound() {
        assertThat(problems(List.of("One. Two.", "", "A sentence that", "goes on.", "- An item", "  that goes on")))
                .containsExactly("two sentences: One. Two.", "goes on: A sentence that", "goes on: - An item");
        assertThat(problems(List.of(
                        "# One. Two",
                        "| One. Two |",
                        "**Lead.** One.",
                        "Two with `Code. Code`.",
                        "- item",
                        "- item",
                        "")))
                .isEmpty();
        assertThat(problems(List.of("    code. Code", "    code"))).isEmpty();
    }

    private static List<String> problems(List<String> lines) {
        List<String> problems = new ArrayList<>();
        String before = "";
        for (String line : lines) {
            boolean isCode = before.isEmpty() && CODE.matcher(line).matches();
            if (isCode || BREAK.matcher(line).matches()) {
                before = "";
                continue;
            }
            // A lead in bold letters may end with a point, and code may have any.
            String text = line.replaceAll("`[^`]*`", "code").replaceAll("\\*\\*[^*]*\\*\\*", "Lead");
            if (TWO_SENTENCES.matcher(text).find()) {
                problems.add("two sentences: " + line);
            }
            boolean isContinued = !before.isEmpty() && !LIST_ITEM.matcher(line).matches();
            if (isContinued && !END_OF_LINE.matcher(before).matches()) {
                problems.add("goes on: " + before);
            }
            before = line;
        }
        return problems;
    }
}
