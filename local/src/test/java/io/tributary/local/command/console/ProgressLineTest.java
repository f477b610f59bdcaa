package io.tributary.local.command.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fits progress to terminals. */
class ProgressLineTest {

    private static final List<String> PARTS = List.of(
            "3 of 1,200 deliveries",
            "12,345,678 rows processed",
            "1,234 not read",
            "123,456 rows/s",
            "1,234 pages published",
            "12,345,678 rows",
            "12,345.6 MiB");

    @ParameterizedTest
    @ValueSource(ints = {80, 120, 200})
    void aLineLeavesTheLastColumnFreeAndBeginsWithWhatMattersMost(int width) {
        assertThat(ProgressLine.fitted(PARTS, width))
                .hasSizeLessThan(width)
                .startsWith("3 of 1,200 deliveries · 12,345,678 rows processed · 1,234 not read");
    }

    @Test
    void partsThatDoNotFitAreLeftOutWhole() {
        assertThat(ProgressLine.fitted(PARTS, 50)).isEqualTo("3 of 1,200 deliveries · 12,345,678 rows processed");
        assertThat(ProgressLine.fitted(PARTS, 200)).endsWith("12,345.6 MiB");
    }

    @Test
    void aNoteIsBrokenBetweenWordsOnATerminalAndWholeElsewhere() {
        String note = "no --input: generating a sample bill of AWS, 20,000 rows (seed 1), in /tmp/data";

        assertThat(noted(note, Terminal.ofWidth(40)).lines())
                .containsExactly(
                        "no --input: generating a sample bill of", "  AWS, 20,000 rows (seed 1), in", "  /tmp/data");
        assertThat(noted(note, Terminal.none()).lines()).containsExactly(note);
    }

    @Test
    void aPathThatIsLongerThanALineIsBrokenBehindASlash() {
        assertThat(noted("in /tmp/a-long-folder/another-long-folder/a-file-with-a-long-name.csv", Terminal.ofWidth(40))
                        .lines())
                .containsExactly("in /tmp/a-long-folder/", "  another-long-folder/", "  a-file-with-a-long-name.csv")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    }

    private static String noted(String note, Terminal terminal) {
        StringWriter written = new StringWriter();
        new ProgressLine(new PrintWriter(written), terminal).note(note);
        return written.toString();
    }
}
