package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.samples.file.Compression;
import java.time.YearMonth;
import java.util.Currency;
import org.junit.jupiter.api.Test;

/** Settings of AWS's samples, and those that are refused. */
class AwsSampleSettingsTest {

    @Test
    void everySettingCanBeChanged() {
        AwsSampleSettings changed = AwsSampleSettings.builder()
                .seed(9)
                .rows(50_000)
                .accounts(7)
                .newestPeriod(YearMonth.of(2024, 2))
                .periods(4)
                .deliveries(5)
                .through(3)
                .from(2)
                .granularity(Granularity.BOTH)
                .format(ReportFormat.LEGACY_PARQUET)
                .lineItems(LineItems.ALL)
                .splitCost(true)
                .discounts(DiscountStyle.NONE)
                .compression(Compression.ZIP)
                .mode(ReportMode.OVERWRITE)
                .files(3)
                .currency(Currency.getInstance("JPY"))
                .brokenRows(2)
                .build();

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
                        ExportColumns.ALL,
                        LineItems.ALL,
                        true,
                        DiscountStyle.NONE,
                        Compression.ZIP,
                        ReportMode.OVERWRITE,
                        3,
                        Currency.getInstance("JPY"),
                        2));
        assertThat(changed.toBuilder().build()).isEqualTo(changed);
    }

    @Test
    void allDeliveriesAreMadeUnlessSaidOtherwise() {
        assertThat(AwsSampleSettings.builder().deliveries(5).build().through()).isEqualTo(5);
    }

    @Test
    void parquetForAthenaIsOverwrittenUnlessSaidOtherwise() {
        AwsSampleSettings parquet =
                AwsSampleSettings.builder().format(ReportFormat.LEGACY_PARQUET).build();

        assertThat(parquet.mode()).isEqualTo(ReportMode.OVERWRITE);
        assertThat(parquet.toBuilder().mode(ReportMode.CREATE_NEW).build().mode())
                .isEqualTo(ReportMode.CREATE_NEW);
    }

    @Test
    void dataExportsAreNotZipped() {
        AwsSampleSettings export =
                AwsSampleSettings.builder().format(ReportFormat.CUR2_CSV).build();

        assertThatThrownBy(() -> export.toBuilder().compression(Compression.ZIP).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("compression must be GZIP or GZIP_MEMBERS for CUR2_CSV: was ZIP");
    }

    @Test
    void tooFewRowsAreRefusedWithTheFewestThatWillDo() {
        assertThatThrownBy(() -> AwsSampleSettings.builder().rows(100).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("rows must be at least 1110")
                .hasMessageContaining("was 100");
    }

    @Test
    void settingsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> AwsSampleSettings.builder().accounts(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accounts must be from 1 to 1000: was 0");
        assertThatThrownBy(() -> AwsSampleSettings.builder().through(4).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("through must be from 1 to 3: was 4");
    }
}
