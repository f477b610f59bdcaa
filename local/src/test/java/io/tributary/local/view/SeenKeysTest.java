package io.tributary.local.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares with maps what is found of random records. */
class SeenKeysTest {

    private static final int PARTITIONS = 3;
    private static final int PERIODS = 5;

    @TempDir
    private Path directory;

    private record Sighting(String key, int partition, long offset, int period) {}

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 50, 100_000})
    void theLastRecordOfAKeyIsTheOnlyOneThatIsNotSuperseded(int count) throws Exception {
        Random random = new Random(count);
        List<Sighting> sightings = sightings(random, count);
        Map<TopicPartition, Long> since = Map.of(
                new TopicPartition("costs", 0), (long) random.nextInt(count + 1),
                new TopicPartition("costs", 2), (long) random.nextInt(count + 1));
        Path scratch = directory.resolve("scratch");
        try (SeenKeys keys = new SeenKeys(scratch)) {
            sightings.forEach(seen ->
                    keys.add(seen.key.getBytes(StandardCharsets.UTF_8), seen.partition, seen.offset, seen.period));

            Superseded found = keys.superseded(since);

            Map<String, Sighting> last = new HashMap<>();
            Set<Sighting> superseded = new HashSet<>();
            Set<Integer> periods = new HashSet<>();
            Set<Integer> changed = new HashSet<>();
            Map<String, Integer> liveBefore = new HashMap<>();
            for (Sighting seen : sightings) {
                boolean isNews = seen.offset >= since.getOrDefault(new TopicPartition("costs", seen.partition), 0L);
                Sighting before = last.put(seen.key, seen);
                if (!isNews) {
                    liveBefore.put(seen.key, seen.period);
                }
                if (before != null && before.period != SeenKeys.WITHDRAWN) {
                    superseded.add(before);
                    periods.add(before.period);
                    if (isNews) {
                        changed.add(before.period);
                    }
                }
                if (isNews && seen.period != SeenKeys.WITHDRAWN) {
                    changed.add(seen.period);
                }
            }
            assertThat(sightings)
                    .filteredOn(seen -> found.has(seen.partition, seen.offset))
                    .containsExactlyInAnyOrderElementsOf(superseded);
            assertThat(found.periods()).isEqualTo(periods);
            assertThat(found.changed()).isEqualTo(changed);
            for (int period = 0; period < PERIODS; period++) {
                int held = period;
                assertThat(found.held(period))
                        .isEqualTo(liveBefore.values().stream()
                                .filter(of -> of == held)
                                .count());
            }
        }
        assertThat(Files.exists(scratch)).as("many keys are on disk").isEqualTo(count == 100_000);
    }

    private static List<Sighting> sightings(Random random, int count) {
        long[] next = new long[PARTITIONS];
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int partition = random.nextInt(PARTITIONS);
            // As on a topic, a key is always in the same partition.
            String key = partition + "-key-" + random.nextInt(1 + count * 2 / 9);
            int period = random.nextInt(4) == 0 ? SeenKeys.WITHDRAWN : random.nextInt(PERIODS);
            sightings.add(new Sighting(key, partition, next[partition], period));
            next[partition] += 1 + random.nextInt(2);
        }
        return sightings;
    }

    @Test
    void keysThatDifferInOneByteAreTwo() {
        try (SeenKeys keys = new SeenKeys(directory)) {
            keys.add(new byte[] {1, 2, 3}, 0, 0, 7);
            keys.add(new byte[] {1, 2, 4}, 0, 1, 7);
            keys.add(new byte[] {1, 2}, 0, 2, 7);
            keys.add(new byte[0], 0, 3, 7);

            assertThat(keys.superseded(Map.of()).periods()).isEmpty();
        }
    }
}
