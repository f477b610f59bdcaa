package io.tributary.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Different lists of columns have different frames, and so different keys. */
class KeyFrameTest {

    /** Values that a frame with delimiters, or without lengths, would take for one another. */
    private static final List<String> VALUES =
            Arrays.asList(null, "a", "aa", "b", "\u0000", "\u0001", "\u0001\u0000\u0000\u0000\u0001a", "a|b", "|");

    @Test
    void noTwoListsOfColumnsShareAKey() {
        Map<NaturalKey, List<String>> seen = new HashMap<>();
        for (int length = 0; length <= 4; length++) {
            for (List<String> columns : lists(length)) {
                List<String> other = seen.put(key(columns), columns);
                assertThat(other).as("has the key of %s", columns).isNull();
            }
        }
        assertThat(seen).hasSize(1 + 9 + 81 + 729 + 6561);
    }

    @Test
    void blankColumnIsAnAbsentOne() {
        assertThat(key(List.of("a", "", "b"))).isEqualTo(key(Arrays.asList("a", null, "b")));
    }

    @Test
    void columnOfAnyLengthCounts() {
        String large = "x".repeat(100_000);

        assertThat(key(List.of(large + "a"))).isNotEqualTo(key(List.of(large + "b")));
        assertThat(key(List.of("y" + large))).isEqualTo(key(List.of("y" + large)));
    }

    @Test
    void timeCountsToTheMillisecond() {
        KeyFrame frame = new KeyFrame();

        assertThat(frame.start().time(1_762_128_000_000L).key())
                .isNotEqualTo(frame.start().time(1_762_128_000_001L).key())
                .isEqualTo(frame.start().time(1_762_128_000_000L).key());
    }

    @Test
    void partsOfARowAddTheirNamesToOneFrame() {
        KeyFrame frame = new KeyFrame();
        int row = frame.start().column(bytes("row")).mark();

        NaturalKey purchase = frame.back(row).column(bytes("purchase")).key();
        NaturalKey whole = frame.back(row).absent().key();

        assertThat(purchase).isEqualTo(key(List.of("row", "purchase")));
        assertThat(whole).isEqualTo(key(Arrays.asList("row", null)));
    }

    @Test
    void keyIsReadFromItsBytesAndPrintedAsHex() {
        byte[] bytes = new byte[20];
        bytes[2] = (byte) 0x80;
        bytes[17] = 1;

        assertThat(NaturalKey.read(bytes, 2).toString()).isEqualTo("80000000000000000000000000000001");
    }

    @Test
    void recordIdIsAnotherForEveryOrdinalAndTheSameForTheSame() {
        NaturalKey key = key(List.of("row"));

        assertThat(recordId(1, key, 0))
                .matches("[0-9a-f]{64}")
                .isEqualTo(recordId(1, key, 0))
                .isNotEqualTo(recordId(1, key, 1))
                .isNotEqualTo(recordId(2, key, 0));
    }

    private static String recordId(long statement, NaturalKey key, int ordinal) {
        return new String(new RecordId().of(statement, key, ordinal), StandardCharsets.US_ASCII);
    }

    private static List<List<String>> lists(int length) {
        if (length == 0) {
            return List.of(Collections.emptyList());
        }
        List<List<String>> lists = new ArrayList<>();
        for (List<String> shorter : lists(length - 1)) {
            for (String value : VALUES) {
                List<String> columns = new ArrayList<>(shorter);
                columns.add(value);
                lists.add(columns);
            }
        }
        return lists;
    }

    private static NaturalKey key(List<String> columns) {
        KeyFrame frame = new KeyFrame().start();
        columns.forEach(column -> {
            if (column == null) {
                frame.absent();
            } else {
                frame.column(bytes(column));
            }
        });
        return frame.key();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
