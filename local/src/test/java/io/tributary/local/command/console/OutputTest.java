package io.tributary.local.command.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** Prints sentences in the width and the colours that are asked for. */
class OutputTest {

    private static final String RED = "\033[31m";

    @Test
    void moreAboutAProblemStandsBelowItAndIsIndented() {
        assertThat(printed(Terminal.ofWidth(40)).lines())
                .containsExactly(
                        "PROBLEM  111 delivery one: 700 rows were",
                        "         not read:",
                        "           700 × INVALID_AMOUNT: Cost is",
                        "             '1,0': expected a number");
        assertThat(printed(Terminal.none()).lines())
                .containsExactly(
                        "PROBLEM  111 delivery one: 700 rows were not read:",
                        "           700 × INVALID_AMOUNT: Cost is '1,0': expected a number");
    }

    @Test
    void marksHaveColoursOnlyWhereTheyAreWanted() {
        assertThat(printed(Terminal.ofWidth(40))).doesNotContain("\033");
        assertThat(printed(Terminal.ofWidth(40), "--color", "always")).contains(RED + "PROBLEM");
        assertThat(printed(Terminal.none())).doesNotContain("\033");
        assertThat(printed(Terminal.none(), "--color", "always")).contains(RED + "PROBLEM");
        assertThat(printed(Terminal.none(), "--color", "never")).doesNotContain("\033");
        assertThatThrownBy(() -> printed(Terminal.none(), "--color", "sometimes"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--color")
                .hasMessageContaining("sometimes");
    }

    @Test
    void noColorIsHeededOnATerminal() {
        assertThat(Terminal.ofProcess(Map.of("TERM", "xterm")).takesColours()).isTrue();
        assertThat(Terminal.ofProcess(Map.of("TERM", "xterm", "NO_COLOR", "1")).takesColours())
                .isFalse();
        assertThat(Terminal.ofProcess(Map.of("TERM", "dumb")).takesColours()).isFalse();
    }

    @Test
    void columnsSayHowWideATerminalIs() {
        assertThat(Terminal.ofProcess(Map.of("COLUMNS", "132")).width()).isEqualTo(132);
        assertThat(Terminal.ofProcess(Map.of("COLUMNS", "1")).width()).isEqualTo(20);
    }

    private static String printed(Terminal terminal, String... arguments) {
        Command options = new Command();
        new CommandLine(options).parseArgs(arguments);
        StringWriter written = new StringWriter();
        options.output
                .output(new PrintWriter(written), terminal)
                .marked(
                        Output.Mark.PROBLEM,
                        "111 delivery one: 700 rows were not read:",
                        List.of("700 × INVALID_AMOUNT: Cost is '1,0': expected a number"));
        return written.toString();
    }

    @CommandLine.Command
    private static final class Command {
        @Mixin
        private OutputOptions output;
    }
}
