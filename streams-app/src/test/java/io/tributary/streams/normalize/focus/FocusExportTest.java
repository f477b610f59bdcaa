package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.azure.AzureDataSets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FocusExportTest {

    private static final RawPage PAGE = FocusPages.of(List.of(FocusCases.row(Map.of())));

    @Test
    void statesTheCostOfItsScopesPeriodAsAmortizedCostsDo() {
        assertThat(AzureDataSets.focus().statement(PAGE)).isEqualTo("azure/cost/" + FocusPages.SCOPE + "/2024-09-01/");
    }

    @Test
    void rowsThatAreAlikeAreRows() {
        Map<String, String> row = FocusCases.row(Map.of());
        NormalizedPage page =
                new PageNormalizer(List.of(AzureDataSets.focus()), 900_000).normalize(FocusPages.of(List.of(row, row)));

        assertThat(AzureDataSets.focus().repeats()).isEqualTo(DataSetNormalizer.Repeats.ARE_ROWS);
        assertThat(page.records()).hasSize(2);
    }

    @Test
    void aPageWithoutWhatNoRowCanBeReadWithoutIsRejected() {
        RawPage page = FocusPages.of("BilledCost,BillingCurrency\n1,USD\n", 1, null);

        assertThatThrownBy(() -> new PageNormalizer(List.of(AzureDataSets.focus()), 900_000).normalize(page))
                .isInstanceOfSatisfying(
                        RejectedPageException.class,
                        rejected -> assertThat(rejected.code()).isEqualTo(RejectionCode.PAGE_COLUMNS))
                .hasMessageContaining("EffectiveCost")
                .hasMessageContaining("ChargePeriodStart")
                .hasMessageContaining("expected a FOCUS export");
    }
}
