package io.tributary.benchmarks;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Forwards the rows of a page as they are, each under a key of sixteen bytes. */
final class SplitPages implements Processor<byte[], byte[], byte[], byte[]> {

    private final Deserializer<RawPage> pages;
    private final SamePartition samePartition;
    private ProcessorContext<byte[], byte[]> context;

    SplitPages(Deserializer<RawPage> pages, SamePartition samePartition) {
        this.pages = pages;
        this.samePartition = samePartition;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], byte[]> raw) {
        RawPage page = pages.deserialize(Provider.AWS.rawTopic().name(), raw.value());
        if (page.getCompletion() != null) {
            return;
        }
        samePartition.partition.set(context.taskId().partition());
        long offset = context.recordMetadata().map(RecordMetadata::offset).orElseThrow();
        byte[] content = new byte[page.getContent().remaining()];
        page.getContent().duplicate().get(content);
        int rows = 0;
        int start = CsvLines.end(content, 0, content.length);
        while (start < content.length) {
            int end = CsvLines.end(content, start, content.length);
            byte[] key = ByteBuffer.allocate(16).putLong(offset).putLong(rows).array();
            context.forward(new Record<>(key, Arrays.copyOfRange(content, start, end), raw.timestamp()));
            start = end;
            rows++;
        }
        if (rows != page.getRowCount()) {
            throw new IllegalStateException("A page has " + rows + " rows: expected " + page.getRowCount());
        }
    }

    /** Sends rows to the partition that their page came from. */
    static final class SamePartition implements StreamPartitioner<byte[], byte[]> {

        private final ThreadLocal<Integer> partition = new ThreadLocal<>();

        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
            return Optional.of(Set.of(partition.get() % partitions));
        }
    }
}
