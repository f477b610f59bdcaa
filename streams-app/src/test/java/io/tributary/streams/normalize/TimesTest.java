package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times in the forms in which bills were seen to write them. */
class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2023-11-01T00:00:00Z, 2023-11-01T00:00:00Z",
        "2023-11-01T12:34:56.000Z, 2023-11-01T12:34:56Z",
        "2022-07-01 00:00:00.000, 2022-07-01T00:00:00Z",
        "2018-06-01 00:00:00, 2018-06-01T00:00:00Z",
        "2018-06-01 00:00:00 UTC, 2018-06-01T00:00:00Z",
        "2024-02-29, 2024-02-29T00:00:00Z",
        "2023-11-01T05:30:00+05:30, 2023-11-01T00:00:00Z",
        "2023-11-01T05:30:00+0530, 2023-11-01T00:00:00Z",
        "2023-10-31T16:00:00-08:00, 2023-11-01T00:00:00Z",
        "2023-11-01T00:00:00+00:00, 2023-11-01T00:00:00Z",
        "2023-11-01T00:00:00.1234567Z, 2023-11-01T00:00:00.123Z",
        "2023-11-01T00:00:00.5Z, 2023-11-01T00:00:00.500Z",
        "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z"
    })
    void formThatBillsHaveIsRead(String text, String expected) {
        assertThat(parse(text)).isEqualTo(Instant.parse(expected).toEpochMilli());
    }

    @Property
    void instantIsReadAsTheJdkWritesIt(@ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long time) {
        Instant instant = Instant.ofEpochMilli(time);

        assertThat(parse(instant.toString())).isEqualTo(time);
        assertThat(parse(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS")
                        .withZone(ZoneOffset.UTC)
                        .format(instant)))
                .isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2023",
                "2023-11",
                "20231101T000000Z",
                "01/11/2023",
                "2023/11/01",
                "2023-13-01",
                "2023-02-29",
                "2023-11-00",
                "2023-11-01T",
                "2023-11-01T00",
                "2023-11-01T00:00",
                "2023-11-01T24:00:00Z",
                "2023-11-01T00:60:00Z",
                "2023-11-01T00:00:60Z",
                "2023-11-01_00:00:00",
                "2023-11-01T00:00:00.Z",
                "2023-11-01T00:00:00X",
                "2023-11-01T00:00:00+05",
                "2023-11-01T00:00:00+5:30",
                "2023-11-01T00:00:00 PST",
                "2023-11-0aT00:00:00Z",
                " 2023-11-01T00:00:00Z",
                "2023-11-01T00:00:00Z ",
                "-023-11-01T00:00:00Z",
                "2023-11-01T-1:00:00Z"
            })
    void textInAnotherFormIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void dateBeginsAtMidnightUtc() {
        assertThat(Times.startOf(LocalDate.of(2025, 11, 1)))
                .isEqualTo(Instant.parse("2025-11-01T00:00:00Z").toEpochMilli());
    }

    private static long parse(String text) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        return Times.parse(bytes, 1, bytes.length - 2);
    }
}
