package io.tributary.benchmarks.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a command to its end, and measures what it takes. */
final class WatchedProcess {

    private static final Duration POLL = Duration.ofMillis(100);

    /** A shell around the command: it knows the exact CPU time of its children when they have ended. */
    private static final String SHELL = "file=$1; shift; \"$@\"; code=$?; times > \"$file\"; exit $code";

    private static final Pattern TIME = Pattern.compile("(\\d+)m(\\d+)[.,](\\d+)s");

    private final Process shell;
    private final ThreadReadings readings = new ThreadReadings();
    private final Predicate<String> isStarted;
    private volatile boolean started;

    private WatchedProcess(Process shell, Predicate<String> isStarted) {
        this.shell = shell;
        this.isStarted = isStarted;
    }

    /**
     * @param command the command and its arguments
     * @param environment what is added to this process's environment
     * @param log beginning of the names of its files: what it prints, and its times
     * @param isStarted told of each line on standard error: whether the start has ended with it
     */
    static ProcessCost run(List<String> command, Map<String, String> environment, Path log, Predicate<String> isStarted)
            throws IOException, InterruptedException {
        Path times = beside(log, ".times");
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "sh", times.toString()));
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectOutput(beside(log, ".out").toFile());
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        WatchedProcess watched = new WatchedProcess(builder.start(), isStarted);
        int code = watched.await(beside(log, ".err"));
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        Duration cpu = childrenOf(Files.readString(times));
        return new ProcessCost(
                code, wall, cpu, watched.readings.peakBytes(), watched.readings.parts(cpu), watched.readings.names());
    }

    static Path beside(Path log, String suffix) {
        return log.resolveSibling(log.getFileName() + suffix);
    }

    private int await(Path errors) throws IOException, InterruptedException {
        Thread reader = new Thread(() -> copyErrors(errors), "errors of the measured process");
        reader.start();
        try {
            boolean isAfterStart = false;
            do {
                boolean startsNow = started && !isAfterStart;
                for (ProcessHandle child : shell.toHandle().children().toList()) {
                    readings.read(child.pid());
                }
                if (startsNow) {
                    readings.endStart();
                    isAfterStart = true;
                }
            } while (!shell.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS));
            reader.join();
            return shell.exitValue();
        } finally {
            if (shell.isAlive()) {
                shell.descendants().forEach(ProcessHandle::destroy);
                shell.destroy();
            }
        }
    }

    private void copyErrors(Path errors) {
        try (BufferedReader lines = shell.errorReader();
                PrintWriter copy = new PrintWriter(Files.newBufferedWriter(errors))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                started = started || isStarted.test(line);
                copy.println(line);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** User and system time of the children, the second line of what {@code times} prints. */
    static Duration childrenOf(String times) {
        String children = times.lines().skip(1).findFirst().orElse("");
        Duration sum = Duration.ZERO;
        int count = 0;
        for (Matcher time = TIME.matcher(children); time.find(); count++) {
            String seconds = time.group(2) + "." + time.group(3);
            sum = sum.plus(Duration.parse("PT" + time.group(1) + "M" + seconds + "S"));
        }
        if (count != 2) {
            throw new IllegalStateException("The shell's times must be user and system time: were " + times);
        }
        return sum;
    }
}
