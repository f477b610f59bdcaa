package io.tributary.extractors.gcp.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import io.tributary.testsupport.gcp.BucketForTests;
import io.tributary.testsupport.http.FaultServer.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Exported files in a bucket of Cloud Storage, over real HTTP. */
class BucketIT {

    private static final Pause AT_ONCE = duration -> {};
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), 4);

    private BucketForTests bucket;

    @BeforeEach
    void start() throws IOException {
        bucket = BucketForTests.start();
    }

    @AfterEach
    void stop() throws IOException {
        bucket.close();
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
        assertThat(bucket.requests()).filteredOn(uri -> uri.contains("prefix=")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void passingFailureIsRetried(int status) {
        put("a.jsonl", "{}");
        bucket.refuse(List.of(status, status));

        try (ObjectStore store = open("gs://bills")) {
            assertThat(store.list(key -> true)).hasSize(1);
        }
        assertThat(bucket.requests()).hasSize(3);
    }

    @Test
    void lastingFailureIsGivenUp() {
        bucket.refuse(Collections.nCopies(50, 503));

        try (ObjectStore store = open("gs://bills")) {
            assertThatThrownBy(() -> store.list(key -> true))
                    .isInstanceOf(SourceException.Unavailable.class)
                    .hasMessageContaining("gs://bills/")
                    .hasMessageContaining("503");
        }
        assertThat(bucket.requests()).hasSize(4);
    }

    @Test
    void refusalNamesTheRoleToGrant() {
        bucket.refuse(List.of(403));

        try (ObjectStore store = open("gs://bills")) {
            assertThatThrownBy(() -> store.list(key -> true))
                    .isInstanceOf(SourceException.Denied.class)
                    .hasMessageContaining("Storage Object Viewer");
        }
        assertThat(bucket.requests()).hasSize(1);
    }

    @Test
    void bodyThatBreaksOffIsResumedWhereItBroke() throws IOException {
        String content = "0123456789".repeat(1000);
        put("a.csv", content);
        bucket.spoilDownloads(new Fault.EndAfter(3000), new Fault.EndAfter(10));

        try (ObjectStore store = open("gs://bills")) {
            StoredObject object = store.list(key -> true).get(0);
            try (InputStream in = new ResumingStream(store, object, BACKOFF, AT_ONCE)) {
                assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(content);
            }
        }
    }

    @Test
    void objectThatIsRewrittenMeanwhileIsNotResumed() {
        put("a.csv", "first");

        try (ObjectStore store = open("gs://bills")) {
            StoredObject object = store.list(key -> true).get(0);
            put("a.csv", "second");
            assertThatThrownBy(() -> store.open(object, 2)).isInstanceOf(DeliveryChangedException.class);
            bucket.remove("a.csv");
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
        bucket.put(folder + "part-1.jsonl.gz", packed.toByteArray());
        bucket.spoilDownloads(new Fault.EndAfter(20));

        try (BillingSource source = FilesSource.open(
                "gs://bills/dumps",
                GcpConfig.Tables.AUTO,
                open("gs://bills/dumps"),
                new PageLimits(1 << 20, 1000, 1 << 20),
                AT_ONCE)) {
            Discovery discovery = source.discover();
            assertThat(discovery.errors()).isEmpty();
            assertThat(discovery.deliveries())
                    .extracting(delivery -> delivery.header().billingAccountId())
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
                "gcp.storage.endpoint", bucket.uri().toString());
        return BucketObjects.open(input, ExtractorConfig.from(settings).providerConfig(GcpConfig.class), AT_ONCE);
    }

    private void put(String key, String content) {
        bucket.put(key, content.getBytes(UTF_8));
    }
}
