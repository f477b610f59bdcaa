package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which rows are the same: those that say the same, wholly, in the same slice. */
class GcpIdentityTest {

    private static final NaturalKey BASE = key(GcpCases.baseRow());

    @ParameterizedTest
    @MethodSource("columns")
    void everyColumnMakesARowAnother(String column) {
        Map<String, String> row = GcpCases.baseRow();
        row.put(column, another(column, row.get(column)));

        assertThat(key(row)).isNotEqualTo(BASE);
    }

    /** A correction says the same as its original but for its amounts, its time and what it is called. */
    private static String another(String column, String value) {
        return switch (column) {
            case "invoice.month" -> "202510";
            case "currency" -> "EUR";
            case "usage_start_time" -> "2025-11-03T09:00:00.000000Z";
            case "usage_end_time" -> "2025-11-03T12:00:00.000000Z";
            case "export_time" -> "2025-11-04T05:12:31.482912Z";
            default ->
                value.startsWith("[") ? "[{\"key\":\"a\",\"amount\":0}]" : value.matches("[\\d.]+") ? "77" : "another";
        };
    }

    static List<String> columns() {
        return List.copyOf(GcpCases.baseRow().keySet());
    }

    @Test
    void orderOfColumnsDoesNotMatter() {
        List<Map.Entry<String, String>> entries =
                new ArrayList<>(GcpCases.baseRow().entrySet());
        Collections.reverse(entries);
        Map<String, String> reversed = new LinkedHashMap<>();
        entries.forEach(entry -> reversed.put(entry.getKey(), entry.getValue()));

        assertThat(key(reversed)).isEqualTo(BASE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[{\"key\":\"env\",\"value\":\"prod\"}]; [{\"value\":\"prod\",\"key\":\"env\"}]",
                "[{\"key\":\"env\",\"value\":\"prod\"}]; [ { \"key\" : \"env\" , \"value\" : \"prod\" } ]",
                "[{\"key\":\"env\",\"value\":\"prod\"}]; [{\"key\":\"env\",\"value\":\"pro\\u0064\"}]"
            })
    void orderOfKeysAndBlanksDoNotMatter(String labels, String same) {
        assertThat(key(GcpCases.baseRow(Map.of("labels", same))))
                .isEqualTo(key(GcpCases.baseRow(Map.of("labels", labels))));
    }

    @Test
    void labelsOfTheRowBeforeAreNotTakenForThoseOfTheNext() {
        Map<String, String> other = GcpCases.baseRow(Map.of("labels", "[{\"key\":\"env\",\"value\":\"test\"}]"));
        NormalizedPage page = GcpPages.normalize(List.of(GcpCases.baseRow(), other, GcpCases.baseRow(), other, other));

        assertThat(page.records())
                .extracting(NormalizedRecord::key)
                .containsExactly(BASE, key(other), BASE, key(other), key(other));
    }

    @Test
    void orderOfElementsMatters() {
        String one = "[{\"key\":\"a\",\"value\":\"1\"},{\"key\":\"b\",\"value\":\"2\"}]";
        String other = "[{\"key\":\"b\",\"value\":\"2\"},{\"key\":\"a\",\"value\":\"1\"}]";

        assertThat(key(GcpCases.baseRow(Map.of("labels", other))))
                .isNotEqualTo(key(GcpCases.baseRow(Map.of("labels", one))));
    }

    @Test
    void columnsWithoutAValueSayNothing() {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("tags", null);
        changes.put("seller_name", null);
        changes.put("credits", "[ ]");
        changes.put("a_column_of_tomorrow", "");

        assertThat(key(GcpCases.baseRow(changes))).isEqualTo(BASE);
    }

    @Test
    void numbersAreTheirText() {
        assertThat(key(GcpCases.baseRow(Map.of("usage.amount", "14400")))).isNotEqualTo(BASE);
    }

    @Test
    void rowOfAnotherSliceIsAnother() {
        NormalizedPage page = GcpPages.normalize(
                GcpPages.ofSlice(List.of(GcpCases.baseRow()), GcpPages.SLICE.replace("2025-11-04/", "2025-11-05/")));

        assertThat(page.records().get(0).key()).isNotEqualTo(BASE);
    }

    @Test
    void rowsThatAreAlikeShareTheirKey() {
        NormalizedPage page = GcpPages.normalize(List.of(GcpCases.baseRow(), GcpCases.baseRow()));

        assertThat(page.records()).extracting(NormalizedRecord::key).containsExactly(BASE, BASE);
    }

    @Test
    void promotionHasAKeyOfItsOwn() {
        String credits = "[{\"type\":\"PROMOTION\",\"amount\":-1},{\"type\":\"PROMOTION\",\"amount\":-1}]";
        NormalizedPage page = GcpPages.normalize(List.of(GcpCases.baseRow(Map.of("credits", credits))));

        assertThat(page.records())
                .extracting(NormalizedRecord::key)
                .doesNotHaveDuplicates()
                .hasSize(3);
    }

    @Test
    void pageOfCsvKnowsItsRowsByTheirTextToo() {
        List<Map<String, String>> rows = List.of(GcpCases.baseRow(), GcpCases.baseRow());

        assertThat(GcpPages.normalize(GcpPages.csv(rows)).records().stream()
                        .map(NormalizedRecord::key)
                        .distinct())
                .hasSize(1);
    }

    private static NaturalKey key(Map<String, String> row) {
        NormalizedPage page = GcpPages.normalize(List.of(row));
        assertThat(page.rejectedRows()).isEmpty();
        return page.records().get(0).key();
    }
}
