package io.tributary.extractors.publish;

import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Delays transactions while consumers lag behind. Used by the thread that publishes. */
public interface Gate {

    /** Always open. */
    Gate OPEN = () -> {};

    /** Returns when another transaction may begin. None is open meanwhile. */
    void await();

    /** Pages were committed, in one transaction: where they are, and how large. */
    default void committed(List<RecordMetadata> pages) {}

    /**
     * The producer's buffer lacks room for a record, which waits until the cluster has taken what is in it.
     *
     * @param bytes size of the record
     * @param available bytes that are free
     */
    default void bufferFull(long bytes, long available) {}
}
