package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class EmitterTest {

    @Property
    void amountIsWrittenAsTheSameNumberWithoutZerosAtItsEnd(
            @ForAll BigInteger unscaled, @ForAll @IntRange(min = -5, max = 30) int scale, @ForAll boolean isRound) {
        BigInteger digits = isRound ? unscaled.multiply(BigInteger.TEN.pow(12)) : unscaled;
        BigDecimal amount = new BigDecimal(digits, scale);

        String text = new String(Emitter.plain(amount), UTF_8);

        assertThat(text)
                .isEqualTo(
                        amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString());
    }

    @Test
    void zeroIsZeroWhateverItsScale() {
        assertThat(Emitter.plain(new BigDecimal("0.00"))).isEqualTo("0".getBytes(UTF_8));
        assertThat(Emitter.plain(new BigDecimal("-100.00"))).isEqualTo("-100".getBytes(UTF_8));
    }
}
