package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values of every type of column as text. */
class ValueTextTest {

    @TempDir
    private Path folder;

    @Test
    void decimalsHaveAllTheirDigitsHoweverTheyAreStored() {
        assertThat(read("int32 v (DECIMAL(9,4));", -12_500)).isEqualTo("-1.2500");
        assertThat(read("int64 v (DECIMAL(18,10));", 1L)).isEqualTo("0.0000000001");
        assertThat(read("int64 v (DECIMAL(18,0));", 1_000_000_000_000L)).isEqualTo("1000000000000");
        assertThat(read("binary v (DECIMAL(38,18));", unscaled("-12345678901234567890.123456789012345678")))
                .isEqualTo("-12345678901234567890.123456789012345678");
        assertThat(read("fixed_len_byte_array(16) v (DECIMAL(38,18));", padded("-0.000000000000000001")))
                .isEqualTo("-0.000000000000000001");
        assertThat(read("fixed_len_byte_array(16) v (DECIMAL(38,18));", padded("0.000000000000000000")))
                .isEqualTo("0.000000000000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "-0.0, 0",
        "1, 1",
        "100, 100",
        "1.0E10, 10000000000",
        "1.0E23, 100000000000000000000000",
        "0.30000000000000004, 0.30000000000000004",
        "2.0E-3, 0.002",
        // Double.toString gives 1.9999999999999998E23 or 2.0E23, depending on the version of Java.
        "2.0E23, 200000000000000000000000",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void binaryFloatingPointIsTheShortestPlainDecimal(double value, String text) {
        assertThat(read("double v;", value)).isEqualTo(text);
    }

    @Property(tries = 2000)
    void doubleIsReadBackFromItsText(@ForAll double value) {
        String text = text("double v;", value);

        assertThat(Double.parseDouble(text)).isEqualTo(value + 0.0);
        assertThat(text).doesNotContainIgnoringCase("e");
    }

    @Property(tries = 1000)
    void longIsReadBackFromItsText(@ForAll long value) {
        assertThat(new String(ValueText.of(type("int64 v;")).of(value), UTF_8)).isEqualTo(Long.toString(value));
        assertThat(new BigDecimal(new String(
                        ValueText.of(type("int64 v (DECIMAL(18,6));")).of(value), UTF_8)))
                .isEqualTo(BigDecimal.valueOf(value, 6));
    }

    @Test
    void floatIsTheShortestPlainDecimalOfItsOwnType() {
        assertThat(read("float v;", 0.1f)).isEqualTo("0.1");
        assertThat(read("float v;", 1.5e9f)).isEqualTo("1500000000");
    }

    @Test
    void integersAreWrittenWholeAndUnsignedOnesWithoutSign() {
        assertThat(read("int32 v;", Integer.MIN_VALUE)).isEqualTo("-2147483648");
        assertThat(read("int64 v;", Long.MAX_VALUE)).isEqualTo("9223372036854775807");
        assertThat(read("int32 v (INTEGER(8,true));", -7)).isEqualTo("-7");
        assertThat(read("int32 v (INTEGER(32,false));", -1)).isEqualTo("4294967295");
        assertThat(read("int64 v (INTEGER(64,false));", -1L)).isEqualTo("18446744073709551615");
    }

    @Test
    void booleansAreTrueOrFalse() {
        assertThat(read("boolean v;", true)).isEqualTo("true");
        assertThat(read("boolean v;", false)).isEqualTo("false");
    }

    @Test
    void datesAndTimesOfDayAreIso() {
        assertThat(read("int32 v (DATE);", 20_119)).isEqualTo("2025-01-31");
        assertThat(read("int32 v (DATE);", -1)).isEqualTo("1969-12-31");
        assertThat(read("int32 v (TIME(MILLIS,true));", 28_800_000)).isEqualTo("08:00:00");
        assertThat(read("int64 v (TIME(MICROS,true));", 1L)).isEqualTo("00:00:00.000001");
        assertThat(read("int64 v (TIME(NANOS,true));", 86_399_999_999_999L)).isEqualTo("23:59:59.999999999");
    }

    @Test
    void timestampsAreUtcWithAllTheirDigits() {
        assertThat(read("int64 v (TIMESTAMP(MILLIS,true));", 1_738_310_400_000L))
                .isEqualTo("2025-01-31T08:00:00Z");
        assertThat(read("int64 v (TIMESTAMP_MILLIS);", -1L)).isEqualTo("1969-12-31T23:59:59.999Z");
        assertThat(read("int64 v (TIMESTAMP(MICROS,true));", 1_738_310_400_000_001L))
                .isEqualTo("2025-01-31T08:00:00.000001Z");
        assertThat(read("int64 v (TIMESTAMP(NANOS,true));", 1_738_310_400_000_000_001L))
                .isEqualTo("2025-01-31T08:00:00.000000001Z");
        assertThat(read("int64 v (TIMESTAMP(MICROS,false));", 1_738_310_400_000_000L))
                .isEqualTo("2025-01-31T08:00:00Z");
        // 2 460 707 is the Julian day of 2025-01-31.
        assertThat(read("int96 v;", new NanoTime(2_460_707, 28_800_000_000_001L).toBinary()))
                .isEqualTo("2025-01-31T08:00:00.000000001Z");
    }

    @Test
    void textIsKeptAsItIs() {
        assertThat(read("binary v (STRING);", Binary.fromString("Zürich 東京 \uD83D\uDE00")))
                .isEqualTo("Zürich 東京 \uD83D\uDE00");
        assertThat(read("binary v (ENUM);", Binary.fromString("Usage"))).isEqualTo("Usage");
        assertThat(read("binary v;", Binary.fromString("text of no type"))).isEqualTo("text of no type");
        assertThat(read("binary v (STRING);", Binary.fromString(" spaces "))).isEqualTo(" spaces ");
        assertThat(read("binary v (STRING);", Binary.fromString("1e5"))).isEqualTo("1e5");
    }

    @Test
    void textIsQuotedWhereItHasToBe() {
        assertThat(read("binary v (STRING);", Binary.fromString("a,b"))).isEqualTo("\"a,b\"");
        assertThat(read("binary v (STRING);", Binary.fromString("say \"a\""))).isEqualTo("\"say \"\"a\"\"\"");
        assertThat(read("binary v (STRING);", Binary.fromString("a\r\nb"))).isEqualTo("\"a\r\nb\"");
        assertThat(read("binary v (JSON);", Binary.fromString("{\"a\": 1}"))).isEqualTo("\"{\"\"a\"\": 1}\"");
    }

    @Test
    void bytesThatAreNoTextAreBase64AndUuidsAreUuids() {
        UUID uuid = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
        assertThat(read("fixed_len_byte_array(16) v (UUID);", Binary.fromConstantByteArray(bytes)))
                .isEqualTo(uuid.toString());
        assertThat(read("fixed_len_byte_array(3) v;", Binary.fromConstantByteArray(new byte[] {0, -1, 7})))
                .isEqualTo("AP8H");
        assertThat(read("binary v (BSON);", Binary.fromConstantByteArray(new byte[] {1, 2, 3})))
                .isEqualTo("AQID");
    }

    /** The text of the value, read from a file in which it is between two other values. */
    private String read(String column, Object value) {
        Path file = new ParquetForTests(
                        folder.resolve("value.parquet"),
                        "required int32 before; optional " + column + " required int32 after;")
                .row(row -> {
                    row.add("before", 1);
                    add(row, value);
                    row.add("after", 2);
                })
                .row(row -> row.append("before", 3).append("after", 4))
                .write();
        String text = new String(
                ParquetForTests.pages(file, 0, ParquetForTests.LIMITS).get(0).content(), UTF_8);
        assertThat(text).startsWith("before,v,after\n1,").endsWith(",2\n3,,4\n");
        return text.substring("before,v,after\n1,".length(), text.length() - ",2\n3,,4\n".length());
    }

    private static void add(Group row, Object value) {
        if (value instanceof Integer number) {
            row.add("v", number);
        } else if (value instanceof Long number) {
            row.add("v", number);
        } else if (value instanceof Boolean flag) {
            row.add("v", flag);
        } else if (value instanceof Float number) {
            row.add("v", number);
        } else if (value instanceof Double number) {
            row.add("v", number);
        } else {
            row.add("v", (Binary) value);
        }
    }

    private static String text(String column, double value) {
        return new String(ValueText.of(type(column)).of(value), UTF_8);
    }

    private static PrimitiveType type(String column) {
        return MessageTypeParser.parseMessageType("message bill { required " + column + " }")
                .getType(0)
                .asPrimitiveType();
    }

    private static Binary unscaled(String number) {
        return Binary.fromConstantByteArray(
                new BigDecimal(number).unscaledValue().toByteArray());
    }

    private static Binary padded(String number) {
        BigInteger unscaled = new BigDecimal(number).unscaledValue();
        byte[] bytes = new byte[16];
        Arrays.fill(bytes, (byte) (unscaled.signum() < 0 ? -1 : 0));
        byte[] digits = unscaled.toByteArray();
        System.arraycopy(digits, 0, bytes, bytes.length - digits.length, digits.length);
        return Binary.fromConstantByteArray(bytes);
    }
}
