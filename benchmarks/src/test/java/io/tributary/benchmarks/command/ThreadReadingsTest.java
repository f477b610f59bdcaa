package io.tributary.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tributary.benchmarks.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThreadReadingsTest {

    private static final long PROCESS = 7;

    @TempDir
    private Path root;

    private ThreadReadings readings;

    @BeforeEach
    void before() {
        readings = new ThreadReadings(root);
    }

    @Test
    void whatIsReadBeforeTheStartHasEndedIsTheStartsAndTheRestGoesByName() throws IOException {
        process(60, 20);
        thread(7, "java", 100, 40);
        thread(8, "C2 CompilerThre", 101, 20);
        readings.read(PROCESS);
        readings.endStart();
        process(250, 20);
        thread(7, "java", 100, 70);
        thread(8, "C2 CompilerThre", 101, 100);
        thread(9, "extractor", 102, 50);
        thread(10, "extractor-read-", 103, 10);
        readings.read(PROCESS);

        // 600 and 200 ms until the start has ended; 2,800 ms in the end, of which no thread was seen to take 300.
        assertThat(readings.parts(Duration.ofMillis(2_800)))
                .contains(
                        entry(Part.START, Duration.ofMillis(800)),
                        entry(Part.EXTRACTING, Duration.ofMillis(600)),
                        entry(Part.CLEAN_VIEW, Duration.ofMillis(300)),
                        entry(Part.COMPILER, Duration.ofMillis(800)),
                        entry(Part.STREAMS, Duration.ZERO),
                        entry(Part.REST, Duration.ofMillis(300)))
                .containsOnlyKeys(Part.values());
        assertThat(readings.names())
                .containsEntry("C2 CompilerThre", Duration.ofMillis(800))
                .containsEntry("extractor-read", Duration.ofMillis(100));
    }

    @Test
    void aThreadThatHasEndedCountsWithItsLastReadingAndItsIdMayHaveAnotherThread() throws IOException {
        process(0, 0);
        readings.read(PROCESS);
        readings.endStart();
        thread(8, "extractor", 100, 30);
        readings.read(PROCESS);
        Folders.delete(root.resolve("7/task/8"));
        readings.read(PROCESS);
        thread(8, "extractor", 900, 5);
        readings.read(PROCESS);

        assertThat(readings.parts(Duration.ofSeconds(1))).containsEntry(Part.EXTRACTING, Duration.ofMillis(350));
    }

    @Test
    void aProcessThatNeverWasUpHasOnlyStarted() throws IOException {
        process(60, 20);
        thread(7, "java", 100, 40);
        readings.read(PROCESS);

        assertThat(readings.parts(Duration.ofSeconds(1)))
                .containsEntry(Part.START, Duration.ofMillis(800))
                .containsEntry(Part.REST, Duration.ofMillis(200))
                .containsEntry(Part.CLEAN_VIEW, Duration.ZERO);
    }

    @Test
    void withoutProcNothingIsTold() throws IOException {
        readings.read(PROCESS);

        assertThat(readings.parts(Duration.ofSeconds(1))).isEmpty();
        assertThat(readings.peakBytes()).isEmpty();
    }

    @Test
    void thePeakOfMemoryIsRead() throws IOException {
        process(0, 0);
        Files.writeString(root.resolve("7/status"), "Name:\tjava\nVmHWM:\t  1500 kB\nVmRSS:\t  10 kB\n");
        readings.read(PROCESS);

        assertThat(readings.peakBytes()).hasValue(1_536_000);
    }

    @Test
    void aNameMayHaveBlanksAndBrackets() {
        ThreadStat stat = ThreadStat.parse(line(7, "a) (b c", 123, 40, 0));

        assertThat(stat).isEqualTo(new ThreadStat("a) (b c", 123, Duration.ofMillis(400), Duration.ZERO));
    }

    private void process(int ticks, int ticksOfChildren) throws IOException {
        Files.createDirectories(root.resolve("7/task"));
        Files.writeString(root.resolve("7/stat"), line(PROCESS, "java", 100, ticks, ticksOfChildren));
    }

    private void thread(long id, String name, long started, int ticks) throws IOException {
        Path folder = Files.createDirectories(root.resolve("7/task/" + id));
        Files.writeString(folder.resolve("stat"), line(id, name, started, ticks, 0));
    }

    /** As Linux writes it: three quarters of the time are the user's. */
    private static String line(long id, String name, long started, int ticks, int ticksOfChildren) {
        int system = ticks / 4;
        int systemOfChildren = ticksOfChildren / 4;
        return "%d (%s) S 1 1 1 0 -1 4194304 100 0 0 0 %d %d %d %d 20 0 80 0 %d 4096 100\n"
                .formatted(
                        id,
                        name,
                        ticks - system,
                        system,
                        ticksOfChildren - systemOfChildren,
                        systemOfChildren,
                        started);
    }
}
