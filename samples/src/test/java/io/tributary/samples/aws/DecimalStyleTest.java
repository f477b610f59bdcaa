package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Spellings, against the numbers they spell. */
class DecimalStyleTest {

    @Property
    void everySpellingIsExact(
            @ForAll @LongRange(min = -Long.MAX_VALUE) long unscaled,
            @ForAll @IntRange(max = 15) int scale,
            @ForAll DecimalStyle style) {
        assertThat(new BigDecimal(spell(style, unscaled, scale)))
                .isEqualByComparingTo(BigDecimal.valueOf(unscaled, scale));
    }

    @Property
    void smallNumbersAreExactToo(
            @ForAll @IntRange(min = -2_000, max = 2_000) int unscaled,
            @ForAll @IntRange(max = 15) int scale,
            @ForAll DecimalStyle style) {
        assertThat(new BigDecimal(spell(style, unscaled, scale)))
                .isEqualByComparingTo(BigDecimal.valueOf(unscaled, scale));
    }

    @Example
    void spellingsAreThoseOfRealBills() {
        assertThat(spell(DecimalStyle.PLAIN, 78, 10)).isEqualTo("0.0000000078");
        assertThat(spell(DecimalStyle.PLAIN, 1_200, 2)).isEqualTo("12");
        assertThat(spell(DecimalStyle.PLAIN, 0, 12)).isEqualTo("0");
        assertThat(spell(DecimalStyle.FIXED, 96, 3)).isEqualTo("0.0960000000");
        assertThat(spell(DecimalStyle.FIXED, -5, 0)).isEqualTo("-5.0000000000");
        assertThat(spell(DecimalStyle.FIXED, 1, 12)).isEqualTo("0.000000000001");
        assertThat(spell(DecimalStyle.SCIENTIFIC, 78, 10)).isEqualTo("7.8E-9");
        assertThat(spell(DecimalStyle.SCIENTIFIC, -4, 7)).isEqualTo("-4.0E-7");
        assertThat(spell(DecimalStyle.SCIENTIFIC, 1, 0)).isEqualTo("1.0");
        assertThat(spell(DecimalStyle.SCIENTIFIC, 0, 3)).isEqualTo("0.0");
        assertThat(spell(DecimalStyle.SCIENTIFIC, 12_345_678, 0)).isEqualTo("1.2345678E7");
        assertThat(spell(DecimalStyle.SCIENTIFIC, 10_000_000, 0)).isEqualTo("1.0E7");
    }

    private static String spell(DecimalStyle style, long unscaled, int scale) {
        return new String(style.spell(unscaled, scale), StandardCharsets.US_ASCII);
    }
}
