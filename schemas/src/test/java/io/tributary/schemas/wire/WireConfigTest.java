package io.tributary.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.DeadLetter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings by Confluent's names. */
class WireConfigTest {

    @Test
    void defaultsAreConfluentsWhereTheyMatter() {
        assertThat(WireConfig.from(Map.of("schema.registry.url", "http://registry:8081")))
                .isEqualTo(new WireConfig(
                        "tributary",
                        List.of(URI.create("http://registry:8081")),
                        Optional.empty(),
                        true,
                        false,
                        false,
                        SubjectNaming.TOPIC,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        3,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(10)));
    }

    @Test
    void everySettingIsRead() {
        Map<String, String> settings = new HashMap<>();
        settings.put("serde", "confluent");
        settings.put("schema.registry.url", "https://one/, https://two:443/base");
        settings.put("basic.auth.credentials.source", "USER_INFO");
        settings.put("basic.auth.user.info", "reader:secret:with:colons");
        settings.put("auto.register.schemas", "false");
        settings.put("use.latest.version", "true");
        settings.put("normalize.schemas", "true");
        settings.put("value.subject.name.strategy", "io.confluent.kafka.serializers.subject.TopicRecordNameStrategy");
        settings.put("http.connect.timeout.ms", "1");
        settings.put("http.read.timeout.ms", "2");
        settings.put("max.retries", "4");
        settings.put("retries.wait.ms", "5");
        settings.put("retries.max.wait.ms", "6");

        assertThat(settings.keySet()).isEqualTo(WireConfig.SETTINGS.names());
        assertThat(WireConfig.from(settings))
                .isEqualTo(new WireConfig(
                        "confluent",
                        List.of(URI.create("https://one"), URI.create("https://two:443/base")),
                        Optional.of(new Password("reader:secret:with:colons")),
                        false,
                        true,
                        true,
                        SubjectNaming.TOPIC_RECORD,
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        4,
                        Duration.ofMillis(5),
                        Duration.ofMillis(6)));
    }

    @Test
    void everySettingIsDocumented() throws IOException {
        assertThat(Files.readString(Path.of("../docs/wire-format.md")))
                .contains(WireConfig.SETTINGS.names().stream()
                        .map(name -> "`" + name + "`")
                        .toList());
    }

    @Test
    void otherSettingsAreLeftAlone() {
        assertThat(WireConfig.from(Map.of("schema.registry.url", "mock://here", "kafka.linger.ms", 100))
                        .isInMemory())
                .isTrue();
    }

    @Test
    void credentialsOfTheUrlAreTakenOutOfIt() {
        WireConfig config = WireConfig.from(Map.of("schema.registry.url", "https://reader:p%40ss@registry:8081/base/"));

        assertThat(config.registryUrls()).containsExactly(URI.create("https://registry:8081/base"));
        assertThat(config.userInfo()).contains(new Password("reader:p@ss"));
        assertThat(config.toString()).doesNotContain("p@ss");
    }

    @Test
    void otherStrategiesAreRefused() {
        assertThatThrownBy(() -> WireConfig.from(
                        Map.of("schema.registry.url", "mock://m", "value.subject.name.strategy", String.class)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("value.subject.name.strategy")
                .hasMessageContaining("java.lang.String")
                .hasMessageContaining("io.confluent.kafka.serializers.subject.RecordNameStrategy")
                .hasMessageContaining("serde=confluent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema.registry.ssl.truststore.location", "bearer.auth.token", "use.schema.id"})
    void settingThatOnlyConfluentsClientKnowsIsRefusedWithoutItsValue(String setting) {
        assertThatThrownBy(() -> WireConfig.from(Map.of("schema.registry.url", "https://registry", setting, "secret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining("serde=confluent")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @EnumSource(SubjectNaming.class)
    void subjectsAreNamedAsConfluentNamesThem(SubjectNaming naming) {
        String expected = switch (naming) {
            case TOPIC -> "billing.dlq-value";
            case RECORD -> "io.tributary.schemas.DeadLetter";
            case TOPIC_RECORD -> "billing.dlq-io.tributary.schemas.DeadLetter";
        };

        assertThat(naming.valueSubject("billing.dlq", DeadLetter.getClassSchema()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry:8081", "ftp://registry", "http://", "not a url", "http://user:secret@ho st"})
    void whatIsNoUrlIsRefusedWithoutQuotingIt(String url) {
        assertThatThrownBy(() -> WireConfig.from(Map.of("schema.registry.url", url)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url")
                .hasMessageNotContaining("secret");
    }

    @Test
    void missingUrlIsNamed() {
        assertThatThrownBy(() -> WireConfig.from(Map.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> WireConfig.from(Map.of("schema.registry.url", "")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void userInfoWithoutColonIsRefusedWithoutQuotingIt() {
        assertThatThrownBy(() -> WireConfig.from(Map.of(
                        "schema.registry.url", "http://registry",
                        "basic.auth.credentials.source", "USER_INFO",
                        "basic.auth.user.info", "secret")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("basic.auth.user.info")
                .hasMessageNotContaining("secret");
    }

    @Test
    void unsupportedCredentialsSourceIsRefused() {
        assertThatThrownBy(() -> WireConfig.from(Map.of(
                        "schema.registry.url", "http://registry", "basic.auth.credentials.source", "SASL_INHERIT")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("SASL_INHERIT");
    }
}
