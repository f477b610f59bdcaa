package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {

    @Test
    void ratiosAreTakenWithinARepeatAndTheMedianIsShownWithItsSpread() {
        // Ours does half of the pass-through each time, though the machine is slower the second time.
        Report report = new Report(List.of(repeat(1_000, 500), repeat(100, 50), repeat(400, 200)));

        assertThat(report.table().lines().filter(line -> line.contains("first delivery")))
                .singleElement()
                .asString()
                .contains("200 [50-500]", "0.50 [0.50-0.50]");
    }

    @Test
    void aPhaseWithoutCommitsInBetweenIsTooShort() {
        Report report =
                new Report(List.of(new Comparison(rate(100), rate(100), Optional.empty(), Optional.empty(), 0)));

        assertThat(report.table().lines().filter(line -> line.contains("unchanged re-delivery")))
                .singleElement()
                .asString()
                .contains("too short");
    }

    private static Comparison repeat(int passThrough, int ours) {
        return new Comparison(rate(passThrough), rate(ours), rate(ours), rate(ours), 0);
    }

    private static Optional<Measured> rate(int rowsPerSecond) {
        return Optional.of(new Measured(
                rowsPerSecond, Duration.ofSeconds(1), Duration.ofMillis(500), Duration.ofMillis(100), Duration.ZERO));
    }
}
