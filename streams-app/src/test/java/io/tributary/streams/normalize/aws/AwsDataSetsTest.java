package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Pages;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** AWS's data sets, and the setting that its reports read. */
class AwsDataSetsTest {

    @Test
    void dataSetsAreThese() {
        assertThat(new AwsDataSets().dataSets(Map.of()))
                .extracting(DataSetNormalizer::dataSet)
                .containsExactly("aws.cur.legacy", "aws.cur.2", "aws.focus");
    }

    @ParameterizedTest
    @CsvSource({
        "auto, true, NetUnblended",
        "auto, false, Unblended",
        "unblended, true, Unblended",
        "unblended, false, Unblended",
        "net, true, NetUnblended",
        "net, false, NetUnblended"
    })
    void costBasisIsChosenByName(String name, boolean netCostsDiffer, String expected) {
        RawPage page = page(netCostsDiffer);

        List<DataSetNormalizer> dataSets = new AwsDataSets().dataSets(Map.of("streams.aws.cost.basis", name));

        assertThat(dataSets.get(0).costBasis(page)).isEqualTo(expected);
        assertThat(dataSets.get(1).costBasis(page)).isEqualTo(expected);
    }

    @Test
    void costBasisIsChosenByTheDeliveryWhereNoneIsSet() {
        assertThat(new AwsDataSets().dataSets(Map.of()).get(0).costBasis(page(true)))
                .isEqualTo("NetUnblended");
    }

    private static RawPage page(boolean netCostsDiffer) {
        BigDecimal net = netCostsDiffer ? BigDecimal.ONE : BigDecimal.TEN;
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        return new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time)
                .surveyed(new CostSurvey(BigDecimal.TEN, net, 0L, BigDecimal.ZERO, BigDecimal.ZERO))
                .page(0, "header\n", 0, 0);
    }
}
