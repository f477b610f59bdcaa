package io.tributary.streams.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Amounts against the JDK's own decimals, and against Avro's own writing of them. */
class DecimalsTest {

    private static final BigInteger LARGEST = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);

    @Property
    void decimalIsReadAsTheJdkReadsIt(@ForAll("decimals") BigDecimal decimal) {
        assertThat(parse(decimal.toPlainString())).isEqualTo(new BigDecimal(decimal.toPlainString()));
        String scientific = decimal.toString();
        assertThat(parse(scientific)).isEqualTo(new BigDecimal(scientific));
        assertThat(parse(scientific.replace("E", "e"))).isEqualTo(new BigDecimal(scientific));
    }

    /**
     * Short texts of an amount's characters: what is taken for a number must be one, and what is refused must be odd.
     */
    @Property(tries = 5000)
    void nothingElseIsTakenForANumber(@ForAll("almostNumbers") String text) {
        BigDecimal oracle = orNull(() -> new BigDecimal(text));
        BigDecimal parsed = orNull(() -> parse(text));

        boolean oddExponent = text.toUpperCase().replaceFirst("^[^E]*", "").length() > 5;
        if (oracle == null) {
            assertThat(parsed).as("'%s'", text).isNull();
        } else if (!text.startsWith("+") && !oddExponent) {
            assertThat(parsed).as("'%s'", text).isEqualTo(oracle);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "+1",
                "1,000.00",
                "1,5",
                "NaN",
                "Infinity",
                "-Infinity",
                "null",
                "NULL",
                "N/A",
                "-",
                "--1",
                ".",
                "-.",
                "$1",
                "12O.50",
                " 1",
                "1 ",
                "1E",
                "E5",
                "1E+",
                "1E5.0",
                "1E1000000",
                "1E999999999",
                "1E-99999",
                "1.2.3",
                "1-2",
                "0x1F",
                "1_000",
                "1f",
                "1d",
                "\u0661",
                "1\u00a0",
                "(1)",
                "1%"
            })
    void textThatIsNoPlainDecimalIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0", "-0.0", "0E-10", "00.000", "0E9999"})
    void zeroIsZeroHoweverItIsWritten(String text) {
        assertThat(parse(text).signum()).isZero();
        assertThat(written(parse(text), Decimals.MONEY_SCALE)).containsExactly(2, 0);
    }

    @Property
    void decimalIsWrittenAsAvroWritesIt(@ForAll("decimalsOfTheSchema") BigDecimal decimal) throws IOException {
        assertThat(written(decimal, Decimals.MONEY_SCALE)).isEqualTo(byAvro(decimal, Decimals.MONEY_SCALE));
    }

    @Property
    void sameNumberIsWrittenTheSameAtEveryScaleThatItMayHave(@ForAll("decimalsOfTheSchema") BigDecimal decimal) {
        BigDecimal stripped = decimal.signum() == 0 ? BigDecimal.ZERO : decimal.stripTrailingZeros();
        byte[] expected = written(decimal.setScale(Decimals.MONEY_SCALE), Decimals.MONEY_SCALE);
        for (int scale = Math.max(0, stripped.scale()); scale <= Decimals.MONEY_SCALE; scale++) {
            assertThat(written(stripped.setScale(scale), Decimals.MONEY_SCALE)).isEqualTo(expected);
        }
        assertThat(written(stripped, Decimals.MONEY_SCALE)).isEqualTo(expected);
    }

    @Example
    void largestDecimalsOfTheSchemaAreWritten() throws IOException {
        for (int scale : new int[] {0, Decimals.QUANTITY_SCALE, Decimals.MONEY_SCALE}) {
            for (BigInteger unscaled : new BigInteger[] {LARGEST, LARGEST.negate()}) {
                BigDecimal decimal = new BigDecimal(unscaled, scale);
                assertThat(written(decimal, scale)).isEqualTo(byAvro(decimal, scale));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100000000000000",
                "-100000000000000",
                "1E14",
                "100E12",
                "-100E12",
                "1E36",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775807E9",
                "100000000000000.000000000000000000000001"
            })
    void decimalBeyondTheSchemaIsNeverWritten(String text) {
        BigDecimal decimal = new BigDecimal(text);
        assertThat(Decimals.exceedsPrecision(decimal, Decimals.MONEY_SCALE)).isTrue();
        assertThatThrownBy(() -> written(decimal, Decimals.MONEY_SCALE)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void decimalIsRoundedHalfEvenAtTheLastPlace() {
        assertThat(Decimals.scaled(new BigDecimal("0.25"), 1)).isEqualTo("0.2");
        assertThat(Decimals.scaled(new BigDecimal("0.35"), 1)).isEqualTo("0.4");
        assertThat(Decimals.scaled(new BigDecimal("-0.25"), 1)).isEqualTo("-0.2");
        assertThat(Decimals.exceedsScale(new BigDecimal("0.250"), 2)).isFalse();
        assertThat(Decimals.exceedsScale(new BigDecimal("0.251"), 2)).isTrue();
    }

    @Provide
    Arbitrary<BigDecimal> decimals() {
        Arbitrary<BigInteger> unscaled =
                Arbitraries.bigIntegers().between(BigInteger.TEN.pow(45).negate(), BigInteger.TEN.pow(45));
        return Combinators.combine(unscaled, Arbitraries.integers().between(-30, 60))
                .as(BigDecimal::new);
    }

    @Provide
    Arbitrary<String> almostNumbers() {
        return Arbitraries.strings()
                .withChars("0123456789.+-eE, ")
                .ofMinLength(1)
                .ofMaxLength(8);
    }

    @Provide
    Arbitrary<BigDecimal> decimalsOfTheSchema() {
        Arbitrary<BigInteger> any = Arbitraries.bigIntegers().between(LARGEST.negate(), LARGEST);
        Arbitrary<BigInteger> round = Combinators.combine(
                        Arbitraries.longs().between(-999_999_999_999_999_999L, 999_999_999_999_999_999L),
                        Arbitraries.integers().between(0, 20))
                .as((unscaled, zeros) -> BigInteger.valueOf(unscaled).multiply(BigInteger.TEN.pow(zeros)));
        return Arbitraries.oneOf(any, round).map(unscaled -> new BigDecimal(unscaled, Decimals.MONEY_SCALE));
    }

    private static BigDecimal parse(String text) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        return Decimals.parse(bytes, 1, bytes.length - 2);
    }

    private static BigDecimal orNull(java.util.function.Supplier<BigDecimal> reading) {
        try {
            return reading.get();
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static byte[] written(BigDecimal decimal, int scale) {
        ByteBuilder out = new ByteBuilder(1);
        Decimals.write(out, decimal, scale);
        return out.toByteArray();
    }

    private static byte[] byAvro(BigDecimal decimal, int scale) throws IOException {
        ByteBuffer bytes = new Conversions.DecimalConversion()
                .toBytes(decimal, Schema.create(Schema.Type.BYTES), LogicalTypes.decimal(Decimals.PRECISION, scale));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeBytes(Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit()));
        return out.toByteArray();
    }
}
