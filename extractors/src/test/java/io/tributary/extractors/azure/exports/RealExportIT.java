package io.tributary.extractors.azure.exports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.RealData;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files of Azure, published byte by byte. */
@Tag(RealData.TAG)
@EnabledIf(value = "io.tributary.testsupport.RealData#isSet", disabledReason = RealData.NOT_SET)
class RealExportIT {

    private static final String ACCOUNTS = "providers/microsoft.billing/billingaccounts/";

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    private final Path data = RealData.path("azure");

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "ea-amortized-anonymous.csv, 27, azure.amortized, ACCOUNTS12345678, 2023-09-01",
        "ea-pascal-case.csv, 5, azure.actual, ACCOUNTS99999999, 2020-09-01",
        "mca-camel-case.csv, 4, azure.actual,"
                + " ACCOUNTS3c100a8a-215e-5a7e-24b2-61aa86945012/billingprofiles/nf5v-bi6b-bg7-pgb, 2023-08-01",
        "payg-bom.csv, 3, azure.actual, subscriptions/0039de71-ca37-4a17-a104-17665a50e7fc, 2019-07-01",
        "payg-camel-case-bom.csv, 3, azure.actual, subscriptions/2639de71-ca37-4a17-a104-17665a50e7fc, 2019-07-01",
        "tags-missing-braces.csv, 1, azure.actual, ACCOUNTS11111111-12ab-34dc-56ef-123456abcdef, 2021-02-01",
        "headers-german.csv, 1, azure.actual, subscriptions/11111111-12ab-34dc-56ef-123456abcdef, 2021-02-01",
        "headers-ya.csv, 1, azure.actual, subscriptions/11111111-12ab-34dc-56ef-123456abcdef, 2021-02-01",
        "headers-enterprisecamel.csv, 1, azure.actual, subscriptions/11111111-1111-1111-1111-123456789012, 2021-02-01",
        "headers-bom.csv, 1, azure.actual, subscriptions/stated-by-a-setting, 2022-11-01",
    })
    void everyByteOfARealFileIsPublished(String name, long rows, String dataSet, String scope, String period)
            throws IOException {
        // Given
        byte[] file = Files.readAllBytes(data.resolve(name));
        Files.write(root.resolve(name), file);
        String account = scope.replace("ACCOUNTS", ACCOUNTS);

        // When
        ExtractionResult result = run(name, account.endsWith("setting") ? Map.of("azure.scope", account) : Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.rows()).isEqualTo(rows);
        TakenDelivery delivery = result.deliveries().get(0);
        assertThat(delivery.billingAccountId()).isEqualTo(account);
        assertThat(delivery.billingPeriodStart()).hasToString(period);
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account), delivery.deliveryId());
        assertThat(pages).extracting(RawPage::getDataSet).containsOnly(dataSet);
        String text = new String(file, UTF_8).replace("\uFEFF", "");
        String header = text.substring(0, text.indexOf('\n'));
        assertThat(header + "\n" + PublishedDelivery.rows(pages, header)).isEqualTo(text);
    }

    @Test
    void manifestOfARealExportWhoseFilesWereNotCopiedIsMissingThem() throws IOException {
        Path folder =
                root.resolve("cost/partitioned/20230101-20230131/202301041442/73746dc5-5dcc-4b83-b340-bb1bd2b1ca30");
        Files.createDirectories(folder);
        Files.copy(data.resolve("export-manifest.json"), folder.resolve("manifest.json"));

        ExtractionResult result = run("manifest", Map.of("azure.scope", "subscriptions/1"));

        assertThat(result.errors())
                .singleElement()
                .isInstanceOf(SourceException.Missing.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("000001.csv");
    }

    private ExtractionResult run(String name, Map<String, String> more) {
        Map<String, String> settings = KAFKA.settings(root.toString(), name);
        settings.put("extractor.page.bytes", "20000");
        settings.putAll(more);
        return Extractor.run(ExtractorConfig.from(settings), Progress.NONE, InstantSource.system());
    }
}
