package io.tributary.streams.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is told of a bad value. */
class RejectedRowExceptionTest {

    @Test
    void messageNamesTheColumnItsValueAndWhatWasExpected() {
        Rejection rejection =
                new RejectedRowException(RejectionCode.INVALID_AMOUNT, "a column", "1,5", "a number").rejection();

        assertThat(rejection.code()).isEqualTo(RejectionCode.INVALID_AMOUNT);
        assertThat(rejection.message()).isEqualTo("a column is '1,5': expected a number");
        assertThat(rejection.column()).contains("a column");
        assertThat(rejection.value()).contains("1,5");
        assertThat(rejection.parkedCost()).isEmpty();
        assertThat(rejection.keys()).isEmpty();
    }

    @Test
    void blankValueIsCalledBlank() {
        assertThat(new RejectedRowException(RejectionCode.BLANK_COLUMN, "a column", "", "a value"))
                .hasMessage("a column is blank: expected a value");
    }

    /** A quote that was lost makes a value of all that follows it: twice that must still fit beside the row itself. */
    @Test
    void valueOfAnyLengthIsToldInShort() {
        Rejection rejection = new RejectedRowException(
                        RejectionCode.INVALID_AMOUNT, "a column", "x".repeat(5_000_000), "a number")
                .rejection();

        assertThat(rejection.message()).hasSizeLessThan(1100).contains("xxx...");
        assertThat(rejection.value().orElseThrow()).hasSizeLessThan(1100);
    }
}
