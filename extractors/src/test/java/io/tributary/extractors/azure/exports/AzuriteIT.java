package io.tributary.extractors.azure.exports;

import static io.tributary.testsupport.azure.ExportDirectory.csv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.source.SourceException.Kind;
import io.tributary.testsupport.azure.ExportDirectory.Run;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Exports in Azurite, Microsoft's emulator of Blob storage. The tests run if {@code azurite-blob} is on the path, or if
 * the system property or environment variable AZURITE names it ({@code npm install azurite} installs it).
 */
class AzuriteIT extends BlobExportsContract {

    private static final String ACCOUNT = "devstoreaccount1";

    /** The key that every Azurite has. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final AtomicInteger CONTAINERS = new AtomicInteger();

    private static Process azurite;
    private static String endpoint;

    private String container;
    private Path uploaded;

    @BeforeAll
    static void startAzurite() throws Exception {
        Optional<Path> program = program();
        assumeThat(program)
                .as("skipped: there is no azurite-blob on the path, and AZURITE does not say where it is")
                .isPresent();
        int port = freePort();
        azurite = new ProcessBuilder(
                        program.get().toString(),
                        "--inMemoryPersistence",
                        "--skipApiVersionCheck",
                        "--disableTelemetry",
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        Integer.toString(port))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        endpoint = "http://127.0.0.1:" + port + "/" + ACCOUNT;
        awaitPort(port);
    }

    @AfterAll
    static void stopAzurite() throws Exception {
        if (azurite != null) {
            azurite.destroy();
            azurite.waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Override
    void upload(Path directory) throws IOException {
        if (!directory.equals(uploaded)) {
            uploaded = directory;
            container = "exports" + CONTAINERS.incrementAndGet();
        }
        BlobContainerClient client = client();
        client.createIfNotExists();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = directory.relativize(file).toString().replace(File.separator, "/");
                BinaryData content = BinaryData.fromBytes(Files.readAllBytes(file));
                boolean isThere = client.getBlobClient(name).exists()
                        && client.getBlobClient(name)
                                .downloadContent()
                                .toString()
                                .equals(content.toString());
                if (!isThere) {
                    client.getBlobClient(name).upload(content, true);
                }
            }
        }
    }

    @Override
    String url() {
        return endpoint + "/" + container + "/";
    }

    @Override
    Map<String, String> credentials() {
        return Map.of("azure.blob.account.key", KEY);
    }

    @Test
    void sharedAccessSignatureIsEnough() throws Exception {
        // Given
        Run run = Run.of("ActualCost", YearMonth.of(2026, 10), 1);
        exports().write(run, ".csv", List.of(csv(exports().rows(run.period(), 0, 3, "x"))), 3);
        upload(root());
        String signature = client().generateSas(new BlobServiceSasSignatureValues(
                OffsetDateTime.now(ZoneOffset.UTC).plusHours(1),
                new BlobContainerSasPermission().setReadPermission(true).setListPermission(true)));

        // When
        ExtractionResult result = run(Map.of("azure.blob.account.key", "", "azure.blob.sas.token", "?" + signature));

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.rows()).isEqualTo(3);
    }

    @Test
    void wrongKeyIsRefusedAndNotRepeated() throws Exception {
        upload(root());
        String wrong = Base64.getEncoder().encodeToString("wrong".getBytes(UTF_8));

        ExtractionResult result = run(Map.of("azure.blob.account.key", wrong));

        assertThat(result.errors())
                .singleElement()
                .isInstanceOf(SourceException.Denied.class)
                .extracting(Throwable::getMessage)
                .asString()
                .contains("403")
                .doesNotContain(wrong);
        assertThat(result.failure()).contains(Kind.DENIED);
    }

    private BlobContainerClient client() {
        return new BlobContainerClientBuilder()
                .endpoint(endpoint)
                .containerName(container)
                .credential(new StorageSharedKeyCredential(ACCOUNT, KEY))
                .buildClient();
    }

    private static Optional<Path> program() {
        String named = System.getProperty("azurite", System.getenv().getOrDefault("AZURITE", ""));
        List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(
                        Stream.of(named).filter(name -> !name.isBlank()).map(Path::of),
                        path.stream().filter(name -> !name.isBlank()).map(folder -> Path.of(folder, "azurite-blob")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < end && azurite.isAlive()) {
            try {
                new Socket("127.0.0.1", port).close();
                return;
            } catch (IOException e) {
                azurite.waitFor(100, TimeUnit.MILLISECONDS);
            }
        }
        throw new IllegalStateException("Azurite did not start on port " + port);
    }
}
