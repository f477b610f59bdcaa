package io.tributary.samples.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.file.TsvTable;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables hold a row for each constant, in the same order, and no other. */
class AwsTablesTest {

    @Test
    void everyConstantHasItsRow() {
        assertThat(names("legacy-columns.tsv")).isEqualTo(names(LegacyColumn.values()));
        assertThat(names("focus-columns.tsv")).isEqualTo(names(FocusColumn.values()));
        assertThat(names("regions.tsv")).isEqualTo(names(Region.values()));
        assertThat(names("usage-kinds.tsv")).isEqualTo(names(UsageKind.values()));
    }

    @Test
    void productAttributesAreThoseOfKindsOfUsage() {
        assertThat(names(UsageKind.values())).containsAll(names("product-attributes.tsv"));
    }

    private static List<String> names(String file) {
        return TsvTable.beside(LegacyColumn.class, file).rows().stream()
                .map(TsvTable.Row::name)
                .toList();
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
