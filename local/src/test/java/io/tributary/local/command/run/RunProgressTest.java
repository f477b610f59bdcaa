package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.extractors.Intake;
import io.tributary.extractors.source.Extent.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Tells how far runs have come that go on in different ways. */
class RunProgressTest {

    private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");
    private static final Offset<Double> EXACT = within(1e-9);

    private final RunProgress progress = new RunProgress();

    @Test
    void aSteadyRunIsDoneWhenItSaysSo() {
        // 100 bytes a second of 4,000, with a row in each byte; 20 rows a second are processed: 200 s.
        double before = 0;
        for (int second = 0; second <= 199; second++) {
            long read = Math.min(4_000, 100L * second);
            progress.observe(at(second), List.of(input(read, 4_000 - read, read, 20L * second)), 0, 0);

            double done = progress.done().orElseThrow();
            assertThat(done).isGreaterThanOrEqualTo(before);
            before = done;
            if (second < 10) {
                assertThat(progress.left(at(second))).isEmpty();
            } else {
                assertThat(progress.left(at(second))).contains(Duration.ofSeconds(200 - second));
            }
        }
        assertThat(before).isGreaterThan(0.98).isLessThan(1);
    }

    @Test
    void theEndIsNeverShownBeforeIt() {
        progress.observe(at(0), List.of(ended(0, 4_000, 4_000)), 0, 1);

        assertThat(progress.done()).hasValue(0.99);
        assertThat(RunProgress.percent(progress.done().orElseThrow())).isEqualTo("99 %");
        assertThat(progress.left(at(0))).isEmpty();
    }

    @Test
    void whereReadingIsSlowerItSaysHowLongItTakes() {
        for (int second = 0; second <= 20; second++) {
            long read = 10L * second;
            progress.observe(at(second), List.of(input(read, 1_000 - read, read, read)), 0, 0);
        }

        assertThat(progress.left(at(20))).contains(Duration.ofSeconds(80));
    }

    @Test
    void burstsOfReadingDoNotHideThatProcessingGoesOn() {
        // All was read in the first second, and reading waits since then.
        for (int second = 0; second <= 30; second++) {
            progress.observe(at(second), List.of(input(500, 500, 500, 10L * second)), 0, 0);
        }

        assertThat(progress.left(at(30))).contains(Duration.ofSeconds(70));
    }

    @Test
    void theTimeLeftIsThatOfTheLastSeconds() {
        // Slow for a minute, then ten times as fast.
        for (int second = 0; second <= 60; second++) {
            progress.observe(at(second), List.of(ended(0, 10_000, 10L * second)), 0, 0);
        }
        for (int second = 61; second <= 80; second++) {
            progress.observe(at(second), List.of(ended(0, 10_000, 600 + 100L * (second - 60))), 0, 0);
        }

        assertThat(progress.left(at(80))).contains(Duration.ofSeconds(74));
    }

    @Test
    void aSurveyIsReadingAndSaysNothingOfTheTimeLeft() {
        for (int second = 0; second <= 20; second++) {
            Intake intake = new Intake(Unit.BYTES, 10L * second, OptionalLong.of(400 - 10L * second), 0, 0);
            progress.observe(at(second), List.of(new InputProgress(Optional.of(intake), false, 0, 0, 0)), 0, 0);
        }

        assertThat(progress.done().orElseThrow()).isEqualTo(0.2 * 0.5, EXACT);
        assertThat(progress.left(at(20))).isEmpty();
    }

    @Test
    void rowsOfAResumedDeliveryAreNotTakenForSpeed() {
        for (int second = 0; second <= 20; second++) {
            progress.observe(at(second), List.of(), 0, 0);
        }
        // 900 rows were processed in an earlier run.
        for (int second = 21; second <= 40; second++) {
            long rows = 5L * (second - 21);
            Intake intake = new Intake(Unit.BYTES, rows, OptionalLong.of(100 - rows), rows, rows);
            InputProgress input = new InputProgress(Optional.of(intake), false, 900, rows, 900 + rows);
            progress.observe(at(second), List.of(input), 0, 0);
        }

        assertThat(progress.left(at(40)))
                .hasValueSatisfying(left -> assertThat(left).isEqualTo(Duration.ofSeconds(1)));
        assertThat(progress.done().orElseThrow()).isEqualTo(0.2 * 0.95 + 0.8 * 0.995, EXACT);
    }

    @Test
    void whereTheSourceDoesNotSayHowMuchThereIsNothingIsMadeUp() {
        for (int second = 0; second <= 20; second++) {
            InputProgress input = new InputProgress(Optional.empty(), false, 0, 50L * second, 40L * second);
            progress.observe(at(second), List.of(input), 0, 0);
            assertThat(progress.done()).isEmpty();
            assertThat(progress.left(at(second))).isEmpty();
        }

        // As soon as all is published, it is known how much there is to process.
        progress.observe(at(21), List.of(ended(0, 1_000, 800)), 0, 0);

        assertThat(progress.done().orElseThrow()).isEqualTo(0.2 + 0.8 * 0.8, EXACT);
    }

    @Test
    void whereNothingIsNewThereIsNoShare() {
        progress.observe(at(0), List.of(input(0, 0, 0, 0)), 0, 0);
        assertThat(progress.done()).isEmpty();

        progress.observe(at(1), List.of(ended(0, 0, 0)), 0, 0);
        assertThat(progress.done()).isEmpty();
        assertThat(progress.left(at(1))).isEmpty();
    }

    @Test
    void ofSeveralInputsTheShareIsThatOfTheRunOnceAllAreKnown() {
        progress.observe(at(0), List.of(input(50, 50, 100, 60)), 1, 0);
        assertThat(progress.done()).isEmpty();
        assertThat(progress.left(at(0))).isEmpty();
        assertThat(progress.doneOfInput().orElseThrow()).isEqualTo(0.2 * 0.5 + 0.8 * 0.3, EXACT);

        // The second is counted in rows: 600 of them, of which 300 were read.
        Intake rows = new Intake(Unit.ROWS, 300, OptionalLong.of(300), 300, 300);
        InputProgress second = new InputProgress(Optional.of(rows), false, 0, 290, 100);
        progress.observe(at(1), List.of(ended(0, 200, 180), second), 0, 1);

        assertThat(progress.done().orElseThrow()).isEqualTo(0.2 * 500 / 800 + 0.8 * 280 / 800, EXACT);
    }

    @Test
    void whatDoesNotMoveForFiveSecondsIsStill() {
        progress.observe(at(0), List.of(input(50, 50, 100, 60)), 0, 0);
        progress.observe(at(4), List.of(input(50, 50, 100, 60)), 0, 0);
        assertThat(progress.isStill(at(4))).isFalse();
        progress.observe(at(5), List.of(input(50, 50, 100, 60)), 0, 0);
        assertThat(progress.isStill(at(5))).isTrue();

        progress.observe(at(6), List.of(input(50, 50, 100, 60)), 0, 1);
        assertThat(progress.isStill(at(6))).as("a delivery was settled").isFalse();
        progress.observe(at(11), List.of(input(50, 50, 100, 61)), 0, 1);
        assertThat(progress.isStill(at(11))).as("a row was processed").isFalse();
    }

    @Test
    void sharesAreNeverRoundedUpAndTimesAreRound() {
        assertThat(RunProgress.percent(0.4299)).isEqualTo("42 %");
        assertThat(RunProgress.percent(0.29)).isEqualTo("29 %");
        assertThat(RunProgress.about(Duration.ofSeconds(2))).isEqualTo("about 10 s left");
        assertThat(RunProgress.about(Duration.ofSeconds(44))).isEqualTo("about 40 s left");
        assertThat(RunProgress.about(Duration.ofSeconds(55))).isEqualTo("about 1 min left");
        assertThat(RunProgress.about(Duration.ofSeconds(130))).isEqualTo("about 2 min left");
        assertThat(RunProgress.about(Duration.ofMinutes(80))).isEqualTo("about 1 h 20 min left");
    }

    /** An input with a row in each byte; everything that was read is published. */
    private static InputProgress input(long read, long left, long rows, long processed) {
        Intake intake = new Intake(Unit.BYTES, read, OptionalLong.of(left), read, rows);
        return new InputProgress(Optional.of(intake), false, 0, rows, processed);
    }

    private static InputProgress ended(long rowsBefore, long rows, long processed) {
        return new InputProgress(Optional.empty(), true, rowsBefore, rows, processed);
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }
}
