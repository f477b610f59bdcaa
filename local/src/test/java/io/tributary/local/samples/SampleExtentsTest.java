package io.tributary.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ProviderExtractor;
import io.tributary.extractors.ProviderExtractors;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.throttle.Pause;
import io.tributary.local.command.CommandLineRun;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sources say of how much there is to read is what there is, and what they say was read adds up to it. */
class SampleExtentsTest {

    private static final PageLimits LIMITS = new PageLimits(50_000, 500, 1_000_000);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws --format=legacy-csv --discounts=net-with-rows",
                "aws --format=cur2-parquet --discounts=net-only",
                "aws --format=focus-csv",
                "azure --format=csv",
                "azure --format=csv-gzip",
                "azure --format=parquet",
                "gcp --format=json-gzip"
            })
    void deliveriesHaveWhatTheySay(String bill) throws IOException {
        String options = "sample --rows=6000 --output=" + directory + " --provider=" + bill;
        CommandLineRun sample = CommandLineRun.of(options.split(" "));
        assertThat(sample.exitCode()).as(sample.err()).isZero();
        Provider provider = Provider.builtIn().stream()
                .filter(one -> bill.startsWith(one.name() + " "))
                .findFirst()
                .orElseThrow();
        boolean isSurveyed = false;
        long amount = 0;
        long rows = 0;
        Extent.Unit unit = null;

        try (BillingSource source = open(ProviderExtractors.of(provider))) {
            for (SourceDelivery delivery : source.discover().deliveries()) {
                Extent extent = delivery.extent().orElseThrow();
                DeliverySnapshot snapshot = delivery.snapshot();
                assertThat(snapshot.extent(0)).contains(extent);
                unit = extent.unit();
                amount += extent.amount();
                AtomicLong surveyed = new AtomicLong();
                if (snapshot.survey(surveyed::set).isPresent()) {
                    isSurveyed = true;
                    assertThat(surveyed.get()).isBetween(extent.amount() / 2, extent.amount());
                }
                rows += rowsOf(snapshot, extent);
            }
        }

        assertThat(isSurveyed).isEqualTo(bill.contains("net-"));
        assertThat(amount).isPositive().isEqualTo(unit == Extent.Unit.ROWS ? rows : bytesOfBill());
    }

    /** Reads all pages; what was read grows with each, and is what there is at the end. */
    private static long rowsOf(DeliverySnapshot snapshot, Extent extent) {
        long rows = 0;
        long before = 0;
        try (PageReader pages = snapshot.pages(0, 0)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                assertThat(pages.consumed()).isBetween(before, extent.amount());
                before = pages.consumed();
                rows += page.get().rows();
            }
            assertThat(pages.consumed()).isEqualTo(extent.amount());
        }
        return rows;
    }

    /** Bytes of all files that are no manifests. */
    private long bytesOfBill() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".json"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private <C> BillingSource open(ProviderExtractor<C> extractor) {
        Map<String, String> all = new HashMap<>();
        extractor.deliveriesSetting().ifPresent(setting -> all.put(setting, "all"));
        C config = extractor.config(extractor.settings().parse(all), all);
        return extractor.open(directory.toString(), config, LIMITS, 2, InstantSource.system(), Pause.REAL);
    }
}
