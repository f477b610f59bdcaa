package io.tributary.local.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command, as the script starts it, takes of the machine's memory. */
class MemoryIT {

    private static final int ROWS = 100_000;
    private static final long LIMIT_KILOBYTES = 768 * 1024;
    private static final String PEAK = "VmHWM:";

    @TempDir
    private Path directory;

    private InstalledLauncher launcher;

    @Test
    void aRunStaysWithinItsLimit() throws Exception {
        assumeThat(Path.of("/proc/self/status")).exists();
        launcher = InstalledLauncher.in(directory.resolve("home"));
        Path bill = directory.resolve("bill");
        Files.createSymbolicLink(
                launcher.distribution().resolve("lib"),
                Path.of("target/tributary/lib").toRealPath());

        peakOf("sample", "--rows", Integer.toString(ROWS), "--deliveries", "1", "--output", bill.toString());
        long peak = peakOf(
                "run",
                "--input",
                bill.toString(),
                "--data-dir",
                directory.resolve("data").toString());

        assertThat(peak).as("resident kilobytes at most").isBetween(1L, LIMIT_KILOBYTES);
    }

    /** The most kilobytes that a command had in memory, which must end well. */
    private long peakOf(String... arguments) throws Exception {
        Path output = directory.resolve("output");
        Process process = launcher.builder(Path.of(System.getProperty("java.home")), List.of(arguments))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            long peak = 0;
            // The script becomes the command's JVM, and the kernel keeps the peak as long as that lives.
            while (!process.waitFor(50, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, peak(process.pid()));
            }
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
            return peak;
        } finally {
            process.destroyForcibly();
        }
    }

    private static long peak(long process) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(process), "status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // It has just ended.
            return 0;
        }
    }
}
