package io.tributary.extractors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider of an input. */
class ProviderChoiceTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/prefix, aws",
        "https://account.blob.core.windows.net/container, azure",
        "azure://subscriptions/1, azure",
        "bigquery://project/dataset, gcp"
    })
    void providerFollowsFromTheFormOfTheInput(String input, String provider) {
        assertThat(choose(input, "auto").name()).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "report/20261001-20261101/report-Manifest.json; {}; aws",
                "export/20261001-20261031/run/manifest.json; {}; azure",
                "export/20261001-20261031/stamp/guid/_manifest.json; {}; azure",
                "export/20261001-20261031/export_1.csv; Date,Cost; azure",
                "costs.csv; BillingAccountId,CostInBillingCurrency; azure",
                "costs.snappy.parquet; PAR1; azure",
                "report-1.csv; identity/LineItemId,lineItem/UnblendedCost; aws",
                "gcp_billing_export_v1_018984_D0AAA4_940B88/000000000000; {}; gcp",
                "dump/rows.jsonl.gz; {}; gcp",
                "dump.csv; billing_account_id,export_time,invoice.month,cost; gcp"
            })
    void providerFollowsFromTheFilesOfADirectory(String file, String content, String provider) throws IOException {
        write(file, content);

        assertThat(choose(root.toString(), "auto").name()).isEqualTo(provider);
    }

    @Test
    void directoryOfBothIsRefusedUnlessTheSettingNamesTheProvider() throws IOException {
        write("a/report-Manifest.json", "{}");
        write("b/manifest.json", "{}");

        assertThatThrownBy(() -> choose(root.toString(), "auto"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("a/report-Manifest.json")
                .hasMessageContaining("b/manifest.json")
                .hasMessageContaining("extractor.provider");
        assertThat(choose(root.toString(), "azure")).isEqualTo(Provider.AZURE);
        assertThat(choose(root.toString(), "aws")).isEqualTo(Provider.AWS);
    }

    @Test
    void directoryOfNeitherIsRefusedWithItsFiles() throws IOException {
        write("holiday.jpg", "x");

        assertThatThrownBy(() -> choose(root.toString(), "auto"))
                .isInstanceOf(SourceException.Missing.class)
                .hasMessageContaining("1 files, the first holiday.jpg");
    }

    private void write(String file, String content) throws IOException {
        Files.createDirectories(root.resolve(file).getParent());
        Files.write(root.resolve(file), (content + "\n").getBytes(UTF_8));
    }

    private static Provider choose(String input, String provider) {
        return ProviderChoice.of(ExtractorConfig.from(Map.of(
                "extractor.input", input, "extractor.provider", provider, "kafka.bootstrap.servers", "localhost:9")));
    }
}
