package io.tributary.extractors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.parquet.ParquetForTests;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
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
                "export/20261001-20261031/export_1.csv; Datum (Date),Kosten (Cost),Abo (SubscriptionGuid); azure",
                "costs.csv; BillingAccountId,Date,CostInBillingCurrency; azure",
                "costs.csv; BilledCost,ChargePeriodStart,x_SkuMeterId; azure",
                "costs.csv; BilledCost,ChargePeriodStart,x_ServiceCode; aws",
                "costs.csv; BilledCost,ChargePeriodStart,x_ExportTime; gcp",
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Name,Age,Town#its 3 columns are Name, Age, Town",
                "\uFEFFName#its one column is Name",
                "a,b,c,d,e,f,g,h,i,j#its 10 columns are a, b, c, d, e, f, g, h, ...",
                "Date,Cost#its 2 columns are Date, Cost",
                "BilledCost,ChargePeriodStart,EffectiveCost#its 3 columns are BilledCost,"
                        + " ChargePeriodStart, EffectiveCost"
            })
    void fileThatIsNobodysIsRefusedWithItsColumnsAndWhatWasExpected(String header, String found) throws IOException {
        write("folder/list.csv", header);

        assertThatThrownBy(() -> choose(root.toString(), "auto"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("folder/list.csv")
                .hasMessageContaining("is not recognised as any provider's bill")
                .hasMessageContaining(found)
                .hasMessageContaining("for AWS lineItem/UnblendedCost")
                .hasMessageContaining("for Azure a cost, a day and an account")
                .hasMessageContaining("for Google Cloud billing_account_id, export_time and cost")
                .hasMessageContaining("extractor.provider");
        assertThat(choose(root.toString(), "azure")).isEqualTo(Provider.AZURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "Date;Cost;SubscriptionId#has 2 semicolons and no commas in its header",
                "Date|Cost|SubscriptionId#has 2 vertical bars and no commas in its header",
                "Datum (Date, Tag);Cost;SubscriptionId#has 2 semicolons and 1 commas in its header"
            })
    void fileWithOtherSeparatorsIsRefusedWithTheSeparator(String header, String found) throws IOException {
        write("20261001-20261031/list.csv", header);

        assertThatThrownBy(() -> choose(root.toString(), "auto"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("20261001-20261031/list.csv")
                .hasMessageContaining(found)
                .hasMessageContaining("expected columns that are separated by commas")
                .hasMessageContaining("decimal commas");
    }

    @Test
    void fileWithTabsIsRefusedAndTheFirstThatIsRefusedIsTold() throws IOException {
        write("a.csv", "Date\tCost\tSubscriptionId");
        write("b.csv", "Name,Age");

        assertThatThrownBy(() -> choose(root.toString(), "auto"))
                .hasMessageContaining("a.csv")
                .hasMessageContaining("has 2 tabs and no commas");
    }

    @Test
    void oneFileThatIsRecognisedDecidesForItsDirectory() throws IOException {
        write("a.csv", "Name,Age");
        write("b.csv", "Date,Cost,SubscriptionId");

        assertThat(choose(root.toString(), "auto")).isEqualTo(Provider.AZURE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Date,Cost,SubscriptionId; azure",
                "identity_line_item_id,line_item_unblended_cost; aws",
                "BilledCost,ChargePeriodStart,x_ExportTime; gcp"
            })
    void providerFollowsFromTheColumnsOfParquet(String columns, String provider) {
        new ParquetForTests(
                        root.resolve("costs.snappy.parquet"),
                        Arrays.stream(columns.split(","))
                                .map(column -> "required binary " + column + " (STRING);")
                                .collect(Collectors.joining()))
                .write();

        assertThat(choose(root.toString(), "auto").name()).isEqualTo(provider);
    }

    @Test
    void fileThatCannotBeReadIsReported() throws IOException {
        write("costs.parquet", "PAR1");

        assertThatThrownBy(() -> choose(root.toString(), "auto"))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("costs.parquet");
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
