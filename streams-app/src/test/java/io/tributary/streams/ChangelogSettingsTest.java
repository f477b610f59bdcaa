package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changelogs are created with. */
class ChangelogSettingsTest {

    @Test
    void clusterDecidesOnCopiesInSyncWhereItDecidesOnCopies() {
        assertThat(ChangelogSettings.of(128, (short) -1))
                .containsEntry("segment.bytes", "134217728")
                .containsEntry("max.message.bytes", "1048588")
                .doesNotContainKey("min.insync.replicas");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 2", "5, 2"})
    void twoCopiesMustBeInSyncWhereThereAreThree(short copies, String inSync) {
        assertThat(ChangelogSettings.of(64, copies)).containsEntry("min.insync.replicas", inSync);
    }
}
