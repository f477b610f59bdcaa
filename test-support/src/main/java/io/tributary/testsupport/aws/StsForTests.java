package io.tributary.testsupport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS STS with AssumeRole alone. Each call gets the next credentials: ASIA1 with token-1, then ASIA2 with token-2, and
 * so on; or it is refused.
 */
public final class StsForTests implements AutoCloseable {

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

    private final FaultServer server;
    private final List<Map<String, String>> calls = new CopyOnWriteArrayList<>();
    private volatile Duration validity = Duration.ofHours(1);
    private volatile Reply refusal;

    private StsForTests(FaultServer server) {
        this.server = server;
    }

    public static StsForTests start() throws IOException {
        FaultServer server = FaultServer.start(asked -> Reply.status(500));
        StsForTests sts = new StsForTests(server);
        server.answering(sts::answer);
        return sts;
    }

    /** From now on credentials expire after {@code duration}. */
    public StsForTests validFor(Duration duration) {
        validity = duration;
        return this;
    }

    /** From now on refuses all calls. */
    public StsForTests refusing(int status, String code, String message) {
        String body =
                "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>1</RequestId></ErrorResponse>";
        refusal = new Reply(status, Map.of("Content-Type", "text/xml"), body.getBytes(UTF_8));
        return this;
    }

    /** The parameters of each call, with the access key of its signature as AccessKey. */
    public List<Map<String, String>> calls() {
        return calls;
    }

    public URI endpoint() {
        return server.uri();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private Reply answer(Seen asked) {
        Map<String, String> call = asked.form();
        Matcher credential = CREDENTIAL.matcher(asked.header("Authorization").orElse(""));
        call.put("AccessKey", credential.find() ? credential.group(1) : "");
        calls.add(call);
        return Optional.ofNullable(refusal).orElseGet(() -> credentials(calls.size(), call));
    }

    private Reply credentials(int number, Map<String, String> call) {
        String body = "<AssumeRoleResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><AssumeRoleResult>"
                + "<AssumedRoleUser><AssumedRoleId>AROA:x</AssumedRoleId><Arn>" + call.get("RoleArn")
                + "</Arn></AssumedRoleUser><Credentials><AccessKeyId>ASIA" + number + "</AccessKeyId>"
                + "<SecretAccessKey>secret</SecretAccessKey><SessionToken>token-" + number + "</SessionToken>"
                + "<Expiration>" + Instant.now().plus(validity) + "</Expiration></Credentials></AssumeRoleResult>"
                + "</AssumeRoleResponse>";
        return new Reply(200, Map.of("Content-Type", "text/xml"), body.getBytes(UTF_8));
    }
}
