package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.samples.file.Compression;
import java.time.YearMonth;
import java.util.Currency;
import org.junit.jupiter.api.Test;

/** What can be asked for, and what cannot. */
class AwsSampleSettingsTest {

    @Test
    void everySettingCanBeChanged() {
        AwsSampleSettings changed = AwsSampleSettings.defaults()
                .withSeed(9)
                .withRows(50_000)
                .withAccounts(7)
                .withNewestPeriod(YearMonth.of(2024, 2))
                .withPeriods(4)
                .withDeliveries(5)
                .withThrough(3)
                .withFrom(2)
                .withGranularity(Granularity.BOTH)
                .withFormat(ReportFormat.LEGACY_PARQUET)
                .withLineItems(LineItems.ALL)
                .withSplitCost(true)
                .withDiscounts(DiscountStyle.NONE)
                .withCompression(Compression.ZIP)
                .withMode(ReportMode.OVERWRITE)
                .withFiles(3)
                .withCurrency(Currency.getInstance("JPY"))
                .withBrokenRows(2);

        assertThat(changed)
                .isEqualTo(new AwsSampleSettings(
                        9,
                        50_000,
                        7,
                        YearMonth.of(2024, 2),
                        4,
                        5,
                        2,
                        3,
                        Granularity.BOTH,
                        ReportFormat.LEGACY_PARQUET,
                        LineItems.ALL,
                        true,
                        DiscountStyle.NONE,
                        Compression.ZIP,
                        ReportMode.OVERWRITE,
                        3,
                        Currency.getInstance("JPY"),
                        2));
    }

    @Test
    void allDeliveriesAreMadeUnlessSaidOtherwise() {
        assertThat(AwsSampleSettings.defaults().withDeliveries(5).through()).isEqualTo(5);
    }

    @Test
    void parquetForAthenaIsOverwrittenUnlessSaidOtherwise() {
        AwsSampleSettings parquet = AwsSampleSettings.defaults().withFormat(ReportFormat.LEGACY_PARQUET);

        assertThat(parquet.mode()).isEqualTo(ReportMode.OVERWRITE);
        assertThat(parquet.withMode(ReportMode.CREATE_NEW).mode()).isEqualTo(ReportMode.CREATE_NEW);
    }

    @Test
    void dataExportsAreNotZipped() {
        AwsSampleSettings export = AwsSampleSettings.defaults().withFormat(ReportFormat.CUR2_CSV);

        assertThatThrownBy(() -> export.withCompression(Compression.ZIP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("compression must be GZIP or GZIP_MEMBERS for CUR2_CSV: was ZIP");
    }

    @Test
    void tooFewRowsAreRefusedWithTheFewestThatWillDo() {
        assertThatThrownBy(() -> AwsSampleSettings.defaults().withRows(100))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows must be at least 1110")
                .hasMessageContaining("was 100");
    }

    @Test
    void settingsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> AwsSampleSettings.defaults().withAccounts(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accounts must be from 1 to 1000: was 0");
        assertThatThrownBy(() -> AwsSampleSettings.defaults().withThrough(4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("through must be from 1 to 3: was 4");
    }
}
