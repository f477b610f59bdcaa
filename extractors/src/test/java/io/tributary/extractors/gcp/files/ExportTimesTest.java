package io.tributary.extractors.gcp.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTimesTest {

    @ParameterizedTest
    @CsvSource({
        "2022-08-02 01:11:12 UTC,            2022-08-02T01:11:12Z",
        "2022-08-02 01:11:12.066 UTC,        2022-08-02T01:11:12.066Z",
        "2022-08-02 01:11:12.066000+00:00,   2022-08-02T01:11:12.066Z",
        "2022-08-02T01:11:12.066Z,           2022-08-02T01:11:12.066Z",
        "2022-08-02T01:11:12.000000001,      2022-08-02T01:11:12.000000001Z",
        "2022-08-02 01:11:12.5 +0530,        2022-08-01T19:41:12.5Z",
        "2024-02-29 23:59:59-08,             2024-03-01T07:59:59Z"
    })
    void timesAreReadInTheFormsOfDumps(String text, String expected) {
        assertThat(ExportTimes.time(text)).isEqualTo(Instant.parse(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2022-02-30 01:11:12 UTC",
                "2022-13-01 01:11:12 UTC",
                "2022-08-02 24:00:00 UTC",
                "2022-08-02 01:60:12 UTC",
                "2022-08-02 01:11:60 UTC",
                "2022-08-02 01:11:12.1234567890 UTC",
                "2022-08-02 01:11 UTC",
                "2022-08-02 01:11:12 PST",
                "2022-08-02 01:11:12+19:00"
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> ExportTimes.time(text)).isInstanceOf(DateTimeException.class);
    }
}
