package io.tributary.streams.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.streams.Pages;
import io.tributary.streams.compare.StatementState.Choice;
import io.tributary.streams.compare.StatementState.Claimed;
import io.tributary.streams.compare.StatementState.Complete;
import io.tributary.streams.compare.StatementState.Decision;
import io.tributary.streams.compare.StatementState.Home;
import io.tributary.streams.compare.StatementState.Phase;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.reconcile.DeliveryAccount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatementStateTest {

    private static final StatementState STATE = new StatementState(
            "aws/aws.focus/1/2025-11-01/focus",
            Optional.of(new Complete(7, "scope", "d1", Instant.EPOCH)),
            Optional.of(reading(8, Phase.OPEN)),
            Optional.of(reading(7, Phase.HELD)),
            42,
            41,
            8,
            true,
            true,
            true,
            new Home(1, 2, 3),
            new Decision(4, 5),
            List.of(6L, 7L),
            new Choice(Set.of("azure.actual", "azure.focus"), 9, true, "azure/azure.focus/2/2025-11-01/x"),
            new Claimed(Set.of("8608480"), true));

    @Test
    void isReadAsItWasWritten() {
        assertThat(StatementState.read(STATE.toBytes())).isEqualTo(STATE);
        assertThat(StatementState.read(StatementState.EMPTY.toBytes())).isEqualTo(StatementState.EMPTY);
    }

    @Test
    void aLayoutThatIsNotKnownIsRefused() {
        byte[] bytes = STATE.toBytes();
        bytes[0] = 99;

        assertThatThrownBy(() -> StatementState.read(bytes))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("layout 99", "expected 5");
    }

    private static StatementState.Reading reading(int generation, Phase phase) {
        Pages pages = new Pages("1", LocalDate.of(2025, 11, 1), "d1", Instant.EPOCH, Instant.EPOCH);
        return new StatementState.Reading(
                1,
                2,
                generation,
                phase,
                3,
                4,
                new ContentDigest(5, 6),
                DeliveryAccount.open(pages.page(0, "a", 1, 0), "1", null, Instant.EPOCH)
                        .delivery());
    }
}
