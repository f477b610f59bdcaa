package io.tributary.local.command.deliveries;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.Mend;
import io.tributary.schemas.RawPage;
import io.tributary.streams.page.PageFraming;
import io.tributary.streams.page.PageReader;
import io.tributary.streams.page.PageRows;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mended rows take the place of others, and nothing else of a page changes. */
class MendsTest {

    private static final int PAGES = 300;
    private static final Delivery DELIVERY =
            SampleDeliveries.of("aws", "aws.cur.legacy", "account", LocalDate.of(2026, 11, 1), "one");
    private static final String[] PARTS = {
        "", "1", "é", "\u20ac\ud83d\ude42", "\"", ",", "\n", "\r\n", " ", "'", "{", "}", "["
    };

    /** How rows are written. */
    private enum Shape {
        CSV("text/csv; header=present"),
        CSV_WITH_MARK("text/csv; header=present"),
        LINES("application/x-ndjson"),
        ARRAY("application/json"),
        TABLE("application/json");

        private final String contentType;

        Shape(String contentType) {
            this.contentType = contentType;
        }

        private String row(Random random) {
            List<String> values =
                    IntStream.range(0, 3).mapToObj(column -> value(random)).toList();
            return switch (this) {
                case CSV, CSV_WITH_MARK -> csv(values, random);
                case LINES, ARRAY ->
                    "{\"a\":" + json(values.get(0)) + ", \"b\":{\"c\":" + json(values.get(1)) + "},\"d\":[1,"
                            + json(values.get(2)) + "]}";
                case TABLE -> "[" + json(values.get(0)) + "," + random.nextInt() + "," + json(values.get(2)) + "]";
            };
        }

        private String page(List<String> rows, Random random) {
            String end = random.nextBoolean() ? "\n" : "\r\n";
            return switch (this) {
                case CSV -> "a,b,d" + end + String.join(end, rows) + (random.nextBoolean() ? end : "");
                case CSV_WITH_MARK -> "\ufeff\"a\",b,d" + end + String.join(end, rows);
                case LINES -> String.join(end, rows) + end;
                case ARRAY -> "[" + String.join(" ,\n", rows) + "]";
                case TABLE ->
                    "{\"columns\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"d\"}],\"rows\":["
                            + String.join(",", rows) + "]}";
            };
        }

        private static String value(Random random) {
            StringBuilder value = new StringBuilder();
            for (int part = random.nextInt(5); part > 0; part--) {
                value.append(PARTS[random.nextInt(PARTS.length)]);
            }
            return value.toString();
        }

        private static String csv(List<String> values, Random random) {
            List<String> fields = new ArrayList<>();
            // The first field is never blank, so that a row is never an empty line.
            fields.add("x" + random.nextInt());
            values.subList(1, 3).forEach(value -> fields.add('"' + value.replace("\"", "\"\"") + '"'));
            return String.join(",", fields);
        }

        private static String json(String value) {
            return '"' + value.replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r") + '"';
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreMendedAndAllElseStaysToTheByte(Shape shape) {
        for (int seed = 0; seed < PAGES; seed++) {
            Random random = new Random(seed);
            List<String> rows = new ArrayList<>();
            for (int row = random.nextInt(6); row >= 0; row--) {
                rows.add(shape.row(random));
            }
            Random ofPage = new Random(seed);
            RawPage page = page(shape.contentType, shape.page(rows, ofPage), rows.size());
            Mends mends = new Mends("because", SampleDeliveries.EARLY);
            List<String> expected = new ArrayList<>(rows);
            Set<Integer> mended = new TreeSet<>();
            for (int row = 0; row < rows.size(); row++) {
                if (random.nextBoolean()) {
                    String instead = shape.row(random);
                    mends.row(7, row, bytes(rows.get(row)), () -> instead.getBytes(UTF_8));
                    expected.set(row, instead);
                    mended.add(row);
                }
            }

            mends.apply(page, Set.of());

            assertThat(UTF_8.decode(page.getContent().duplicate()).toString())
                    .as("seed %d", seed)
                    .isEqualTo(shape.page(expected, new Random(seed)));
            assertThat(rowsOf(page)).as("seed %d", seed).isEqualTo(expected);
            assertThat(page.getRowCount()).isEqualTo(rows.size());
            assertThat(page.getMends() == null ? List.<Mend>of() : page.getMends())
                    .extracting(Mend::getRow)
                    .containsExactlyElementsOf(mended);
            PageReader.checkContent(page);
        }
    }

    @Test
    void earlierMendsOfOtherRowsAreKept() {
        RawPage page = page("text/csv", "a\n1\n2\n3\n", 3);
        mend(page, 2, "3", "30");
        mend(page, 0, "1", "10");
        mend(page, 2, "30", "31");

        assertThat(rowsOf(page)).containsExactly("10", "2", "31");
        assertThat(page.getMends()).extracting(Mend::getRow).containsExactly(0, 2);
    }

    @Test
    void whatIsNotOneRowInPlaceOfTheRowIsRefused() {
        assertThatThrownBy(() -> mend(page("text/csv", "a\n1\n2\n", 2), 1, "2", "2\n3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has 2 rows, and with its mended rows 3");
        assertThatThrownBy(() -> mend(page("text/csv", "a\n1\n2\n", 2), 1, "2", ""))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has 2 rows, and with its mended rows 1");
        assertThatThrownBy(() -> mend(page("application/json", "[{\"a\":1}]", 1), 0, "{\"a\":1}", "{\"a\":"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot be read as application/json");
        assertThatThrownBy(() -> mend(page("text/csv", "a\n1\n2\n", 2), 1, "other", "3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("not the one of its dead letter any more");
        assertThatThrownBy(() -> mend(page("text/csv", "a\n1\n2\n", 2), 2, "2", "3"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has no row 2");
    }

    @Test
    void wholePageMayHaveOtherRowsOnlyWhereTheirNumberIsSaid() {
        RawPage page = page("text/csv", "b\n1\n", 1);
        Mends mends = new Mends("", SampleDeliveries.EARLY);
        byte[] content = "a\n1\n2\n".getBytes(UTF_8);
        mends.page(7, content, OptionalInt.empty());
        assertThatThrownBy(() -> mends.apply(page, Set.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("has 2 rows, and the page stated 1")
                .hasMessageContaining("--page-rows 2");
        mends.page(7, content, OptionalInt.of(1));
        assertThatThrownBy(() -> mends.apply(page, Set.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--page-rows is 1, expected 2");
        mends.page(7, content, OptionalInt.of(2));

        mends.apply(page, Set.of());

        assertThat(rowsOf(page)).containsExactly("1", "2");
        assertThat(page.getRowCount()).isEqualTo(2);
        assertThat(page.getMends()).extracting(Mend::getRow).containsExactly((Integer) null);
        assertThat(page.getMends()).extracting(Mend::getRowsStated).containsExactly(1);
        assertThat(mends.replaced()).singleElement().asString().contains("2 rows, and stated 1");
        PageReader.checkContent(page);

        // Another content is held against what the provider stated, not against the first one.
        mends.page(7, "a\n".getBytes(UTF_8), OptionalInt.empty());
        assertThatThrownBy(() -> mends.apply(page, Set.of())).hasMessageContaining("has 0 rows, and the page stated 1");
    }

    private static void mend(RawPage page, int row, String original, String instead) {
        Mends mends = new Mends("because", SampleDeliveries.EARLY);
        mends.row(7, row, bytes(original), () -> instead.getBytes(UTF_8));
        mends.apply(page, Set.of());
    }

    private static List<String> rowsOf(RawPage page) {
        byte[] content = new byte[page.getContent().remaining()];
        page.getContent().duplicate().get(content);
        PageRows rows = PageFraming.of(page).rows(Set.of());
        rows.open(content);
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
            texts.add(new String(content, rows.start(), rows.end() - rows.start(), UTF_8));
        }
        return texts;
    }

    private static RawPage page(String contentType, String content, int rows) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes(content));
        return DeliveryRecords.of(DELIVERY, SampleDeliveries.EARLY)
                .setPageNumber(7)
                .setContentType(contentType)
                .setContent(bytes(content))
                .setRowCount(rows)
                .setChecksum(checksum.getValue())
                .build();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
