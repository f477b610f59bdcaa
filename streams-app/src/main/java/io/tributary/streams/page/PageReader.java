package io.tributary.streams.page;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.zip.CRC32C;

/** Reads a raw record as a page, and checks that it arrived as it was sent. */
public final class PageReader {

    /** The largest accepted difference between the clocks of an extractor and of this application. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);

    private final Function<byte[], RawPage> decoder;

    /** @param decoder reads the wire format; may fail with any runtime exception */
    public PageReader(Function<byte[], RawPage> decoder) {
        this.decoder = requireNonNull(decoder, "decoder");
    }

    /**
     * The page in {@code value}, unchecked.
     *
     * @throws RejectedPageException if it is none
     */
    public RawPage read(byte[] value) {
        if (value == null) {
            throw new RejectedPageException(
                    RejectionCode.UNREADABLE_RECORD, "The record has no value: expected a raw page");
        }
        return decode(value);
    }

    /**
     * Whether {@code page} says that it was read later than now: one of the two clocks is wrong.
     *
     * @param now the time by this application's clock
     */
    public boolean isAhead(RawPage page, Instant now) {
        return page.getExtractedAt().isAfter(now.plus(CLOCK_DIFFERENCE));
    }

    private RawPage decode(byte[] value) {
        try {
            return requireNonNull(decoder.apply(value), "no page");
        } catch (org.apache.avro.AvroRuntimeException
                | org.apache.kafka.common.errors.SerializationException
                | IndexOutOfBoundsException
                | NullPointerException unreadable) {
            throw new RejectedPageException(
                    RejectionCode.UNREADABLE_RECORD,
                    "The record's value of " + value.length + " bytes cannot be read as a raw page in the wire format: "
                            + unreadable.getMessage());
        }
    }

    /**
     * Checks that the content of {@code page} is as it was sent.
     *
     * @throws RejectedPageException if it is damaged
     */
    public static void checkContent(RawPage page) {
        CRC32C checksum = new CRC32C();
        checksum.update(page.getContent().duplicate());
        if (checksum.getValue() != page.getChecksum()) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_CHECKSUM,
                    "The CRC-32C of the page's " + page.getContent().remaining() + " bytes is " + checksum.getValue()
                            + ": expected " + page.getChecksum() + ", which it states");
        }
    }
}
