package io.tributary.benchmarks.command;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The last readings of each thread of a process, also of threads that have ended since.
 *
 * <p>Where there is no {@code /proc}, there are none.
 */
final class ThreadReadings {

    private static final Path PROCESSES = Path.of("/proc");
    private static final String PEAK = "VmHWM:";
    private static final long KIBIBYTE = 1024;

    private final Path root;
    private final Map<String, ThreadStat> threads = new HashMap<>();
    private final Map<String, Duration> threadsAtStart = new HashMap<>();
    private Duration process = Duration.ZERO;
    private Optional<Duration> start = Optional.empty();
    private OptionalLong peakBytes = OptionalLong.empty();

    ThreadReadings() {
        this(PROCESSES);
    }

    /** @param root {@code /proc}, or what looks like it */
    ThreadReadings(Path root) {
        this.root = root;
    }

    /** Reads what the threads of a process have taken so far, if it still runs. */
    void read(long processId) throws IOException {
        Path folder = root.resolve(Long.toString(processId));
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(folder.resolve("task"))) {
            for (Path task : tasks) {
                stat(task).ifPresent(stat -> threads.put(task.getFileName() + " " + stat.started(), stat));
            }
        } catch (NoSuchFileException ended) {
            return;
        }
        stat(folder).ifPresent(stat -> process = stat.cpu().plus(stat.children()));
        for (String line : lines(folder.resolve("status"))) {
            if (line.startsWith(PEAK)) {
                String kibibytes =
                        line.substring(PEAK.length()).replace("kB", "").trim();
                peakBytes = OptionalLong.of(Long.parseLong(kibibytes) * KIBIBYTE);
            }
        }
    }

    /** What has been read so far belongs to the start. */
    void endStart() {
        start = Optional.of(process);
        threads.forEach((thread, stat) -> threadsAtStart.put(thread, stat.cpu()));
    }

    /** The most memory that was resident; absent where the operating system does not tell. */
    OptionalLong peakBytes() {
        return peakBytes;
    }

    /**
     * CPU time by part, which adds up to that of the process; empty where the operating system does not tell.
     *
     * @param total CPU time of the process when it had ended
     */
    Map<Part, Duration> parts(Duration total) {
        Map<Part, Duration> parts = new EnumMap<>(Part.class);
        if (threads.isEmpty()) {
            return parts;
        }
        for (Part part : Part.values()) {
            parts.put(part, Duration.ZERO);
        }
        // A process that never said that it was up has only started.
        parts.put(Part.START, start.orElse(process));
        if (start.isPresent()) {
            threads.forEach(
                    (thread, stat) -> parts.merge(Part.of(stat.name()), sinceStart(thread, stat), Duration::plus));
        }
        Duration told = parts.values().stream().reduce(Duration.ZERO, Duration::plus);
        Duration beyond = total.minus(told);
        parts.merge(Part.REST, beyond.isNegative() ? Duration.ZERO : beyond, Duration::plus);
        return parts;
    }

    /** CPU time after the start by name of thread, without numbers at its end. */
    Map<String, Duration> names() {
        Map<String, Duration> names = new TreeMap<>();
        threads.forEach((thread, stat) ->
                names.merge(stat.name().replaceAll("[-#\\d]+$", ""), sinceStart(thread, stat), Duration::plus));
        return names;
    }

    private Duration sinceStart(String thread, ThreadStat stat) {
        return stat.cpu().minus(threadsAtStart.getOrDefault(thread, Duration.ZERO));
    }

    private static Optional<ThreadStat> stat(Path folder) {
        return lines(folder.resolve("stat")).stream().findFirst().map(ThreadStat::parse);
    }

    /** The lines of a file, none where what it tells of has ended. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException ended) {
            return List.of();
        }
    }
}
