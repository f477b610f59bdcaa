package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** JSON objects written byte by byte, as another library reads them. */
class JsonTextTest {

    @Property
    void objectIsReadAsItWasWritten(
            @ForAll("objects") Map<String, String> first, @ForAll("objects") Map<String, String> second)
            throws IOException {
        JsonText json = new JsonText();

        assertThat(written(json, first)).isEqualTo(first);
        assertThat(written(json, second)).isEqualTo(second);
    }

    private static Map<?, ?> written(JsonText json, Map<String, String> object) throws IOException {
        json.begin();
        object.forEach((name, value) -> {
            byte[] bytes = ("before" + value + "after").getBytes(StandardCharsets.UTF_8);
            json.pair(JsonText.key(name), bytes, 6, bytes.length - 11);
        });
        if (!json.end()) {
            return Map.of();
        }
        return new ObjectMapper()
                .readValue(
                        new String(json.source(), json.offset(), json.length(), StandardCharsets.UTF_8),
                        LinkedHashMap.class);
    }

    @Test
    void objectWithoutPairsIsNone() {
        JsonText json = new JsonText();

        assertThat(json.begin().end()).isFalse();
        assertThat(json.length()).isZero();
    }

    @Test
    void numberIsWrittenAsItStands() {
        JsonText json = new JsonText();
        json.begin().numberPair(JsonText.key("CoreCount"), new byte[] {'1', '6'}, 0, 2);
        json.end();

        assertThat(new String(json.source(), json.offset(), json.length(), StandardCharsets.UTF_8))
                .isEqualTo("{\"CoreCount\":16}");
    }

    @Provide
    Arbitrary<Map<String, String>> objects() {
        Arbitrary<String> text = Arbitraries.strings()
                .withChars("ab\"\\/{}:,\n\r\t\u0000\u001f\u007f é東")
                .ofMaxLength(10);
        return Arbitraries.maps(text, text).ofMaxSize(6);
    }
}
