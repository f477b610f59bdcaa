package io.tributary.samples.azure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings of Azure's samples. */
class AzureSampleSettingsTest {

    @Test
    void everySettingCanBeChanged() {
        AzureSampleSettings changed = AzureSampleSettings.builder()
                .seed(9)
                .rows(50_000)
                .agreement(Agreement.MCA)
                .dataSets(Set.of(AzureDataSet.FOCUS))
                .layout(ExportLayout.SINGLE_FILE)
                .format(ExportFormat.CSV_GZIP)
                .subscriptions(7)
                .newestPeriod(YearMonth.of(2024, 2))
                .periods(4)
                .deliveries(5)
                .through(3)
                .parts(6)
                .brokenRows(2)
                .build();

        assertThat(changed)
                .isEqualTo(new AzureSampleSettings(
                        9,
                        50_000,
                        Agreement.MCA,
                        Set.of(AzureDataSet.FOCUS),
                        ExportLayout.SINGLE_FILE,
                        ExportFormat.CSV_GZIP,
                        7,
                        YearMonth.of(2024, 2),
                        4,
                        5,
                        3,
                        6,
                        2));
        assertThat(changed.toBuilder().build()).isEqualTo(changed);
    }

    @Test
    void payAsYouGoHasActualCostsAloneUnlessSaidOtherwise() {
        AzureSampleSettings.Builder payAsYouGo = AzureSampleSettings.builder().agreement(Agreement.MOSA);

        assertThat(payAsYouGo.build().dataSets()).containsExactly(AzureDataSet.ACTUAL);
        assertThat(payAsYouGo.dataSets(Set.of(AzureDataSet.FOCUS)).build().dataSets())
                .containsExactly(AzureDataSet.FOCUS);
    }
}
