package io.tributary.extractors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.aws.AwsConfig;
import io.tributary.extractors.aws.AwsRole;
import io.tributary.extractors.aws.RequestPolicy;
import io.tributary.extractors.aws.S3Config;
import io.tributary.extractors.azure.AzureCloud;
import io.tributary.extractors.azure.AzureConfig;
import io.tributary.extractors.azure.AzureCredentials;
import io.tributary.extractors.azure.AzureTransport;
import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.azure.CostManagementConfig;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.RequestLimits;
import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.api.Periods;
import io.tributary.extractors.backpressure.BackPressureConfig;
import io.tributary.extractors.gcp.BigQueryConfig;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.gcp.GcpCredentials;
import io.tributary.extractors.publish.PublishConfig;
import io.tributary.extractors.schedule.ScheduleConfig;
import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings: defaults, mapping and errors. */
class ExtractorConfigTest {

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        ExtractorConfig config =
                ExtractorConfig.from(Map.of("extractor.input", "bills", "kafka.bootstrap.servers", "localhost:9092"));

        assertThat(config)
                .isEqualTo(new ExtractorConfig(
                        "bills",
                        Optional.empty(),
                        1_000_000,
                        10_000,
                        2,
                        4,
                        (short) -1,
                        config.providers(),
                        new ScheduleConfig(Duration.ZERO, 15, Duration.ofHours(1)),
                        new BackPressureConfig(
                                Optional.of("tributary-streams"),
                                50_000,
                                10L * 1024 * 1024 * 1024,
                                Duration.ofSeconds(1)),
                        new PublishConfig(
                                "tributary-extractor",
                                8 * 1024 * 1024,
                                100,
                                Duration.ofSeconds(5),
                                Map.of("bootstrap.servers", "localhost:9092"),
                                Map.of())));
        assertThat(config.providerConfig(AwsConfig.class))
                .isEqualTo(new AwsConfig(
                        new S3Config(Optional.empty(), Optional.empty(), false, false),
                        AwsRole.NONE,
                        new RequestPolicy(50, 8, 10, Duration.ofSeconds(30)),
                        AwsConfig.Deliveries.NEWEST,
                        Set.of(),
                        Duration.ofMinutes(15),
                        true,
                        Map.of()));
        assertThat(config.providerConfig(AzureConfig.class))
                .isEqualTo(new AzureConfig(
                        AzureConfig.Costs.AUTO,
                        Optional.empty(),
                        AzureConfig.Deliveries.NEWEST,
                        AzureCloud.PUBLIC,
                        AzureCredentials.UNSET,
                        new AzureTransport(Duration.ofSeconds(10), Duration.ofMinutes(1), 16, 8),
                        new CostManagementConfig(
                                Api.REPORT,
                                URI.create("https://management.azure.com/"),
                                RequestLimits.DEFAULTS,
                                new ApiConfig(
                                        new Periods(Optional.empty(), 0),
                                        false,
                                        List.of(
                                                "SubscriptionId",
                                                "ResourceId",
                                                "ResourceLocation",
                                                "ServiceName",
                                                "MeterCategory",
                                                "Meter",
                                                "ChargeType",
                                                "PricingModel"),
                                        true,
                                        new BigDecimal("1E-9"),
                                        10_000,
                                        ApiConfig.UsageDetailsBy.AUTO,
                                        Duration.ofHours(1)))));
        assertThat(config.providerConfig(GcpConfig.class))
                .isEqualTo(new GcpConfig(
                        GcpConfig.Tables.AUTO,
                        Optional.empty(),
                        10,
                        GcpCredentials.UNSET,
                        new BigQueryConfig(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                1_000_000,
                                Duration.ofMinutes(10),
                                Duration.ofSeconds(10),
                                Duration.ofMinutes(1),
                                8),
                        Optional.empty()));
    }

    @Test
    void everySettingIsMapped() {
        ExtractorConfig config = ExtractorConfig.from(Map.ofEntries(
                Map.entry("extractor.input", "s3://bucket/some/prefix"),
                Map.entry("extractor.provider", "AWS"),
                Map.entry("extractor.name", "name"),
                Map.entry("extractor.page.bytes", "1000"),
                Map.entry("extractor.page.rows", "10"),
                Map.entry("extractor.parallelism", "3"),
                Map.entry("extractor.transaction.bytes", "4000"),
                Map.entry("extractor.transaction.pages", "5"),
                Map.entry("extractor.transaction.ms", "6"),
                Map.entry("extractor.interval.ms", "23"),
                Map.entry("extractor.closing.days", "24"),
                Map.entry("extractor.starvation.ms", "25"),
                Map.entry("extractor.backpressure.group", "group"),
                Map.entry("extractor.backpressure.pages", "26"),
                Map.entry("extractor.backpressure.bytes", "27"),
                Map.entry("extractor.backpressure.poll.ms", "28"),
                Map.entry("topic.partitions", "7"),
                Map.entry("topic.replication.factor", "3"),
                Map.entry("aws.s3.endpoint", "http://localhost:9000"),
                Map.entry("aws.s3.region", "eu-central-1"),
                Map.entry("aws.s3.path.style", "true"),
                Map.entry("aws.deliveries", "ALL"),
                Map.entry("aws.cost.survey", "false"),
                Map.entry("aws.requester.pays", "true"),
                Map.entry("aws.role.arn", "arn:aws:iam::111122223333:role/billing/reader"),
                Map.entry("aws.role.external.id", "external:1"),
                Map.entry("aws.role.session.name", "session"),
                Map.entry("aws.sts.endpoint", "http://localhost:9002"),
                Map.entry("aws.requests.per.second", "23"),
                Map.entry("aws.request.attempts", "24"),
                Map.entry("aws.breaker.failures", "25"),
                Map.entry("aws.breaker.pause.ms", "26"),
                Map.entry("aws.discovery.interval.ms", "27"),
                Map.entry("aws.reports", "first, second"),
                Map.entry("azure.costs", "Amortized+Actual"),
                Map.entry("azure.scope", "/providers/Microsoft.Billing/billingAccounts/8608480/"),
                Map.entry("azure.deliveries", "all"),
                Map.entry("azure.api", "usage-details"),
                Map.entry("azure.periods", "3"),
                Map.entry("azure.cloud", "china"),
                Map.entry("azure.resource.manager.endpoint", "http://localhost:8080"),
                Map.entry("azure.credentials", "managed-identity"),
                Map.entry("azure.tenant.id", "tenant"),
                Map.entry("azure.client.id", "client"),
                Map.entry("azure.client.secret", "secret"),
                Map.entry("azure.blob.account.key", "key"),
                Map.entry("azure.connect.timeout.ms", "11"),
                Map.entry("azure.read.timeout.ms", "12"),
                Map.entry("azure.connection.pool.size", "13"),
                Map.entry("azure.request.attempts", "14"),
                Map.entry("azure.requests.per.minute", "15"),
                Map.entry("azure.query.units", "1, 2,3"),
                Map.entry("azure.requests.concurrent", "4"),
                Map.entry("azure.requests.per.scope", "16"),
                Map.entry("azure.throttle.wait.ms", "18"),
                Map.entry("azure.report.timeout.ms", "17"),
                Map.entry("azure.period.kind", "Billing"),
                Map.entry("azure.query.grouping", "ResourceId, tag:env"),
                Map.entry("azure.control.totals", "false"),
                Map.entry("azure.control.tolerance", "0.001"),
                Map.entry("azure.api.pages", "18"),
                Map.entry("azure.usage.details.by", "billing-period"),
                Map.entry("gcp.tables", "Standard"),
                Map.entry("gcp.from", "2026-01-01"),
                Map.entry("gcp.rescan.days", "31"),
                Map.entry("gcp.credentials.file", "key.json"),
                Map.entry("gcp.impersonate.service.account", "reader@project.iam.gserviceaccount.com"),
                Map.entry("gcp.bigquery.endpoint", "http://localhost:9050"),
                Map.entry("gcp.storage.endpoint", "http://localhost:9051"),
                Map.entry("gcp.query.project", "payer"),
                Map.entry("gcp.location", "EU"),
                Map.entry("gcp.maximum.bytes.billed", "1000000000"),
                Map.entry("gcp.query.rows", "500"),
                Map.entry("gcp.query.timeout.ms", "19"),
                Map.entry("gcp.connect.timeout.ms", "20"),
                Map.entry("gcp.read.timeout.ms", "21"),
                Map.entry("gcp.request.attempts", "22"),
                Map.entry("kafka.bootstrap.servers", "broker:9092"),
                Map.entry("kafka.security.protocol", "SSL"),
                Map.entry("schema.registry.url", "http://registry:8081")));

        assertThat(config)
                .isEqualTo(new ExtractorConfig(
                        "s3://bucket/some/prefix",
                        Optional.of(Provider.AWS),
                        1000,
                        10,
                        3,
                        7,
                        (short) 3,
                        config.providers(),
                        new ScheduleConfig(Duration.ofMillis(23), 24, Duration.ofMillis(25)),
                        new BackPressureConfig(Optional.of("group"), 26, 27, Duration.ofMillis(28)),
                        new PublishConfig(
                                "name",
                                4000,
                                5,
                                Duration.ofMillis(6),
                                Map.of("bootstrap.servers", "broker:9092", "security.protocol", "SSL"),
                                Map.of("schema.registry.url", "http://registry:8081"))));
        assertThat(config.providerConfig(AwsConfig.class))
                .isEqualTo(new AwsConfig(
                        new S3Config(
                                Optional.of(URI.create("http://localhost:9000")),
                                Optional.of("eu-central-1"),
                                true,
                                true),
                        new AwsRole(
                                Optional.of("arn:aws:iam::111122223333:role/billing/reader"),
                                Optional.of("external:1"),
                                "session",
                                Optional.of(URI.create("http://localhost:9002"))),
                        new RequestPolicy(23, 24, 25, Duration.ofMillis(26)),
                        AwsConfig.Deliveries.ALL,
                        Set.of("first", "second"),
                        Duration.ofMillis(27),
                        false,
                        Map.of()));
        assertThat(config.providerConfig(AzureConfig.class))
                .isEqualTo(new AzureConfig(
                        AzureConfig.Costs.AMORTIZED_AND_ACTUAL,
                        Optional.of(BillingScope.billingAccount("8608480")),
                        AzureConfig.Deliveries.ALL,
                        AzureCloud.CHINA,
                        new AzureCredentials(
                                AzureCredentials.Kind.MANAGED_IDENTITY,
                                Optional.of("tenant"),
                                Optional.of("client"),
                                Optional.of(new Password("secret")),
                                Optional.of(new Password("key")),
                                Optional.empty()),
                        new AzureTransport(Duration.ofMillis(11), Duration.ofMillis(12), 13, 14),
                        new CostManagementConfig(
                                Api.USAGE_DETAILS,
                                URI.create("http://localhost:8080"),
                                new RequestLimits(15, List.of(1, 2, 3), 4, 16, Duration.ofMillis(18)),
                                new ApiConfig(
                                        new Periods(Optional.empty(), 3),
                                        true,
                                        List.of("ResourceId", "tag:env"),
                                        false,
                                        new BigDecimal("0.001"),
                                        18,
                                        ApiConfig.UsageDetailsBy.BILLING_PERIOD,
                                        Duration.ofMillis(17)))));
        assertThat(config.providerConfig(GcpConfig.class))
                .isEqualTo(new GcpConfig(
                        GcpConfig.Tables.STANDARD,
                        Optional.of(LocalDate.of(2026, 1, 1)),
                        31,
                        new GcpCredentials(
                                GcpCredentials.Kind.DEFAULT,
                                Optional.of("key.json"),
                                Optional.of("reader@project.iam.gserviceaccount.com")),
                        new BigQueryConfig(
                                Optional.of(URI.create("http://localhost:9050")),
                                Optional.of("payer"),
                                Optional.of("EU"),
                                Optional.of(1_000_000_000L),
                                500,
                                Duration.ofMillis(19),
                                Duration.ofMillis(20),
                                Duration.ofMillis(21),
                                22),
                        Optional.of(URI.create("http://localhost:9051"))));
    }

    @Test
    void everyProblemIsReportedTogether() {
        assertThatThrownBy(() -> ExtractorConfig.from(Map.of(
                        "extractor.input", "hdfs://bucket",
                        "extractor.parallelism", "0",
                        "extractor.page.size", "1",
                        "aws.deliveries", "some",
                        "aws.s3.endpoint", "localhost:9000",
                        "azure.scope", "somewhere",
                        "azure.costs", "cheap",
                        "azure.query.units", "12,60",
                        "azure.cost", "actual")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("kafka.bootstrap.servers")
                .hasMessageContaining("hdfs://bucket")
                .hasMessageContaining("extractor.parallelism")
                .hasMessageContaining("Unknown setting extractor.page.size")
                .hasMessageContaining("aws.deliveries")
                .hasMessageContaining("aws.s3.endpoint")
                .hasMessageContaining("azure.scope")
                .hasMessageContaining("azure.costs")
                .hasMessageContaining("azure.query.units")
                .hasMessageContaining("Unknown setting azure.cost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bills/azure",
                "/",
                "C:\\bills",
                "s3://bucket",
                "https://account.blob.core.windows.net/container",
                "https://account.blob.core.usgovcloudapi.net/container/some prefix/export",
                "http://127.0.0.1:10000/devstoreaccount1/container/prefix",
                "azure://subscriptions/11111111-2222-3333-4444-555555555555",
                "azure:///providers/Microsoft.Billing/billingAccounts/a:b_2019-05-31/billingProfiles/ABCD-EFGH",
                "azure://subscriptions/1,subscriptions/2",
                "azure://providers/Microsoft.Management/managementGroups/root"
            })
    void inputOfEveryFormIsTaken(String input) {
        assertThat(of(Map.of("extractor.input", input)).input()).isEqualTo(input);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://, s3://bucket/prefix",
        "'s3://bucket/prefix,', several with commas",
        "'s3://bucket/prefix,other/prefix', several with commas",
        "hdfs://bucket, azure://scope",
        "https://account.blob.core.windows.net, container/prefix",
        "https:///container, container/prefix",
        "https://user:secret@host/container, container/prefix",
        "https://account.blob.core.windows.net/container?sv=1&sig=secret, azure.blob.sas.token",
        "azure://, subscriptions/<id>",
        "azure://subscriptions, subscriptions/<id>",
        "'azure://subscriptions/1,', subscriptions/<id>",
        "' ', a directory"
    })
    void inputOfAnotherFormIsRefusedWithTheExpectedForms(String input, String expected) {
        assertThatThrownBy(() -> of(Map.of("extractor.input", input)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("extractor.input")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("secret");
    }

    @Test
    void bucketsWithCommasBetweenThemAreInputsOfTheirOwn() {
        assertThat(of(Map.of("extractor.input", "s3://a/x, s3://b,s3://a/x")).inputs())
                .containsExactly("s3://a/x", "s3://b");
        assertThat(of(Map.of("extractor.input", "bills,more")).inputs()).containsExactly("bills,more");
    }

    @Test
    void groupToWaitForDefaultsToTheStreamsApplication() {
        assertThat(of(Map.of("streams.application.id", "mine")).backPressure().group())
                .contains("mine");
        assertThat(of(Map.of("streams.application.id", "mine", "extractor.backpressure.group", ""))
                        .backPressure()
                        .group())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "aws, azure://subscriptions/1",
        "aws, https://account.blob.core.windows.net/container",
        "azure, s3://bucket"
    })
    void inputOfAnotherProviderIsRefused(String provider, String input) {
        assertThatThrownBy(() -> of(Map.of("extractor.provider", provider, "extractor.input", input)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("extractor.provider is " + provider)
                .hasMessageContaining(input);
    }

    @Test
    void credentialsThatLackAPartAreRefusedAndNotRepeated() {
        assertThatThrownBy(() -> of(Map.of(
                        "azure.client.secret", "a-secret",
                        "azure.blob.account.key", "a-key",
                        "azure.blob.sas.token", "a-token")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("azure.tenant.id and azure.client.id")
                .hasMessageContaining("azure.blob.account.key and azure.blob.sas.token")
                .hasMessageNotContainingAny("a-secret", "a-key", "a-token");
        assertThatThrownBy(() -> of(Map.of("azure.credentials", "client-secret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("azure.client.secret is not set");
    }

    @Test
    void secretsAreNotShown() {
        assertThat(of(Map.of(
                                "azure.tenant.id", "tenant",
                                "azure.client.id", "client",
                                "azure.client.secret", "a-secret",
                                "azure.blob.account.key", "a-key"))
                        .toString())
                .contains("tenant")
                .doesNotContain("a-secret", "a-key");
    }

    private static ExtractorConfig of(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("extractor.input", "bills", "kafka.bootstrap.servers", "b:9"));
        all.putAll(settings);
        return ExtractorConfig.from(all);
    }

    @Test
    void everySettingIsDescribed() {
        assertThat(ExtractorConfig.SETTINGS.configKeys().values())
                .allSatisfy(key -> assertThat(key.documentation).isNotBlank());
    }
}
