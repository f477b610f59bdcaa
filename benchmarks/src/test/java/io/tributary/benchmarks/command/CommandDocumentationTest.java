package io.tributary.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class CommandDocumentationTest {

    private static final Path DOCUMENT = Path.of("../docs/benchmarks.md");

    @Test
    void everyPartIsDocumentedWithItsThreads() throws IOException {
        List<String> rows = EnumSet.complementOf(EnumSet.of(Part.START, Part.REST)).stream()
                .map(part -> "| " + part.label() + " | "
                        + part.beginnings().stream()
                                .map(beginning -> "`" + beginning + "`")
                                .collect(Collectors.joining(", "))
                        + " |")
                .toList();

        assertThat(Files.readAllLines(DOCUMENT))
                .containsAll(rows)
                .anyMatch(line -> line.startsWith("| " + Part.START.label() + " |"))
                .anyMatch(line -> line.startsWith("| " + Part.REST.label() + " |"));
    }

    @Test
    void everyOptionIsDocumented() throws IOException {
        List<String> options = new CommandLine(new CommandBenchmark())
                .getCommandSpec().options().stream()
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(OptionSpec::longestName)
                        .toList();
        String section =
                Files.readString(DOCUMENT).split("\n## The whole command\n")[1].split("\n## ")[0];

        assertThat(options).isNotEmpty();
        assertThat(section.lines().filter(line -> line.startsWith("| `--")).toList())
                .hasSameSizeAs(options)
                .allMatch(line -> options.stream().anyMatch(option -> line.matches("\\| `" + option + "[` =].*")));
    }
}
