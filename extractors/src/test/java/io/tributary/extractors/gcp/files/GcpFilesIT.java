package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.source.SourceException.Kind;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.RealData;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dumps of Google Cloud's billing tables, published to Kafka. */
class GcpFilesIT {

    private static final Pattern AMOUNT = Pattern.compile("(?:\"cost\":|'amount': )\"?(-?[0-9.e-]+)");

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    @Test
    void eachSliceIsADeliveryWithAllItsRows() throws IOException {
        String account = "AAAAAA-000000-000001";
        String first = row(account, "202610", 1, "0.1");
        String twin = row(account, "202610", 1, "0.1");
        String lastMonth = row(account, "202609", 1, "-0.5");
        String next = row(account, "202610", 2, "2e-06");
        write(account, "dump-1.jsonl", 1, first, next, lastMonth, twin);

        ExtractionResult result = extract(account);

        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).hasSize(3);
        Map<String, List<String>> published = published(account);
        assertThat(published.values())
                .containsExactlyInAnyOrder(List.of(first, twin), List.of(lastMonth), List.of(next));
        assertThat(published.keySet())
                .anyMatch(scope -> scope.equals("gcp/gcp.standard/" + account + "/2026-09-01/"
                        + "gcp_billing_export_v1_AAAAAA_000000_000001/2026-10-01/2026-10-01T05:00:00.066321Z"));
        assertThat(records(account)).extracting(ConsumerRecord::key).contains(account + "|2026-09-01");
    }

    @Test
    void unchangedFilesPublishNothingAndALaterDumpOnlyWhatIsNew() throws IOException {
        String account = "AAAAAA-000000-000002";
        String[] rows = {row(account, "202610", 1, "1"), row(account, "202610", 1, "2"), row(account, "202610", 2, "3")
        };
        write(account, "whole.jsonl", 1, rows);
        assertThat(extract(account).rows()).isEqualTo(3);

        ExtractionResult again = extract(account);
        assertThat(again.errors()).isEmpty();
        assertThat(again.pages()).isZero();
        assertThat(again.deliveries()).hasSize(2).allMatch(TakenDelivery::alreadyTaken);

        write(account, "whole.jsonl", 2, rows[2], rows[1], rows[0]);
        assertThat(extract(account).pages()).isZero();

        String late = row(account, "202610", 9, "4");
        write(account, "later.jsonl", 3, rows[0], late, rows[1], rows[2]);
        assertThat(extract(account).rows()).isEqualTo(1);
        assertThat(published(account).values()).contains(List.of(late));

        String added = row(account, "202610", 2, "5");
        write(account, "later.jsonl", 4, rows[0], late, rows[1], rows[2], added);
        assertThat(extract(account).rows()).isEqualTo(2);
        assertThat(published(account).values().stream().flatMap(List::stream).sorted())
                .containsExactlyInAnyOrder(rows[0], rows[1], rows[2], late, added);
    }

    @Test
    void rowThatCannotBeSortedLeavesTheOtherDumpsAlone() throws IOException {
        String account = "AAAAAA-000000-000003";
        String row = row(account, "202610", 1, "1");
        write(account, "bad.jsonl", 1, row(account, "202610", 2, "1"), "{}");
        write(account, "good.jsonl", 1, row);

        ExtractionResult result = extract(account);

        assertThat(result.failure()).contains(Kind.MALFORMED);
        assertThat(result.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.getMessage()).contains("bad.jsonl", "row 1"));
        assertThat(published(account).values()).containsExactly(List.of(row));
    }

    @ParameterizedTest
    @Tag(RealData.TAG)
    @CsvSource({
        "detailed-export.csv, 018984-D0AAA4-940B88, gcp.detailed",
        "standard-export-with-promotions.csv, 000000-B0BBA4-940A77, gcp.standard",
    })
    void everyRowOfARealFileIsPublished(String name, String account, String dataSet) throws IOException {
        Path dump = RealData.path("gcp/" + name);
        Files.createDirectories(root.resolve(account));
        Files.copy(dump, root.resolve(account).resolve(name));
        List<String> lines = Files.readAllLines(dump);

        ExtractionResult result = extract(account);

        assertThat(result.errors()).isEmpty();
        assertThat(result.rows()).isEqualTo(lines.size() - 1);
        Map<String, List<String>> published = published(account);
        assertThat(published.keySet()).allMatch(scope -> scope.startsWith("gcp/" + dataSet + "/" + account + "/"));
        BigDecimal net = BigDecimal.ZERO;
        for (String row : published.values().stream().flatMap(List::stream).toList()) {
            net = net.add(sum(AMOUNT.matcher(row)));
        }
        BigDecimal expected = BigDecimal.ZERO;
        for (String line : lines.subList(1, lines.size())) {
            // The cost comes after the time of export and before the currency.
            expected = expected.add(
                            sum(Pattern.compile("\\+00:00,(-?[0-9.e-]+),USD").matcher(line)))
                    .add(sum(Pattern.compile("'amount': (-?[0-9.e-]+)").matcher(line)));
        }
        assertThat(net).isEqualByComparingTo(expected);
        assertThat(extract(account).pages()).isZero();
    }

    private static BigDecimal sum(Matcher amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        while (amounts.find()) {
            sum = sum.add(new BigDecimal(amounts.group(1)));
        }
        return sum;
    }

    private ExtractionResult extract(String account) {
        Map<String, String> settings = KAFKA.settings(root.resolve(account).toString(), account);
        return Extractor.run(ExtractorConfig.from(settings), Progress.NONE, InstantSource.system());
    }

    private static List<ConsumerRecord<String, RawPage>> records(String account) {
        return KAFKA.rawRecords(Provider.GCP.rawTopic(), account);
    }

    /** The rows of the newest delivery of each scope. */
    private static Map<String, List<String>> published(String account) {
        List<RawPage> pages =
                records(account).stream().map(ConsumerRecord::value).toList();
        Map<String, String> newest = new TreeMap<>();
        pages.forEach(page -> newest.put(page.getScope(), page.getDeliveryId()));
        Map<String, List<String>> rows = new TreeMap<>();
        newest.forEach((scope, delivery) -> {
            List<RawPage> own =
                    pages.stream().filter(page -> page.getScope().equals(scope)).toList();
            List<String> lines = new ArrayList<>();
            for (RawPage page : PublishedDelivery.whole(own, delivery)) {
                assertThat(page.getContentType()).isEqualTo("application/x-ndjson");
                UTF_8.decode(page.getContent().duplicate()).toString().lines().forEach(lines::add);
            }
            rows.put(scope, lines);
        });
        return rows;
    }

    private static String row(String account, String month, int day, String cost) {
        return "{\"billing_account_id\":\"" + account + "\",\"cost\":" + cost
                + ",\"currency\":\"EUR\",\"credits\":[],\"export_time\":\"2026-10-0" + day
                + " 05:00:00.066321 UTC\",\"invoice\":{\"month\":\"" + month + "\"}}";
    }

    private void write(String account, String name, int hour, String... rows) throws IOException {
        Path file = root.resolve(account)
                .resolve("gcp_billing_export_v1_" + account.replace('-', '_'))
                .resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, String.join("\n", rows) + "\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-01T0" + hour + ":00:00Z")));
    }
}
