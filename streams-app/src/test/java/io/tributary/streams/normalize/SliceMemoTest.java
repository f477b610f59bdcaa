package io.tributary.streams.normalize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceMemoTest {

    private int made;
    private final SliceMemo<String> memo = new SliceMemo<>((source, offset, length) -> {
        made++;
        return new String(source, offset, length, UTF_8);
    });

    @Test
    void sameBytesHaveTheValueThatWasMadeOnce() {
        String first = of("xlabels", 1, 6);

        String again = of("labelsx", 0, 6);

        assertThat(again).isEqualTo("labels").isSameAs(first);
        assertThat(made).isEqualTo(1);
    }

    @Test
    void manyMoreSlicesThanAreRememberedHaveTheirOwnValues() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5000; i++) {
                String text = "label " + i;
                assertThat(of(text, 0, text.length())).isEqualTo(text);
            }
        }

        assertThat(made).isGreaterThan(5000);
    }

    @Test
    void longSliceIsMadeEachTime() {
        String text = "x".repeat(5000);
        assertThat(of(text, 0, text.length())).isEqualTo(text);
        assertThat(of(text, 0, text.length())).isEqualTo(text);
        assertThat(made).isEqualTo(2);
    }

    private String of(String text, int offset, int length) {
        return memo.of(text.getBytes(UTF_8), offset, length);
    }
}
