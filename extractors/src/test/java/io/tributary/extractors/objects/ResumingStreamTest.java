package io.tributary.extractors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Connections that break after some bytes, each in one of two ways. */
class ResumingStreamTest {

    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 3);

    private final List<Duration> pauses = new ArrayList<>();

    @Property(tries = 300)
    void bytesArriveOnceAndInOrderHoweverConnectionsBreak(
            @ForAll @IntRange(min = 0, max = 5000) int size,
            @ForAll @Size(max = 40) List<@IntRange(min = 1, max = 300) Integer> lives)
            throws IOException {
        // Given
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        BreakingStore store = new BreakingStore(content, lives);

        // When
        byte[] read;
        try (InputStream in = stream(store)) {
            read = in.readAllBytes();
        }

        // Then
        assertThat(read).isEqualTo(content);
    }

    @Test
    void connectionWithoutDataIsReplacedABoundedNumberOfTimes() {
        BreakingStore store = new BreakingStore(new byte[10], List.of(4, 0, 0, 0, 0, 0));

        assertThatThrownBy(() -> stream(store).readAllBytes())
                .isInstanceOf(SourceException.Unavailable.class)
                .hasMessageStartingWith("s3://b/k: reading it broke off 3 times at byte 4: ");
        assertThat(pauses).hasSize(2);
    }

    private InputStream stream(BreakingStore store) {
        StoredObject object = new StoredObject("k", "1", Instant.EPOCH, store.content.length);
        return new ResumingStream(store, object, BACKOFF, pauses::add);
    }

    /** Opens connections that break after the given numbers of bytes, and then one that does not break. */
    private static final class BreakingStore implements ObjectStore {

        private final byte[] content;
        private final List<Integer> lives;
        private int opened;

        BreakingStore(byte[] content, List<Integer> lives) {
            this.content = content;
            this.lives = lives;
        }

        @Override
        public InputStream open(StoredObject object, long offset) {
            int left = content.length - (int) offset;
            int connection = opened++;
            int life = connection < lives.size() ? Math.min(left, lives.get(connection)) : left;
            InputStream in = new ByteArrayInputStream(content, (int) offset, life);
            boolean isSilent = connection % 2 == 0;
            return new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("not used");
                }

                @Override
                public int read(byte[] target, int position, int length) throws IOException {
                    int count = in.read(target, position, length);
                    if (count < 0 && !isSilent) {
                        throw new IOException("Connection reset");
                    }
                    return count;
                }
            };
        }

        @Override
        public void forEach(Predicate<String> isWanted, Consumer<StoredObject> consumer) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<StoredObject> head(String key) {
            return Optional.empty();
        }

        @Override
        public String uri(String key) {
            return "s3://b/" + key;
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
