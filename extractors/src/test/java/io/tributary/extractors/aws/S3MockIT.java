package io.tributary.extractors.aws;

import static io.tributary.testsupport.aws.BillDirectory.gzip;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.Extractor;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket in S3Mock, published to a real broker. */
class S3MockIT {

    private static final String ACCOUNT = "000000000033";

    private static Process server;
    private static URI endpoint;

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    @BeforeAll
    static void start() throws Exception {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        int port = freePort();
        endpoint = URI.create("http://127.0.0.1:" + port);
        server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dhttp.port=" + port,
                        "-jar",
                        Path.of("target/s3mock/s3mock-exec.jar")
                                .toAbsolutePath()
                                .toString(),
                        "--server.port=" + freePort())
                .redirectErrorStream(true)
                .start();
        awaitStart(new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8)));
    }

    @AfterAll
    static void stop() {
        server.destroyForcibly();
    }

    @Test
    void bucketIsExtractedOnce() throws IOException {
        // Given
        BillDirectory bill = new BillDirectory(root, ACCOUNT);
        List<String> first = bill.rows(0, 300, "first");
        List<String> second = bill.rows(300, 50, "second");
        bill.createNew(
                YearMonth.of(2026, 10),
                "2026-11-02T03:04:05.678Z-id",
                Instant.EPOCH,
                List.of(gzip(first), gzip(second)));
        upload("bucket");

        // When
        Map<String, String> settings = KAFKA.settings("s3://bucket/prefix/", "s3mock");
        settings.put("aws.s3.endpoint", endpoint.toString());
        settings.put("aws.s3.region", "us-east-1");
        settings.put("aws.s3.path.style", "true");
        ExtractionResult result = run(settings);
        ExtractionResult again = run(settings);

        // Then
        assertThat(result.errors()).isEmpty();
        List<RawPage> pages = PublishedDelivery.whole(KAFKA.rawPages(ACCOUNT), "2026-11-02T03:04:05.678Z-id");
        assertThat(PublishedDelivery.rows(pages, BillDirectory.COLUMNS))
                .isEqualTo(String.join("", first) + String.join("", second));
        assertThat(pages.get(0).getArtifact()).startsWith("s3://bucket/prefix/report/20261001-20261101/2026-11-02T");
        assertThat(again.pages()).isZero();
        assertThat(again.deliveries())
                .singleElement()
                .extracting(TakenDelivery::alreadyTaken)
                .isEqualTo(true);
    }

    private static ExtractionResult run(Map<String, String> settings) {
        return Extractor.run(ExtractorConfig.from(settings), Progress.NONE, InstantSource.system());
    }

    private void upload(String bucket) throws IOException {
        try (S3Client client = S3Client.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .build();
                Stream<Path> files = Files.walk(root)) {
            client.createBucket(request -> request.bucket(bucket));
            files.filter(Files::isRegularFile)
                    .forEach(file -> client.putObject(
                            request -> request.bucket(bucket)
                                    .key(root.relativize(file).toString()),
                            file));
        }
    }

    private static void awaitStart(BufferedReader output) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Started ")) {
                Thread reader = new Thread(() -> output.lines().forEach(unused -> {}), "s3mock-output");
                reader.setDaemon(true);
                reader.start();
                return;
            }
        }
        throw new IllegalStateException("The S3 server ended instead of starting:\n" + said);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
