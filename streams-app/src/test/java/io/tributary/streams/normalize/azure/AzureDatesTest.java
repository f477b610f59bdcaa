package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days in all the forms that Azure writes, and nothing that would have to be guessed. */
class AzureDatesTest {

    @ParameterizedTest
    @CsvSource({
        "09/02/2023, 2023-09-02",
        "9/2/2023, 2023-09-02",
        "12/31/2023, 2023-12-31",
        "02/29/2024, 2024-02-29",
        "09/02/2023 00:00:00, 2023-09-02",
        "9/2/2023 0:00, 2023-09-02",
        "9/2/2023 12:00:00 AM, 2023-09-02",
        "2023-09-02, 2023-09-02",
        "20230902, 2023-09-02",
        "2019-07-29 00:00:00, 2019-07-29",
        "2019-04-09T00:00:00.0000000Z, 2019-04-09",
        "2019-04-09T00:00:00Z, 2019-04-09",
        "2019-04-30T23:59:59.9999999Z, 2019-04-30",
        "2019-04-09T00:00:00.000+00:00, 2019-04-09"
    })
    void dayIsRead(String text, String day) {
        assertThat(Instant.ofEpochMilli(AzureDates.day(text))).isEqualTo(Instant.parse(day + "T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "13/02/2023",
                "30/11/2023",
                "02/30/2023",
                "02/29/2023",
                "11/3/25",
                "2/9",
                "9-2-2023",
                "2023/09/02",
                "9.2.2023",
                "20231302",
                "2023090",
                "0001-01-01",
                "1999-12-31",
                "2100-01-01",
                "9/2/2023 07:30:00",
                "45171"
            })
    void whatIsNoDayMonthFirstIsNeverGuessed(String text) {
        assertThatThrownBy(() -> AzureDates.day(text)).isInstanceOf(DateTimeException.class);
    }

    @Property
    void everyDayIsTheSameInEveryForm(@ForAll @IntRange(min = 10957, max = 47481) int number) {
        LocalDate day = LocalDate.ofEpochDay(number);
        String monthFirst = day.getMonthValue() + "/" + day.getDayOfMonth() + "/" + day.getYear();
        String digits = day.toString().replace("-", "");
        long expected = number * AzureDates.DAY;

        assertThat(AzureDates.day(day.toString())).isEqualTo(expected);
        assertThat(AzureDates.day(monthFirst)).isEqualTo(expected);
        assertThat(AzureDates.day(digits)).isEqualTo(expected);
        assertThat(AzureDates.day(day + "T00:00:00.0000000Z")).isEqualTo(expected);
    }
}
