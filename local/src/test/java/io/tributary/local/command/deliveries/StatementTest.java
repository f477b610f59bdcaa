package io.tributary.local.command.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finds the scope whose deliveries state a period. */
class StatementTest {

    @Test
    void scopeThatWasTakenLastOwnsTheStatement() {
        Delivery first = delivery("hourly", "one", "SUPERSEDED", 0);
        Delivery second = delivery("daily", "two", "COMPLETE", 60);
        Delivery newer = delivery("daily", "three", "INCOMPLETE", 120);
        Delivery refused = delivery("hourly", "four", "CONFLICT", 180);

        Statement statement = Statement.of("statement", List.of(newer, refused, second, first));

        assertThat(statement.owned()).containsExactly(second, newer);
        assertThat(statement.newest()).contains(second);
    }

    @Test
    void nobodyOwnsAStatementBeforeADeliveryWasTakenWhole() {
        Statement statement = Statement.of("statement", List.of(delivery("hourly", "one", "INCOMPLETE", 0)));

        assertThat(statement.owned()).isEmpty();
        assertThat(statement.newest()).isEmpty();
    }

    @Test
    void forgottenDeliveryIsTheNewestOfItsStatement() {
        Delivery complete = delivery("daily", "one", "COMPLETE", 0);
        Delivery forgotten = delivery("daily", "two", "FORGOTTEN", 60);

        Statement statement = Statement.of("statement", List.of(complete, forgotten));

        assertThat(statement.isForgotten()).isTrue();
        assertThat(statement.newest()).contains(forgotten);
        assertThat(Statement.of("statement", List.of(complete)).isForgotten()).isFalse();
    }

    @Test
    void whatMayStateThePeriodEndsWithTheNewestThatWasTaken() {
        Delivery old = delivery("daily", "one", "COMPLETE", 0);
        Delivery taken = delivery("daily", "two", "HELD", 60);
        Delivery superseded = delivery("daily", "three", "SUPERSEDED", 90);
        Delivery begun = delivery("daily", "four", "ABANDONED", 120);

        Statement statement = Statement.of("statement", List.of(old, taken, superseded, begun));

        assertThat(statement.latest()).containsExactly(begun, taken);
    }

    @Test
    void beforeADeliveryWasTakenTheOneThatBeganLastStands() {
        Delivery cut = delivery("daily", "one", "ABANDONED", 0);
        Delivery open = delivery("daily", "two", "OPEN", 60);
        Delivery refused = delivery("hourly", "three", "CONFLICT", 120);

        Statement begun = Statement.begun("statement", List.of(refused, open, cut));

        assertThat(begun.standing()).isEqualTo(open);
        assertThat(begun.latest()).containsExactly(open, cut);
        assertThat(Statement.begun("statement", List.of(refused)).owned()).isEmpty();
    }

    private static Delivery delivery(String report, String id, String state, int seconds) {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", LocalDate.of(2026, 11, 1), id);
        delivery.setScope(delivery.getScope() + report);
        delivery.setState(state);
        delivery.setDeliveryTime(SampleDeliveries.EARLY.plusSeconds(seconds));
        delivery.setLastSeen(SampleDeliveries.EARLY.plusSeconds(seconds));
        return delivery;
    }
}
