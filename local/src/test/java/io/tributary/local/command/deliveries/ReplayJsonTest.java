package io.tributary.local.command.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Prints deliveries and replays as JSON. */
class ReplayJsonTest {

    /** Sums are copies of Avro's records, whose classes the serdes have trusted. */
    @BeforeAll
    static void loadSerdes() {
        AvroSerdes.valueDeserializer(Delivery.class, Map.of("schema.registry.url", "http://localhost"))
                .close();
    }

    @Test
    void aDeliveryHasTheFieldsThatAreDocumented() throws IOException {
        assertThat(DocumentedFields.of(DeliveryJson.of(delivery())))
                .hasSizeGreaterThan(20)
                .isEqualTo(DocumentedFields.of("A delivery"));
    }

    @Test
    void amountsAreStringsWithEveryDigit() {
        assertThat(DeliveryJson.of(delivery()).at("/totals/0/billedCost").textValue())
                .isEqualTo("10.000000000000000000000001");
    }

    @Test
    void aDryRunHasTheFieldsThatAreDocumented() throws IOException {
        DryReport report = new DryReport(AccountPeriod.of(delivery()), List.of(delivery()), List.of(delivery()));

        ObjectNode json = ReplayJson.dryRun(AccountPeriod.of(delivery()), List.of(report), List.of("newer"));

        assertThat(DocumentedFields.of(json)).isEqualTo(DocumentedFields.of("`replay --dry-run`"));
        assertThat(json.at("/changes/0/totals/0/billedChange").textValue()).isEqualTo("2.50");
    }

    @Test
    void aReplayHasTheFieldsThatAreDocumented() throws IOException {
        ObjectNode replayed = ReplayJson.replayed(3, Optional.of(true), delivery());

        assertThat(DocumentedFields.of(
                        ReplayJson.replayed(AccountPeriod.of(delivery()), List.of(replayed), List.of("newer"))))
                .isEqualTo(DocumentedFields.of("`replay`"));
    }

    @Test
    void aReplayOfWhatIsOutdatedHasTheFieldsThatAreDocumented() throws IOException {
        ObjectNode replayed = ReplayJson.replayed(3, Optional.of(true), delivery());

        assertThat(DocumentedFields.of(ReplayJson.outdated(List.of(replayed), List.of("gone"))))
                .isEqualTo(DocumentedFields.of("`replay --outdated`"));
    }

    @Test
    void aDryRunOfWhatIsOutdatedSumsAllOfIt() throws IOException {
        DryReport report = new DryReport(AccountPeriod.of(delivery()), List.of(delivery()), List.of(delivery()));

        ObjectNode json = ReplayJson.outdatedDryRun(List.of(report, report), List.of("gone"));

        assertThat(DocumentedFields.of(json)).isEqualTo(DocumentedFields.of("`replay --outdated --dry-run`"));
        assertThat(json.at("/totals/0/billedChange").textValue()).isEqualTo("5.00");
    }

    @Test
    void aRebuildHasTheFieldsThatAreDocumented() throws IOException {
        Rebuilt rebuilt = new Rebuilt(Statement.of("statement", List.of(delivery())), 7);
        ObjectNode replayed = ReplayJson.replayed(3, Optional.of(true), delivery());

        ObjectNode json = ReplayJson.rebuilt(List.of(rebuilt.json()), List.of(replayed), List.of("gone"));

        assertThat(DocumentedFields.of(json)).isEqualTo(DocumentedFields.of("`deliveries rebuild`"));
        assertThat(json.at("/rebuilt/0/records").asLong()).isEqualTo(7);
    }

    private static Delivery delivery() {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", LocalDate.of(2026, 11, 1), "one");
        CurrencyTotals totals = SampleDeliveries.totals("10.000000000000000000000001", "9", "0");
        totals.setAddedBilledCost(new BigDecimal("3.000000000000000000000000"));
        totals.setVanishedBilledCost(new BigDecimal("0.500000000000000000000000"));
        delivery.setTotals(List.of(totals));
        return delivery;
    }
}
