package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Pages;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which cost column counts for a payer's period. */
class CostBasisTest {

    @ParameterizedTest
    @CsvSource({
        // Discounts are in the net column only, as CUR 2.0 has them by default.
        "100, 90, 0, 0, 0, NET_UNBLENDED",
        "1000000, 999999.9999, 0, 0, 0, NET_UNBLENDED",
        // A month of refunds: net costs are nearer to 0.
        "-100, -90, 0, 0, 0, NET_UNBLENDED",
        // No discounts: both say the same.
        "100, 100.00, 0, 0, 0, UNBLENDED",
        // Nor here: Parquet has costs as doubles.
        "0.3, 0.30000000000000004, 0, 0, 0, UNBLENDED",
        "100, 100.000000000000000000000001, 0, 0, 0, UNBLENDED",
        "0, 0, 0, 0, 0, UNBLENDED",
        // Discounts are rows with the net cost 0: both say the same, but for rounding.
        "90, 90, 3, -10, 0, UNBLENDED",
        "90, 90.0000000004, 3, -10, 0, UNBLENDED",
        "90, 90, 3, -10, 0.0000000001, UNBLENDED",
        // Discounts are rows with net costs: the net column, too, would take them off.
        "90, 80, 1, -10, -10, UNBLENDED",
        "90, 80, 1, -10, -0.5, UNBLENDED",
        // Further discounts, such as bundled ones, are in the net column only.
        "90, 85, 3, -10, 0, NET_UNBLENDED",
        "90, 85, 1, 0, 0, NET_UNBLENDED",
        "1000000, 999999.98, 3, -10, 0, NET_UNBLENDED",
        // So they are here, but rows with net costs would be taken off twice.
        "90, 75, 3, -10, -10, UNBLENDED"
    })
    void basisFollowsFromTheWholeDelivery(
            BigDecimal unblended,
            BigDecimal net,
            long discountRows,
            BigDecimal discounts,
            BigDecimal netDiscounts,
            CostBasis expected) {
        assertThat(CostBasis.choose(new CostSurvey(unblended, net, discountRows, discounts, netDiscounts)))
                .isEqualTo(expected);
    }

    @Test
    void withoutSurveyNothingIsChosen() {
        assertThat(CostBasis.choose(null)).isEqualTo(CostBasis.UNBLENDED);
    }

    @Test
    void settingOverridesWhatTheDeliveryShows() {
        RawPage page = page(survey(BigDecimal.TEN, BigDecimal.ONE, 0));

        assertThat(CurDataSet.legacy(Optional.empty()).costBasis(page)).isEqualTo("NetUnblended");
        assertThat(CurDataSet.legacy(Optional.of(CostBasis.UNBLENDED)).costBasis(page))
                .isEqualTo("Unblended");
        assertThat(CurDataSet.legacy(Optional.of(CostBasis.NET_UNBLENDED)).costBasis(page(null)))
                .isEqualTo("NetUnblended");
    }

    @Test
    void nameOfABasisIsReadAsItIsWritten() {
        for (CostBasis basis : CostBasis.values()) {
            assertThat(CostBasis.of(basis.toString())).isEqualTo(basis);
        }
    }

    private static CostSurvey survey(BigDecimal unblended, BigDecimal net, long discountRows) {
        return new CostSurvey(unblended, net, discountRows, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    private static RawPage page(CostSurvey survey) {
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        return new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time)
                .surveyed(survey)
                .page(0, "header\n", 0, 0);
    }
}
