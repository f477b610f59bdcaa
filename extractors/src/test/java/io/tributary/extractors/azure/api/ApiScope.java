package io.tributary.extractors.azure.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.ExtractorConfig;
import io.tributary.extractors.Progress;
import io.tributary.extractors.azure.ApiSource;
import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.RequestLimits;
import io.tributary.extractors.azure.http.AzureResourceManager;
import io.tributary.extractors.azure.http.AzureResourceManager.Waiting;
import io.tributary.extractors.azure.http.BudgetSettings;
import io.tributary.extractors.azure.http.HttpSettings;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.run.Job;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.VirtualTime;
import io.tributary.schemas.RawPage;
import io.tributary.testsupport.azure.CostManagementServer;
import io.tributary.testsupport.azure.CostManagementServer.Cost;
import io.tributary.testsupport.kafka.KafkaForTests;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.config.ConfigDef;
import reactor.core.publisher.Mono;

/**
 * A scope of Azure: a server that states its costs, and an extractor that publishes them to a broker. Time passes only
 * while the extractor waits.
 */
public final class ApiScope implements AutoCloseable {

    public static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** The costs of November 2026 that a scope has at its start. */
    public static final List<Cost> NOVEMBER = CostManagementServer.costs(30, LocalDate.of(2026, 11, 1));

    /** The token that each request to Resource Manager has. */
    public static final String TOKEN = "a-token";

    private static final RandomGenerator NOTHING_MORE = () -> 0L;
    private static final AtomicLong READINGS = new AtomicLong();

    private final KafkaForTests kafka;
    private final String name;
    private final CostManagementServer azure;
    private final VirtualTime time = new VirtualTime(NOW);
    private final Map<String, String> settings = new HashMap<>(
            Map.of("azure.periods", "2026-11", "azure.query.grouping", "ResourceId,ChargeType,PricingModel"));

    private int pageBytes = 700;

    private ApiScope(KafkaForTests kafka, String name, CostManagementServer azure) {
        this.kafka = kafka;
        this.name = name;
        this.azure = azure;
    }

    /** A subscription, whose actual costs are {@link #NOVEMBER}. */
    public static ApiScope start(KafkaForTests kafka) throws IOException {
        return start(kafka, "subscriptions/" + UUID.randomUUID());
    }

    /** A scope of any kind, whose actual costs are {@link #NOVEMBER}. */
    public static ApiScope start(KafkaForTests kafka, String name) throws IOException {
        return new ApiScope(kafka, name, CostManagementServer.start().states("ActualCost", NOVEMBER));
    }

    /** Gives the extractor another setting. */
    public ApiScope with(String setting, String value) {
        settings.put(setting, value);
        return this;
    }

    /** From now on pages are at most this large. */
    public ApiScope withPagesOf(int bytes) {
        pageBytes = bytes;
        return this;
    }

    public String name() {
        return name;
    }

    public CostManagementServer azure() {
        return azure;
    }

    /** The settings of an extractor of this scope, apart from those that say how it reaches Azure. */
    public Map<String, String> settings() {
        Map<String, String> all = kafka.settings("azure://" + name, name);
        all.putAll(settings);
        return all;
    }

    /** Extracts actual costs by the Query interface. */
    public ExtractionResult query() {
        return extract(Api.QUERY, Costs.ACTUAL);
    }

    public ExtractionResult extract(Api api, Costs costs) {
        return extract(api, costs, Progress.NONE);
    }

    /** Runs an extractor that dies when it has published some pages. */
    public void extractUntilKilled(Api api, Costs costs, int afterPages) {
        assertThatThrownBy(() -> extract(api, costs, new Killing(afterPages))).isInstanceOf(Killed.class);
    }

    /** All committed raw pages of the scope, completions among them. */
    public List<RawPage> pages() {
        return kafka.rawPages(name);
    }

    public List<RawPage> completions() {
        return pages().stream().filter(page -> page.getCompletion() != null).toList();
    }

    /** The control totals of the first delivery of a run, by name. */
    public Map<String, BigDecimal> controlTotals(ExtractionResult result) {
        String delivery = result.deliveries().get(0).deliveryId();
        Map<String, BigDecimal> totals = new HashMap<>();
        completions().stream()
                .filter(page -> page.getDeliveryId().equals(delivery))
                .flatMap(page -> page.getCompletion().getControlTotals().stream())
                .forEach(total -> totals.put(
                        total.getName(),
                        new BigDecimal(total.getTotal().stripTrailingZeros().toPlainString())));
        return totals;
    }

    /** Whether the extractor waited for so long at once, or up to two seconds longer. */
    public boolean wasPausedFor(long seconds) {
        return time.pauses().stream()
                .anyMatch(pause -> pause.toSeconds() >= seconds && pause.toSeconds() <= seconds + 2);
    }

    /** Checks that a run completed no delivery, because of a problem that may pass. */
    public void assertRefused(ExtractionResult result, String problem) {
        assertThat(result.errors())
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .isInstanceOf(SourceException.Unavailable.class)
                        .hasMessageContaining(problem));
        assertThat(completions()).isEmpty();
    }

    @Override
    public void close() throws IOException {
        azure.close();
    }

    private ExtractionResult extract(Api api, Costs costs, Progress progress) {
        ExtractorConfig config = ExtractorConfig.from(kafka.settings("azure://" + name, name));
        ApiConfig apiConfig = ApiConfig.from(ApiConfig.define(new ConfigDef()).parse(settings));
        PageLimits limits = new PageLimits(pageBytes, config.pageRows(), 1_000_000);
        Job.Opener opener = (input, provider, ofConfig) -> ApiSource.open(
                input, costs, api, apiConfig, new ApiSource.Means(manager(), limits, 2, time, time, new Random()));
        try (Job job = new Job(config, opener, progress, time, time, ApiScope::reading, false)) {
            return job.once();
        }
    }

    private static String reading() {
        return String.format("%016x", READINGS.incrementAndGet());
    }

    private AzureResourceManager manager() {
        HttpSettings http = new HttpSettings(
                azure.faults().uri(),
                "https://management.azure.com/.default",
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4),
                4,
                1_000_000,
                100_000,
                new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 6),
                Duration.ofMinutes(5),
                10,
                Duration.ofSeconds(30),
                BudgetSettings.of(RequestLimits.DEFAULTS));
        TokenCredential credential =
                request -> Mono.just(new AccessToken(TOKEN, OffsetDateTime.now().plusHours(1)));
        return AzureResourceManager.of(http, Optional.of(credential), new Waiting(time, time, NOTHING_MORE));
    }

    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Ends an extraction when it has published some pages. */
    private static final class Killing implements Progress {

        private final AtomicInteger pagesLeft;

        Killing(int afterPages) {
            this.pagesLeft = new AtomicInteger(afterPages);
        }

        @Override
        public void pagePublished(String scope, int rows, int bytes) {
            if (pagesLeft.decrementAndGet() == 0) {
                throw new Killed();
            }
        }
    }
}
