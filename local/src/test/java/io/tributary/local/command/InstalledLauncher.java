package io.tributary.local.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * The script {@code tributary} in a directory of its own, where nothing has to be built.
 *
 * @param script what is started
 * @param distribution where the script looks for jars and for the archive of classes
 */
record InstalledLauncher(Path script, Path distribution) {

    /** Copies the script of this checkout to {@code home}. There are no jars yet. */
    static InstalledLauncher in(Path home) throws IOException {
        for (String module : List.of("schemas", "samples", "extractors", "streams-app", "local")) {
            Files.createDirectories(home.resolve(module));
        }
        Files.writeString(home.resolve("pom.xml"), "");
        Path script = executable(home.resolve("tributary"), Files.readString(Path.of("../tributary")));
        Path distribution = Files.createDirectories(home.resolve("local/target/tributary"));
        Files.writeString(distribution.resolve("built"), "");
        return new InstalledLauncher(script, distribution.toRealPath());
    }

    /** Starts the script with {@code java}, without options from this process's environment. */
    ProcessBuilder builder(Path java, List<String> arguments) {
        ProcessBuilder builder = new ProcessBuilder(script.toString());
        builder.command().addAll(arguments);
        builder.environment()
                .keySet()
                .removeAll(List.of("TRIBUTARY_JVM_OPTIONS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        builder.environment().put("JAVA_HOME", java.toString());
        return builder;
    }

    /** Writes a file that can be started. */
    static Path executable(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
