package io.tributary.streams;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real sample bills, which lie beside the project on the machines of its developers only: in ../shared/data, or in the
 * folder that the system property {@code tributary.sample.bills} names.
 */
public final class RealBills {

    private static final Path DATA = Path.of(System.getProperty("tributary.sample.bills", "../../shared/data"));

    private RealBills() {}

    /** The file, or a skipped test that says why. */
    public static Path file(String name) {
        Path file = DATA.resolve(name);
        assumeTrue(Files.exists(file), "Skipped: no real sample bill " + name + " beside the project");
        return file;
    }
}
