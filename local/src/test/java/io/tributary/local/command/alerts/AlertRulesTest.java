package io.tributary.local.command.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.Delivery;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertRulesTest {

    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);
    private static final DeadLetterKinds NONE = new DeadLetterKinds(List.of());
    private static final Instant NOW = SampleDeliveries.EARLY.plus(Duration.ofHours(2));

    @ParameterizedTest
    @CsvSource({
        "HELD, HELD, tributary deliveries confirm --delivery one --reason ...",
        "CONFLICT, CONFLICT, tributary deliveries prefer --delivery one --reason ...",
        "FORGOTTEN, FORGOTTEN, tributary deliveries rebuild --account 111 --period 2026-11",
        "INCOMPLETE, INCOMPLETE, tributary deliveries list --account 111 --period 2026-11",
        "NOT_TAKEN, NOT_TAKEN, tributary deliveries list --account 111 --period 2026-11",
        "OPEN, INCOMPLETE, tributary deliveries list --account 111 --period 2026-11"
    })
    void aStateThatNeedsAPersonIsFoundWithItsCommand(String state, AlertKind kind, String command) {
        Delivery delivery = delivery("one");
        delivery.setState(state);

        List<Finding> found = AlertRules.of(List.of(delivery), List.of(), NONE, NOW);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(kind);
            assertThat(finding.command()).contains(command);
            assertThat(finding.summary()).contains("111", "2026-11", state);
        });
    }

    @Test
    void nothingIsFoundWhereNobodyHasToDoAnything() {
        Delivery open = delivery("two");
        open.setState("OPEN");
        open.setLastSeen(NOW.minusSeconds(60));
        open.setScope("another");
        Delivery superseded = delivery("zero");
        superseded.setState("SUPERSEDED");
        superseded.setDeliveryTime(SampleDeliveries.EARLY.minusSeconds(1));
        superseded.setRowsRejected(3);

        assertThat(AlertRules.of(List.of(superseded, delivery("one"), open), List.of(), NONE, NOW))
                .isEmpty();
    }

    @Test
    void parkedMoneyOfAnAccountsPeriodIsOneFindingAndAddsUp() {
        Delivery one = delivery("one");
        one.setRowsRejected(2);
        one.setTotals(List.of(SampleDeliveries.totals("1", "1", "12.50")));
        Delivery other = delivery("two");
        other.setScope("another scope");
        other.setRowsRejected(1);
        other.setRowsParkedWithoutAmount(1);
        other.setTotals(List.of(SampleDeliveries.totals("1", "1", "-2.25")));

        List<Finding> found = AlertRules.of(List.of(one, other), List.of(), NONE, NOW);

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.kind()).isEqualTo(AlertKind.PARKED);
            assertThat(finding.amounts().get("USD")).isEqualByComparingTo(new BigDecimal("10.25"));
            assertThat(finding.summary()).contains("3 rows", "10.25 USD and 1 amount that cannot be read");
        });
    }

    @Test
    void slicesOfAPeriodShareAFinding() {
        List<Delivery> slices = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Delivery slice = delivery("slice" + i);
            slice.setScope("gcp/gcp.detailed/A-B-C/2026-11-01/p.d.t/2026-11-0" + i + "/2026-11-0" + i + "T01:00:00Z");
            slice.setState("INCOMPLETE");
            slices.add(slice);
        }

        List<Finding> found = AlertRules.of(slices, List.of(), NONE, NOW);

        assertThat(found)
                .singleElement()
                .satisfies(finding -> assertThat(finding.summary()).contains("2 other slices"));
    }

    @Test
    void moneyThatIsNotConservedAndAFailedCheckAreFound() {
        Delivery delivery = delivery("one");
        delivery.setConserved(false);
        Delivery check = delivery("check");
        check.setDataSet("check.overlap");
        check.setState("DIFFERS");

        assertThat(AlertRules.of(List.of(delivery), List.of(check), NONE, NOW))
                .extracting(Finding::kind)
                .containsExactly(AlertKind.NOT_CONSERVED, AlertKind.DIFFERS);
    }

    @Test
    void everyKindIsExplained() throws IOException {
        List<String> explained = Files.readAllLines(Path.of("../docs/operations.md")).stream()
                .dropWhile(line -> !line.equals("| kind | what it is about |"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> line.split(" ")[1])
                .toList();

        assertThat(explained)
                .containsExactly(
                        Arrays.stream(AlertKind.values()).map(Enum::name).toArray(String[]::new));
    }

    private static Delivery delivery(String id) {
        return SampleDeliveries.of("aws", "aws.cur.legacy", "111", NOVEMBER, id);
    }
}
