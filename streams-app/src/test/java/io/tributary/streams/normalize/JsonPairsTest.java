package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects in one column, as Azure writes them. */
class JsonPairsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\": \"1\", \"a\": 2} | {\"a\":2,\"b\":\"1\"}",
                "\"b\":\"1\",\"a\":2 | {\"a\":2,\"b\":\"1\"}",
                "{ } | {}",
                "null | {}",
                "{\"a\":{\"z\":1.50,\"b\":[true,null,{\"y\":\"x\"}]}} | "
                        + "{\"a\":{\"b\":[true,null,{\"y\":\"x\"}],\"z\":1.50}}",
                "{\"a\":\"1\",\"a\":\"2\"} | {\"a\":\"1\",\"a\":\"2\"}",
                "\"a\":\"x, y:z \\\"q\\\"\" | {\"a\":\"x, y:z \\\"q\\\"\"}"
            })
    void objectHasOneFormWhateverItsBracesBlanksAndOrder(String text, String canonical) {
        assertThat(JsonPairs.of(text).orElseThrow().canonical()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=b", "{\"a\":1", "\"a\":1}", "[1]", "\"a\"", "{\"a\":1} x", "{'a':1}", "{\"a\":NaN}"})
    void textThatIsNoObjectIsNotRepairedFurther(String text) {
        assertThat(JsonPairs.of(text)).isEmpty();
    }

    @Test
    void depthIsLimited() {
        String deep = "{\"a\":".repeat(200) + "1" + "}".repeat(200);
        String wide = "{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}";

        assertThat(JsonPairs.of(deep)).isEmpty();
        assertThat(JsonPairs.of(wide)).isEmpty();
    }

    @Property
    void orderOfKeysDoesNotMatter(@ForAll Map<String, String> tags, @ForAll long seed) {
        List<String> pairs = new ArrayList<>(tags.entrySet().stream()
                .map(tag -> new JsonPairs.Pair(tag.getKey(), JsonPairs.Kind.TEXT, tag.getValue()))
                .map(pair -> new JsonPairs(List.of(pair)).canonical())
                .map(object -> object.substring(1, object.length() - 1))
                .toList());
        String before = pairs.stream().collect(Collectors.joining(",", "{", "}"));
        Collections.shuffle(pairs, new Random(seed));
        String after = String.join(" , ", pairs);

        assertThat(JsonPairs.of(after).orElseThrow().canonical())
                .isEqualTo(JsonPairs.of(before).orElseThrow().canonical());
    }
}
