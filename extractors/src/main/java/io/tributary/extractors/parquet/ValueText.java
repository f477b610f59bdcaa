package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.schubfach.DoubleToDecimal;
import com.fasterxml.jackson.core.io.schubfach.FloatToDecimal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/**
 * The text of a column's values, in UTF-8.
 *
 * <ul>
 *   <li>Decimals: plain, with all decimals that the column declares.
 *   <li>Binary floating point: the shortest plain decimal that identifies the number in its type, without trailing
 * zeros; the same on every JVM, unlike {@link Double#toString}. {@code NaN} and {@code Infinity} are
 *       written as such.
 *   <li>Dates {@code 2025-01-31}, times of day {@code 08:00:00.5}.
 *   <li>Timestamps in UTC {@code 2025-01-31T08:00:00.5Z}, with all digits that are not zero. One without a time zone
 * is taken as UTC, which bills use.
 *   <li>Bytes without a type are taken as text, as older writers mean them; bytes of a fixed length or of a binary
 * type are written in Base64.
 * </ul>
 */
final class ValueText {

    private static final int JULIAN_DAY_OF_EPOCH = 2_440_588;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};

    private final LongFunction<String> integers;
    private final Function<Binary, byte[]> bytes;
    private final boolean isText;

    private ValueText(LongFunction<String> integers, Function<Binary, byte[]> bytes, boolean isText) {
        this.integers = integers;
        this.bytes = bytes;
        this.isText = isText;
    }

    /** How values of {@code type} are written. */
    static ValueText of(PrimitiveType type) {
        LogicalTypeAnnotation logical = type.getLogicalTypeAnnotation();
        if (logical instanceof DecimalLogicalTypeAnnotation decimal) {
            int scale = decimal.getScale();
            return number(
                    value -> BigDecimal.valueOf(value, scale).toPlainString(),
                    value -> bytes(new BigDecimal(new BigInteger(value.getBytes()), scale).toPlainString()));
        }
        return switch (type.getPrimitiveTypeName()) {
            case BOOLEAN, FLOAT, DOUBLE -> number(Long::toString, ValueText::base64);
            case INT32, INT64 -> integer(logical, type.getPrimitiveTypeName());
            case INT96 -> text(Long::toString, value -> bytes(int96(value)));
            case BINARY -> text(Long::toString, isText(logical) ? Binary::getBytes : ValueText::base64);
            case FIXED_LEN_BYTE_ARRAY ->
                text(
                        Long::toString,
                        logical instanceof UUIDLogicalTypeAnnotation ? value -> bytes(uuid(value)) : ValueText::base64);
        };
    }

    /** Whether this is text, or a time: in JSON it is quoted. */
    boolean isText() {
        return isText;
    }

    byte[] of(boolean value) {
        return value ? TRUE : FALSE;
    }

    byte[] of(long value) {
        return bytes(integers.apply(value));
    }

    byte[] of(float value) {
        return bytes(Float.isFinite(value) ? plain(FloatToDecimal.toString(value)) : Float.toString(value));
    }

    byte[] of(double value) {
        return bytes(Double.isFinite(value) ? plain(DoubleToDecimal.toString(value)) : Double.toString(value));
    }

    byte[] of(Binary value) {
        return bytes.apply(value);
    }

    private static ValueText integer(LogicalTypeAnnotation logical, PrimitiveTypeName physical) {
        if (logical instanceof DateLogicalTypeAnnotation) {
            return text(day -> LocalDate.ofEpochDay(day).toString(), ValueText::base64);
        }
        if (logical instanceof TimestampLogicalTypeAnnotation timestamp) {
            TimeUnit unit = timestamp.getUnit();
            return text(value -> instant(value, unit).toString(), ValueText::base64);
        }
        if (logical instanceof TimeLogicalTypeAnnotation time) {
            long nanos = 1_000_000_000 / perSecond(time.getUnit());
            return text(
                    value -> DateTimeFormatter.ISO_LOCAL_TIME.format(LocalTime.ofNanoOfDay(value * nanos)),
                    ValueText::base64);
        }
        if (logical instanceof IntLogicalTypeAnnotation whole && !whole.isSigned()) {
            return number(
                    physical == PrimitiveTypeName.INT32
                            ? value -> Integer.toUnsignedString((int) value)
                            : Long::toUnsignedString,
                    ValueText::base64);
        }
        return number(Long::toString, ValueText::base64);
    }

    private static ValueText number(LongFunction<String> integers, Function<Binary, byte[]> bytes) {
        return new ValueText(integers, bytes, false);
    }

    private static ValueText text(LongFunction<String> integers, Function<Binary, byte[]> bytes) {
        return new ValueText(integers, bytes, true);
    }

    private static boolean isText(LogicalTypeAnnotation logical) {
        return logical == null
                || logical instanceof StringLogicalTypeAnnotation
                || logical instanceof EnumLogicalTypeAnnotation
                || logical instanceof JsonLogicalTypeAnnotation;
    }

    private static String plain(String number) {
        BigDecimal value = new BigDecimal(number);
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static Instant instant(long value, TimeUnit unit) {
        long perSecond = perSecond(unit);
        return Instant.ofEpochSecond(
                Math.floorDiv(value, perSecond), Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond));
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case MILLIS -> 1_000;
            case MICROS -> 1_000_000;
            case NANOS -> 1_000_000_000;
        };
    }

    /** The format of Impala and older Spark: nanoseconds of the day, then the Julian day. */
    private static String int96(Binary value) {
        ByteBuffer buffer = value.toByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int from = buffer.position();
        long nanos = buffer.getLong(from);
        long day = Integer.toUnsignedLong(buffer.getInt(from + Long.BYTES)) - JULIAN_DAY_OF_EPOCH;
        return Instant.ofEpochSecond(day * SECONDS_PER_DAY, nanos).toString();
    }

    private static String uuid(Binary value) {
        ByteBuffer buffer = ByteBuffer.wrap(value.getBytesUnsafe());
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static byte[] base64(Binary value) {
        return Base64.getEncoder().encode(value.getBytes());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
