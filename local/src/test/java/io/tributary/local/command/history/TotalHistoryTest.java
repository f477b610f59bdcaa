package io.tributary.local.command.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.CurrencyChange;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.DeliveryChange;
import io.tributary.schemas.wire.AvroSerdes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Puts what deliveries changed into the order in which it came about, and adds it up. */
class TotalHistoryTest {

    private static final Instant FIRST = Instant.parse("2026-11-02T00:00:00Z");
    private static final Instant SECOND = FIRST.plusSeconds(60);
    private static final Instant THIRD = SECOND.plusSeconds(60);
    private static final Instant NEXT_DAY = FIRST.plusSeconds(86_400);

    /** Sums are copies of Avro's records, whose classes the serdes have trusted. */
    @BeforeAll
    static void loadSerdes() {
        AvroSerdes.valueDeserializer(Delivery.class, Map.of("schema.registry.url", "http://localhost"))
                .close();
    }

    @Test
    void changesOfTwoDeliveriesThatTookTurnsAreInTheirOrder() {
        Delivery one = delivery(
                "one", change(FIRST, "READING", 1, "10", "0", "0"), change(THIRD, "READING", 3, "7", "0", "9"));
        Delivery other = delivery("other", change(SECOND, "READING", 2, "9", "0.5", "10.5"));

        TotalHistory history = new TotalHistory(List.of(other, one), false);

        assertThat(history.lines())
                .extracting(line -> line.delivery().getDeliveryId())
                .containsExactly("one", "other", "one");
        assertThat(after(history)).containsExactly("10", "9", "7");
        assertThat(history.billed().get("USD")).isEqualByComparingTo("7");
    }

    @Test
    void slicesOfADayShareALineUnlessEachIsAskedFor() {
        List<Delivery> slices = List.of(
                slice("1", change(FIRST, "READING", 1, "1", "0", "0")),
                slice("2", change(SECOND, "READING", 1, "2", "0", "0")),
                slice("3", change(NEXT_DAY, "READING", 1, "4", "0", "0")));

        TotalHistory together = new TotalHistory(slices, false);
        TotalHistory each = new TotalHistory(slices, true);

        assertThat(together.lines())
                .extracting(line -> line.deliveries().size())
                .containsExactly(2, 1);
        assertThat(after(together)).containsExactly("3", "7");
        assertThat(after(each)).containsExactly("1", "3", "7");
    }

    @Test
    void deliveryOfWhichNothingWasTakenHasALineAndParksNothingOnceItIsReplaced() {
        Delivery refused = delivery("refused");
        refused.setState("CONFLICT");
        refused.setTotals(List.of(SampleDeliveries.totals("5", "5", "3")));
        Delivery taken = delivery("taken", change(SECOND, "READING", 1, "1", "0", "0"));
        taken.setTotals(List.of(SampleDeliveries.totals("1", "1", "2.5")));

        TotalHistory history = new TotalHistory(List.of(refused, taken), false);

        assertThat(history.lines()).extracting(HistoryLine::cause).containsExactly("", "READING");
        assertThat(history.lines())
                .extracting(line -> line.currencies().get("USD").parked().signum())
                .containsExactly(0, 1);
        assertThat(history.billed().get("USD")).isEqualByComparingTo("1");
    }

    @Test
    void whatIsLiveAndNoChangeSaysIsMissingInThatCurrencyAlone() {
        TotalHistory history =
                new TotalHistory(List.of(delivery("one", change(FIRST, "READING", 1, "10", "0", "0"))), false);
        Map<String, LiveTotal> live = Map.of(
                "USD", new LiveTotal(1, new BigDecimal("10.000000000000000000000001"), BigDecimal.TEN),
                "EUR", new LiveTotal(1, BigDecimal.ZERO, BigDecimal.ZERO));

        Agreement agreement = new Agreement(history, live, null);

        assertThat(agreement.agrees()).isFalse();
        assertThat(agreement.missing()).singleElement().asString().contains("0.000000000000000000000001 USD");
        assertThat(new Agreement(history, live, "EUR").agrees()).isTrue();
    }

    @Test
    void anObjectHasTheFieldsThatAreDocumented() throws Exception {
        Delivery delivery = delivery("one", change(FIRST, "READING", 1, "10", "0", "0"));
        TotalHistory history = new TotalHistory(List.of(delivery), false);
        ServiceChange service =
                new ServiceChange(delivery, "Virtual Machines", "USD", CostChange.NONE, CostChange.NONE);

        ObjectNode json = HistoryJson.of(
                AccountPeriod.of(delivery),
                history.lines(),
                Optional.of(List.of(service)),
                new Agreement(history, Map.of(), null),
                List.of("note"));

        assertThat(DocumentedFields.of(json)).isEqualTo(DocumentedFields.of("`history`"));
    }

    @Test
    void theVerdictOfADeliveryStandsOnlyWhereItCameToIt() {
        Delivery delivery = delivery(
                "one", change(FIRST, "READING", 1, "10", "0", "0"), change(SECOND, "READING", 2, "1", "0", "0"));
        delivery.setVerdict("As it is now.");

        assertThat(HistoryTables.lines(new TotalHistory(List.of(delivery), false).lines())
                        .lines())
                .filteredOn(line -> line.contains("As it is now."))
                .singleElement()
                .asString()
                .contains(SECOND.toString());
    }

    @Test
    void aLineOfCsvHasAFieldForEachColumn() {
        Delivery delivery = delivery("a,\"b", change(FIRST, "READING", 1, "10", "0", "0"));
        HistoryLine line = new TotalHistory(List.of(delivery), false).lines().get(0);

        String csv = HistoryTables.csv(line).get(0);

        assertThat(csv).contains(",\"a,\"\"b\",", ",USD,");
        String plain = csv.replace("\"a,\"\"b\"", "id");
        assertThat(plain.split(",", -1)).hasSameSizeAs(HistoryTables.csvHead().split(","));
        String service =
                HistoryTables.csv(new ServiceChange(delivery("one"), "s", "USD", CostChange.NONE, CostChange.NONE));
        assertThat(service.split(",", -1))
                .hasSameSizeAs(HistoryTables.csvHeadOfServices().split(","));
    }

    private static List<String> after(TotalHistory history) {
        return history.lines().stream()
                .map(line -> line.currencies().get("USD").billedAfter())
                .map(amount -> amount.stripTrailingZeros().toPlainString())
                .toList();
    }

    private static Delivery delivery(String id, DeliveryChange... changes) {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", LocalDate.of(2026, 11, 1), id);
        delivery.setRecordsAdded(0);
        delivery.setChanges(List.of(changes));
        return delivery;
    }

    private static Delivery slice(String day, DeliveryChange... changes) {
        Delivery slice = delivery("slice", changes);
        slice.setProvider("gcp");
        slice.setDataSet("gcp.detailed");
        slice.setScope("gcp/gcp.detailed/111/2026-11-01/table/2026-11-0" + day + "/2026-11-0" + day + "T00:00:00Z");
        return slice;
    }

    private static DeliveryChange change(
            Instant at, String cause, int generation, String added, String restated, String vanished) {
        CurrencyChange usd = new CurrencyChange(
                "USD",
                new BigDecimal(added),
                new BigDecimal(restated),
                new BigDecimal(vanished),
                new BigDecimal(added),
                new BigDecimal(restated),
                new BigDecimal(vanished));
        return new DeliveryChange(at, cause, generation, 1L, 0L, 0L, List.of(usd));
    }
}
