package io.tributary.extractors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.ExtractorConfig.Provider;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose bills an input holds. */
class ProviderChoiceTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "s3://bucket/prefix, AWS",
        "https://account.blob.core.windows.net/container, AZURE",
        "azure://subscriptions/1, AZURE",
        "bigquery://project/dataset, GCP"
    })
    void formOfAnInputTells(String input, Provider provider) {
        assertThat(choose(input, "auto")).isEqualTo(provider);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "report/20261001-20261101/report-Manifest.json; {}; AWS",
                "export/20261001-20261031/run/manifest.json; {}; AZURE",
                "export/20261001-20261031/stamp/guid/_manifest.json; {}; AZURE",
                "export/20261001-20261031/export_1.csv; Date,Cost; AZURE",
                "costs.csv; BillingAccountId,CostInBillingCurrency; AZURE",
                "costs.snappy.parquet; PAR1; AZURE",
                "report-1.csv; identity/LineItemId,lineItem/UnblendedCost; AWS",
                "gcp_billing_export_v1_018984_D0AAA4_940B88/000000000000; {}; GCP",
                "dump/rows.jsonl.gz; {}; GCP",
                "dump.csv; billing_account_id,export_time,invoice.month,cost; GCP"
            })
    void whatADirectoryHoldsTells(String file, String content, Provider provider) throws IOException {
        write(file, content);

        assertThat(choose(root.toString(), "auto")).isEqualTo(provider);
    }

    @Test
    void directoryOfBothIsRefusedUnlessTheSettingTells() throws IOException {
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
    void directoryOfNeitherIsRefusedWithWhatIsThere() throws IOException {
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
