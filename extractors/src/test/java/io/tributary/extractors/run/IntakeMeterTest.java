package io.tributary.extractors.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.Intake;
import io.tributary.extractors.Progress;
import io.tributary.extractors.source.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Adds up what was read. */
class IntakeMeterTest {

    private final List<Intake> reported = new ArrayList<>();
    private final IntakeMeter meter = new IntakeMeter(new Progress() {
        @Override
        public void intake(Intake intake) {
            reported.add(intake);
        }
    });

    @Test
    void whatIsReadAndWhatIsLeftAreTogetherWhatThereIs() {
        meter.idle(bytes(100));
        assertThat(last()).isEqualTo(intake(0, 100, 0, 0));

        meter.idle(bytes(60));
        meter.begin(bytes(40), bytes(40));
        meter.paged(30, 3);
        assertThat(last()).isEqualTo(intake(30, 70, 30, 3));

        meter.paged(39, 1);
        meter.complete();
        assertThat(last()).isEqualTo(intake(40, 60, 40, 4));

        meter.idle(bytes(0));
        meter.begin(bytes(60), bytes(60));
        meter.paged(60, 6);
        meter.complete();
        assertThat(last()).isEqualTo(intake(100, 0, 100, 10));
    }

    @Test
    void aDeliveryThatIsReadTwiceCountsOnce() {
        meter.idle(bytes(0));
        meter.begin(bytes(40), bytes(40));
        meter.surveyed(20);
        assertThat(last()).isEqualTo(intake(10, 30, 0, 0));

        meter.surveyed(40);
        meter.paged(10, 5);
        assertThat(last()).isEqualTo(intake(25, 15, 10, 5));

        meter.complete();
        assertThat(last()).isEqualTo(intake(40, 0, 40, 5));
    }

    @Test
    void ofAResumedDeliveryOnlyTheRestCounts() {
        meter.idle(bytes(0));
        meter.begin(bytes(40), bytes(10));
        meter.paged(5, 1);
        assertThat(last()).isEqualTo(intake(5, 5, 5, 1));
    }

    @Test
    void aResumedDeliveryIsSurveyedWhole() {
        meter.idle(bytes(0));
        meter.begin(bytes(40), bytes(10));
        meter.surveyed(40);
        meter.paged(10, 1);
        meter.complete();

        assertThat(last()).isEqualTo(intake(25, 0, 10, 1));
    }

    @Test
    void workOnADeliveryThatBeginsAgainIsNotTakenBack() {
        meter.idle(bytes(0));
        meter.begin(bytes(40), bytes(40));
        meter.paged(30, 3);
        meter.begin(bytes(50), bytes(50));

        assertThat(last()).isEqualTo(intake(30, 50, 30, 3));
    }

    @Test
    void whatWasNotReadOfADeliveryThatFailedIsNoLongerLeft() {
        meter.idle(bytes(60));
        meter.begin(bytes(40), bytes(40));
        meter.paged(10, 1);
        meter.idle(bytes(60));

        assertThat(last()).isEqualTo(intake(10, 60, 10, 1));
    }

    @Test
    void aDeliveryOfUnknownSizeLeavesItOpenWhatIsLeft() {
        meter.idle(bytes(60));
        meter.begin(Optional.empty(), Optional.empty());
        meter.paged(0, 7);
        assertThat(reported).hasSize(1);

        meter.begin(bytes(60), bytes(60));
        assertThat(reported).as("nothing is known of what was read").hasSize(1);
    }

    @Test
    void waitingDeliveriesOfUnknownSizeLeaveItOpenWhatIsLeft() {
        meter.idle(Optional.empty());
        meter.begin(bytes(60), bytes(60));
        meter.paged(20, 2);
        assertThat(last()).isEqualTo(new Intake(Extent.Unit.BYTES, 20, OptionalLong.empty(), 20, 2));

        meter.complete();
        meter.idle(bytes(0));
        assertThat(last()).isEqualTo(intake(60, 0, 60, 2));
    }

    @Test
    void rowsAndBytesDoNotAddUp() {
        assertThat(new Extent(Extent.Unit.ROWS, 3).plus(new Extent(Extent.Unit.BYTES, 4)))
                .isEmpty();
        assertThat(Extent.NOTHING.plus(new Extent(Extent.Unit.ROWS, 3))).contains(new Extent(Extent.Unit.ROWS, 3));
    }

    private Intake last() {
        return reported.get(reported.size() - 1);
    }

    private static Intake intake(long read, long left, long paged, long rows) {
        return new Intake(Extent.Unit.BYTES, read, OptionalLong.of(left), paged, rows);
    }

    private static Optional<Extent> bytes(long amount) {
        return Optional.of(new Extent(Extent.Unit.BYTES, amount));
    }
}
