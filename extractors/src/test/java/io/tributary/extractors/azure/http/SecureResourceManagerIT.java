package io.tributary.extractors.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.tributary.extractors.azure.http.AzureResourceManager.Waiting;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.VirtualTime;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Resource Manager over TLS, with the SDK's own token policy: which hosts get a token. */
@Timeout(60)
class SecureResourceManagerIT {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String SCOPE = "subscriptions/1";

    @TempDir
    private Path directory;

    private final VirtualTime time = new VirtualTime();
    private ServerSocketFactory sockets;
    private UnaryOperator<HttpClient> trusting;
    private FaultServer server;

    @BeforeEach
    void start() throws Exception {
        KeyStore keys = selfSigned();
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        sockets = context.getServerSocketFactory();
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SslContext client = SslContextBuilder.forClient().trustManager(trusted).build();
        trusting = base -> base.secure(tls -> tls.sslContext(client));
        server = FaultServer.startSecure(sockets, asked -> Reply.json("{}"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void tokenGoesToTheEndpointOnly() throws IOException {
        try (FaultServer foreign = FaultServer.startSecure(sockets, asked -> Reply.json("{}"));
                AzureResourceManager azure = connect(trusting)) {
            assertThat(azure.send(get("/first")).status()).isEqualTo(200);
            assertThat(server.seen().get(0).headers()).containsEntry("authorization", "Bearer secret-token");

            URI next = foreign.uri("/next?$skiptoken=abc");
            assertThatThrownBy(() -> azure.send(Request.get(next, SCOPE, 1)))
                    .isInstanceOf(SourceException.Malformed.class);
            URI plain = URI.create(server.uri().toString().replace("https:", "http:") + "/next");
            assertThatThrownBy(() -> azure.send(Request.get(plain, SCOPE, 1)))
                    .isInstanceOf(SourceException.Malformed.class);
            assertThat(foreign.count()).isZero();

            try (InputStream blob = azure.download(foreign.uri("/blob?sig=abc"))) {
                assertThat(blob.readAllBytes()).hasSize(2);
            }
            assertThat(foreign.seen()).hasSize(1);
            assertThat(foreign.seen().get(0).headers()).doesNotContainKey("authorization");
        }
        assertThat(server.count()).isOne();
    }

    @Test
    void untrustedHostGetsNoRequest() {
        try (AzureResourceManager azure = connect(UnaryOperator.identity())) {
            assertThatThrownBy(() -> azure.send(get("/first")))
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessageContaining("failed once");
        }
        assertThat(server.count()).isZero();
    }

    private AzureResourceManager connect(UnaryOperator<HttpClient> adaptation) {
        TokenCredential credential = request ->
                Mono.just(new AccessToken("secret-token", OffsetDateTime.now().plusHours(1)));
        HttpSettings settings = new HttpSettings(
                server.uri(),
                "https://management.azure.com/.default",
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                4,
                100_000,
                10_000,
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 4),
                Duration.ofMinutes(5),
                10,
                Duration.ofSeconds(30),
                new BudgetSettings(List.of(), List.of(), 1, 1, Duration.ofMinutes(90)));
        return new AzureResourceManager(
                settings,
                client -> Optional.of(Credentials.of(credential)),
                new Waiting(time, time, () -> 0),
                adaptation);
    }

    private Request get(String path) {
        return Request.get(server.uri(path), SCOPE, 1);
    }

    private KeyStore selfSigned() throws Exception {
        Path file = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-validity",
                        "1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
