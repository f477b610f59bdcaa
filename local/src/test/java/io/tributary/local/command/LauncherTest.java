package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code tributary}: what it starts. Its Java prints each of its arguments on a line. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

    private static final String JAVA =
            "#!/bin/sh\n[ \"$1\" != -version ] || { echo 'openjdk version \"21.0.2\"' >&2; exit; }\n"
                    + "printf '%s\\n' \"$@\"\n";

    @TempDir
    private Path directory;

    private Path jdk;
    private InstalledLauncher launcher;
    private Path distribution;

    @BeforeEach
    void installWithSpacesInItsName() throws IOException {
        jdk = directory.resolve("jdk");
        launcher = InstalledLauncher.in(directory.resolve("of tributary"));
        distribution = launcher.distribution();
        InstalledLauncher.executable(jdk.resolve("bin/java"), JAVA);
        release("17.0.15");
    }

    @Test
    void commandAndOptionsOfTheUserComeLast() throws Exception {
        List<String> arguments =
                start(Map.of("TRIBUTARY_JVM_OPTIONS", "-Xmx512m -Dname=value"), "run", "--output", "a b");

        assertThat(arguments)
                .containsSubsequence("-XX:+UseSerialGC", "-Xmx512m", "-Dname=value", "-Dtributary.terminal=")
                .endsWith(
                        "-cp",
                        distribution + "/lib/*",
                        "io.tributary.local.command.Tributary",
                        "run",
                        "--output",
                        "a b");
    }

    @Test
    void collectorOfTheUserIsTheOnlyOne() throws Exception {
        assertThat(start(Map.of("TRIBUTARY_JVM_OPTIONS", "-XX:+UseParallelGC"), "run"))
                .filteredOn(argument -> argument.startsWith("-XX:+Use"))
                .containsExactly("-XX:+UseParallelGC");
        assertThat(start(Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseZGC"), "run"))
                .noneMatch(argument -> argument.startsWith("-XX:+Use"));
    }

    @Test
    void oldJavaIsRefused() throws Exception {
        release("11.0.2");

        assertThat(start(Map.of(), "run"))
                .containsExactly("tributary: " + jdk + "/bin/java is Java 11, expected 17 or newer: set JAVA_HOME");
    }

    @Test
    void javaIsAskedWhereNoFileSaysItsVersion() throws Exception {
        Files.delete(jdk.resolve("release"));
        Path archive = Files.writeString(distribution.resolve("classes-21.0.2.jsa"), "");

        assertThat(start(Map.of(), "run")).contains("-XX:SharedArchiveFile=" + archive);
    }

    @Test
    void archiveOfAnotherJavaIsNotUsed() throws Exception {
        Files.writeString(distribution.resolve("classes-17.0.14.jsa"), "");

        assertThat(start(Map.of(), "run"))
                .contains("io.tributary.local.command.Tributary")
                .noneMatch(argument -> argument.startsWith("-XX:SharedArchiveFile"));
    }

    @Test
    void newJavaHasAnArchiveOfItsOwnKind() throws Exception {
        release("25.0.3");
        Path archive = Files.writeString(distribution.resolve("classes-25.0.3.aot"), "");

        assertThat(start(Map.of(), "run")).contains("-XX:AOTCache=" + archive);
    }

    private void release(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Debian\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    /** What the script prints, by lines. */
    private List<String> start(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder = launcher.builder(jdk, List.of(arguments));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }
}
