package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.normalize.gcp.Structs.Kind;
import io.tributary.streams.normalize.gcp.Structs.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of structs, as JSON has them and as Python prints them. */
class StructsTest {

    @Test
    void jsonAndPythonSayTheSame() {
        String json = "[{\"a\": \"it's\", \"n\": -5e-06, \"t\": true, \"z\": null, \"d\": {\"x\": [1, {}]}}, {}]";
        String python = "[{'a': \"it's\", 'n': -5e-06, 't': True, 'z': None, 'd': {'x': [1, {}]}}, {}]";

        assertThat(read(python)).isPresent().isEqualTo(read(json));
        assertThat(read(json).orElseThrow().get(0).get("n")).isEqualTo(new Value(Kind.NUMBER, "-5e-06"));
    }

    @Test
    void pythonEscapesAreRead() {
        assertThat(text("[{'a': 'x\\\\y\\'z\\n\\t\\r\\x41\\u00e9\\U0001f600 \"'}]"))
                .isEqualTo("x\\y'z\n\t\rA\u00e9\uD83D\uDE00 \"");
    }

    @Test
    void decimalsOfPythonAreNumbers() {
        assertThat(read("[{'a': Decimal('-0.10')}]").orElseThrow().get(0).get("a"))
                .isEqualTo(new Value(Kind.NUMBER, "-0.10"));
    }

    @Test
    void emptyListsHaveNoStructs() {
        assertThat(read("[]")).contains(List.of());
        assertThat(PythonList.parse("[ ]")).contains(List.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "None",
                "{}",
                "{'a': 1}",
                "[1]",
                "['a']",
                "[{'a': 1}",
                "[{'a': 1]",
                "[{'a': 1}]]",
                "[{'a': 1}] x",
                "[{'a' 1}]",
                "[{a: 1}]",
                "[{'a': 1,}]",
                "[{'a': 1},]",
                "[{'a': 1} {'a': 2}]",
                "[{'a': 1, 'a': 2}]",
                "[{\"a\": 1, \"a\": 2}]",
                "[{'a': nan}]",
                "[{'a': inf}]",
                "[{'a': 1_000}]",
                "[{'a': 0x1}]",
                "[{'a': 1.}]",
                "[{'a': +1}]",
                "[{'a': 'x}]",
                "[{'a': 'x\\'}]",
                "[{'a': '\\q'}]",
                "[{'a': '\\x4'}]",
                "[{'a': '\\Uffffffff'}]",
                "[{'a': b'x'}]",
                "[{'a': (1, 2)}]",
                "[{'a': Decimal(1)}]",
                "[{'a': datetime.date(2020, 1, 1)}]",
                "[{'a': <object>}]",
                "array([{'a': 1}], dtype=object)"
            })
    void whatIsNoListOfStructsIsUnreadable(String text) {
        assertThat(read(text)).isEmpty();
    }

    @Test
    void listsThatAreNestedTooDeepAreUnreadable() {
        assertThat(read("[{'a': " + "[".repeat(100_000) + "]".repeat(100_000) + "}]"))
                .isEmpty();
    }

    private static String text(String list) {
        return read(list).orElseThrow().get(0).get("a").text();
    }

    private static Optional<List<Map<String, Value>>> read(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Structs.of(bytes, 0, bytes.length);
    }
}
