package io.tributary.extractors.azure.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;
import io.tributary.extractors.azure.http.AzureResourceManager.Waiting;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import io.tributary.extractors.throttle.RateWindows.Window;
import io.tributary.extractors.throttle.VirtualTime;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import io.tributary.testsupport.http.StoredFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Resource Manager over a network that fails: the results, and the number of requests. */
@Timeout(60)
class AzureResourceManagerIT {

    private static final String COST_MANAGEMENT = "x-ms-ratelimit-microsoft.costmanagement-";
    private static final String SCOPE = "subscriptions/1";
    private static final String BODY = "{\"properties\":{\"rows\":[[1],[2],[3]]}}";
    private static final int ATTEMPTS = 4;

    /** Adds nothing to a wait. */
    private static final RandomGenerator NOTHING_MORE = () -> 0;

    private final VirtualTime time = new VirtualTime();
    private final AtomicInteger tokens = new AtomicInteger();
    private FaultServer server;
    private AzureResourceManager azure;

    @BeforeEach
    void start() throws IOException {
        server = FaultServer.start(asked -> Reply.json(BODY));
        azure = connect(settings(server.uri()));
    }

    @AfterEach
    void stop() throws IOException {
        azure.close();
        server.close();
    }

    @Test
    void requestIsSentOnceVerbatimWithATokenAndAName() {
        String path = "/" + SCOPE + "/query?api-version=2025-03-01&$skiptoken=AQAAAA%3D%3D%2B%2F%7Cx";
        Response response =
                azure.send(Request.post(server.uri(path), "{\"a\":1}".getBytes(StandardCharsets.UTF_8), SCOPE, 1));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo(BODY);
        assertThat(response.header("content-type")).contains("application/json");
        assertThat(server.count()).isOne();
        Seen seen = server.seen().get(0);
        assertThat(seen.method()).isEqualTo("POST");
        assertThat(seen.uri()).hasToString(path);
        assertThat(seen.text()).isEqualTo("{\"a\":1}");
        assertThat(seen.headers())
                .containsEntry("authorization", "Bearer token-1")
                .containsEntry("clienttype", "Tributary")
                .containsEntry("content-type", "application/json")
                .containsKey("x-ms-client-request-id");
        azure.send(get());
        assertThat(tokens).hasValue(1);
        assertThat(azure.counters().calls()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 302, 400, 404, 409, 410, 422})
    void otherStatusesAreReturnedToTheCaller(int status) {
        server.answering(asked -> Reply.status(status, "Location", "https://example.org/", "Retry-After", "7"));
        Response response = azure.send(get());
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.header("location")).contains("https://example.org/");
        assertThat(server.count()).isOne();
        assertThat(azure.counters().throttled()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                COST_MANAGEMENT + "entity-retry-after",
                COST_MANAGEMENT + "tenant-retry-after",
                COST_MANAGEMENT + "clienttype-retry-after",
                COST_MANAGEMENT + "client-retry-after",
                COST_MANAGEMENT + "qpu-retry-after",
                "x-ms-ratelimit-microsoft.consumption-retry-after",
                "Retry-After"
            })
    void throttleOfEachFamilyIsWaitedForAndCostsOneRequest(String header) {
        Instant start = time.instant();
        server.spoil(instead(Reply.status(429, header, "47")));
        assertThat(azure.send(get()).status()).isEqualTo(200);
        assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(47));
        assertThat(server.count()).isEqualTo(2);
        assertThat(azure.counters().throttled()).isOne();
        assertThat(azure.counters().retries()).isZero();
        assertThat(azure.counters().waited()).isEqualTo(Duration.ofSeconds(47));
    }

    @Test
    void longestOfSeveralWaitsCounts() {
        Instant start = time.instant();
        server.spoil(instead(Reply.status(
                429,
                COST_MANAGEMENT + "entity-retry-after",
                "21",
                COST_MANAGEMENT + "clienttype-retry-after",
                "47",
                "Retry-After",
                "5")));
        azure.send(get());
        assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(47));
    }

    @Test
    void throttleWithoutATimeIsWaitedForLongerEachTime() {
        server.spoil(instead(Reply.status(429)), instead(Reply.status(429)), instead(Reply.status(429)));
        Instant start = time.instant();
        azure.send(get());
        assertThat(server.count()).isEqualTo(4);
        assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(30 + 60 + 120));
    }

    @Test
    void waitThatIsTooLongIsRefusedNamingItsHeader() {
        server.spoil(instead(Reply.status(429, COST_MANAGEMENT + "qpu-retry-after", "86400")));
        SourceException.Throttled thrown =
                catchThrowableOfType(SourceException.Throttled.class, () -> azure.send(get()));
        assertThat(thrown)
                .hasMessageContaining("86400 s")
                .hasMessageContaining("qpu-retry-after")
                .hasMessageContaining("more than the 5400 s");
        assertThat(thrown.retryAfter()).contains(Duration.ofSeconds(86400));
        assertThat(server.count()).isOne();
    }

    @Test
    void throttleThatNeverEndsIsGivenUpAfterABoundedNumberOfRequests() {
        server.answering(asked -> Reply.status(429, "Retry-After", "1"));
        assertThatThrownBy(() -> azure.send(get())).isInstanceOf(SourceException.Throttled.class);
        assertThat(server.count()).isBetween(10, 40);
    }

    @Test
    void eightThreadsLoseOneRequestToEachThrottle() throws Exception {
        // Given: a tenant with five requests in a minute; the sixth is throttled
        List<Instant> accepted = new ArrayList<>();
        AtomicReference<Instant> refusedUntil = new AtomicReference<>(Instant.MIN);
        AtomicInteger throttles = new AtomicInteger();
        AtomicInteger wasted = new AtomicInteger();
        server.answering(asked -> {
            synchronized (accepted) {
                Instant now = time.instant();
                accepted.removeIf(at -> !at.plusSeconds(60).isAfter(now));
                if (accepted.size() < 5) {
                    accepted.add(now);
                    return Reply.json(BODY);
                }
                if (refusedUntil.get().isAfter(now)) {
                    wasted.incrementAndGet();
                } else {
                    throttles.incrementAndGet();
                    refusedUntil.set(accepted.get(0).plusSeconds(60));
                }
                return Reply.status(
                        429,
                        COST_MANAGEMENT + "tenant-retry-after",
                        Long.toString(Duration.between(now, refusedUntil.get()).toSeconds()));
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        // When
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String scope = "subscriptions/" + i % 8;
            done.add(threads.submit(() -> azure.send(Request.get(server.uri("/" + scope), scope, 1))));
        }
        for (Future<?> each : done) {
            each.get();
        }
        threads.shutdown();
        // Then
        assertThat(wasted).hasValue(0);
        assertThat(throttles.get()).isBetween(1, 8);
        assertThat(server.count()).isEqualTo(40 + throttles.get());
        assertThat(server.mostAtOnce()).isOne();
        assertThat(azure.counters().throttled()).isEqualTo(throttles.get());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504})
    void failuresOfAzureAreRetried(int status) {
        server.spoil(instead(Reply.status(status)), instead(Reply.status(status)));
        assertThat(azure.send(get()).text()).isEqualTo(BODY);
        assertThat(server.count()).isEqualTo(3);
        assertThat(azure.counters().retries()).isEqualTo(2);
    }

    @Test
    void waitThatComesWithAFailureIsKept() {
        Instant start = time.instant();
        server.spoil(instead(Reply.status(503, "Retry-After", "33")));
        azure.send(get());
        assertThat(Duration.between(start, time.instant())).isEqualTo(Duration.ofSeconds(33));
    }

    @Test
    void burstOfFailuresIsGivenUpAfterTheSetNumberOfAttempts() {
        server.answering(asked -> new Reply(
                500,
                Map.of("x-ms-request-id", "abc"),
                "{\"error\":{\"code\":\"InternalServerError\",\"message\":\"Try later\"}}"
                        .getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> azure.send(get()))
                .isInstanceOf(SourceException.Unavailable.class)
                .hasMessageContaining("GET " + server.uri() + "/" + SCOPE + ": failed 4 times")
                .hasMessageContaining("Azure says 500 InternalServerError: Try later (request abc)");
        assertThat(server.count()).isEqualTo(ATTEMPTS);
    }

    @Test
    void answersThatBreakOffAreRequestedAgain() {
        server.spoil(new Fault.ResetAfter(10), new Fault.EndAfter(10), new Fault.EndAfter(0));
        assertThat(azure.send(get()).text()).isEqualTo(BODY);
        assertThat(server.count()).isEqualTo(4);
        assertThat(azure.counters().retries()).isEqualTo(3);
    }

    @Test
    void answerThatIsTooSlowIsGivenUp() {
        server.spoil(new Fault.Drip(Duration.ofMillis(200)));
        long start = System.nanoTime();
        assertThat(azure.send(get()).text()).isEqualTo(BODY);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(6));
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void silentServerIsGivenUp() {
        server.spoil(new Fault.Silence());
        assertThat(azure.send(get()).text()).isEqualTo(BODY);
        assertThat(server.count()).isEqualTo(2);
    }

    @Test
    void hostThatCannotBeReachedIsUnavailable() {
        // A port that nothing listens on; a port that was freed may belong to another test by now.
        URI nowhere = URI.create("http://127.0.0.1:1/");
        try (AzureResourceManager unreachable = connect(settings(nowhere))) {
            assertThatThrownBy(() -> unreachable.send(Request.get(nowhere, "subscriptions/0", 1)))
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessageContaining("failed 4 times");
        }
    }

    @Test
    void answerThatIsTooLargeIsAClearError() {
        server.answering(asked -> new Reply(200, Map.of(), new byte[200_001]));
        assertThatThrownBy(() -> azure.send(get()))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("expected at most 200000");
        assertThat(server.count()).isOne();
    }

    @Test
    void denialNamesTheRolesToGrant() {
        server.answering(asked -> new Reply(
                403,
                Map.of(),
                "{\"error\":{\"code\":\"RBACAccessDenied\",\"message\":\"The client does not have authorization\"}}"
                        .getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> azure.send(get()))
                .isInstanceOf(SourceException.Denied.class)
                .hasMessageContaining("Azure says 403 RBACAccessDenied: The client does not have authorization")
                .hasMessageContaining("Cost Management Reader");
        server.answering(asked -> Reply.status(401));
        assertThatThrownBy(() -> azure.send(get()))
                .isInstanceOf(SourceException.Denied.class)
                .hasMessageContaining("azure.tenant.id");
        assertThat(server.count()).isEqualTo(1 + 2);
    }

    @Test
    void expiredTokenIsReplacedOnce() {
        // Given: the first token expired, though the credential keeps it for an hour
        server.answering(asked ->
                asked.headers().get("authorization").equals("Bearer token-1") ? Reply.status(401) : Reply.json("{}"));

        // When, then
        assertThat(azure.send(get()).status()).isEqualTo(200);
        assertThat(azure.send(get()).status()).isEqualTo(200);
        assertThat(tokens).hasValue(2);
        assertThat(server.count()).isEqualTo(3);
    }

    @Test
    void requestWithoutATokenIsRefusedAtOnce() {
        server.answering(asked -> Reply.status(401));
        try (AzureResourceManager anonymous =
                AzureResourceManager.of(settings(server.uri()), Optional.empty(), waiting())) {
            assertThatThrownBy(() -> anonymous.send(get())).isInstanceOf(SourceException.Denied.class);
        }
        assertThat(server.count()).isEqualTo(1);
    }

    @Test
    void tokenThatIsRefusedIsDeniedWithoutARequest() {
        TokenCredential refused =
                request -> Mono.error(new ClientAuthenticationException("AADSTS7000215: Invalid client secret", null));
        try (AzureResourceManager denied =
                AzureResourceManager.of(settings(server.uri()), Optional.of(refused), waiting())) {
            assertThatThrownBy(() -> denied.send(get()))
                    .isInstanceOf(SourceException.Denied.class)
                    .hasMessageContaining("AADSTS7000215")
                    .hasMessageContaining("azure.client.secret");
            assertThat(denied.counters().calls()).isZero();
        }
        assertThat(server.count()).isZero();
    }

    @Test
    void unreachableTokenIssuerIsUnavailable() {
        TokenCredential unreachable =
                request -> Mono.error(new UncheckedIOException(new UnknownHostException("login.example.org")));
        try (AzureResourceManager alone =
                AzureResourceManager.of(settings(server.uri(), 1), Optional.of(unreachable), waiting())) {
            assertThatThrownBy(() -> alone.send(get()))
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessageContaining("failed once")
                    .hasMessageContaining("no token could be had")
                    .hasMessageContaining("login.example.org");
            assertThat(alone.counters().calls()).isZero();
        }
        assertThat(server.count()).isZero();
    }

    @Test
    void requestToAnotherHostIsRefusedAndNothingIsSentThere() throws IOException {
        try (FaultServer foreign = FaultServer.start(asked -> Reply.json(BODY))) {
            assertThatThrownBy(() -> azure.send(Request.get(foreign.uri("/page"), SCOPE, 1)))
                    .isInstanceOf(SourceException.Malformed.class)
                    .hasMessageContaining(foreign.uri() + "/page")
                    .hasMessageContaining(server.uri().toString());
            assertThat(foreign.count()).isZero();
        }
    }

    @Test
    void redirectionIsNotFollowed() throws IOException {
        try (FaultServer foreign = FaultServer.start(asked -> Reply.json(BODY))) {
            server.answering(asked ->
                    Reply.status(307, "Location", foreign.uri("/elsewhere").toString()));
            assertThat(azure.send(get()).status()).isEqualTo(307);
            assertThat(foreign.count()).isZero();
        }
    }

    @Test
    void endpointWithoutTlsIsRefused() {
        assertThatThrownBy(() -> connect(settings(URI.create("http://management.example.org"))))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("expected https, or http on this machine");
    }

    @Test
    void failingHostGetsNoRequestsAndThenOne() {
        server.answering(asked -> Reply.status(503));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> azure.send(get())).isInstanceOf(SourceException.Unavailable.class);
        }
        int until = server.count();
        assertThat(until).isEqualTo(10);
        assertThatThrownBy(() -> azure.send(get()))
                .isInstanceOf(SourceException.Unavailable.class)
                .hasMessageContaining("failed 10 times in a row and is left alone for 30 s");
        assertThat(server.count()).isEqualTo(until);
        time.pass(Duration.ofSeconds(30));
        assertThatThrownBy(() -> azure.send(get())).isInstanceOf(SourceException.Unavailable.class);
        assertThat(server.count()).isEqualTo(until + 1);
        time.pass(Duration.ofSeconds(30));
        server.answering(asked -> Reply.json(BODY));
        assertThat(azure.send(get()).status()).isEqualTo(200);
        assertThat(azure.send(get()).status()).isEqualTo(200);
    }

    @Test
    void interruptEndsTheWaiting() throws Exception {
        server.spoil(instead(Reply.status(429, "Retry-After", "600")));
        try (AzureResourceManager patient = AzureResourceManager.of(
                settings(server.uri()),
                Optional.empty(),
                new Waiting(InstantSource.system(), Pause.REAL, NOTHING_MORE))) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread thread = new Thread(() -> {
                try {
                    patient.send(get());
                } catch (RuntimeException e) {
                    thrown.set(e);
                }
            });
            thread.start();
            while (thread.getState() != Thread.State.TIMED_WAITING
                    || patient.counters().throttled() == 0) {
                Thread.onSpinWait();
            }
            thread.interrupt();
            thread.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(thrown.get()).isInstanceOf(Pause.InterruptedPauseException.class);
        }
    }

    @Test
    void linkedFileIsReadInPartsWithoutAToken() throws IOException {
        byte[] content = content(100_000);
        server.answering(file(content, "\"v1\""));
        try (InputStream file = azure.download(server.uri("/blob.csv?sig=a%2Bb"))) {
            assertThat(file.readAllBytes()).isEqualTo(content);
        }
        assertThat(server.count()).isEqualTo(4);
        assertThat(server.seen()).allSatisfy(seen -> {
            assertThat(seen.headers()).doesNotContainKeys("authorization", "clienttype");
            assertThat(seen.uri()).hasToString("/blob.csv?sig=a%2Bb");
        });
        assertThat(tokens).hasValue(0);
    }

    @Test
    void linkedFileSurvivesFaults() throws IOException {
        byte[] content = content(100_000);
        server.answering(file(content, "\"v1\""));
        server.spoil(
                new Fault.ResetAfter(5_000),
                instead(Reply.status(503)),
                new Fault.EndAfter(100),
                instead(Reply.status(429, "Retry-After", "3")),
                new Fault.ResetAfter(0));
        server.spoil(new Fault.Drip(Duration.ofMillis(5)));
        try (InputStream file = connect(settings(server.uri(), 10)).download(server.uri("/blob.csv"))) {
            assertThat(file.readAllBytes()).isEqualTo(content);
        }
        assertThat(server.count()).isEqualTo(4 + 6);
    }

    @Test
    void linkedFileThatServesNoPartsIsReadWhole() throws IOException {
        server.answering(asked -> Reply.json(BODY));
        try (InputStream file = azure.download(server.uri("/blob.csv"))) {
            assertThat(file.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo(BODY);
        }
        assertThat(server.count()).isOne();
    }

    @Test
    void emptyLinkedFileIsEmpty() throws IOException {
        server.answering(asked -> Reply.status(416, "Content-Range", "bytes */0"));
        try (InputStream file = azure.download(server.uri("/blob.csv"))) {
            assertThat(file.read()).isEqualTo(-1);
        }
    }

    @Test
    void linkedFileThatChangesIsRefused() throws IOException {
        server.answering(file(content(100_000), "\"v1\""));
        try (InputStream file = azure.download(server.uri("/blob.csv"))) {
            server.answering(file(content(100_001), "\"v2\""));
            assertThatThrownBy(file::readAllBytes).isInstanceOf(DeliveryChangedException.class);
        }
    }

    @Test
    void linkThatHasExpiredIsDeniedWithoutShowingItsSignature() {
        server.answering(asked -> new Reply(
                403,
                Map.of(),
                "<?xml version=\"1.0\"?><Error><Code>AuthenticationFailed</Code></Error>"
                        .getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> azure.download(server.uri("/blob.csv?sig=secret")))
                .isInstanceOf(SourceException.Denied.class)
                .hasMessageContaining("Azure says 403 AuthenticationFailed; the link has expired")
                .hasMessageNotContaining("secret");
        server.answering(asked -> Reply.status(404));
        assertThatThrownBy(() -> azure.download(server.uri("/blob.csv?sig=secret")))
                .isInstanceOf(SourceException.Missing.class);
        assertThatThrownBy(() -> azure.download(URI.create("http://example.org/blob.csv?sig=secret")))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("expected a link over https");
    }

    private AzureResourceManager connect(HttpSettings settings) {
        TokenCredential credential = request -> Mono.fromSupplier(() -> new AccessToken(
                "token-" + tokens.incrementAndGet(), OffsetDateTime.now().plusHours(1)));
        return AzureResourceManager.of(settings, Optional.of(credential), waiting());
    }

    private Waiting waiting() {
        return new Waiting(time, time, NOTHING_MORE);
    }

    private static HttpSettings settings(URI endpoint) {
        return settings(endpoint, ATTEMPTS);
    }

    private static HttpSettings settings(URI endpoint, int attempts) {
        return new HttpSettings(
                endpoint,
                "https://management.azure.com/.default",
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                4,
                200_000,
                30_000,
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), attempts),
                Duration.ofMinutes(5),
                10,
                Duration.ofSeconds(30),
                new BudgetSettings(
                        List.of(new Window(1_000_000, Duration.ofHours(1))),
                        List.of(new Window(1_000_000, Duration.ofHours(1))),
                        1,
                        1,
                        Duration.ofMinutes(90)));
    }

    private Request get() {
        return Request.get(server.uri("/" + SCOPE), SCOPE, 1);
    }

    private static Fault instead(Reply reply) {
        return new Fault.Instead(reply);
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(7).nextBytes(content);
        return content;
    }

    private static FaultServer.Handler file(byte[] content, String version) {
        return asked -> new StoredFile(content, version, Instant.EPOCH).reply(asked);
    }
}
