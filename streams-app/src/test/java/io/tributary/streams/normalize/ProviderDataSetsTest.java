package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.Provider;
import io.tributary.streams.normalize.ProviderDataSets.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Providers are found in the order in which the topology has always had them. */
class ProviderDataSetsTest {

    @Test
    void providersThatAreBuiltInComeFirst() {
        assertThat(ProviderDataSets.found())
                .extracting(ProviderDataSets::provider)
                .startsWith(Provider.AWS, Provider.AZURE, Provider.GCP)
                .doesNotHaveDuplicates();
    }

    @Test
    void namesOfDataSetsBeginWithTheirProvider() {
        assertThat(ProviderDataSets.found())
                .allSatisfy(found -> assertThat(found.dataSets(Map.of()))
                        .isNotEmpty()
                        .allSatisfy(dataSet -> assertThat(dataSet.dataSet())
                                .startsWith(found.provider().name() + ".")));
    }

    @Test
    void settingHasItsDefaultWhereNoneIsGiven() {
        Setting setting = new Setting("streams.x", "a", List.of("a", "b"), "x");

        assertThat(setting.of(Map.of())).isEqualTo("a");
        assertThat(setting.of(Map.of("streams.x", "b"))).isEqualTo("b");
    }

    @Test
    void defaultIsOneOfTheValues() {
        assertThatThrownBy(() -> new Setting("streams.x", "c", List.of("a", "b"), "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("streams.x")
                .hasMessageContaining("[a, b]");
    }
}
