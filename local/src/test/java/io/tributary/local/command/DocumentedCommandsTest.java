package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tributary.extractors.ExtractorConfig;
import io.tributary.local.command.console.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The documentation's command lines and options against the command. */
class DocumentedCommandsTest {

    private static final List<Path> DOCUMENTS = List.of(
            Path.of("../README.md"),
            Path.of("../docs/permissions.md"),
            Path.of("../docs/operations.md"),
            Path.of("../docs/configuration.md"),
            Path.of("../docs/semantics.md"));

    private static final Set<String> COMMON_OPTIONS = Set.of("--input", "--config", "--set", "--help", "--version");

    @Test
    void everyCommandLineThatIsShownIsOne() {
        List<String> lines = DOCUMENTS.stream()
                .flatMap(DocumentedCommandsTest::lines)
                .filter(line -> line.startsWith("    ./tributary "))
                .map(line -> line.strip().substring("./tributary ".length()))
                .toList();

        assertThat(lines)
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThatCode(() ->
                                Tributary.commandLine(Map.of(), Terminal.none()).parseArgs(arguments(line)))
                        .as(line)
                        .doesNotThrowAnyException());
    }

    @Test
    void everyOptionThatIsNamedIsThere() {
        List<String> named = DOCUMENTS.stream()
                .flatMap(DocumentedCommandsTest::lines)
                .flatMap(line -> Pattern.compile("`(--[a-z-]+)").matcher(line).results())
                .map(option -> option.group(1))
                .toList();

        assertThat(named)
                .isNotEmpty()
                .isSubsetOf(options(Tributary.commandLine(Map.of(), Terminal.none()))
                        .toList());
    }

    @Test
    void optionsOfExtractorsAreNamedWhereTheirSettingsAre() throws IOException {
        String configuration = Files.readString(Path.of("../docs/configuration.md"));
        CommandLine extract = Tributary.commandLine(Map.of(), Terminal.none())
                .getSubcommands()
                .get("extract");
        List<String> named = Stream.of("azure", "gcp")
                .flatMap(provider -> options(extract.getSubcommands().get(provider)))
                .filter(option -> option.startsWith("--"))
                .filter(option -> !COMMON_OPTIONS.contains(option))
                .toList();

        assertThat(named)
                .contains("--costs", "--tables")
                .allSatisfy(option -> assertThat(configuration).contains("`" + option + "`"));
    }

    @Test
    void rescanIsAsLongAsOperatorsAreTold() throws IOException {
        Object days = ExtractorConfig.SETTINGS.defaultValues().get("gcp.rescan.days");

        assertThat(Files.readString(Path.of("../docs/operations.md")))
                .contains("`gcp.rescan.days` (" + days + ") days before the newest export");
        assertThat(CommandLineRun.of("extract", "gcp", "--help").out()).contains(days + " by default");
    }

    private static Stream<String> options(CommandLine command) {
        return Stream.concat(
                command.getCommandSpec().optionsMap().keySet().stream(),
                command.getSubcommands().values().stream().flatMap(DocumentedCommandsTest::options));
    }

    /** Words, where what is in quotation marks is one. */
    private static String[] arguments(String line) {
        return Pattern.compile("\"[^\"]*\"|\\S+")
                .matcher(line)
                .results()
                .map(word -> word.group().replace("\"", ""))
                .toArray(String[]::new);
    }

    private static Stream<String> lines(Path document) {
        try {
            return Files.readAllLines(document).stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
