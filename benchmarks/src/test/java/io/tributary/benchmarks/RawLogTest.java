package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RawLogTest {

    private final RawLog log = new RawLog(2);

    @BeforeEach
    void loadTwoPhases() {
        for (int partition = 0; partition < 2; partition++) {
            log.add(Phase.FIRST, partition, 0, 10, 100);
            log.add(Phase.FIRST, partition, 1, 30, 300);
            // The transaction's marker has an offset, too.
            log.add(Phase.UNCHANGED, partition, 3, 5, 50);
        }
    }

    @Test
    void aPositionHasTheRowsOfThePagesBeforeIt() {
        assertThat(log.rowsBefore(new long[] {0, 0})).isZero();
        assertThat(log.rowsBefore(new long[] {1, 0})).isEqualTo(10);
        assertThat(log.rowsBefore(new long[] {2, 3})).isEqualTo(80);
        assertThat(log.rowsBefore(new long[] {4, 4})).isEqualTo(log.rows()).isEqualTo(90);
    }

    @Test
    void aPhaseIsPastWhenEveryPartitionHasDoneIt() {
        assertThat(log.isPast(Phase.FIRST, new long[] {2, 1})).isFalse();
        assertThat(log.isPast(Phase.FIRST, new long[] {2, 3})).isTrue();
        assertThat(log.isPast(Phase.UNCHANGED, new long[] {4, 3})).isFalse();
    }

    @Test
    void theJvmIsWarmWhenEveryPartitionHasDoneItsShareOfTheFirstDelivery() {
        assertThat(log.isWarm(0.25, new long[] {1, 0})).isFalse();
        assertThat(log.isWarm(0.25, new long[] {1, 1})).isTrue();
        assertThat(log.isWarm(0.5, new long[] {1, 2})).isFalse();
    }
}
