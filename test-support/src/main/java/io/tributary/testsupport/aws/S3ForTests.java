package io.tributary.testsupport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import io.tributary.testsupport.http.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of S3's HTTP interface that readers use: listing in pages of three, HEAD, and GET with Range, If-Match and
 * If-None-Match. Each bucket is a directory, the first one is called "bucket"; files may change at any time. Requests
 * can fail, and all of them are kept.
 *
 * <p>A request reads like {@code GET /bucket/key Range=bytes=7- If-Match="1"} or {@code LIST /bucket prefix=a}.
 */
public final class S3ForTests implements AutoCloseable {

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");

    private final FaultServer server;
    private final Map<String, Path> buckets = new ConcurrentHashMap<>();
    private final Map<String, Access> accesses = new ConcurrentHashMap<>();
    private final Set<String> paidByRequesters = ConcurrentHashMap.newKeySet();
    private volatile Consumer<String> before = request -> {};
    private volatile Function<String, Fault> faults = request -> Fault.NONE;

    private S3ForTests(FaultServer server) {
        this.server = server;
    }

    /** Serves {@code root} as the bucket "bucket", to all access keys. */
    public static S3ForTests start(Path root) throws IOException {
        FaultServer server = FaultServer.start(asked -> Reply.status(500));
        S3ForTests s3 = new S3ForTests(server).withBucket("bucket", root);
        server.spoilWhere(s3::fault).answering(s3::answer);
        return s3;
    }

    /** An error in place of the answer, such as 503 SlowDown. */
    public static Fault refuse(int status, String code) {
        return refuse(status, code, "refused");
    }

    /** An error in place of the answer, with more headers as name, value, name, value. */
    public static Fault refuse(int status, String code, String message, String... headers) {
        return new Fault.Instead(error(status, code, message, headers));
    }

    /** Serves another directory as the bucket {@code name}. */
    public S3ForTests withBucket(String name, Path root) {
        buckets.put(name, root);
        return this;
    }

    /** From now on a bucket is read with this access key and session token only; without a token, it is empty. */
    public S3ForTests onlyFor(String bucket, String accessKey, String sessionToken) {
        accesses.put(bucket, new Access(accessKey, sessionToken));
        return this;
    }

    /** From now on a bucket answers only requests that say that the requester pays. */
    public S3ForTests paidByRequester(String bucket) {
        paidByRequesters.add(bucket);
        return this;
    }

    /** Spoils answers by their requests; is called by many threads. */
    public S3ForTests fail(Function<String, Fault> newFaults) {
        faults = newFaults;
        return this;
    }

    /** Calls {@code action} with each request before its answer, by many threads; it may rewrite files. */
    public S3ForTests before(Consumer<String> action) {
        before = action;
        return this;
    }

    /** All requests, in order. */
    public List<String> requests() {
        return server.seen().stream().map(S3ForTests::text).toList();
    }

    /** Forgets all requests until now. */
    public void forgetRequests() {
        server.forgetSeen();
    }

    /** Number of requests that contain {@code part}. */
    public long count(String part) {
        return requests().stream().filter(request -> request.contains(part)).count();
    }

    /** The address: {@code http://127.0.0.1:port}; buckets are addressed by path. */
    public URI endpoint() {
        return server.uri();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Access(String accessKey, String sessionToken) {}

    private Fault fault(Seen asked) {
        String request = text(asked);
        before.accept(request);
        return faults.apply(request);
    }

    private static String text(Seen asked) {
        StringBuilder text = new StringBuilder();
        if (isListing(asked)) {
            Map<String, String> query = asked.parameters();
            text.append("LIST ").append(asked.uri().getPath());
            for (String name : List.of("prefix", "delimiter", "continuation-token")) {
                Optional.ofNullable(query.get(name))
                        .ifPresent(value ->
                                text.append(' ').append(name).append('=').append(value));
            }
        } else {
            text.append(asked.method()).append(' ').append(asked.uri().getPath());
        }
        for (String name : List.of("Range", "If-Match", "If-None-Match")) {
            asked.header(name)
                    .ifPresent(
                            value -> text.append(' ').append(name).append('=').append(value));
        }
        return text.toString();
    }

    private Reply answer(Seen asked) {
        String[] path = asked.uri().getPath().substring(1).split("/", 2);
        Path root = buckets.get(path[0]);
        if (root == null) {
            return error(404, "NoSuchBucket", "The specified bucket does not exist");
        }
        try {
            Optional<Reply> refusal = refusal(asked, path[0]);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            return isListing(asked)
                    ? new S3Listing(root, asked.parameters()).reply()
                    : read(asked, root.resolve(path[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Reply> refusal(Seen asked, String bucket) {
        Access access = accesses.get(bucket);
        if (access != null) {
            Matcher credential =
                    CREDENTIAL.matcher(asked.header("Authorization").orElse(""));
            if (!credential.find() || !credential.group(1).equals(access.accessKey())) {
                return Optional.of(error(
                        403,
                        "InvalidAccessKeyId",
                        "The AWS Access Key Id you provided does not exist in our records."));
            }
            if (!asked.header("X-Amz-Security-Token").orElse("").equals(access.sessionToken())) {
                return Optional.of(error(400, "InvalidToken", "The provided token is malformed or otherwise invalid."));
            }
        }
        boolean pays = asked.header("X-Amz-Request-Payer").orElse("").equals("requester");
        return paidByRequesters.contains(bucket) && !pays
                ? Optional.of(error(403, "AccessDenied", "Access Denied"))
                : Optional.empty();
    }

    private static Reply read(Seen asked, Path file) {
        if (!Files.isRegularFile(file)) {
            return error(404, "NoSuchKey", "The specified key does not exist.");
        }
        Reply reply = StoredFile.of(file).reply(asked);
        return switch (reply.status()) {
            case 412 ->
                error(412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
            case 416 -> error(416, "InvalidRange", "The requested range is not satisfiable");
            default -> reply;
        };
    }

    private static Reply error(int status, String code, String message, String... headers) {
        byte[] body = ("<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>").getBytes(UTF_8);
        return new Reply(status, Reply.status(status, headers).headers(), body);
    }

    private static boolean isListing(Seen asked) {
        return asked.method().equals("GET") && asked.uri().getPath().matches("/[^/]+/?");
    }
}
