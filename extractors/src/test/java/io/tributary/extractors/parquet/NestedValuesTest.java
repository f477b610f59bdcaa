package io.tributary.extractors.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lists, maps and structs as JSON in a field of CSV. */
class NestedValuesTest {

    private static final String MAP = "optional group v (MAP) { repeated group key_value {"
            + " required binary key (STRING); optional binary value (STRING); } }";
    private static final String LIST = "optional group v (LIST) { repeated group list { optional double element; } }";

    @TempDir
    private Path folder;

    @Test
    void mapIsAnObjectInTheOrderOfTheFile() {
        assertThat(read(MAP, row -> {
                    Group map = row.addGroup("v");
                    map.addGroup(0).append("key", "team").append("value", "a \"b\" \\ c,\nd");
                    map.addGroup(0).append("key", "env").append("value", "");
                    map.addGroup(0).append("key", "Zürich");
                }))
                .isEqualTo("{\"team\":\"a \\\"b\\\" \\\\ c,\\u000ad\",\"env\":\"\",\"Zürich\":null}");
    }

    @Test
    void emptyIsNotNull() {
        assertThat(read(MAP, row -> row.addGroup("v"))).isEqualTo("{}");
        assertThat(read(MAP, row -> {})).isEmpty();
        assertThat(read(LIST, row -> row.addGroup("v"))).isEqualTo("[]");
        assertThat(read(LIST, row -> {})).isEmpty();
    }

    @Test
    void mapOfNumbersHasTextAsKeysAndNumbersAsValues() {
        assertThat(read(
                        "required group v (MAP) { repeated group map (MAP_KEY_VALUE) {"
                                + " required int32 key; required int64 value (DECIMAL(18,4)); } }",
                        row -> row.addGroup("v").addGroup(0).append("key", 7).append("value", 12_500L)))
                .isEqualTo("{\"7\":1.2500}");
    }

    @Test
    void listIsAnArrayWithItsNulls() {
        assertThat(read(LIST, row -> {
                    Group list = row.addGroup("v");
                    list.addGroup(0).append("element", 0.1);
                    list.addGroup(0);
                    list.addGroup(0).append("element", Double.NaN);
                }))
                .isEqualTo("[0.1,null,\"NaN\"]");
    }

    @Test
    void olderListsAreArraysToo() {
        assertThat(read(
                        "optional group v (LIST) { repeated int32 element; }",
                        row -> row.addGroup("v").append("element", 1).append("element", 2)))
                .isEqualTo("[1,2]");
        assertThat(read(
                        "optional group v (LIST) { repeated group array { required int32 a; } }",
                        row -> row.addGroup("v").addGroup(0).append("a", 1)))
                .isEqualTo("[{\"a\":1}]");
        assertThat(read("repeated int32 v;", row -> row.append("v", 1).append("v", 2)))
                .isEqualTo("[1,2]");
        assertThat(read("repeated int32 v;", row -> {})).isEqualTo("[]");
        assertThat(read("repeated group v { optional int32 a; }", row -> {
                    row.addGroup("v").append("a", 1);
                    row.addGroup("v");
                }))
                .isEqualTo("[{\"a\":1},{\"a\":null}]");
    }

    @Test
    void structHasAllItsFields() {
        String struct = "optional group v { optional binary a (STRING); optional boolean b; repeated int32 c;"
                + " optional int64 d (TIMESTAMP(MILLIS,true)); repeated int32 e; }";
        assertThat(read(
                        struct,
                        row -> row.addGroup("v")
                                .append("a", "x")
                                .append("b", true)
                                .append("c", 1)
                                .append("c", 2)
                                .append("d", 0L)
                                .append("e", 3)))
                .isEqualTo("{\"a\":\"x\",\"b\":true,\"c\":[1,2],\"d\":\"1970-01-01T00:00:00Z\",\"e\":[3]}");
        assertThat(read(struct, row -> row.addGroup("v").append("b", false)))
                .isEqualTo("{\"a\":null,\"b\":false,\"c\":[],\"d\":null,\"e\":[]}");
        assertThat(read(struct, row -> row.addGroup("v")))
                .isEqualTo("{\"a\":null,\"b\":null,\"c\":[],\"d\":null,\"e\":[]}");
    }

    @Test
    void nestedValuesMayBeNestedAgain() {
        assertThat(read(
                        "optional group v (LIST) { repeated group list { optional group element (MAP) {"
                                + " repeated group key_value { required binary key (STRING); optional group value {"
                                + " optional group l (LIST) { repeated group list { optional int32 element; }"
                                + " } } } } } }",
                        row -> {
                            Group list = row.addGroup("v");
                            Group entry = list.addGroup(0).addGroup("element").addGroup(0);
                            entry.append("key", "k");
                            entry.addGroup("value").addGroup("l").addGroup(0).append("element", 5);
                            list.addGroup(0);
                            list.addGroup(0).addGroup("element").addGroup(0).append("key", "n");
                            list.addGroup(0).addGroup("element");
                        }))
                .isEqualTo("[{\"k\":{\"l\":[5]}},null,{\"n\":null},{}]");
    }

    /** The nested value of a row with other columns around it, as a CSV parser reads it. */
    private String read(String column, Consumer<Group> value) {
        Path file = new ParquetForTests(
                        folder.resolve("nested.parquet"), "required int32 before; " + column + " required int32 after;")
                .row(row -> {
                    row.append("before", 1);
                    value.accept(row);
                    row.append("after", 2);
                })
                .write();
        String page = new String(
                ParquetForTests.pages(file, 0, ParquetForTests.LIMITS).get(0).content(), UTF_8);
        List<CsvRecord> lines;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(page)) {
            lines = reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(lines).hasSize(2);
        List<String> fields = lines.get(1).getFields();
        assertThat(fields).hasSize(3).startsWith("1").endsWith("2");
        String json = fields.get(1);
        assertThat(json.isEmpty() || isJson(json)).isTrue();
        return json;
    }

    private static boolean isJson(String text) {
        try {
            new ObjectMapper().readTree(text);
            return true;
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
