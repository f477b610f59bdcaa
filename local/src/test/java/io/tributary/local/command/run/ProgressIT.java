package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that a run shows on a terminal while it reads the sample bills of all providers. */
class ProgressIT {

    /** The number of rows is an estimate while a bill is read, and its correction may take a little back. */
    private static final int CORRECTION = 2;

    private static final Pattern NOTE = Pattern.compile(
            "(aws|azure|gcp): (\\d+) deliver(?:y|ies) published, ([\\d,]+) rows(?:, ([\\d.]+) MiB read)?");

    @TempDir
    private Path directory;

    @Test
    void sharesGrowAndEndBeforeTheWholeAndSizesAreThoseOfTheFiles() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                Terminal.ofWidth(1_000), Map.of(), "run", "--data-dir", directory.toString(), "--csv");

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        List<String> shown = Arrays.stream(run.err().split("\r\033\\[K"))
                .filter(line -> line.startsWith("\033[?7l"))
                .map(line -> line.substring(5, line.indexOf("\033[?7h")))
                .toList();
        List<String> ofRun =
                shown.stream().filter(line -> !line.startsWith("clean view")).toList();
        assertThat(shares("(\\d+) %", ofRun)).as(shown.toString()).isNotEmpty();
        for (String shares : List.of("(\\d+) %", "(\\d+) % of aws", "(\\d+) % of azure", "(\\d+) % of gcp")) {
            assertGrow(shares(shares, ofRun));
        }
        assertGrow(shares(
                "clean view: (\\d+) %",
                shown.stream().filter(line -> line.startsWith("clean view")).toList()));

        Map<String, Matcher> notes = notes(run.err());
        assertThat(notes).containsOnlyKeys("aws", "azure", "gcp");
        assertThat(notes.get("aws").group(4)).isEqualTo(mebibytes("aws"));
        assertThat(notes.get("azure").group(4)).isEqualTo(mebibytes("azure"));
        assertThat(notes.get("gcp").group(4)).as("counts rows").isNull();
    }

    /** The shares that lines begin with; what follows them is another part. */
    private static List<Integer> shares(String pattern, List<String> lines) {
        Pattern first = Pattern.compile(pattern + "( ·.*)?");
        List<Integer> shares = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = first.matcher(line);
            if (matcher.matches()) {
                shares.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return shares;
    }

    private static void assertGrow(List<Integer> shares) {
        int before = 0;
        for (int share : shares) {
            assertThat(share).as(shares.toString()).isBetween(before - CORRECTION, 99);
            before = share;
        }
    }

    private static Map<String, Matcher> notes(String printed) {
        Map<String, Matcher> notes = new TreeMap<>();
        Matcher note = NOTE.matcher(printed);
        while (note.find()) {
            Matcher own = NOTE.matcher(note.group());
            assertThat(own.matches()).isTrue();
            notes.put(note.group(1), own);
        }
        return notes;
    }

    /** The size of a sample's files that are no manifests. */
    private String mebibytes(String provider) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("sample").resolve(provider))) {
            long bytes = files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".json"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
            return String.format(Locale.ROOT, "%,.1f", bytes / 1024.0 / 1024.0);
        }
    }
}
