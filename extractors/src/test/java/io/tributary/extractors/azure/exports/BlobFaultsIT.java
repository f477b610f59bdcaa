package io.tributary.extractors.azure.exports;

import static io.tributary.testsupport.azure.ExportDirectory.csv;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.source.SourceException.Kind;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.azure.BlobsForTests;
import io.tributary.testsupport.azure.ExportDirectory;
import io.tributary.testsupport.azure.ExportDirectory.Run;
import io.tributary.testsupport.http.FaultServer.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exports in Blob storage that fails on request, and the number of requests that failures cost. */
class BlobFaultsIT extends BlobExportsContract {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final int ATTEMPTS = 5;

    private BlobsForTests blobs;

    @Override
    void upload(Path directory) throws IOException {
        if (blobs == null) {
            blobs = BlobsForTests.start(directory);
        }
    }

    @Override
    String url() {
        return blobs.url();
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("azure.credentials", "none");
    }

    @AfterEach
    void stopServer() throws IOException {
        blobs.close();
        blobs = null;
    }

    @Test
    void burstOfRefusalsIsWaitedOut() throws IOException {
        // Given: each request is refused twice before it is answered
        Run run = writeRun(40);
        AtomicInteger count = new AtomicInteger();
        blobs.fail(request -> count.incrementAndGet() % 3 == 0 ? Fault.NONE : BlobsForTests.refuse(503, "ServerBusy"));

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(rows(run.id())).isEqualTo(String.join("", exports().rows(OCTOBER, 0, 40, "x")));
    }

    @Test
    void endlessRefusalsAreGivenUp() throws IOException {
        // Given
        writeRun(3);
        blobs.fail(request -> request.startsWith("GET") && request.contains(".csv")
                ? BlobsForTests.refuse(503, "ServerBusy")
                : Fault.NONE);

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Unavailable.class);
        assertThat(result.failure()).contains(Kind.UNAVAILABLE);
        assertThat(requests("GET", ".csv")).isEqualTo(ATTEMPTS);
        assertThat(KAFKA.rawPages(account())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "403, AuthorizationPermissionMismatch, Denied, DENIED",
        "404, ContainerNotFound, Missing, MISSING",
        "429, TooManyRequests, Throttled, THROTTLED",
        "503, ServerBusy, Throttled, THROTTLED"
    })
    void refusalOfTheListingIsReported(int status, String code, String type, Kind kind) throws IOException {
        writeRun(3);
        blobs.fail(request -> request.startsWith("LIST") ? BlobsForTests.refuse(status, code) : Fault.NONE);

        ExtractionResult result = run(Map.of("azure.request.attempts", "2"));

        assertThat(result.failure()).contains(kind);
        assertThat(result.errors()).singleElement().satisfies(error -> {
            assertThat(error.getClass().getSimpleName()).isEqualTo(type);
            assertThat(error).hasMessageContaining(status + " " + code);
        });
        assertThat(requests("LIST", "")).isLessThanOrEqualTo(2);
    }

    @Test
    void connectionThatBreaksInMidBodyIsResumed() throws IOException {
        // Given
        Run run = writeRun(200);
        AtomicInteger count = new AtomicInteger();
        blobs.fail(request -> request.startsWith("GET") && request.contains(".csv") && count.incrementAndGet() < 4
                ? new Fault.EndAfter(1_000)
                : Fault.NONE);

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(rows(run.id())).isEqualTo(String.join("", exports().rows(OCTOBER, 0, 200, "x")));
        assertThat(requests("GET", ".csv")).isLessThanOrEqualTo(ATTEMPTS);
    }

    @Test
    void fileOfSeveralBlocksIsReadWholeThroughBrokenConnections() throws IOException {
        // Given: blocks of 64 KiB to 4 MiB; every second answer breaks off after 1 MB
        Run run = writeRun(60_000);
        AtomicInteger count = new AtomicInteger();
        blobs.fail(request -> request.startsWith("GET") && request.contains(".csv") && count.incrementAndGet() % 2 == 0
                ? new Fault.EndAfter(1_000_000)
                : Fault.NONE);

        // When
        ExtractionResult result = run(Map.of("extractor.page.bytes", "1000000", "extractor.transaction.pages", "100"));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(rows(run.id())).isEqualTo(String.join("", exports().rows(OCTOBER, 0, 60_000, "x")));
        assertThat(requests("GET", ".csv")).isBetween(8L, 40L);
    }

    @Test
    void blobThatIsRewrittenWhileItIsReadIsReadAgain() throws IOException {
        // Given: another run replaces the file at its first request
        Run first = Run.of("ActualCost", OCTOBER, 1);
        Run second = Run.of("ActualCost", OCTOBER, 2);
        String folder = ExportDirectory.periodFolder(first);
        exports().writeInto(folder, first, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 50, "before"))), 50);
        upload(root());
        AtomicInteger count = new AtomicInteger();
        blobs.fail(request -> {
            if (request.startsWith("GET") && request.contains(".csv") && count.incrementAndGet() == 1) {
                exports()
                        .writeInto(folder, second, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 60, "after"))), 60);
            }
            return Fault.NONE;
        });

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly(second.id());
        assertThat(rows(second.id())).isEqualTo(String.join("", exports().rows(OCTOBER, 0, 60, "after")));
        assertThat(KAFKA.rawPages(account()))
                .filteredOn(page -> page.getDeliveryId().equals(first.id()))
                .extracting(RawPage::getCompletion)
                .allMatch(Objects::isNull);
    }

    @Test
    void fileThatLacksRowsIsNotCompleted() throws IOException {
        // Given: as many bytes as stated, and one row fewer
        Run run = Run.of("ActualCost", OCTOBER, 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, 20, "x"))), 21);
        upload(root());

        // When
        ExtractionResult result = run(Map.of());

        // Then
        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Malformed.class);
        assertThat(result.failure()).contains(Kind.MALFORMED);
        assertThat(result.deliveries()).isEmpty();
        assertThat(KAFKA.rawPages(account())).extracting(RawPage::getCompletion).allMatch(Objects::isNull);
    }

    @Test
    void truncatedFileIsNotCompleted() throws IOException {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        byte[] packed = BillDirectory.gzip(csv(exports().rows(OCTOBER, 0, 20, "x")));
        exports().write(run, ".csv.gz", List.of(Arrays.copyOf(packed, packed.length - 9)), 20);
        upload(root());

        ExtractionResult result = run(Map.of());

        assertThat(result.errors()).singleElement().isInstanceOf(SourceException.Malformed.class);
        assertThat(KAFKA.rawPages(account())).extracting(RawPage::getCompletion).allMatch(Objects::isNull);
    }

    @Test
    void fileThatArrivesAfterItsManifestIsReadByTheNextRun() throws IOException {
        // Given
        Run run = writeRun(5);
        Path part = root().resolve(ExportDirectory.runFolder(run) + "part_0_0001.csv");
        byte[] content = Files.readAllBytes(part);
        Files.delete(part);

        // When
        ExtractionResult before = run(Map.of());
        Files.write(part, content);
        ExtractionResult after = run(Map.of());

        // Then
        assertThat(before.errors()).singleElement().isInstanceOf(SourceException.Missing.class);
        assertThat(after.deliveries()).extracting(TakenDelivery::deliveryId).containsExactly(run.id());
    }

    @Test
    void runThatEndsAnywhereIsResumed() throws IOException {
        // Given: each run ends after a few pages
        Run run = writeRun(120);
        ExtractionResult result = null;
        int runs = 0;

        // When
        while (result == null) {
            int end = ++runs;
            try {
                result = runStoppingAfter(2 + end % 3);
            } catch (UncheckedIOException e) {
                assertThat(KAFKA.rawPages(account()))
                        .extracting(RawPage::getCompletion)
                        .allMatch(Objects::isNull);
            }
        }

        // Then
        assertThat(runs).isGreaterThan(3);
        assertThat(rows(run.id())).isEqualTo(String.join("", exports().rows(OCTOBER, 0, 120, "x")));
    }

    private ExtractionResult runStoppingAfter(int pages) {
        AtomicInteger published = new AtomicInteger();
        Progress stopping = new Progress() {
            @Override
            public void pagePublished(String scope, int rows, int bytes) {
                if (published.incrementAndGet() == pages) {
                    throw new UncheckedIOException(new IOException("the power is cut"));
                }
            }
        };
        return run(Map.of(), stopping);
    }

    private Run writeRun(int rows) throws IOException {
        Run run = Run.of("ActualCost", OCTOBER, 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(OCTOBER, 0, rows, "x"))), rows);
        upload(root());
        return run;
    }

    private long requests(String method, String part) {
        return blobs.requests().stream()
                .filter(request -> request.startsWith(method) && request.contains(part))
                .count();
    }
}
