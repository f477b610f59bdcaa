package io.tributary.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM that this one starts, whose CPU time it reads, and which ends with it. */
final class ChildJvm implements AutoCloseable {

    private static final String READY = "ready: ";
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final int SHOWN_LOG_LINES = 30;

    private final String name;
    private final Process process;
    private final Path log;
    private final BufferedReader output;

    private ChildJvm(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.output = process.inputReader();
    }

    /**
     * Starts {@code main} on this JVM's class path.
     *
     * @param name what errors call it, and its log
     * @param logs folder of the log
     */
    static ChildJvm start(String name, Path logs, List<String> options, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Older JVMs do not know what newer ones ask for.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--enable-native-access=ALL-UNNAMED"));
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        Path log = Files.createDirectories(logs).resolve(name + ".log");
        return new ChildJvm(
                name, new ProcessBuilder(command).redirectError(log.toFile()).start(), log);
    }

    /** Waits for what the child has to say when it is ready. */
    String awaitReady() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw failure("ended before it was ready");
    }

    /** CPU time of the whole process so far, its compiler and garbage collector included. */
    Duration cpu() {
        if (!process.isAlive()) {
            throw failure("ended");
        }
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(
                        "This operating system does not tell the CPU time of process " + process.pid()));
    }

    private IllegalStateException failure(String what) {
        return new IllegalStateException("The " + name + " process " + what + ". End of " + log + ":\n" + endOfLog());
    }

    private String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - SHOWN_LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    /** Asks the child to end, and waits until it has. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            output.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** In the child: says that it is ready, and what its parent has to know. */
    static void ready(String message) {
        System.out.println(READY + message);
    }

    /** In the child: returns when the parent has asked it to end, or has ended itself. */
    static void awaitEndOfParent() throws IOException {
        while (System.in.read() >= 0) {
            // The parent writes nothing: the end of the stream is the message.
        }
    }
}
