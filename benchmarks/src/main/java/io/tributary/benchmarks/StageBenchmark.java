package io.tributary.benchmarks;

import io.tributary.schemas.RawPage;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.aws.CurDataSet;
import io.tributary.streams.page.CsvRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** The pure stages of a page's way, each alone, without Kafka: nanoseconds a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class StageBenchmark {

    /** Rows of the page that is worked. */
    static final int ROWS = 1_000;

    private static final int BILL_ROWS = 20_000;

    /** Bytes that hold the whole bill, so that it is one page. */
    private static final int LARGE_ENOUGH = 64 * 1024 * 1024;

    private static final int LARGEST_RECORD = 900_000;

    private Path directory;
    private RawPage page;
    private byte[] content;
    private final CsvRows csvRows = new CsvRows();
    private final PageNormalizer normalizer =
            new PageNormalizer(List.of(CurDataSet.legacy(Optional.empty())), LARGEST_RECORD);
    private final KeyFrame frame = new KeyFrame();

    /** Makes a sample bill, and a page of {@value #ROWS} rows from the middle of it: its ends are full of rare rows. */
    @Setup
    public void makePage() throws IOException {
        directory = Files.createTempDirectory("tributary-stages");
        BillFile bill = BillFile.write(directory, 1, BILL_ROWS);
        try (DeliveryPages pages =
                new DeliveryPages(bill, Phase.FIRST, LARGE_ENOUGH, header -> new Slice(BILL_ROWS / 2, ROWS))) {
            page = pages.next().orElseThrow();
        }
        content = new byte[page.getContent().remaining()];
        page.getContent().duplicate().get(content);
    }

    /** Keeps some rows of a delivery. */
    private static final class Slice implements RowChange {

        private final int from;
        private final int to;
        private int row;

        Slice(int from, int rows) {
            this.from = from;
            this.to = from + rows;
        }

        @Override
        public boolean apply(byte[] bytes, int start, int end, ByteArrayOutputStream out) {
            boolean kept = row >= from && row < to;
            if (kept) {
                out.write(bytes, start, end - start);
            }
            row++;
            return kept;
        }
    }

    @TearDown
    public void deletePage() throws IOException {
        Folders.delete(directory);
    }

    /** Finds the ends of rows, as the pass-through does. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int findLineEnds() {
        int lines = 0;
        for (int at = 0; at < content.length; at = CsvLines.end(content, at, content.length)) {
            lines++;
        }
        return lines;
    }

    /** Finds rows and their fields. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public int scanFields() {
        csvRows.reset(content, 0, content.length);
        int fields = 0;
        while (csvRows.next()) {
            fields += csvRows.fields();
        }
        return fields;
    }

    /** Does everything that can fail about rows: fields, keys, amounts, encoded records and their digests. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public NormalizedPage normalizePage() {
        return normalizer.normalize(page);
    }

    /** Hashes 300 bytes of identifying columns for each row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void hashNaturalKeys(Blackhole blackhole) {
        for (int row = 0; row < ROWS; row++) {
            frame.start();
            for (int column = 0; column < 10; column++) {
                frame.column(content, row + 30 * column, 25);
            }
            NaturalKey key = frame.key();
            blackhole.consume(key);
        }
    }

    /** Digests 700 bytes of content for each row. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public void digestContents(Blackhole blackhole) {
        for (int row = 0; row < ROWS; row++) {
            blackhole.consume(ContentDigest.of(content, row, 700));
        }
    }
}
