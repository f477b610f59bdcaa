package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.compare.ReplayPreview;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.RecordSink;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.aws.CurDataSet;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostField;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a preview says a replay would change, against what the application published and would publish. */
class ReplayPreviewTest {

    private static final Instant FIRST = Harness.START;
    private static final Instant SECOND = FIRST.plus(Duration.ofDays(1));
    private static final DataSetNormalizer TODAY = CurDataSet.legacy(Optional.empty());

    @TempDir
    private Path state;

    private Harness harness;

    @BeforeEach
    void start() {
        harness = new Harness(state, Map.of());
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void deliveryThatWasPublishedByTodaysRulesChangesNothing() {
        List<RawPage> pages = bill().delivered("d1", FIRST);
        harness.send(pages);

        Delivery preview = preview(TODAY, pages);

        assertThat(preview.getState()).isEqualTo("COMPLETE");
        assertThat(preview.getConserved()).isTrue();
        assertThat(preview.getRecordsUnchanged()).isEqualTo(harness.live.size()).isEqualTo(9);
        assertThat(changedRecords(preview)).isZero();
    }

    @Test
    void deliveryThatASettingExcludedWouldBeExcludedAgain() {
        List<RawPage> pages = bill().delivered("d1", FIRST);
        pages.forEach(page -> page.setNotTaken("a setting excludes it"));
        harness.send(pages);

        Delivery preview = preview(TODAY, pages);

        assertThat(preview.getState()).isEqualTo("NOT_TAKEN");
        assertThat(preview.getVerdict()).isEqualTo("It is not taken: a setting excludes it.");
        assertThat(changedRecords(preview)).isZero();
    }

    @Test
    void changedRuleRestatesJustTheRecordsThatItChanges() {
        List<RawPage> pages = bill().delivered("d1", FIRST);
        harness.send(pages);

        Delivery preview = preview(new ChangedRule("c", "2.5"), pages);

        assertThat(preview.getRecordsRestated()).isEqualTo(2);
        assertThat(changedRecords(preview)).isEqualTo(2);
        assertThat(preview.getRecordsUnchanged()).isEqualTo(7);
        CurrencyTotals totals = preview.getTotals().get(0);
        assertThat(totals.getRestatedBilledCost()).isEqualByComparingTo("-3");
        assertThat(totals.getRestatedEffectiveCost()).isEqualByComparingTo("0");
    }

    @Test
    void previewIsTheAccountThatTheDeliveryThenHas() {
        harness.send(bill().delivered("d1", FIRST));
        List<RawPage> second = Report.of("d2")
                .covered("a", "0.1", "0.06")
                .negation("-0.07")
                .usage("c", "4")
                .usage("c", "5")
                .usage("d", "not a cost")
                .usage("e", "32")
                .planFee("0.25", "0.18")
                .delivered("d2", SECOND);

        Delivery preview = preview(TODAY, second);
        harness.send(second);

        Delivery taken = harness.deliveries().get("d2");
        assertThat(changedRecords(preview)).isPositive();
        assertThat(preview.getState()).isEqualTo("COMPLETE");
        assertThat(preview.getRecordsVanished()).isPositive();
        // A preview begins no reading.
        preview.getChanges().get(0).setGeneration(2);
        assertThat(preview.toString()).isEqualTo(taken.toString());
    }

    @Test
    void deliveryThatLacksTooMuchIsHeldAndSaysHowMuchThatIs() {
        harness.send(bill().delivered("d1", FIRST));

        Delivery preview = preview(TODAY, Report.of("d2").usage("d", "16").delivered("d2", SECOND));

        assertThat(preview.getState()).isEqualTo("HELD");
        assertThat(preview.getVerdict()).contains("lacks 8 of the 9 records");
        assertThat(preview.getRecordsVanished()).isEqualTo(8);
    }

    @Test
    void deliveryOfWhichAPageIsGoneWithdrawsNothing() {
        List<RawPage> pages = bill().delivered("d1", FIRST);
        harness.send(pages);

        Delivery preview = preview(TODAY, pages.subList(1, pages.size()));

        assertThat(preview.getState()).isEqualTo("INCOMPLETE");
        assertThat(preview.getPagesMissing()).containsExactly(0);
        assertThat(preview.getRecordsVanished()).isZero();
    }

    @Test
    void damagedPageIsCountedAndLeavesTheDeliveryIncomplete() {
        List<RawPage> pages = bill().delivered("d1", FIRST);
        harness.send(pages);
        pages.get(1).setChecksum(0);

        Delivery preview = preview(TODAY, pages);

        assertThat(preview.getState()).isEqualTo("INCOMPLETE");
        assertThat(preview.getPagesRejected()).isEqualTo(1);
    }

    @Test
    void pageThatIsOnTheTopicTwiceCountsOnce() {
        List<RawPage> pages = bill().delivered("d1", FIRST);
        harness.send(pages);
        pages.addAll(List.copyOf(pages));

        Delivery preview = preview(TODAY, pages);

        assertThat(preview.getState()).isEqualTo("COMPLETE");
        assertThat(changedRecords(preview)).isZero();
    }

    @Test
    void withoutPagesThereIsNothingToSay() {
        assertThat(new ReplayPreview(List.of(TODAY), 900_000, 0.5).end()).isEmpty();
    }

    /** Nine records: rows that are alike, a fee of two parts, and a residual. */
    private static Report bill() {
        return Report.of("d1")
                .covered("a", "0.1", "0.06")
                .negation("-0.09")
                .usage("b", "1")
                .usage("b", "2")
                .usage("c", "4")
                .usage("c", "4")
                .usage("d", "16")
                .planFee("0.25", "0.18");
    }

    private Delivery preview(DataSetNormalizer rules, List<RawPage> pages) {
        ReplayPreview preview = new ReplayPreview(List.of(rules), 900_000, 0.5);
        for (TestRecord<String, CostRecord> change : harness.log) {
            if (change.value() == null) {
                preview.withdrawn(change.key());
            } else {
                preview.published(change.value());
            }
        }
        pages.forEach(preview::page);
        return preview.end().orElseThrow();
    }

    private static long changedRecords(Delivery delivery) {
        return delivery.getRecordsAdded() + delivery.getRecordsRestated() + delivery.getRecordsVanished();
    }

    /**
     * Today's rules, but for the billed cost of one resource.
     *
     * @param resource its id
     * @param billedCost what its records are billed under these rules
     */
    private record ChangedRule(String resource, String billedCost) implements DataSetNormalizer {

        private static final int RESOURCE_ID = CostField.position("ResourceId");
        private static final int BILLED_COST = CostField.position("BilledCost");

        @Override
        public String dataSet() {
            return TODAY.dataSet();
        }

        @Override
        public String statement(RawPage page) {
            return TODAY.statement(page);
        }

        @Override
        public String mappingVersion() {
            return "tomorrow's";
        }

        @Override
        public String costBasis(RawPage page) {
            return TODAY.costBasis(page);
        }

        @Override
        public RowNormalizer open(RawPage page, List<String> header) {
            RowNormalizer rows = TODAY.open(page, header);
            return new RowNormalizer() {
                @Override
                public void normalize(SourceRow row, RecordSink sink) {
                    rows.normalize(row, changed(sink));
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

        private RecordSink changed(RecordSink sink) {
            return new RecordSink() {
                @Override
                public void cost(String currency, BigDecimal sourceCost) {
                    sink.cost(currency, sourceCost);
                }

                @Override
                public void record(NaturalKey key, CostRow row) {
                    if (row.has(RESOURCE_ID) && row.isText(RESOURCE_ID, resource.getBytes(StandardCharsets.UTF_8))) {
                        row.decimal(BILLED_COST, new BigDecimal(billedCost));
                    }
                    sink.record(key, row);
                }

                @Override
                public void excluded(BigDecimal cost) {
                    sink.excluded(cost);
                }

                @Override
                public void settledByCommitment(String commitmentId, BigDecimal cost) {
                    sink.settledByCommitment(commitmentId, cost);
                }
            };
        }
    }
}
