package io.tributary.streams.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CurrencyTotals;
import io.tributary.schemas.Delivery;
import io.tributary.streams.Pages;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The account of a delivery balances, or says that it does not. */
class DeliveryAccountTest {

    private static final Instant NOW = Instant.parse("2025-11-04T00:00:00Z");
    private static final BigDecimal FIVE = new BigDecimal("5");
    private static final BigDecimal TWO = new BigDecimal("2");

    private final DeliveryAccount account = DeliveryAccount.open(
            new Pages("012345678901", LocalDate.of(2025, 11, 1), "d1", NOW, NOW).page(0, "header\n", 0, 0),
            "rules/1",
            "Unblended",
            NOW);

    @Test
    void accountThatIsOpenedIsEmptyAndBalances() {
        Delivery delivery = account.delivery();

        assertThat(delivery.getState()).isEqualTo("OPEN");
        assertThat(delivery.getDeliveryId()).isEqualTo("d1");
        assertThat(delivery.getMappingVersion()).isEqualTo("rules/1");
        assertThat(delivery.getCostBasis()).isEqualTo("Unblended");
        assertThat(delivery.getConserved()).isTrue();
        assertThat(delivery.getTotals()).isEmpty();
    }

    @Test
    void everyPlaceThatMoneyMayEndInCounts() {
        account.sourceCost("USD", FIVE);
        account.added("USD", TWO, TWO);
        account.excluded("USD", new BigDecimal("3"));
        account.rowPublished();
        account.rowRejected(Optional.of(FIVE), Optional.of("USD"));
        account.pageSeen(3, 1, NOW);

        assertThat(account.delivery().getConserved()).isTrue();
        CurrencyTotals totals = account.delivery().getTotals().get(0);
        assertThat(totals.getSourceCost()).isEqualByComparingTo("10");
        assertThat(totals.getBilledCost()).isEqualByComparingTo("2");
        assertThat(totals.getParkedCost()).isEqualByComparingTo("5");
        assertThat(totals.getExcludedCost()).isEqualByComparingTo("3");
    }

    @Test
    void moneyThatEndsNowhereIsNotConserved() {
        account.sourceCost("USD", FIVE);
        account.added("USD", new BigDecimal("4.999999999999999999999999"), FIVE);
        account.rowPublished();
        account.pageSeen(1, 0, NOW);

        assertThat(account.delivery().getConserved()).isFalse();
    }

    @Test
    void moneyOfOneCurrencyDoesNotMakeUpForAnother() {
        account.sourceCost("USD", FIVE);
        account.added("EUR", FIVE, FIVE);
        account.rowPublished();
        account.pageSeen(1, 0, NOW);

        assertThat(account.delivery().getConserved()).isFalse();
    }

    @Test
    void rowThatEndsNowhereIsNotConserved() {
        account.rowPublished();
        account.pageSeen(2, 0, NOW);

        assertThat(account.delivery().getConserved()).isFalse();
    }

    @Test
    void missingPagesAreNamedUpToAHundred() {
        account.completed(150, 0, 150, IntStream.range(0, 100).boxed().toList(), true, NOW);

        assertThat(account.delivery().getState()).isEqualTo("INCOMPLETE");
        assertThat(account.delivery().getPagesMissing()).hasSize(100);
        assertThat(account.delivery().getVerdict())
                .isEqualTo("150 of 150 pages are missing: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] and more.");
    }

    @Test
    void wholeDeliveryIsToldFromOneThatLacksSomething() {
        account.pageSeen(0, 0, NOW);

        assertThat(account.completed(1, 0, 0, List.of(), true, NOW)).isTrue();
        assertThat(account.completed(1, 0, 0, List.of(), false, NOW)).isFalse();
        assertThat(account.completed(1, 1, 0, List.of(), true, NOW)).isFalse();
        assertThat(account.completed(2, 0, 1, List.of(1), true, NOW)).isFalse();
    }

    @Test
    void totalsAreInTheOrderOfTheirCurrencies() {
        List.of("USD", "EUR", "XXX", "INR").forEach(currency -> account.sourceCost(currency, FIVE));

        assertThat(account.delivery().getTotals())
                .extracting(CurrencyTotals::getCurrency)
                .containsExactly("EUR", "INR", "USD", "XXX");
    }
}
