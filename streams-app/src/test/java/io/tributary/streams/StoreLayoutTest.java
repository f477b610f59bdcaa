package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Stores that another release wrote are refused, in a sentence that says what to do. */
class StoreLayoutTest extends Scenario {

    @Test
    void storesOfTheFormerLayoutAreRefused() {
        harness.leaveEntry("aws", new byte[] {'S', 0, 0, 0, 0, 0, 0, 0, 1}, new byte[] {3});

        assertThatThrownBy(() -> harness.send(read(SmallBill.november().usage("a", "1"), "d1", FIRST, "r1")))
                .rootCause()
                .hasMessageContainingAll(
                        "The stores have layout 1: expected 6",
                        "streams.application.id",
                        "tributary deliveries rebuild",
                        "docs/operations.md");
    }
}
