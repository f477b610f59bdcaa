package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectionCode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that cannot be taken: each is kept whole, the others go on, and the delivery says what it lacks. */
class PageTroubleTest {

    private static final Instant FIRST = Harness.START;
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));

    @TempDir
    private Path state;

    private Harness harness;
    private List<RawPage> pages;

    @BeforeEach
    void start() {
        harness = new Harness(state, Map.of());
        pages = Report.of("d1")
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "4")
                .usage("d", "8")
                .delivered("d1", FIRST);
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    /**
     * Every reason for which a page is refused; a new one that is not named here has no case in the switch, and fails.
     */
    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {
                // Of an operator's decision: below.
                "UNKNOWN_INSTRUCTION",
                // Of earlier releases: such a page is taken now.
                "PAGE_FUTURE",
                // Of single rows: shown by the case files in rows/aws.
                "FIELD_COUNT",
                "BLANK_COLUMN",
                "INVALID_AMOUNT",
                "AMOUNT_TOO_LARGE",
                "INVALID_TIME",
                "UNKNOWN_CURRENCY",
                "DAMAGED_ACCOUNT",
                // Shown by OverlapsTest.
                "OTHER_PERIOD",
                "OTHER_ACCOUNT",
                "RECORD_TOO_LARGE",
                // Of defects: shown by PageNormalizerTest.
                "UNEXPECTED"
            })
    void pageInTroubleIsADeadLetterAndTheOthersGoOn(RejectionCode code) {
        harness.send(pages.get(0));
        byte[] trouble = trouble(code);
        harness.sendBytes("key", trouble, FIRST);
        List<DeadLetter> letters = harness.deadLetters();
        boolean lost = code != RejectionCode.PAGE_CONFLICT;
        harness.send(pages.get(2));
        Delivery delivery = harness.deliveries().get("d1");

        assertThat(letters).hasSize(1);
        DeadLetter letter = letters.get(0);
        assertThat(letter.getCode()).isEqualTo(code.name());
        assertThat(letter.getMessage()).isNotBlank();
        assertThat(letter.getContent()).isEqualTo(ByteBuffer.wrap(trouble));
        assertThat(letter.getHeader()).isNull();
        assertThat(letter.getPageRow()).isNull();
        assertThat(letter.getParkedCost()).isNull();
        assertThat(letter.getTopic()).isEqualTo(Provider.AWS.rawTopic().name());
        assertThat(letter.getOffset()).isEqualTo(1);
        if (code != RejectionCode.UNREADABLE_RECORD) {
            assertThat(letter.getDeliveryId()).isEqualTo("d1");
            assertThat(letter.getPageNumber()).isEqualTo(lost ? 1 : 0);
        }
        assertThat(harness.billed()).isEqualByComparingTo("3");
        assertThat(delivery.getState()).isEqualTo("INCOMPLETE");
        assertThat(delivery.getPagesMissing()).containsExactly(1);
        assertThat(delivery.getVerdict()).contains("1 of 2 pages are missing: [1]");
        assertThat(delivery.getConserved()).isTrue();
        boolean known = code != RejectionCode.UNREADABLE_RECORD && code != RejectionCode.UNKNOWN_DATA_SET;
        assertThat(delivery.getPagesRejected()).isEqualTo(known ? 1 : 0);

        harness.send(pages.get(1));
        harness.send(pages.get(2));

        assertThat(harness.billed()).isEqualByComparingTo("15");
        assertThat(harness.deliveries().get("d1").getState()).isEqualTo("COMPLETE");
        assertThat(harness.deadLetters()).isEmpty();
    }

    /** Page 1, or in its stead page 0 again, with something wrong. */
    private byte[] trouble(RejectionCode code) {
        Pages maker = Report.of("d1").pages("d1", FIRST);
        String rows = String.join("\n", Report.of("d1").usage("c", "4").lines());
        RawPage page = RawPage.newBuilder(pages.get(1)).build();
        switch (code) {
            case UNREADABLE_RECORD:
                return "no page at all".getBytes(StandardCharsets.UTF_8);
            case PAGE_CHECKSUM:
                page.setChecksum(page.getChecksum() + 1);
                break;
            case PAGE_ROW_COUNT:
                page.setRowCount(page.getRowCount() + 1);
                break;
            case PAGE_MALFORMED:
                page = maker.page(1, Report.header() + "\n\"" + rows, 1, 2);
                break;
            case PAGE_COLUMNS:
                page = maker.page(
                        1,
                        Report.header().replace("lineItem/UnblendedCost", "lineItem/BlendedCost") + "\n" + rows,
                        1,
                        2);
                break;
            case PAGE_CONFLICT:
                page = maker.page(0, Report.header() + "\n" + rows, 1, 0);
                break;
            case PAGE_FUTURE:
                page.setExtractedAt(FIRST.plus(Duration.ofDays(400)));
                break;
            case UNKNOWN_DATA_SET:
                page.setDataSet("aws.cur.next");
                break;
            default:
                throw new IllegalArgumentException("No page is made for " + code);
        }
        return harness.bytes(page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DELETE", "confirm", ""})
    void decisionThatIsNotKnownIsADeadLetter(String kind) {
        harness.send(pages);
        byte[] decision = harness.bytes(Report.of("d1").pages("d1", FIRST).instruction(kind));
        harness.sendBytes("key", decision, FIRST);

        List<DeadLetter> letters = harness.deadLetters();
        assertThat(letters).extracting(DeadLetter::getCode).containsExactly("UNKNOWN_INSTRUCTION");
        assertThat(letters.get(0).getMessage())
                .contains("'" + kind + "'", "expected CONFIRM, PREFER, YIELD or REBUILD");
        assertThat(letters.get(0).getContent()).isEqualTo(ByteBuffer.wrap(decision));
        assertThat(harness.billed()).isEqualByComparingTo("15");
    }

    @Test
    void confirmationOfWhatNobodyHasSeenIsADeadLetter() {
        harness.send(Report.of("d1").pages("d1", FIRST).instruction("CONFIRM"));

        assertThat(harness.deadLetters()).extracting(DeadLetter::getCode).containsExactly("UNKNOWN_INSTRUCTION");
    }

    @Test
    void reportMayBePreferredBeforeItsFirstDelivery() {
        harness.send(Report.of("o1").pages("o1", FIRST).ofReport("other").instruction("PREFER"));
        harness.send(pages);
        Report other = Report.of("o1").usage("a", "5");
        harness.send(other.pages("o1", FIRST).ofReport("other").of(Report.header(), other.lines(), 2));

        assertThat(harness.billed()).isEqualByComparingTo("5");
        Map<String, Delivery> deliveries = harness.deliveries();
        assertThat(deliveries.get("d1").getState()).isEqualTo("CONFLICT");
        assertThat(deliveries.get("o1").getState()).isEqualTo("COMPLETE");
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void recordWithoutValueIsADeadLetter() {
        harness.sendBytes("key", null, FIRST);

        assertThat(harness.deadLetters())
                .extracting(DeadLetter::getCode)
                .containsExactly(RejectionCode.UNREADABLE_RECORD.name());
    }

    @Test
    void deliveryWhoseFirstPageIsDamagedIsMendedLikeAnyOther() {
        RawPage damaged = RawPage.newBuilder(pages.get(0)).build();
        damaged.setChecksum(7);
        harness.send(damaged);
        harness.send(pages.subList(1, 3));
        assertThat(harness.deliveries().get("d1").getPagesMissing()).containsExactly(0);

        harness.send(pages.get(0));
        harness.send(pages.get(2));

        assertThat(harness.billed()).isEqualByComparingTo("15");
        assertThat(harness.deliveries().get("d1").getState()).isEqualTo("COMPLETE");
    }

    @Test
    void recordFromTheFutureDoesNotMakeTheApplicationForget() {
        harness.send(pages);
        RawPage future = RawPage.newBuilder(pages.get(0)).build();
        future.setExtractedAt(Instant.now().plus(Duration.ofDays(4000)));
        harness.sendBytes("key", harness.bytes(future), future.getExtractedAt());
        int published = harness.published;

        harness.send(Report.of("d2")
                .usage("a", "1")
                .usage("b", "2")
                .usage("c", "4")
                .usage("d", "8")
                .delivered("d2", SECOND));

        assertThat(harness.published).isEqualTo(published);
        assertThat(harness.deliveries().get("d2").getState()).isEqualTo("COMPLETE");
        assertThat(harness.deadLetters()).isEmpty();
    }

    @Test
    void pageFromTheFutureIsTakenAndSaid() {
        pages.get(0).setExtractedAt(Instant.now().plus(Duration.ofDays(4000)));
        harness.sendBytes("key", harness.bytes(pages.get(0)), FIRST);
        harness.send(pages.subList(1, 3));

        Delivery delivery = harness.deliveries().get("d1");
        assertThat(delivery.getState()).isEqualTo("COMPLETE");
        assertThat(delivery.getPagesFromFuture()).isEqualTo(1);
        assertThat(delivery.getVerdict()).contains("1 pages say that they were read later than now");
        assertThat(harness.billed()).isEqualByComparingTo("15");
    }

    @Test
    void completionWithAnotherChecksumSaysSo() {
        RawPage completion = RawPage.newBuilder(pages.get(2)).build();
        completion.setChecksum(completion.getChecksum() + 1);
        harness.send(pages.subList(0, 2));
        harness.send(completion);

        Delivery delivery = harness.deliveries().get("d1");
        assertThat(delivery.getState()).isEqualTo("INCOMPLETE");
        assertThat(delivery.getVerdict()).contains("checksum");
    }

    @Test
    void completionWithOtherRowsSaysSo() {
        RawPage completion = RawPage.newBuilder(pages.get(2)).build();
        completion.getCompletion().setRows(5);
        harness.send(pages.subList(0, 2));
        harness.send(completion);

        Delivery delivery = harness.deliveries().get("d1");
        assertThat(delivery.getState()).isEqualTo("INCOMPLETE");
        assertThat(delivery.getVerdict()).contains("Rows seen: 4, expected: 5");
    }

    @Test
    void pagesMayComeInAnyOrder() {
        harness.send(pages.get(1));
        harness.send(pages.get(0));
        harness.send(pages.get(2));

        assertThat(harness.billed()).isEqualByComparingTo("15");
        assertThat(harness.deliveries().get("d1").getState()).isEqualTo("COMPLETE");
    }
}
