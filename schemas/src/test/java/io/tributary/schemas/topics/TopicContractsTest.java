package io.tributary.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a topic's setting contradicts what is required. */
class TopicContractsTest {

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, compact",
        "cleanup.policy, 'delete, compact', 'compact,delete'",
        "max.message.bytes, 1000, 1000",
        "max.message.bytes, 2000, 1000",
        "retention.ms, -1, 1000",
        "retention.ms, -1, -1",
        "compression.type, zstd, zstd"
    })
    void settingThatDoesIsNoContradiction(String setting, String found, String required) {
        assertThat(TopicContracts.contradiction(setting, found, required)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, 'compact,delete', compact, compact",
        "cleanup.policy, delete, compact, compact",
        "max.message.bytes, 999, 1000, at least 1000",
        "max.message.bytes, '', 1000, at least 1000",
        "retention.ms, 1000, -1, at least -1",
        "compression.type, gzip, zstd, zstd"
    })
    void settingThatDoesNotSaysWhatIsExpected(String setting, String found, String required, String expected) {
        assertThat(TopicContracts.contradiction(setting, found, required)).contains(expected);
    }
}
