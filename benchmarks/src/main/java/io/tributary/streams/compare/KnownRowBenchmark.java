package io.tributary.streams.compare;

import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.record.ByteBuilder;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How a known row goes into the store and comes out of it: nanoseconds a row. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KnownRowBenchmark {

    private final KnownRow row = new KnownRow("USD", 42);
    private final ByteBuilder out = new ByteBuilder(256);
    private final byte[] stored;

    public KnownRowBenchmark() {
        BigDecimal cost = new BigDecimal("0.0123456789").setScale(Decimals.MONEY_SCALE);
        row.put(0, new Occurrence(new ContentDigest(1, 2), cost, cost, Occurrence.NOT_KEPT));
        stored = row.toBytes(out);
    }

    @Benchmark
    public byte[] write() {
        return row.toBytes(out);
    }

    @Benchmark
    public Object read() {
        return KnownRow.read(stored);
    }
}
