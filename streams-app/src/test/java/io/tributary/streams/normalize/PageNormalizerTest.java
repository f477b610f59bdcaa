package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Pages;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.aws.CurDataSet;
import io.tributary.streams.page.SourceRow;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A page as a whole: what makes it unreadable, and what does not. */
class PageNormalizerTest {

    private static final String HEADER =
            "bill/PayerAccountId,bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/UsageAccountId,"
                    + "lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,"
                    + "lineItem/CurrencyCode,lineItem/UnblendedCost,resourceTags/user:team";
    private static final Instant TIME = Instant.parse("2025-11-04T00:00:00Z");
    private static final int LARGEST_RECORD = 900_000;

    private final PageNormalizer normalizer =
            new PageNormalizer(List.of(CurDataSet.legacy(Optional.empty())), LARGEST_RECORD);

    @Test
    void rowThatCannotBeReadIsRejectedAlone() {
        NormalizedPage page = normalizer.normalize(page(3, row("1", "a"), row("one", "b"), row("2", "c")));

        assertThat(page.rows()).isEqualTo(3);
        assertThat(page.sourceCosts()).containsExactly(Map.entry("USD", new BigDecimal("3")));
        assertThat(page.records()).extracting(NormalizedRecord::row).containsExactly(0, 2);
        assertThat(page.rejectedRows()).hasSize(1);
        RejectedRow rejected = page.rejectedRows().get(0);
        assertThat(rejected.row()).isEqualTo(1);
        assertThat(content(page(3, row("1", "a"), row("one", "b"), row("2", "c")), rejected))
                .isEqualTo(row("one", "b"));
        assertThat(new String(page.header(), StandardCharsets.UTF_8)).isEqualTo(HEADER);
    }

    @Test
    void headerWithByteOrderMarkIsTheSameHeader() {
        NormalizedPage page = normalizer.normalize(pageOf("\uFEFF" + HEADER + "\r\n" + row("1", "a") + "\r\n", 1));

        assertThat(Records.of(page)).extracting(CostRecord::getBillingAccountId).containsExactly("012345678901");
    }

    @Test
    void headerInQuotesWithByteOrderMarkIsTheSameHeader() {
        String quoted = '"' + HEADER.replace(",", "\",\"") + '"';
        NormalizedPage page = normalizer.normalize(pageOf("\uFEFF" + quoted + "\n" + row("1", "a"), 1));

        assertThat(Records.of(page)).extracting(CostRecord::getBillingAccountId).containsExactly("012345678901");
    }

    @Test
    void textThatIsNoUtf8IsRepairedAndItsMoneyKept() {
        byte[] bytes = (HEADER + "\n" + row("1.5", "caf?") + "\n").getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xE9;
        RawPage page = page(1, row("1.5", "x"));
        page.setContent(ByteBuffer.wrap(bytes));

        List<CostRecord> records = Records.of(normalizer.normalize(page));

        assertThat(records).hasSize(1);
        assertThat(records.get(0).getTags()).isEqualTo("{\"team\":\"caf\uFFFD\"}");
        assertThat(records.get(0).getBilledCost()).isEqualByComparingTo("1.5");
    }

    @Test
    void pageWithoutRowsIsNoError() {
        assertThat(normalizer.normalize(pageOf(HEADER + "\n", 0)).rows()).isZero();
    }

    @Test
    void emptyPageIsRefused() {
        assertRefused(RejectionCode.PAGE_MALFORMED, () -> normalizer.normalize(pageOf("", 0)));
    }

    @Test
    void pageWhoseQuotesDoNotMatchIsRefused() {
        assertRefused(RejectionCode.PAGE_MALFORMED, () -> normalizer.normalize(page(1, row("1", "\"a"))));
    }

    @Test
    void pageWithMoreOrFewerRowsThanItStatesIsRefused() {
        assertRefused(RejectionCode.PAGE_ROW_COUNT, () -> normalizer.normalize(page(2, row("1", "a"))))
                .hasMessageContaining("1 rows")
                .hasMessageContaining("expected 2");
        assertRefused(RejectionCode.PAGE_ROW_COUNT, () -> normalizer.normalize(page(1, row("1", "a"), row("1", "b"))));
    }

    @Test
    void pageThatLacksColumnsIsRefusedAndAllAreNamed() {
        String header = HEADER.replace("lineItem/UnblendedCost", "lineItem/BlendedCost")
                .replace("lineItem/CurrencyCode", "lineItem/Currency");

        assertRefused(RejectionCode.PAGE_COLUMNS, () -> normalizer.normalize(pageOf(header + "\n" + row("1", "a"), 1)))
                .hasMessageContaining("lineItem/UnblendedCost")
                .hasMessageContaining("lineItem/CurrencyCode");
    }

    @Test
    void pageOfAnUnknownDataSetIsRefused() {
        RawPage page = page(1, row("1", "a"));
        page.setDataSet("aws.cur.next");

        assertRefused(RejectionCode.UNKNOWN_DATA_SET, () -> normalizer.normalize(page))
                .hasMessageContaining("aws.cur.next")
                .hasMessageContaining("aws.cur.legacy");
    }

    @Test
    void defectThatOneRowShowsDoesNotStopTheOthers() {
        PageNormalizer defective =
                new PageNormalizer(List.of(new Defective(CurDataSet.legacy(Optional.empty()))), 900_000);

        NormalizedPage page = defective.normalize(page(2, row("1", "defect"), row("2", "fine")));

        assertThat(page.records()).hasSize(1);
        assertThat(page.rejectedRows()).hasSize(1);
        Rejection rejection = page.rejectedRows().get(0).rejection();
        assertThat(rejection.code()).isEqualTo(RejectionCode.UNEXPECTED);
        assertThat(rejection.message()).contains("ArithmeticException", "a defect of ours");
        assertThat(rejection.parkedCost())
                .hasValueSatisfying(cost -> assertThat(cost).isEqualByComparingTo("1"));
    }

    @Test
    void recordsOfARowThatIsRejectedHalfWayAreTakenBack() {
        PageNormalizer defective =
                new PageNormalizer(List.of(new Defective(CurDataSet.legacy(Optional.empty()))), 900_000);

        NormalizedPage page = defective.normalize(page(2, row("1", "half-way"), row("2", "fine")));

        assertThat(Records.of(page)).extracting(CostRecord::getTags).containsExactly("{\"team\":\"fine\"}");
        assertThat(page.sourceCosts()).containsExactly(Map.entry("USD", new BigDecimal("2")));
    }

    /** A data set whose rows show a defect where their tag says so. */
    private record Defective(DataSetNormalizer sound) implements DataSetNormalizer {

        @Override
        public String statement(RawPage page) {
            return page.getScope();
        }

        @Override
        public String dataSet() {
            return sound.dataSet();
        }

        @Override
        public String mappingVersion() {
            return sound.mappingVersion();
        }

        @Override
        public String costBasis(RawPage page) {
            return sound.costBasis(page);
        }

        @Override
        public RowNormalizer open(RawPage page, List<String> header) {
            RowNormalizer rows = sound.open(page, header);
            return new RowNormalizer() {
                @Override
                public void normalize(SourceRow row, RecordSink sink) {
                    String tag = row.string(row.fields() - 1);
                    if (tag.equals("defect")) {
                        throw new ArithmeticException("a defect of ours");
                    }
                    rows.normalize(row, sink);
                    if (tag.equals("half-way")) {
                        throw new RejectedRowException(RejectionCode.INVALID_AMOUNT, "a column", "v", "better");
                    }
                }

                @Override
                public Rejection park(SourceRow row, Rejection rejection) {
                    return rows.park(row, rejection);
                }

                @Override
                public void residual(String commitmentId, String currency, BigDecimal amount, RecordSink sink) {
                    rows.residual(commitmentId, currency, amount, sink);
                }
            };
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            RejectionCode code, ThrowingCallable reading) {
        return assertThatThrownBy(reading)
                .asInstanceOf(InstanceOfAssertFactories.throwable(RejectedPageException.class))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static String content(RawPage page, RejectedRow row) {
        return new String(page.getContent().array(), row.from(), row.to() - row.from(), StandardCharsets.UTF_8);
    }

    private static RawPage page(int rowCount, String... rows) {
        return pageOf(HEADER + "\n" + String.join("\n", rows) + "\n", rowCount);
    }

    private static RawPage pageOf(String content, int rowCount) {
        return new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", TIME, TIME)
                .page(0, content, rowCount, 0);
    }

    private static String row(String cost, String team) {
        return "012345678901,2025-11-01T00:00:00Z,2025-12-01T00:00:00Z,111122223333,Usage,2025-11-03T00:00:00Z,"
                + "2025-11-03T01:00:00Z,AmazonEC2,USD," + cost + "," + team;
    }
}
