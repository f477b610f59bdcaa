package io.tributary.extractors.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery.Choice;
import io.tributary.extractors.source.SourceDelivery.DeliveryHeader;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.SourceCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Which reading the pages of a delivery belong to. */
class ReadStateTest {

    private static final Instant TIME = Instant.parse("2026-11-02T03:04:05Z");

    private final AtomicInteger made = new AtomicInteger();
    private final Supplier<String> readings = () -> "reading" + made.incrementAndGet();

    @Test
    void deliveryWithoutACursorBeginsAReading() {
        ReadState first = ReadState.of(header("a"), new Files("v1"), Optional.empty(), readings);
        ReadState lostCursor = ReadState.of(header("a"), new Files("v1"), Optional.empty(), readings);

        assertThat(first.reading()).isEqualTo("reading1");
        assertThat(lostCursor.reading()).isEqualTo("reading2");
    }

    @Test
    void cursorKeepsTheReadingAndAResumedDeliveryGoesOnWithIt() {
        // Given
        ReadState begun = ReadState.of(header("a"), new Files("v1"), Optional.empty(), readings);
        ReadState read = begun.plus(new Page(0, 0, 7, new byte[3]), 5, Optional.empty());
        SourceCursor cursor = read.toCursor(header("a"), new Files("v1"), false, TIME);

        // When
        ReadState resumed = ReadState.of(header("a"), new Files("v1"), Optional.of(cursor), readings);

        // Then
        assertThat(cursor.getReading()).isEqualTo("reading1");
        assertThat(resumed).isEqualTo(read);
        assertThat(made).hasValue(1);
    }

    @Test
    void deliveryThatIsChosenOverAnotherThanBeforeBeginsAnotherReading() {
        // Given
        SourceCursor alone = cursor("a", "v1");
        DeliveryHeader only = header("a");
        DeliveryHeader chosen = new DeliveryHeader(
                only.provider(),
                only.dataSet(),
                only.dataSetVersion(),
                only.billingAccountId(),
                only.periodStart(),
                only.periodEnd(),
                only.scope(),
                only.id(),
                only.time(),
                only.contentType(),
                Choice.over(Set.of("azure.actual")));

        // When
        ReadState restarted = ReadState.of(chosen, new Files("v1"), Optional.of(alone), readings);

        // Then
        assertThat(restarted.deliveryId()).isEqualTo("a#2");
    }

    @Test
    void deliveryThatWasRewrittenBeginsAnotherReading() {
        SourceCursor cursor = cursor("a", "v1");

        ReadState restarted = ReadState.of(header("a"), new Files("v2"), Optional.of(cursor), readings);

        assertThat(restarted.deliveryId()).isEqualTo("a#2");
        assertThat(restarted.reading()).isEqualTo("reading2");
        assertThat(restarted.pages()).isZero();
    }

    @Test
    void nextDeliveryBeginsAnotherReading() {
        SourceCursor cursor = cursor("a", "v1");

        ReadState next = ReadState.of(header("b"), new Files("v1"), Optional.of(cursor), readings);

        assertThat(next.reading()).isEqualTo("reading2");
    }

    @Test
    void resumedCursorOfAnExtractorWithoutReadingsStaysWithoutOne() {
        SourceCursor old = cursor("a", "v1");
        old.setReading("");

        ReadState resumed = ReadState.of(header("a"), new Files("v1"), Optional.of(old), readings);

        assertThat(resumed.reading()).isEmpty();
        assertThat(resumed.pages()).isEqualTo(1);
        assertThat(resumed.toCursor(header("a"), new Files("v1"), true, TIME).getReading())
                .isEmpty();
    }

    @Test
    void idsAreSixteenHexDigitsOfTheirSource() {
        ReadingIds ids = new ReadingIds(new Random(1));

        assertThat(List.of(ids.get(), ids.get()))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{16}"));
        assertThat(new ReadingIds(() -> 11).get()).isEqualTo("000000000000000b");
    }

    /** The cursor after the first page of the first reading. */
    private SourceCursor cursor(String id, String version) {
        return ReadState.of(header(id), new Files(version), Optional.empty(), readings)
                .plus(new Page(0, 0, 7, new byte[3]), 5, Optional.empty())
                .toCursor(header(id), new Files(version), false, TIME);
    }

    private static DeliveryHeader header(String id) {
        LocalDate start = LocalDate.of(2026, 10, 1);
        return new DeliveryHeader(
                "aws",
                "aws.cur.legacy",
                Optional.empty(),
                "012345678901",
                start,
                start.plusMonths(1),
                "scope",
                id,
                TIME,
                "text/csv");
    }

    /** A delivery of one file, of which only the version matters here. */
    private record Files(String version) implements DeliverySnapshot {

        @Override
        public List<ArtifactVersion> artifacts() {
            return List.of(new ArtifactVersion("file", version));
        }

        @Override
        public String fingerprint() {
            return version;
        }

        @Override
        public Optional<CostSurvey> survey(LongConsumer consumed) {
            return Optional.empty();
        }

        @Override
        public PageReader pages(int artifact, long row) {
            throw new UnsupportedOperationException("Not read here");
        }

        @Override
        public void verifyUnchanged() {
            throw new UnsupportedOperationException("Not read here");
        }
    }
}
