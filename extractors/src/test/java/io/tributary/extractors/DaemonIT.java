package io.tributary.extractors;

import static io.tributary.testsupport.aws.BillDirectory.COLUMNS;
import static io.tributary.testsupport.aws.BillDirectory.gzip;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tributary.extractors.backpressure.BackPressure;
import io.tributary.extractors.publish.Gate;
import io.tributary.extractors.publish.PagePublisher;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.aws.BillDirectory;
import io.tributary.testsupport.aws.S3ForTests;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.kafka.KafkaForTests;
import io.tributary.testsupport.kafka.PublishedDelivery;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A daemon, and an extractor that waits for a consumer, with a real broker and an HTTP server. */
class DaemonIT {

    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final Instant DELIVERED = Instant.parse("2026-11-02T03:04:05.678Z");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final AtomicInteger ACCOUNTS = new AtomicInteger(700_000);
    private static final long PATIENCE = 60;

    @RegisterExtension
    private static final KafkaForTests KAFKA = new KafkaForTests();

    @TempDir
    private Path root;

    @TempDir
    private Path otherRoot;

    private final String account = "000000" + ACCOUNTS.incrementAndGet();
    private final String otherAccount = "000000" + ACCOUNTS.incrementAndGet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Waits waits = new Waits();
    private final Heard heard = new Heard();

    @BeforeAll
    static void setCredentials() {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @AfterEach
    void stopThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(PATIENCE, SECONDS)).isTrue();
    }

    @Test
    void rawTopicThatNobodyConsumesHoldsTheExtractorBackUntilSomebodyDoes() throws Exception {
        // Given: two files, whose connections are reset in the middle
        BillDirectory bill = new BillDirectory(root, account);
        List<String> first = bill.rows(0, 300, "first");
        List<String> second = bill.rows(300, 50, "second");
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(first), gzip(second)));
        AtomicInteger resets = new AtomicInteger(2);
        ListAppender<ILoggingEvent> log = logOf(BackPressure.class);
        try (S3ForTests s3 = S3ForTests.start(root)) {
            s3.fail(request -> request.startsWith("GET") && request.contains(".csv.gz") && resets.getAndDecrement() > 0
                    ? new Fault.ResetAfter(700)
                    : Fault.NONE);
            Map<String, String> settings = settings(s3, "s3://bucket/prefix");
            settings.put("extractor.backpressure.group", account);
            settings.put("extractor.backpressure.pages", "10");
            settings.put("extractor.backpressure.poll.ms", "20");

            // When
            Future<ExtractionResult> extraction =
                    threads.submit(() -> Extractor.run(ExtractorConfig.from(settings), heard, InstantSource.system()));

            // Then: progress, metrics and log say so, and no more pages are published
            assertThat(heard.paused.await(PATIENCE, SECONDS)).isTrue();
            assertThat(metric("backpressure-paused")).isEqualTo(1L);
            assertThat((Long) metric("backpressure-lag-pages")).isGreaterThan(10);
            assertThat(heard.pages.get()).isLessThanOrEqualTo(12);
            assertThat(log.list)
                    .singleElement()
                    .satisfies(event -> assertThat(event.getFormattedMessage())
                            .contains("Consumer group " + account + " lags behind by 1")
                            .contains("extraction waits until it does by no more than 8 pages"));

            // When
            consumeUntil(extraction, account);

            // Then
            ExtractionResult result = extraction.get();
            assertThat(result.errors()).isEmpty();
            assertThat(heard.resumed.await(0, SECONDS)).isTrue();
            assertThat(log.list)
                    .anySatisfy(event -> assertThat(event.getFormattedMessage()).contains("extraction goes on after"));
            List<String> rows = new ArrayList<>(first);
            rows.addAll(second);
            assertWhole(account, "assembly", rows);
        }
    }

    @Test
    void daemonTakesWhatComesReportsWhatFailsOnceAndEndsWithoutAnErrorWhenItIsInterrupted() throws Exception {
        // Given: two payers' buckets; access to one is denied
        BillDirectory bill = new BillDirectory(root, account);
        BillDirectory other = new BillDirectory(otherRoot, otherAccount);
        List<String> october = bill.rows(0, 20, "october");
        List<String> rows = other.rows(0, 10, "other");
        bill.createNew(OCTOBER, "one", DELIVERED, List.of(gzip(october)));
        other.createNew(OCTOBER, "other", DELIVERED, List.of(gzip(rows)));
        AtomicBoolean isDenied = new AtomicBoolean(true);
        try (S3ForTests s3 = S3ForTests.start(root).withBucket("other", otherRoot)) {
            s3.fail(request -> request.contains("/other") && isDenied.get()
                    ? S3ForTests.refuse(403, "AccessDenied", "Request " + request.hashCode())
                    : Fault.NONE);
            Future<ExtractionResult> daemon = serve(settings(s3, "s3://other/prefix, s3://bucket/prefix"));

            // Then
            waits.awaitWait();
            assertWhole(account, "one", october);
            assertThat(heard.errors).singleElement().isInstanceOf(SourceException.Denied.class);
            waits.goOn();
            waits.awaitWait();
            assertThat(heard.errors).hasSize(1);
            assertThat(metric("errors-total", "kind=denied")).isEqualTo(2.0);
            assertThat(metric("last-success-time-ms")).isNotEqualTo(0L);

            // When: a new month is delivered, a closed one is restated, and access is granted
            List<String> november = bill.rows(0, 5, "november");
            List<String> restated = bill.rows(0, 25, "restated");
            bill.createNew(NOVEMBER, "two", DELIVERED, List.of(gzip(november)));
            bill.createNew(OCTOBER, "three", DELIVERED.plusSeconds(1), List.of(gzip(restated)));
            isDenied.set(false);
            heard.completed.clear();
            waits.goOn();
            waits.awaitWait();

            // Then: reconciled scopes that changed come first, scopes never read come last
            assertThat(heard.completed).containsExactly("three", "two", "other");
            assertWhole(account, "two", november);
            assertWhole(account, "three", restated);
            assertWhole(otherAccount, "other", rows);
            assertThat(heard.errors).hasSize(1);

            // When
            waits.interrupt();

            // Then
            ExtractionResult result = daemon.get(PATIENCE, SECONDS);
            assertThat(result.failure()).isEmpty();
            assertThat(result.rows()).isEqualTo(60);
            assertThat(result.deliveries())
                    .extracting(TakenDelivery::deliveryId)
                    .containsExactlyInAnyOrder("two", "three", "other");
        }
    }

    @Test
    void daemonOutlivesAClusterThatFailsAndAnInterruptBetweenPagesLosesNothing() throws Exception {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        List<String> rows = bill.rows(0, 200, "x");
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(rows)));
        AtomicInteger pages = new AtomicInteger();
        Progress faulty = new Progress() {
            @Override
            public void pagePublished(String scope, int published, int bytes) {
                int page = pages.incrementAndGet();
                if (page == 5) {
                    throw new KafkaException("the broker went away");
                } else if (page == 15) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Map<String, String> settings = KAFKA.settings(root.toString(), account);
        settings.put("extractor.interval.ms", "1000");

        // When
        Future<ExtractionResult> daemon = threads.submit(
                () -> Extractor.serve(ExtractorConfig.from(settings), faulty, InstantSource.system(), duration -> {}));

        // Then
        assertThat(daemon.get(PATIENCE, SECONDS).failure()).isEmpty();
        assertThat(KAFKA.rawPages(account)).extracting(RawPage::getCompletion).containsOnlyNulls();
        ExtractorConfig config = ExtractorConfig.from(settings);
        assertThat(Extractor.run(config, Progress.NONE, InstantSource.system()).errors())
                .isEmpty();
        assertWhole(account, "assembly", rows);
    }

    @Test
    void runThatTakesWhatThereIsBeginsATransactionAnewThatKafkaGaveUp() throws Exception {
        // Given
        BillDirectory bill = new BillDirectory(root, account);
        List<String> rows = bill.rows(0, 200, "x");
        bill.createNew(OCTOBER, "assembly", DELIVERED, List.of(gzip(rows)));
        AtomicInteger pages = new AtomicInteger();
        Progress faulty = new Progress() {
            @Override
            public void pagePublished(String scope, int published, int bytes) {
                if (pages.incrementAndGet() == 5) {
                    throw new InvalidTxnStateException("given up");
                }
            }
        };

        // When
        ExtractionResult result = Extractor.run(
                ExtractorConfig.from(KAFKA.settings(root.toString(), account)), faulty, InstantSource.system());

        // Then
        assertThat(result.errors()).isEmpty();
        assertThat(result.deliveries()).hasSize(1);
        assertWhole(account, "assembly", rows);
    }

    @Test
    void daemonGivesWayToAnotherOfItsName() throws Exception {
        BillDirectory bill = new BillDirectory(root, account);
        bill.createNew(OCTOBER, "one", DELIVERED, List.of(gzip(bill.rows(0, 5, "x"))));
        Map<String, String> settings = KAFKA.settings(root.toString(), account);
        Future<ExtractionResult> daemon = serve(settings);
        waits.awaitWait();

        try (PagePublisher other =
                PagePublisher.open(ExtractorConfig.from(settings).publish(), Provider.AWS.rawTopic(), Gate.OPEN)) {
            assertThat(other).isNotNull();
            bill.createNew(OCTOBER, "two", DELIVERED.plusSeconds(1), List.of(gzip(bill.rows(0, 6, "y"))));
            waits.goOn();

            assertThatThrownBy(() -> daemon.get(PATIENCE, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(ProducerFencedException.class)
                    .hasMessageContaining("Another extractor named " + account);
        }
    }

    private Future<ExtractionResult> serve(Map<String, String> settings) {
        settings.put("extractor.interval.ms", "60000");
        return threads.submit(() -> Extractor.serve(ExtractorConfig.from(settings), heard, waits, waits));
    }

    private Map<String, String> settings(S3ForTests s3, String input) {
        Map<String, String> settings = KAFKA.settings(input, account);
        settings.put("aws.s3.endpoint", s3.endpoint().toString());
        settings.put("aws.s3.region", "us-east-1");
        settings.put("aws.s3.path.style", "true");
        settings.put("aws.discovery.interval.ms", "1");
        return settings;
    }

    private Object metric(String name) throws Exception {
        return metric(name, "");
    }

    private Object metric(String name, String tag) throws Exception {
        ObjectName bean = new ObjectName(
                "io.tributary.extractors:type=extractor-metrics,name=" + account + (tag.isEmpty() ? "" : "," + tag));
        return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, name);
    }

    private static void assertWhole(String payer, String delivery, List<String> rows) {
        List<RawPage> records = KAFKA.rawPages(payer).stream()
                .filter(record -> record.getDeliveryId().equals(delivery))
                .toList();
        List<RawPage> pages = PublishedDelivery.whole(records, delivery);
        assertThat(PublishedDelivery.rows(pages, COLUMNS)).isEqualTo(String.join("", rows));
        assertThat(records).hasSize(pages.size() + 1);
    }

    /** Reads the raw topic and commits offsets, as the streams application does. */
    private static void consumeUntil(Future<?> end, String group) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                KAFKA.bootstrapServers(),
                "group.id",
                group,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Provider.AWS.rawTopic().name()));
            Instant deadline = Instant.now().plusSeconds(PATIENCE);
            while (!end.isDone() && Instant.now().isBefore(deadline)) {
                consumer.poll(Duration.ofMillis(50));
                consumer.commitSync();
            }
        }
        assertThat(end).isDone();
    }

    private static ListAppender<ILoggingEvent> logOf(Class<?> source) {
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        appender.list = new CopyOnWriteArrayList<>();
        appender.start();
        Logger logger = (Logger) LoggerFactory.getLogger(source);
        logger.setLevel(Level.INFO);
        logger.setAdditive(false);
        logger.addAppender(appender);
        return appender;
    }

    /** Pauses that last until the test ends them; time passes only by them. */
    private static final class Waits implements Pause, InstantSource {

        private final Semaphore begun = new Semaphore(0);
        private final Semaphore ended = new Semaphore(0);
        private volatile Thread waiting;
        private volatile Instant now = NOW;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public void pause(Duration duration) {
            waiting = Thread.currentThread();
            begun.release();
            try {
                ended.acquire();
                now = now.plus(duration);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedPauseException(e);
            }
        }

        void awaitWait() throws InterruptedException {
            assertThat(begun.tryAcquire(PATIENCE, SECONDS)).isTrue();
        }

        void goOn() {
            ended.release();
        }

        void interrupt() {
            waiting.interrupt();
        }
    }

    /** Records the progress. */
    private static final class Heard implements Progress {

        private final CountDownLatch paused = new CountDownLatch(1);
        private final CountDownLatch resumed = new CountDownLatch(1);
        private final AtomicInteger pages = new AtomicInteger();
        private final List<SourceException> errors = new CopyOnWriteArrayList<>();
        private final List<String> completed = new CopyOnWriteArrayList<>();

        @Override
        public void pagePublished(String scope, int rows, int bytes) {
            pages.incrementAndGet();
        }

        @Override
        public void deliveryCompleted(TakenDelivery delivery) {
            completed.add(delivery.deliveryId());
        }

        @Override
        public void paused(String group, long unreadPages, long bytes) {
            paused.countDown();
        }

        @Override
        public void resumed(String group, Duration waited) {
            resumed.countDown();
        }

        @Override
        public void failed(SourceException error) {
            errors.add(error);
        }
    }
}
