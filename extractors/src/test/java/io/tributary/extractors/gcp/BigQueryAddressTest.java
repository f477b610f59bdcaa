package io.tributary.extractors.gcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses of BigQuery tables. */
class BigQueryAddressTest {

    @Test
    void addressesAreReadWithCommasBetweenThem() {
        assertThat(BigQueryAddress.all("bigquery://my-project/billing, bigquery://example.com:p/d_2/a-table,other/d/"))
                .containsExactly(
                        new BigQueryAddress("my-project", "billing", Optional.empty()),
                        new BigQueryAddress("example.com:p", "d_2", Optional.of("a-table")),
                        new BigQueryAddress("other", "d", Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bigquery://", "bigquery://project", "bigquery://p/d/t/u", "bigquery://p/d`/t", "bigquery://p/d,"
            })
    void whatIsNoAddressIsRefused(String input) {
        assertThatThrownBy(() -> BigQueryAddress.all(input))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected bigquery://project/dataset");
    }
}
