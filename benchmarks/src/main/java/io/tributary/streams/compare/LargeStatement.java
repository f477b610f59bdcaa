package io.tributary.streams.compare;

import io.tributary.schemas.RawPage;
import io.tributary.streams.compare.RowIndex.Content;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.reconcile.DeliveryAccount;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/**
 * One statement of many rows, in the real stores and without Kafka around them: how fast rows are known at the
 * beginning and at the end, how long the search for vanished rows takes, what stands on disk and on the heap, and how
 * long it takes to have the rows on the heap again. docs/benchmarks.md says how to run it.
 */
public final class LargeStatement {

    private static final int PAGE = 2_000;
    private static final long MEMORY = Duration.ofDays(400).toMillis();
    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

    private final int count;
    private final PrintStream out;
    private final Path directory;
    private final KnownRows knownRows;
    private final Statement statement = Statement.unsaved(1);

    private LargeStatement(int count, PrintStream out, Path directory) {
        this.count = count;
        this.out = out;
        this.directory = directory;
        Properties settings = new Properties();
        settings.put("application.id", "large-statement");
        settings.put("bootstrap.servers", "unused:9092");
        settings.put("processing.exception.handler.global.enabled", true);
        MockProcessorContext<byte[], byte[]> context =
                new MockProcessorContext<>(settings, new TaskId(0, 0), directory.toFile());
        Duration window = Duration.ofDays(45);
        WindowStore<Bytes, byte[]> rows = Stores.windowStoreBuilder(
                        Stores.persistentWindowStore("rows", window.multipliedBy(11), window, false),
                        Serdes.Bytes(),
                        Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        KeyValueStore<Bytes, byte[]> entries = Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore("deliveries"), Serdes.Bytes(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        rows.init(context.getStateStoreContext(), rows);
        entries.init(context.getStateStoreContext(), entries);
        knownRows = new KnownRows(
                new RowStore(rows, window), new DeliveryStore(entries), new RowBudget(Long.MAX_VALUE), MEMORY);
    }

    /** @param arguments how many rows; 20,000,000 unless said */
    public static void main(String[] arguments) throws IOException {
        int count = arguments.length == 0 ? 20_000_000 : Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("large-statement");
        new LargeStatement(count, System.out, directory).run();
    }

    private void run() throws IOException {
        out.printf(
                Locale.ROOT,
                "%,d rows, heap of %,d MiB%n",
                count,
                Runtime.getRuntime().maxMemory() >> 20);
        deliver();
        knownRows.drop(statement.key);
        long start = System.nanoTime();
        RowIndex read = rows();
        report("read from the store", read.live(), System.nanoTime() - start);
        out.printf(
                Locale.ROOT, "on disk: %.1f bytes a live row%n", (double) bytes(directory) / Math.max(1, read.live()));
    }

    /** Works two deliveries. Nothing holds their index afterwards: the heap has room for one. */
    private void deliver() {
        begin(1);
        RowIndex rows = rows();
        work("first delivery", rows, number -> rows.add(key(number), content(number)));
        begin(2);
        work(
                "unchanged, 1 % missing",
                rows, number -> {
                    if (number % 100 != 0) {
                        rows.sightUnchanged(number + 1L);
                    }
                });
        sweep(rows);
        out.printf(Locale.ROOT, "heap in use: %,d MiB%n", usedMebibytes());
    }

    private RowIndex rows() {
        return knownRows.of(statement, NOW.toEpochMilli()).orElseThrow();
    }

    private void begin(int reading) {
        RawPage page = RawPage.newBuilder()
                .setProvider("aws")
                .setDataSet("aws.cur.legacy")
                .setBillingAccountId("1")
                .setBillingPeriodStart(LocalDate.of(2026, 11, 1))
                .setBillingPeriodEnd(LocalDate.of(2026, 12, 1))
                .setScope("aws/aws.cur.legacy/1/2026-11-01/report")
                .setDeliveryId("d" + reading)
                .setDeliveryTime(NOW)
                .setPageNumber(0)
                .setContentType("text/csv")
                .setContent(ByteBuffer.allocate(0))
                .setRowCount(0)
                .setChecksum(0)
                .setArtifact("none")
                .setArtifactRow(0)
                .setExtractedAt(NOW)
                .setExtractorVersion("benchmark")
                .build();
        boolean keeps = statement.begin(reading, reading, DeliveryAccount.open(page, "1", null, NOW));
        knownRows.begin(statement, keeps);
    }

    private interface Action {
        void take(int number);
    }

    /** Works the rows page by page, and reports the first and the last twentieth. */
    private void work(String what, RowIndex rows, Action action) {
        int part = Math.max(PAGE, count / 20 / PAGE * PAGE);
        long start = System.nanoTime();
        long since = start;
        for (int from = 0; from < count; from += PAGE) {
            for (int number = from; number < Math.min(count, from + PAGE); number++) {
                action.take(number);
            }
            knownRows.store(statement, rows, from / PAGE);
            int done = from + PAGE;
            if (done == part) {
                report(what + ", first twentieth", part, System.nanoTime() - since);
            }
            if (done / part == 19 && done % part == 0) {
                since = System.nanoTime();
            }
        }
        report(what + ", last twentieth", part, System.nanoTime() - since);
        report(what, count, System.nanoTime() - start);
    }

    private void sweep(RowIndex rows) {
        Withdrawal withdrawal = new Withdrawal(new CountOnly());
        long longest = 0;
        long start = System.nanoTime();
        boolean more = true;
        while (more) {
            long sliceStart = System.nanoTime();
            more = withdrawal.slice(statement, statement.current, rows, NOW.toEpochMilli());
            knownRows.store(statement, rows);
            longest = Math.max(longest, System.nanoTime() - sliceStart);
        }
        report("sweep of 1 % vanished", count, System.nanoTime() - start);
        out.printf(Locale.ROOT, "longest slice of the sweep: %.0f ms%n", longest / 1e6);
    }

    private void report(String what, int rowCount, long nanos) {
        out.printf(Locale.ROOT, "%s: %.1f s, %,.0f rows/s%n", what, nanos / 1e9, rowCount * 1e9 / nanos);
    }

    private static long usedMebibytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory() >> 20;
    }

    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static NaturalKey key(long number) {
        return new NaturalKey(mixed(number), mixed(~number));
    }

    private static Content content(long number) {
        BigDecimal cost = BigDecimal.valueOf(number % 10_000_000, 10);
        return new Content(
                new ContentDigest(mixed(number + 7), number), number + 1, "USD", cost, cost, false, false, false);
    }

    /** Spread as the bits of a hash are. */
    private static long mixed(long number) {
        long mixed = (number ^ number >>> 30) * 0xBF58476D1CE4E5B9L;
        return (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    }
}
