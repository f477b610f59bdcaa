package io.tributary.local.command.dlq;

import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.RawPage;
import io.tributary.schemas.wire.AvroSerdes;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.page.PageReader;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.serialization.Deserializer;

/** The raw page that a letter about a whole page holds. */
final class LetterPage {

    private LetterPage() {}

    /** The page; empty where the raw record cannot be read as one. */
    static Optional<RawPage> of(DeadLetter letter, Map<String, String> settings) {
        try (Deserializer<RawPage> pages = AvroSerdes.valueDeserializer(RawPage.class, settings)) {
            return Optional.of(new PageReader(value -> pages.deserialize(letter.getTopic(), value))
                    .read(LetterRow.bytes(letter.getContent())));
        } catch (RejectedPageException unreadable) {
            return Optional.empty();
        }
    }
}
