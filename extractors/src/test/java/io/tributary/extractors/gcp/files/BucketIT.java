package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.ResumingStream;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.BillingSource.Discovery;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported files in a bucket, through a server that speaks Cloud Storage's JSON interface. */
class BucketIT {

    private static final Pause AT_ONCE = duration -> {};
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 4);
    private static final int PAGE = 2;

    private final Map<String, byte[]> objects = new TreeMap<>();
    private final Map<String, Long> generations = new HashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> cuts = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/storage/v1/b/bills/o", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void objectsOfAPrefixAreListedPageByPage() {
        for (int i = 0; i < 5; i++) {
            put("dumps/a b " + i + ".jsonl", "{}");
        }
        put("other/c.jsonl", "{}");

        try (ObjectStore store = open("gs://bills/dumps/")) {
            assertThat(store.list(key -> !key.endsWith("3.jsonl")))
                    .extracting(StoredObject::key)
                    .containsExactly(
                            "dumps/a b 0.jsonl", "dumps/a b 1.jsonl", "dumps/a b 2.jsonl", "dumps/a b 4.jsonl");
            assertThat(store.uri("dumps/x")).isEqualTo("gs://bills/dumps/x");
            assertThat(store.head("dumps/a b 1.jsonl")).map(StoredObject::size).contains(2L);
            assertThat(store.head("dumps/none")).isEmpty();
        }
        assertThat(asked).filteredOn(uri -> uri.contains("prefix=")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void whatMayPassIsTriedAgain(int status) {
        put("a.jsonl", "{}");
        refusals.addAll(List.of(status, status));

        try (ObjectStore store = open("gs://bills")) {
            assertThat(store.list(key -> true)).hasSize(1);
        }
        assertThat(asked).hasSize(3);
    }

    @Test
    void whatLastsIsGivenUp() {
        refusals.addAll(Collections.nCopies(50, 503));

        try (ObjectStore store = open("gs://bills")) {
            assertThatThrownBy(() -> store.list(key -> true))
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessageContaining("gs://bills/")
                    .hasMessageContaining("503");
        }
        assertThat(asked).hasSize(4);
    }

    @Test
    void refusalNamesTheRoleToGrant() {
        refusals.add(403);

        try (ObjectStore store = open("gs://bills")) {
            assertThatThrownBy(() -> store.list(key -> true))
                    .isInstanceOf(SourceException.Denied.class)
                    .hasMessageContaining("Storage Object Viewer");
        }
        assertThat(asked).hasSize(1);
    }

    @Test
    void bodyThatBreaksOffIsReadOnWhereItBroke() throws IOException {
        String content = "0123456789".repeat(1000);
        put("a.csv", content);
        cuts.addAll(List.of(3000, 10));

        try (ObjectStore store = open("gs://bills")) {
            StoredObject object = store.list(key -> true).get(0);
            try (InputStream in = new ResumingStream(store, object, BACKOFF, AT_ONCE)) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(content);
            }
        }
    }

    @Test
    void objectThatIsRewrittenMeanwhileIsNotReadOn() {
        put("a.csv", "first");

        try (ObjectStore store = open("gs://bills")) {
            StoredObject object = store.list(key -> true).get(0);
            put("a.csv", "second");
            assertThatThrownBy(() -> store.open(object, 2)).isInstanceOf(DeliveryChangedException.class);
            objects.remove("a.csv");
            assertThatThrownBy(() -> store.open(object, 0)).isInstanceOf(DeliveryChangedException.class);
        }
    }

    @Test
    void dumpsInABucketAreSlicesLikeThoseInADirectory() throws IOException {
        String folder = "dumps/gcp_billing_export_v1_018984_D0AAA4_940B88/";
        put(folder + "part-0.jsonl", row("2026-10-02T05:00:00.000001Z", "0.1") + "\n");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(
                    (row("2026-10-02T05:00:00.000001Z", "0.1") + "\n" + row("2026-10-03T05:00:00.000001Z", "2") + "\n")
                            .getBytes(UTF_8));
        }
        put(folder + "part-1.jsonl.gz", packed.toByteArray());
        cuts.add(20);

        try (BillingSource source = FilesSource.open(
                "gs://bills/dumps",
                GcpConfig.Tables.AUTO,
                open("gs://bills/dumps"),
                new PageLimits(1 << 20, 1000, 1 << 20))) {
            Discovery discovery = source.discover();
            assertThat(discovery.errors()).isEmpty();
            assertThat(discovery.deliveries())
                    .extracting(delivery -> delivery.heading().billingAccountId())
                    .containsExactly("018984-D0AAA4-940B88", "018984-D0AAA4-940B88");
        }
    }

    private static String row(String exportTime, String cost) {
        return "{\"billing_account_id\":\"018984-D0AAA4-940B88\",\"invoice\":{\"month\":\"202610\"},\"export_time\":\""
                + exportTime + "\",\"cost\":" + cost + ",\"currency\":\"USD\"}";
    }

    private ObjectStore open(String input) {
        Map<String, String> settings = Map.of(
                "extractor.input", input,
                "kafka.bootstrap.servers", "unused:9092",
                "gcp.credentials", "none",
                "gcp.request.attempts", "4",
                "gcp.storage.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort());
        return BucketObjects.open(input, ExtractorConfig.from(settings).providerConfig(GcpConfig.class), AT_ONCE);
    }

    private void put(String key, String content) {
        put(key, content.getBytes(UTF_8));
    }

    private void put(String key, byte[] content) {
        objects.put(key, content);
        generations.merge(key, 1L, Long::sum);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            URI uri = exchange.getRequestURI();
            asked.add(uri.toString());
            Integer refusal = refusals.poll();
            if (refusal != null) {
                exchange.sendResponseHeaders(refusal, -1);
                return;
            }
            Map<String, String> query = query(uri);
            String path = uri.getRawPath().substring("/storage/v1/b/bills/o".length());
            if (path.isEmpty()) {
                reply(exchange, 200, page(query));
                return;
            }
            String key = URLDecoder.decode(path.substring(1), UTF_8);
            if (!objects.containsKey(key)) {
                reply(exchange, 404, "{}");
            } else if (!"media".equals(query.get("alt"))) {
                reply(exchange, 200, item(key));
            } else if (!query.get("ifGenerationMatch").equals(Long.toString(generations.get(key)))) {
                reply(exchange, 412, "{}");
            } else {
                media(exchange, objects.get(key));
            }
        }
    }

    private void media(HttpExchange exchange, byte[] content) throws IOException {
        int from = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                .map(range -> Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1")))
                .orElse(0);
        byte[] body = Arrays.copyOfRange(content, from, content.length);
        exchange.sendResponseHeaders(from == 0 ? 200 : 206, body.length == 0 ? -1 : body.length);
        Integer cut = cuts.poll();
        exchange.getResponseBody().write(body, 0, cut == null ? body.length : Math.min(cut, body.length));
    }

    private String page(Map<String, String> query) {
        Queue<String> keys = new ArrayDeque<>(objects.keySet().stream()
                .filter(key -> key.startsWith(query.getOrDefault("prefix", "")))
                .filter(key -> key.compareTo(query.getOrDefault("pageToken", "")) > 0)
                .toList());
        List<String> items = new ArrayList<>();
        String last = "";
        while (items.size() < PAGE && !keys.isEmpty()) {
            last = keys.remove();
            items.add(item(last));
        }
        String token = keys.isEmpty() ? "" : ",\"nextPageToken\":\"" + last + "\"";
        return "{\"kind\":\"storage#objects\",\"items\":[" + String.join(",", items) + "]" + token + "}";
    }

    private String item(String key) {
        return "{\"name\":\"" + key + "\",\"generation\":\"" + generations.get(key)
                + "\",\"updated\":\"2026-11-02T03:04:05.678Z\",\"size\":\"" + objects.get(key).length + "\"}";
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new HashMap<>();
        for (String pair : Optional.ofNullable(uri.getRawQuery()).orElse("").split("&")) {
            String[] parts = pair.split("=", 2);
            query.put(parts[0], parts.length > 1 ? URLDecoder.decode(parts[1], UTF_8) : "");
        }
        return query;
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
