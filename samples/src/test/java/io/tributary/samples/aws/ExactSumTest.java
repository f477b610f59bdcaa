package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Sums, against those of arbitrary precision. */
class ExactSumTest {

    @Property
    void sumsThatDoNotFitAreExactToo(@ForAll List<Long> amounts) {
        ExactSum sum = new ExactSum();
        amounts.forEach(sum::add);

        assertThat(sum.total())
                .isEqualByComparingTo(amounts.stream()
                        .map(amount -> BigDecimal.valueOf(amount, CurLine.SCALE))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}
