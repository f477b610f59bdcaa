package io.tributary.samples.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Settings of Google Cloud's samples. */
class GcpSampleSettingsTest {

    @Test
    void everySettingCanBeChanged() {
        GcpSampleSettings changed = GcpSampleSettings.builder()
                .seed(9)
                .rows(50_000)
                .dataSets(Set.of(GcpDataSet.STANDARD))
                .format(GcpFormat.CSV)
                .dumps(GcpDumps.WHOLE)
                .projects(7)
                .newestPeriod(YearMonth.of(2024, 2))
                .periods(4)
                .deliveries(5)
                .through(3)
                .parts(6)
                .brokenRows(2)
                .build();

        assertThat(changed)
                .isEqualTo(new GcpSampleSettings(
                        9,
                        50_000,
                        Set.of(GcpDataSet.STANDARD),
                        GcpFormat.CSV,
                        GcpDumps.WHOLE,
                        7,
                        YearMonth.of(2024, 2),
                        4,
                        5,
                        3,
                        6,
                        2));
        assertThat(changed.toBuilder().build()).isEqualTo(changed);
    }
}
