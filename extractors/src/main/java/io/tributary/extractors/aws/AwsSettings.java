package io.tributary.extractors.aws;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.LONG;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import io.tributary.extractors.aws.AwsConfig.Deliveries;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Names, defaults and bounds of the settings of the AWS source. */
final class AwsSettings {

    static final String ROLE_ARN = "aws.role.arn";
    static final String ROLE_EXTERNAL_ID = "aws.role.external.id";

    private static final String ENDPOINT = "aws.s3.endpoint";
    private static final String REGION = "aws.s3.region";
    private static final String PATH_STYLE = "aws.s3.path.style";
    private static final String REQUESTER_PAYS = "aws.requester.pays";
    private static final String ROLE_SESSION_NAME = "aws.role.session.name";
    private static final String STS_ENDPOINT = "aws.sts.endpoint";
    private static final String REQUESTS_PER_SECOND = "aws.requests.per.second";
    private static final String REQUEST_ATTEMPTS = "aws.request.attempts";
    private static final String BREAKER_FAILURES = "aws.breaker.failures";
    private static final String BREAKER_PAUSE = "aws.breaker.pause.ms";
    static final String DELIVERIES = "aws.deliveries";
    static final String REPORTS = "aws.reports";
    private static final String DISCOVERY_INTERVAL = "aws.discovery.interval.ms";
    private static final String COST_SURVEY = "aws.cost.survey";

    /**
     * Partitions are those of the regions, China's aws-cn and the Government's aws-us-gov among them. Source:
     * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html and
     * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html for this and the next two.
     */
    private static final Pattern ARN = Pattern.compile("arn:aws(-[a-z]+)*:iam::\\d{12}:role/[\\w+=,.@/-]{1,576}");

    private static final Pattern EXTERNAL_ID = Pattern.compile("[\\w+=,.@:/-]{2,1224}");
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private AwsSettings() {}

    static ConfigDef define(ConfigDef settings) {
        return defineDeliveries(defineRequests(defineAccess(settings)));
    }

    static AwsConfig read(Map<String, Object> parsed, Map<String, AwsConfig> buckets) {
        return new AwsConfig(
                new S3Config(
                        text(parsed, ENDPOINT).map(URI::create),
                        text(parsed, REGION),
                        (Boolean) parsed.get(PATH_STYLE),
                        (Boolean) parsed.get(REQUESTER_PAYS)),
                new AwsRole(
                        text(parsed, ROLE_ARN),
                        text(parsed, ROLE_EXTERNAL_ID),
                        ((String) parsed.get(ROLE_SESSION_NAME)).strip(),
                        text(parsed, STS_ENDPOINT).map(URI::create)),
                new RequestPolicy(
                        (Integer) parsed.get(REQUESTS_PER_SECOND),
                        (Integer) parsed.get(REQUEST_ATTEMPTS),
                        (Integer) parsed.get(BREAKER_FAILURES),
                        Duration.ofMillis((Long) parsed.get(BREAKER_PAUSE))),
                Deliveries.valueOf(((String) parsed.get(DELIVERIES)).toUpperCase(Locale.ROOT)),
                names(parsed.get(REPORTS)),
                Duration.ofMillis((Long) parsed.get(DISCOVERY_INTERVAL)),
                (Boolean) parsed.get(COST_SURVEY),
                buckets);
    }

    private static ConfigDef defineAccess(ConfigDef settings) {
        return settings.define(
                        ENDPOINT,
                        STRING,
                        "",
                        endpoint("https://s3.example.com"),
                        MEDIUM,
                        "Where S3 is, if it is not Amazon's: the URI of an S3-compatible endpoint.")
                .define(REGION, STRING, "", MEDIUM, "The bucket's region. Empty: as the AWS SDK finds it.")
                .define(
                        PATH_STYLE,
                        BOOLEAN,
                        false,
                        LOW,
                        "Whether buckets are addressed by path instead of by host name, as S3-compatible stores mostly"
                                + " want.")
                .define(
                        REQUESTER_PAYS,
                        BOOLEAN,
                        false,
                        MEDIUM,
                        "Whether the account that reads pays for it, as buckets with requester pays want.")
                .define(
                        ROLE_ARN,
                        STRING,
                        "",
                        form(ARN, "arn:aws:iam::111122223333:role/name, in the partition of its account, or empty"),
                        HIGH,
                        "The role in which the bucket is read. Empty: with the credentials that the AWS SDK's default"
                                + " chain finds; else these assume the role.")
                .define(
                        ROLE_EXTERNAL_ID,
                        STRING,
                        "",
                        form(EXTERNAL_ID, "2 to 1224 letters, digits and _+=,.@:/-, or empty"),
                        MEDIUM,
                        "The external id that the role's trust policy asks for.")
                .define(
                        ROLE_SESSION_NAME,
                        STRING,
                        AwsRole.NONE.sessionName(),
                        form(SESSION_NAME, "2 to 64 letters, digits and _+=,.@-"),
                        LOW,
                        "The name of the role's session, which CloudTrail shows.")
                .define(
                        STS_ENDPOINT,
                        STRING,
                        "",
                        endpoint("https://sts.example.com"),
                        LOW,
                        "Where the role is assumed, if not at Amazon's STS of the region.");
    }

    private static ConfigDef defineRequests(ConfigDef settings) {
        return settings.define(
                        REQUESTS_PER_SECOND,
                        INT,
                        RequestPolicy.DEFAULT.requestsPerSecond(),
                        between(1, 5_000),
                        MEDIUM,
                        "Requests that are sent to a bucket in any second at most, repeated ones among them.")
                .define(
                        REQUEST_ATTEMPTS,
                        INT,
                        RequestPolicy.DEFAULT.attempts(),
                        between(1, 50),
                        LOW,
                        "How often a request is sent in all that is throttled or fails for now.")
                .define(
                        BREAKER_FAILURES,
                        INT,
                        RequestPolicy.DEFAULT.breakerFailures(),
                        between(1, 10_000),
                        LOW,
                        "Failures in a row after which nothing is sent to a bucket for a while.")
                .define(
                        BREAKER_PAUSE,
                        LONG,
                        RequestPolicy.DEFAULT.breakerPause().toMillis(),
                        between(1, 3_600_000),
                        LOW,
                        "How long nothing is sent then; after that, one request tries it out.");
    }

    private static ConfigDef defineDeliveries(ConfigDef settings) {
        return settings.define(
                        DELIVERIES,
                        STRING,
                        "newest",
                        ConfigDef.CaseInsensitiveValidString.in("newest", "all"),
                        HIGH,
                        "Which deliveries of a billing period are taken: newest, the one that the period's manifest"
                                + " names; or all, every one whose manifest is there, in their order.")
                .define(
                        REPORTS,
                        LIST,
                        List.of(),
                        MEDIUM,
                        "Names of the reports and exports that are taken, with commas between them. Empty: all.")
                .define(
                        DISCOVERY_INTERVAL,
                        LONG,
                        900_000L,
                        between(1, 86_400_000),
                        LOW,
                        "How often a daemon lists a whole bucket. In between it only asks whether the manifests that it"
                                + " knows have changed.")
                .define(
                        COST_SURVEY,
                        BOOLEAN,
                        true,
                        LOW,
                        "Whether a delivery with net columns is read once before its first page is published, to learn"
                                + " which cost basis holds for it.");
    }

    private static Set<String> names(Object list) {
        return ((List<?>) list)
                .stream()
                        .map(name -> ((String) name).strip())
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<String> text(Map<String, Object> parsed, String name) {
        return Optional.of(((String) parsed.get(name)).strip()).filter(value -> !value.isEmpty());
    }

    private static ConfigDef.Validator form(Pattern form, String expected) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> {
                    String text = value.toString().strip();
                    boolean isUnset = text.isEmpty() && expected.endsWith("or empty");
                    if (!isUnset && !form.matcher(text).matches()) {
                        throw new ConfigException(name, value, "expected " + expected);
                    }
                },
                () -> expected);
    }

    private static ConfigDef.Validator endpoint(String example) {
        return ConfigDef.LambdaValidator.with(
                (name, value) -> checkEndpoint(name, value, example), () -> "http:// or https:// URI, or empty");
    }

    private static void checkEndpoint(String name, Object value, String example) {
        String text = value.toString().strip();
        if (text.isEmpty()) {
            return;
        }
        try {
            URI uri = new URI(text);
            boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (!isHttp || uri.getHost() == null) {
                throw new ConfigException(name, value, "expected a URI like " + example);
            }
        } catch (URISyntaxException e) {
            throw new ConfigException(name, value, "expected a URI like " + example + ": " + e.getReason());
        }
    }
}
