package io.tributary.streams.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.Pages;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.serialization.Deserializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A raw record as a page: what is none, and what is damaged. */
class PageReaderTest {

    private static final Map<String, String> REGISTRY = Map.of("schema.registry.url", "mock://page-reader");
    private static final String TOPIC = Provider.AWS.rawTopic().name();
    private static final Deserializer<RawPage> DECODER = AvroSerdes.valueDeserializer(RawPage.class, REGISTRY);
    private static final Instant NOW = Instant.parse("2025-11-04T00:00:00Z");

    private final PageReader reader = new PageReader(value -> DECODER.deserialize(TOPIC, value));

    @Test
    void pageIsReadAsItWasSent() {
        RawPage page = page();

        assertThat(reader.read(bytes(page))).isEqualTo(page);
        assertThatCode(() -> PageReader.checkContent(page)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0000", "not a page", "\u0000\u0000\u0000", "{\"provider\":\"aws\"}"})
    void bytesThatAreNoPageAreRefused(String text) {
        assertRefused(RejectionCode.UNREADABLE_RECORD, () -> reader.read(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void recordWithoutValueIsRefused() {
        assertRefused(RejectionCode.UNREADABLE_RECORD, () -> reader.read(null));
    }

    @Test
    void pageWithoutItsEndIsRefused() {
        byte[] whole = bytes(page());

        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertRefused(RejectionCode.UNREADABLE_RECORD, () -> reader.read(part));
        }
    }

    /**
     * Whatever the bytes are, the reader says no in its own words: anything else would stop the application for good.
     */
    @Property(tries = 5000)
    void damagedBytesAreNeverMoreThanRefused(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] damaged = bytes(page());
        for (int i = 0; i <= random.nextInt(4); i++) {
            // The five bytes before name the schema: another registry's business.
            damaged[5 + random.nextInt(damaged.length - 5)] = (byte) random.nextInt(256);
        }
        try {
            PageReader.checkContent(reader.read(damaged));
        } catch (RejectedPageException refused) {
            assertThat(refused.code()).isIn(RejectionCode.UNREADABLE_RECORD, RejectionCode.PAGE_CHECKSUM);
        }
    }

    @Test
    void pageOfAnotherSchemaIsRefused() {
        byte[] unknown = bytes(page());
        unknown[1] = 0x7F;

        assertRefused(RejectionCode.UNREADABLE_RECORD, () -> reader.read(unknown));
    }

    @Test
    void contentWithAnotherChecksumIsRefused() {
        RawPage page = page();
        page.getContent().put(3, (byte) '!');

        assertRefused(RejectionCode.PAGE_CHECKSUM, () -> PageReader.checkContent(page));
    }

    @Test
    void pageIsAheadBeyondWhatClocksDiffer() {
        RawPage page = page();
        page.setExtractedAt(NOW.plus(Duration.ofMinutes(5)));
        assertThat(reader.isAhead(page, NOW)).isFalse();

        page.setExtractedAt(NOW.plus(Duration.ofMinutes(5)).plusMillis(1));
        assertThat(reader.isAhead(page, NOW)).isTrue();
    }

    private static void assertRefused(RejectionCode code, ThrowingCallable reading) {
        assertThatThrownBy(reading)
                .asInstanceOf(InstanceOfAssertFactories.type(RejectedPageException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static byte[] bytes(RawPage page) {
        return AvroSerdes.valueSerializer(RawPage.class, REGISTRY).serialize(TOPIC, page);
    }

    private static RawPage page() {
        return pages().page(0, "header\nrow\n", 1, 0);
    }

    private static Pages pages() {
        BigDecimal one = BigDecimal.ONE.setScale(24);
        return new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", NOW, NOW)
                .surveyed(new CostSurvey(one, one, 0L, one, one));
    }
}
