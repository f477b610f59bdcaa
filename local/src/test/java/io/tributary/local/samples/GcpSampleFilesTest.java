package io.tributary.local.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.gcp.files.FilesSource;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.throttle.Pause;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.gcp.GcpDataSet;
import io.tributary.samples.gcp.GcpDumps;
import io.tributary.samples.gcp.GcpFormat;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the extractor finds in a sample's files, against the truth. */
class GcpSampleFilesTest {

    private static final GcpSampleSettings SMALL =
            GcpSampleSettings.builder().rows(3_000).build();
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final PageLimits LIMITS = new PageLimits(100_000, 1_000, 1_000_000);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(GcpFormat.class)
    void everySliceHasTheRowsAndTheCostsOfTheTruth(GcpFormat format) throws IOException {
        SampleTruth truth = GcpSampleBill.write(
                SMALL.toBuilder().format(format).brokenRows(2).build(), directory);

        assertSameAs(truth);
    }

    @Test
    void dumpsOfWholeTablesAndOfBothExportsAreTakenOnce() throws IOException {
        SampleTruth truth = GcpSampleBill.write(
                SMALL.toBuilder()
                        .rows(6_000)
                        .dataSets(Set.of(GcpDataSet.values()))
                        .dumps(GcpDumps.WHOLE)
                        .build(),
                directory);

        assertSameAs(truth);
    }

    @Test
    void laterStateHasTheDeliveriesOfTheEarlierOneAndMore() throws IOException {
        for (GcpDumps dumps : GcpDumps.values()) {
            Path bill = directory.resolve(dumps.name());
            GcpSampleBill.write(SMALL.toBuilder().dumps(dumps).through(2).build(), bill);
            Set<String> before = deliveries(bill);
            GcpSampleBill.write(SMALL.toBuilder().dumps(dumps).build(), bill);
            Set<String> after = deliveries(bill);

            assertThat(after).hasSizeGreaterThan(before.size()).containsAll(before);
        }
    }

    private static Set<String> deliveries(Path bill) {
        try (FilesSource source = open(bill)) {
            return source.discover().deliveries().stream()
                    .map(delivery ->
                            delivery.header().scope() + " " + delivery.header().id())
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private void assertSameAs(SampleTruth truth) throws IOException {
        Map<String, SampleTruth.ScopeDelivery> expected = new TreeMap<>();
        truth.scopes().stream()
                .filter(SampleTruth.ScopeDelivery::taken)
                .forEach(slice -> expected.put(
                        String.join(
                                "/",
                                "gcp",
                                slice.dataSet(),
                                slice.scope(),
                                slice.periodStart().toString(),
                                slice.source()),
                        slice));
        try (FilesSource source = open(directory)) {
            Discovery discovery = source.discover();
            assertThat(discovery.errors()).isEmpty();
            assertThat(discovery.deliveries()).hasSize(expected.size());
            for (SourceDelivery delivery : discovery.deliveries()) {
                assertSame(delivery, expected.get(delivery.header().scope()));
            }
        }
    }

    private static void assertSame(SourceDelivery delivery, SampleTruth.ScopeDelivery truth) throws IOException {
        BigDecimal net = BigDecimal.ZERO;
        long rows = 0;
        try (PageReader pages = delivery.snapshot().pages(0, 0)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                for (String line :
                        new String(page.get().content(), UTF_8).lines().toList()) {
                    rows++;
                    net = net.add(net(JSON.readTree(line)));
                }
            }
        }
        assertThat(rows).isEqualTo(truth.rows());
        BigDecimal total = truth.currencies().values().iterator().next().costs().billedCost();
        assertThat(net).isEqualByComparingTo(total);
        if (truth.deadLetters() == 0) {
            BigDecimal stated = delivery.snapshot().controlTotals().stream()
                    .filter(control -> control.getCurrency() != null)
                    .map(control -> control.getTotal())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(stated).isEqualByComparingTo(total);
        }
    }

    /** Cost and credits, of JSON's numbers or CSV's text; nothing where the cost is no number. */
    private static BigDecimal net(JsonNode row) throws IOException {
        String cost = row.get("cost").asText();
        if (!cost.matches("-?[0-9.]+([eE][-+]?\\d+)?")) {
            return BigDecimal.ZERO;
        }
        JsonNode credits = row.get("credits");
        BigDecimal net = new BigDecimal(cost);
        for (JsonNode credit : credits.isTextual() ? JSON.readTree(credits.asText()) : credits) {
            net = net.add(credit.get("amount").decimalValue());
        }
        return net;
    }

    private static FilesSource open(Path bill) {
        return FilesSource.open(bill.toString(), Tables.AUTO, LocalObjects.open(bill.toString()), LIMITS, Pause.REAL);
    }
}
