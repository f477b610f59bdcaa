package io.tributary.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a new provider touches: CONTRIBUTING says it, and no other file knows the providers that there are. */
class ProviderSeamTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES = List.of("schemas", "samples", "extractors", "streams-app", "local");
    private static final int MOST_EXISTING_FILES = 5;

    /** Code that knows a provider: imports its package, or names it where a program would compare names. */
    private static final Pattern KNOWS_A_PROVIDER = Pattern.compile(
            "io\\.tributary\\.[a-z.]*\\.((aws|azure|gcp)\\b|(Aws|Azure|Gcp)[A-Z])|Provider\\.(AWS|AZURE|GCP)\\b"
                    + "|\"(aws|azure|gcp)[\"./]|subpackage name=\"(aws|azure|gcp)\"");

    private static final Pattern OF_A_PROVIDER =
            Pattern.compile("/(aws|azure|gcp)/|/(Aws|Azure|Gcp)[A-Z][^/]*\\.java$|/package-info\\.java$");

    @Test
    void contributingNamesEveryFileThatKnowsTheProviders() throws IOException {
        assertThat(existingFilesOfTable()).containsExactlyInAnyOrderElementsOf(filesThatKnowProviders());
    }

    @Test
    void newProviderTouchesAtMostFiveExistingFiles() throws IOException {
        assertThat(existingFilesOfTable()).hasSizeLessThanOrEqualTo(MOST_EXISTING_FILES);
    }

    /** The toy provider of the tests is registered by service files of the same names. */
    @Test
    void toyProviderIsRegisteredInTheSamePlaces() throws IOException {
        Path toys = Path.of("src/test/resources/toy-provider/META-INF/services");
        try (Stream<Path> files = Files.list(toys)) {
            assertThat(files.map(file -> file.getFileName().toString()).toList())
                    .containsExactlyInAnyOrderElementsOf(existingFilesOfTable().stream()
                            .filter(file -> file.contains("/META-INF/services/"))
                            .map(file -> file.substring(file.lastIndexOf('/') + 1))
                            .toList());
        }
    }

    /** The files of the table "Add a provider" that exist: the path of a new one has a placeholder. */
    private static Set<String> existingFilesOfTable() throws IOException {
        String text = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
        String section = text.substring(text.indexOf("## Add a provider"));
        section = section.substring(0, section.indexOf("\n## ", 1));
        Set<String> files = section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .filter(file -> !file.contains("<"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(files)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).as(file).isRegularFile());
        return files;
    }

    private static Set<String> filesThatKnowProviders() throws IOException {
        Set<String> found = new TreeSet<>();
        for (String module : MODULES) {
            found.addAll(filesThatKnowProviders(ROOT.resolve(module).resolve("src/main")));
        }
        found.addAll(filesThatKnowProviders(ROOT.resolve("etc")));
        // It has rules for tests of the providers that there are, and one for those of any other.
        found.remove("etc/import-control-test.xml");
        return found;
    }

    private static Set<String> filesThatKnowProviders(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            Set<String> found = new TreeSet<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String path = ROOT.relativize(file).toString().replace('\\', '/');
                if (!OF_A_PROVIDER.matcher("/" + path).find()
                        && KNOWS_A_PROVIDER.matcher(Files.readString(file)).find()) {
                    found.add(path);
                }
            }
            return found;
        }
    }
}
