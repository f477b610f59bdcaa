package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.Keys;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Sends claims to the partition of their billing account and period: by {@link Keys#claim} without the statement. */
public final class AccountPartition implements StreamPartitioner<byte[], byte[]> {

    @Override
    public Optional<Set<Integer>> partitions(String topic, byte[] key, byte[] value, int partitions) {
        String text = new String(key, UTF_8);
        byte[] account = text.substring(0, text.lastIndexOf('|')).getBytes(UTF_8);
        return Optional.of(Set.of(Utils.toPositive(Utils.murmur2(account)) % partitions));
    }
}
