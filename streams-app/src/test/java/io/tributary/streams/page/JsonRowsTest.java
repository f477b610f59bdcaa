package io.tributary.streams.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.streams.deadletter.RejectedPageException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRowsTest {

    @Test
    void objectsBecomeColumnsNamedByTheirPaths() {
        JsonRows rows = opened("""
                [{"id": "a", "properties": {"cost": 1.10, "meterDetails": {"meterName": "B1"}}, "tags": {"env": "x"}},
                 {"id": "b", "properties": {"cost": null, "currency": "EUR"}, "tags": {}}]""", "tags");

        assertThat(rows.names())
                .containsExactly(
                        "id", "properties.cost", "properties.meterDetails.meterName", "tags", "properties.currency");
        assertThat(next(rows))
                .containsEntry("id", "a")
                .containsEntry("properties.cost", "1.10")
                .containsEntry("properties.meterDetails.meterName", "B1")
                .containsEntry("tags", "{\"env\": \"x\"}")
                .containsEntry("properties.currency", "");
        assertThat(next(rows)).containsEntry("properties.cost", "").containsEntry("properties.currency", "EUR");
        assertThat(rows.next()).isFalse();
    }

    @Test
    void aTableHasItsColumnsOnceAndItsRowsAsValues() {
        String table = "{\"columns\": [{\"name\": \"Cost\", \"type\": \"Number\"}, {\"type\": \"Number\","
                + " \"name\": \"UsageDate\"}], \"rows\": [[19.545363672276512, 20240131], [0.10]]}";
        JsonRows rows = opened(table);

        assertThat(next(rows)).containsEntry("Cost", "19.545363672276512").containsEntry("UsageDate", "20240131");
        assertThat(rows.next()).isTrue();
        assertThat(rows.fields()).as("a row that is too short is not filled up").isEqualTo(1);
        assertThat(new String(rows.header(), UTF_8)).startsWith("{\"columns\"").endsWith("]");
    }

    @Test
    void numbersKeepEveryDigitThatTheProviderWrote() {
        JsonRows rows = opened(
                "{\"cost\": 0.100000000000000000000000000001, \"small\": 7.8E-9, \"credits\": [{\"amount\": -0.50}]}");

        assertThat(next(rows))
                .containsEntry("cost", "0.100000000000000000000000000001")
                .containsEntry("small", "7.8E-9")
                .containsEntry("credits", "[{\"amount\": -0.50}]");
    }

    @Test
    void jsonLinesAreRows() {
        JsonRows rows = opened("{\"a\":1}\n{\"b\":true}\n");

        assertThat(next(rows)).containsEntry("a", "1").containsEntry("b", "");
        assertThat(next(rows)).containsEntry("a", "").containsEntry("b", "true");
        assertThat(rows.next()).isFalse();
    }

    @Test
    void aRowKnowsItsPlaceInThePage() {
        String page = "[{\"a\":\"ä\"}, {\"a\": 2}]";
        JsonRows rows = opened(page);

        rows.next();
        assertThat(slice(page, rows)).isEqualTo("{\"a\":\"ä\"}");
        rows.next();
        assertThat(slice(page, rows)).isEqualTo("{\"a\": 2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"a\": 1}",
                "[{\"a\": 1}] x",
                "[1]",
                "[{\"a\": 1, \"a\": 2}]",
                "{\"columns\": [{\"name\": \"a\"}, {\"name\": \"a\"}], \"rows\": []}",
                "{\"columns\": [{\"name\": \"a\"}], \"rows\": [{}]}",
                "\"text\""
            })
    void whatIsNoPageIsRefused(String page) {
        assertThatThrownBy(() -> opened(page))
                .isInstanceOf(RejectedPageException.class)
                .hasMessageContaining("The page's JSON");
    }

    @Property(tries = 200)
    void everyTextComesBack(@ForAll @Size(max = 20) List<Map<String, String>> given) {
        StringBuilder page = new StringBuilder("[");
        for (Map<String, String> row : given) {
            page.append(page.length() == 1 ? "{" : ",{");
            String separator = "";
            for (Map.Entry<String, String> field : row.entrySet()) {
                page.append(separator)
                        .append(quoted(field.getKey()))
                        .append(':')
                        .append(quoted(field.getValue()));
                separator = ",";
            }
            page.append('}');
        }
        JsonRows rows = opened(page.append(']').toString());

        for (Map<String, String> row : given) {
            assertThat(next(rows)).containsAllEntriesOf(row);
        }
        assertThat(rows.next()).isFalse();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(unit -> quoted.append(String.format("\\u%04x", unit)));
        return quoted.append('"').toString();
    }

    private static JsonRows opened(String page, String... wholeObjects) {
        JsonRows rows = new JsonRows(Set.of(wholeObjects));
        rows.open(page.getBytes(UTF_8));
        return rows;
    }

    private static Map<String, String> next(JsonRows rows) {
        assertThat(rows.next()).isTrue();
        Map<String, String> fields = new LinkedHashMap<>();
        List<String> names = rows.names();
        for (int i = 0; i < names.size(); i++) {
            fields.put(names.get(i), rows.string(i));
        }
        return fields;
    }

    private static String slice(String page, JsonRows rows) {
        return new String(page.getBytes(UTF_8), rows.start(), rows.end() - rows.start(), UTF_8);
    }
}
