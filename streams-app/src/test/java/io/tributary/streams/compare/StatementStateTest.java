package io.tributary.streams.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatementStateTest {

    private static final StatementState STATE = new StatementState(
            "aws/aws.focus/1/2025-11-01/focus",
            Optional.of(new StatementState.Complete(7, "d1", java.time.Instant.EPOCH, 9)),
            Optional.empty(),
            42,
            true,
            true,
            Optional.empty());

    @Test
    void isReadAsItWasWritten() {
        assertThat(StatementState.read(STATE.toBytes())).isEqualTo(STATE);
        assertThat(StatementState.read(StatementState.EMPTY.toBytes())).isEqualTo(StatementState.EMPTY);
    }

    @Test
    void theLayoutBeforeDidNotKnowWhetherItTakesOver() {
        byte[] before = before(STATE.toBytes());

        assertThat(StatementState.read(before))
                .isEqualTo(new StatementState(
                        STATE.owner(), STATE.newest(), Optional.empty(), 42, true, false, Optional.empty()));
    }

    @Test
    void aLayoutThatIsNotKnownIsRefused() {
        byte[] bytes = STATE.toBytes();
        bytes[0] = 99;

        assertThatThrownBy(() -> StatementState.read(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout 99", "expected 1 to 3");
    }

    /**
     * The second layout: without the byte that says it, which comes after the version, the owner, a long and a boolean.
     */
    private static byte[] before(byte[] bytes) {
        int at = 1 + 2 + STATE.owner().length() + Long.BYTES + 1;
        byte[] before = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, before, 0, at);
        System.arraycopy(bytes, at + 1, before, at, before.length - at);
        before[0] = 2;
        return before;
    }
}
