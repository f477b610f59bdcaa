package io.tributary.testsupport;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Real bills that others published, which are not part of the project. The system property {@code tributary.data} names
 * their folder; without it, the environment variable {@code TRIBUTARY_DATA} does.
 */
public final class RealData {

    /** The tag of all tests that read real bills, by which they can be run alone. */
    public static final String TAG = "real-data";

    /** Why a test is skipped, and how to have it run. */
    public static final String NOT_SET =
            "Tests that read real bills are skipped: set TRIBUTARY_DATA or -Dtributary.data to the folder of the bills";

    private static final AtomicBoolean SAID = new AtomicBoolean();

    private RealData() {}

    /** A file or folder of the data. Skips the test if no folder of data is set. */
    public static Path path(String name) {
        Assumptions.assumeTrue(isSet(), NOT_SET);
        return file(folder().orElseThrow(), name);
    }

    /** Whether a folder of data is set. If not, says so once. */
    public static boolean isSet() {
        boolean set = folder().isPresent();
        if (!set && !SAID.getAndSet(true)) {
            // Maven's console counts the skipped tests without their reasons.
            System.err.println(NOT_SET);
        }
        return set;
    }

    private static Optional<Path> folder() {
        return folder(System.getProperty("tributary.data"), System.getenv("TRIBUTARY_DATA"));
    }

    /** The folder that the settings name: the property's value, else the variable's. Blank is not set. */
    static Optional<Path> folder(String property, String variable) {
        return Stream.of(Optional.ofNullable(property), Optional.ofNullable(variable))
                .flatMap(Optional::stream)
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .findFirst();
    }

    static Path file(Path folder, String name) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("The folder of real bills is " + folder + ", and "
                    + folder.toAbsolutePath().normalize() + " is no folder: expected an absolute path");
        }
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("The folder of real bills has no " + file);
        }
        return file;
    }
}
