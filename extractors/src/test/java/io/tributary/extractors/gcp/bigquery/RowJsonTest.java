package io.tributary.extractors.gcp.bigquery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.bigquery.Field;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValue.Attribute;
import com.google.cloud.bigquery.FieldValueList;
import com.google.cloud.bigquery.StandardSQLTypeName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows as lines of JSON. */
class RowJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "5e-06",
                "1E-7",
                "2.3198314011096954e-05",
                "123456789012345678901234567890.123456789",
                "-1.10"
            })
    void numbersAreTheTextOfTheAnswer(String text) {
        assertThat(line(Field.of("cost", StandardSQLTypeName.FLOAT64), primitive(text)))
                .isEqualTo("{\"cost\":" + text + "}\n");
        assertThat(line(Field.of("cost", StandardSQLTypeName.BIGNUMERIC), primitive(text)))
                .isEqualTo("{\"cost\":" + text + "}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
    void whatIsNoNumberInJsonIsText(String text) {
        assertThat(line(Field.of("cost", StandardSQLTypeName.FLOAT64), primitive(text)))
                .isEqualTo("{\"cost\":\"" + text + "\"}\n");
    }

    @ParameterizedTest
    @CsvSource({
        "1662080412123456, 2022-09-02T01:00:12.123456Z",
        "0, 1970-01-01T00:00:00Z",
        "-1, 1969-12-31T23:59:59.999999Z",
        "1.662080412123456E9, 2022-09-02T01:00:12.123456Z",
        "1662080412.0, 2022-09-02T01:00:12Z"
    })
    void pointsInTimeAreReadInMicrosecondsOrInSeconds(String text, Instant instant) {
        assertThat(RowJson.instant(text)).isEqualTo(instant);
    }

    @Test
    void recordsAndRepeatedValuesAreNestedAndNullsAreLeftOut() {
        // Given
        Field labels = Field.newBuilder(
                        "labels",
                        StandardSQLTypeName.STRUCT,
                        FieldList.of(
                                Field.of("key", StandardSQLTypeName.STRING),
                                Field.of("value", StandardSQLTypeName.STRING)))
                .setMode(Field.Mode.REPEATED)
                .build();
        Field lines = Field.newBuilder("numbers", StandardSQLTypeName.STRING)
                .setMode(Field.Mode.REPEATED)
                .build();
        FieldList columns = FieldList.of(
                labels,
                lines,
                Field.of("export_time", StandardSQLTypeName.TIMESTAMP),
                Field.of("is_new", StandardSQLTypeName.BOOL),
                Field.of("nothing", StandardSQLTypeName.STRING));
        FieldValueList label = FieldValueList.of(List.of(primitive("team"), primitive(null)));

        // When
        byte[] line = RowJson.line(
                columns,
                FieldValueList.of(List.of(
                        FieldValue.of(Attribute.REPEATED, List.of(FieldValue.of(Attribute.RECORD, label))),
                        FieldValue.of(Attribute.REPEATED, List.of(primitive("1"), primitive("ü\""))),
                        primitive("1662080412000000"),
                        primitive("true"),
                        primitive(null))));

        // Then
        assertThat(new String(line, UTF_8))
                .isEqualTo("{\"labels\":[{\"key\":\"team\"}],\"numbers\":[\"1\",\"ü\\\"\"],"
                        + "\"export_time\":\"2022-09-02T01:00:12.000000Z\",\"is_new\":true}\n");
    }

    private static String line(Field column, FieldValue value) {
        return new String(RowJson.line(FieldList.of(column), FieldValueList.of(List.of(value))), UTF_8);
    }

    static FieldValue primitive(String text) {
        return FieldValue.of(Attribute.PRIMITIVE, text);
    }
}
