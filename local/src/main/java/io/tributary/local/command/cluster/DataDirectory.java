package io.tributary.local.command.cluster;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a run keeps for the next one.
 *
 * @param root the directory
 */
public record DataDirectory(Path root) {

    /** The user's own, by the XDG Base Directory Specification. */
    static DataDirectory ofUser(Map<String, String> environment) {
        String dataHome = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = dataHome.startsWith("/")
                ? Path.of(dataHome)
                : Path.of(System.getProperty("user.home"), ".local", "share");
        return new DataDirectory(base.resolve("tributary"));
    }

    /** The log. */
    public Path log() {
        return root.resolve("logs").resolve("tributary.log");
    }

    /** The sample bills of {@code provider}, of runs without input. */
    public Path sample(String provider) {
        return root.resolve("sample").resolve(provider);
    }

    /** The streams application's stores. */
    Path state() {
        return root.resolve("state");
    }

    /** The clean view, where no other place is asked for. */
    public Path view() {
        return root.resolve("view");
    }

    /** Exists only while totals are reconciled. */
    public Path reconciling() {
        return root.resolve("reconciling");
    }

    /** Exists only while a view is written. */
    public Path scratch() {
        return root.resolve("scratch");
    }
}
