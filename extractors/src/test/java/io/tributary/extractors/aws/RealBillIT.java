package io.tributary.extractors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.RealData;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real files of AWS, published byte by byte. */
@Tag(RealData.TAG)
@EnabledIf(value = "io.tributary.testsupport.RealData#isSet", disabledReason = RealData.NOT_SET)
class RealBillIT {

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    private final Path data = RealData.path("aws");

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "cur-legacy-daily-anonymous.csv, 900000000001, 1281",
        "cur-with-tags.csv, 900000000002, 19",
        "savings-plan-final.csv, 900000000003, 3",
        "savings-plan-not-final.csv, 900000000004, 3",
    })
    void everyByteOfARealFileIsPublished(String name, String account, long rows) throws IOException {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        byte[] file = Files.readAllBytes(data.resolve(name));
        bill.createNew(YearMonth.of(2026, 10), "assembly", Instant.parse("2026-11-02T03:04:05Z"), List.of(file));

        // When
        Map<String, String> settings = KAFKA.settings(root.toString(), account);
        settings.put("extractor.page.bytes", "100000");
        ExtractionResult result = Extractor.run(ExtractorConfig.from(settings), Progress.NONE, InstantSource.system());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.rows()).isEqualTo(rows);
        String text = new String(file, UTF_8);
        String header = text.substring(0, text.indexOf('\n'));
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(account), "assembly");
        assertThat(header + "\n" + PublishedDelivery.rows(pages, header)).isEqualTo(text);
    }
}
