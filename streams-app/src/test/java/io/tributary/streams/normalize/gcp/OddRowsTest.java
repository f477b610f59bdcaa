package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in a column, the row is read or rejected with a reason, and what is read bills what it costs. */
class OddRowsTest {

    @Property(tries = 600)
    void noTextIsADefectOfOurs(@ForAll("columns") String column, @ForAll("texts") String text) {
        NormalizedPage page = GcpPages.normalize(GcpPages.csv(List.of(GcpCases.baseRow(Map.of(column, text)))));

        assertThat(page.rows()).isEqualTo(1);
        assertThat(page.rejectedRows())
                .extracting(row -> row.rejection().code())
                .doesNotContain(RejectionCode.UNEXPECTED);
        BigDecimal billed =
                page.records().stream().map(NormalizedRecord::billedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(billed)
                .isEqualByComparingTo(page.sourceCosts().values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Provide
    Arbitrary<String> columns() {
        return Arbitraries.of(GcpCases.baseRow().keySet());
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> known = Arbitraries.of(
                "[]",
                "[ ]",
                "{}",
                "null",
                "[null]",
                "[[]]",
                "[{}]",
                "[{\"amount\":{}}]",
                "[{\"key\":{},\"value\":[]}]",
                "[{'amount': 1}]",
                "1e9999",
                "-1e-9999",
                "1e-24",
                "0",
                "-",
                "1-1",
                "99999999999999",
                "0001-01-01",
                "9999-12-31T23:59:59Z",
                "2025-11-03",
                "2025-11-03T10:00:00.123456Z",
                "//",
                "////////",
                "commitment",
                "\uD83D\uDE00");
        return Arbitraries.oneOf(known, Arbitraries.strings().ofMaxLength(30));
    }
}
