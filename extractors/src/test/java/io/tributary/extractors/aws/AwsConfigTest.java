package io.tributary.extractors.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of the AWS source: settings of single buckets, and values that are refused. */
class AwsConfigTest {

    private static final ConfigDef SETTINGS = AwsConfig.define(new ConfigDef());
    private static final String ARN = "arn:aws:iam::111122223333:role/reader";

    @Test
    void settingsOfABucketReplaceTheCommonOnes() {
        AwsConfig config = config(Map.of(
                "aws.role.arn", ARN,
                "aws.role.external.id", "ours",
                "aws.s3.region", "eu-central-1",
                "aws.bucket.payer-b.role.arn", "arn:aws-cn:iam::444455556666:role/other",
                "aws.bucket.payer-b.s3.region", "cn-north-1",
                "aws.bucket.payer-b.requests.per.second", "7",
                "aws.bucket.payer-b.reports", "daily,hourly"));

        AwsConfig payerB = config.forBucket("payer-b");
        assertThat(payerB.role().arn()).hasValue("arn:aws-cn:iam::444455556666:role/other");
        assertThat(payerB.role().externalId()).hasValue("ours");
        assertThat(payerB.s3().region()).hasValue("cn-north-1");
        assertThat(payerB.requests()).isEqualTo(new RequestPolicy(7, 8, 10, Duration.ofSeconds(30)));
        assertThat(payerB.takes("daily")).isTrue();
        assertThat(payerB.takes("monthly")).isFalse();
        assertThat(config.forBucket("payer-a")).isEqualTo(config);
        assertThat(config.takes("monthly")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "aws.bucket.a.bucket.with.dots.s3.region, a.bucket.with.dots",
        "aws.bucket.s3.s3.region, none",
        "aws.bucket.role.arn.s3.region, role.arn",
        "aws.bucket.billing.s3.s3.region, billing.s3"
    })
    void bucketsWithDotsAreKnownByTheEndOfTheName(String name, String bucket) {
        Map<String, String> settings = Map.of(name, "eu-west-3");

        if (bucket.equals("none")) {
            assertThat(problems(settings)).singleElement().asString().startsWith("Unknown setting " + name);
        } else {
            assertThat(problems(settings)).isEmpty();
            assertThat(config(settings).forBucket(bucket).s3().region()).hasValue("eu-west-3");
        }
    }

    @Test
    void noNameOfASettingEndsLikeAnother() {
        List<String> ends =
                SETTINGS.names().stream().map(name -> name.substring(4)).toList();

        assertThat(ends).allSatisfy(end -> assertThat(ends).noneMatch(other -> other.endsWith("." + end)));
    }

    @Test
    void unknownSettingOfABucketIsRefusedWithTheKnownOnes() {
        assertThat(problems(Map.of("aws.bucket.payer-b.role.name", "x")))
                .singleElement()
                .asString()
                .startsWith("Unknown setting aws.bucket.payer-b.role.name: expected aws.bucket.<bucket>. and one of")
                .contains("role.arn", "s3.region");
        assertThat(problems(Map.of("aws.bucket.role.arn", ARN))).hasSize(1);
    }

    @Test
    void valuesOfABucketAreCheckedLikeTheCommonOnes() {
        assertThat(problems(Map.of(
                        "aws.bucket.b.1.requests.per.second", "0",
                        "aws.bucket.b.1.role.arn", "reader",
                        "aws.bucket.b.1.requester.pays", "perhaps")))
                .hasSize(3)
                .allMatch(problem -> problem.contains("aws.bucket.b.1."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:role/reader",
                "arn:aws-cn:iam::111122223333:role/reader",
                "arn:aws-us-gov:iam::111122223333:role/path/to/reader@x",
                "arn:aws-iso-b:iam::111122223333:role/reader"
            })
    void rolesOfAllPartitionsAreTaken(String arn) {
        assertThat(problems(Map.of("aws.role.arn", arn))).isEmpty();
        assertThat(config(Map.of("aws.role.arn", arn)).role().arn()).hasValue(arn);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "reader",
                "arn:aws:iam::1234:role/reader",
                "arn:aws:iam::111122223333:user/reader",
                "arn:aws:sts::111122223333:assumed-role/reader/session",
                "arn:gcp:iam::111122223333:role/reader",
                "arn:aws:iam::111122223333:role/"
            })
    void valueThatIsNoRoleIsRefused(String arn) {
        assertThat(problems(Map.of("aws.role.arn", arn)))
                .singleElement()
                .asString()
                .contains("aws.role.arn", arn, "arn:aws:iam::111122223333:role/name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "x", "two words", "a/b", "12345678901234567890123456789012345678901234567890123456789012345"
            })
    void sessionNamesThatStsRefusesAreRefused(String name) {
        assertThat(problems(Map.of("aws.role.session.name", name)))
                .singleElement()
                .asString()
                .contains("aws.role.session.name", "2 to 64");
    }

    @Test
    void externalIdNeedsARole() {
        assertThat(problems(Map.of("aws.role.external.id", "ours")))
                .containsExactly(
                        "aws.role.external.id is given without aws.role.arn: expected the role that it is shown for");
        assertThat(problems(Map.of("aws.role.external.id", "ours", "aws.bucket.payer.role.arn", ARN)))
                .isEmpty();
        assertThat(problems(Map.of("aws.bucket.payer.role.external.id", "ours")))
                .containsExactly("aws.bucket.payer.role.external.id is given, and the bucket is read in no role:"
                        + " expected aws.bucket.payer.role.arn");
        assertThat(problems(Map.of("aws.role.external.id", "not ours"))).hasSize(1);
    }

    @Test
    void bucketMayBeReadWithoutTheCommonRole() {
        Map<String, String> settings =
                Map.of("aws.role.arn", ARN, "aws.role.external.id", "ours", "aws.bucket.own.role.arn", "");

        assertThat(problems(settings)).isEmpty();
        assertThat(config(settings).forBucket("own").role().arn()).isEqualTo(Optional.empty());
    }

    private static AwsConfig config(Map<String, String> settings) {
        return AwsConfig.from(SETTINGS.parse(settings), settings);
    }

    private static List<String> problems(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        for (ConfigValue value : SETTINGS.validate(new HashMap<>(settings))) {
            problems.addAll(value.errorMessages());
        }
        problems.addAll(AwsConfig.problemsOfBuckets(settings));
        return problems.isEmpty() ? config(settings).problems() : problems;
    }
}
