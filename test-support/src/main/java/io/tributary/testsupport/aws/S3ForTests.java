package io.tributary.testsupport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of S3's HTTP interface that is read with: listing in pages of three, HEAD, and GET with Range, If-Match and
 * If-None-Match. Each bucket is a directory, of which the first is called "bucket"; files may be changed at any time.
 * Faults are put in by request, and what was asked is written down.
 *
 * <p>A request reads like {@code GET /bucket/key Range=bytes=7- If-Match="1"} or {@code LIST /bucket prefix=a}.
 */
public final class S3ForTests implements AutoCloseable {

    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/]+)/");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    private final FaultServer server;
    private final Map<String, Path> buckets = new ConcurrentHashMap<>();
    private final Map<String, Access> accesses = new ConcurrentHashMap<>();
    private final Set<String> paidByRequesters = ConcurrentHashMap.newKeySet();
    private final Map<Path, Tag> tags = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Consumer<String> before = request -> {};
    private volatile Function<String, Fault> faults = request -> Fault.NONE;

    private S3ForTests(FaultServer server) {
        this.server = server;
    }

    /** Serves {@code root} as the bucket "bucket", to everybody. */
    public static S3ForTests start(Path root) throws IOException {
        FaultServer server = FaultServer.start(asked -> Reply.status(500));
        S3ForTests s3 = new S3ForTests(server).withBucket("bucket", root);
        server.spoilWhere(s3::spoil).answering(s3::answer);
        return s3;
    }

    /** What is done to an answer, or in its place. */
    @FunctionalInterface
    public interface Fault {

        /** Nothing. */
        Fault NONE = asked -> Optional.empty();

        Optional<FaultServer.Fault> of(Seen asked);

        /** An error in place of the answer, such as 503 SlowDown. */
        public static Fault refuse(int status, String code) {
            return refuse(status, code, "refused");
        }

        /** An error in place of the answer, with more headers as name, value, name, value. */
        public static Fault refuse(int status, String code, String message, String... headers) {
            return asked -> Optional.of(
                    new FaultServer.Fault.Instead(S3ForTests.refuse(asked, status, code, message, headers)));
        }

        /** The connection ends in the middle of the body. */
        static Fault cutAfter(int bytes) {
            return asked -> Optional.of(new FaultServer.Fault.EndAfter(bytes));
        }

        /** The connection is reset in the middle of the body. */
        static Fault resetAfter(int bytes) {
            return asked -> Optional.of(new FaultServer.Fault.ResetAfter(bytes));
        }

        /** The body comes byte by byte, with a pause after each. */
        static Fault drip(Duration between) {
            return asked -> Optional.of(new FaultServer.Fault.Drip(between));
        }

        /** The body is shorter than the object, and Content-Length as short as the body. */
        static Fault shorten(int bytes) {
            return asked -> Optional.of(new FaultServer.Fault.CutTo(bytes));
        }

        /** No answer comes. */
        static Fault silence() {
            return asked -> Optional.of(new FaultServer.Fault.Silence());
        }
    }

    /** Serves another directory, too. */
    public S3ForTests withBucket(String name, Path root) {
        buckets.put(name, root);
        return this;
    }

    /** From now on a bucket is read with this access key and session token only; the token is empty where there is none. */
    public S3ForTests onlyFor(String bucket, String accessKey, String sessionToken) {
        accesses.put(bucket, new Access(accessKey, sessionToken));
        return this;
    }

    /** From now on a bucket is read by those only who say that they pay for it. */
    public S3ForTests paidByRequester(String bucket) {
        paidByRequesters.add(bucket);
        return this;
    }

    /** Puts in faults by requests; is called by many threads. */
    public S3ForTests fail(Function<String, Fault> newFaults) {
        faults = newFaults;
        return this;
    }

    /** Calls {@code action} with each request before it is answered: it may rewrite files; is called by many threads. */
    public S3ForTests before(Consumer<String> action) {
        before = action;
        return this;
    }

    /** All that it was asked, in order. */
    public List<String> requests() {
        return requests;
    }

    /** How often it was asked for something that {@code part} is a part of. */
    public long count(String part) {
        return requests.stream().filter(request -> request.contains(part)).count();
    }

    /** How many requests it had under way together at most. */
    public int mostAtOnce() {
        return server.mostAtOnce();
    }

    /** Where it is: {@code http://127.0.0.1:port}; buckets are addressed by path. */
    public URI endpoint() {
        return server.uri();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Access(String accessKey, String sessionToken) {}

    private record Tag(long modified, long size, String value) {}

    private Optional<FaultServer.Fault> spoil(Seen asked) {
        String request = text(asked);
        requests.add(request);
        before.accept(request);
        return faults.apply(request).of(asked);
    }

    private static String text(Seen asked) {
        StringBuilder text = new StringBuilder();
        if (isListing(asked)) {
            Map<String, String> query = query(asked);
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
            header(asked, name)
                    .ifPresent(
                            value -> text.append(' ').append(name).append('=').append(value));
        }
        return text.toString();
    }

    private Reply answer(Seen asked) {
        String[] path = asked.uri().getPath().substring(1).split("/", 2);
        Path root = buckets.get(path[0]);
        if (root == null) {
            return refuse(asked, 404, "NoSuchBucket", "The specified bucket does not exist");
        }
        try {
            Optional<Reply> refusal = refusal(asked, path[0]);
            if (refusal.isPresent()) {
                return refusal.get();
            }
            return isListing(asked) ? list(asked, root) : read(asked, root.resolve(path[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Reply> refusal(Seen asked, String bucket) {
        Access access = accesses.get(bucket);
        if (access != null) {
            Matcher credential =
                    CREDENTIAL.matcher(header(asked, "Authorization").orElse(""));
            if (!credential.find() || !credential.group(1).equals(access.accessKey())) {
                return Optional.of(refuse(
                        asked,
                        403,
                        "InvalidAccessKeyId",
                        "The AWS Access Key Id you provided does not exist in our records."));
            }
            if (!header(asked, "X-Amz-Security-Token").orElse("").equals(access.sessionToken())) {
                return Optional.of(
                        refuse(asked, 400, "InvalidToken", "The provided token is malformed or otherwise invalid."));
            }
        }
        boolean pays = header(asked, "X-Amz-Request-Payer").orElse("").equals("requester");
        return paidByRequesters.contains(bucket) && !pays
                ? Optional.of(refuse(asked, 403, "AccessDenied", "Access Denied"))
                : Optional.empty();
    }

    private Reply list(Seen asked, Path root) throws IOException {
        return new S3Listing(root, query(asked), file -> tag(file)).reply();
    }

    private Reply read(Seen asked, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return refuse(asked, 404, "NoSuchKey", "The specified key does not exist.");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag(file));
        headers.put(
                "Last-Modified",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC)));
        headers.put("Accept-Ranges", "bytes");
        if (!header(asked, "If-Match").orElse(tag(file)).equals(tag(file))) {
            return refuse(
                    asked, 412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
        }
        if (header(asked, "If-None-Match").orElse("").equals(tag(file))) {
            return new Reply(304, headers, new byte[0]);
        }
        long size = Files.size(file);
        if (asked.method().equals("HEAD")) {
            headers.put("Content-Length", Long.toString(size));
            return new Reply(200, headers, new byte[0]);
        }
        Matcher range = RANGE.matcher(header(asked, "Range").orElse(""));
        if (!range.matches()) {
            return new Reply(200, headers, part(file, 0, size));
        }
        boolean isTail = range.group(1).isEmpty();
        long from = isTail ? Math.max(0, size - Long.parseLong(range.group(2))) : Long.parseLong(range.group(1));
        long end = isTail || range.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(range.group(2)) + 1);
        if (from >= size) {
            return refuse(asked, 416, "InvalidRange", "The requested range is not satisfiable");
        }
        headers.put("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + size);
        return new Reply(206, headers, part(file, from, end));
    }

    private static byte[] part(Path file, long from, long end) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(Math.toIntExact(end - from));
        try (FileChannel channel = FileChannel.open(file)) {
            channel.position(from);
            while (part.hasRemaining() && channel.read(part) >= 0) {
                // Until it is full.
            }
        }
        return part.array();
    }

    private static Reply refuse(Seen asked, int status, String code, String message, String... headers) {
        Reply reply = Reply.status(status, headers);
        byte[] body = ("<Error><Code>" + code + "</Code><Message>" + message + "</Message></Error>").getBytes(UTF_8);
        return asked.method().equals("HEAD") ? reply : new Reply(status, reply.headers(), body);
    }

    private static boolean isListing(Seen asked) {
        return asked.method().equals("GET") && asked.uri().getPath().matches("/[^/]+/?");
    }

    private static Optional<String> header(Seen asked, String name) {
        return Optional.ofNullable(asked.headers().get(name.toLowerCase(Locale.ROOT)));
    }

    private static Map<String, String> query(Seen asked) {
        Map<String, String> query = new HashMap<>();
        String raw = asked.uri().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], UTF_8) : "");
        }
        return query;
    }

    /** A file's entity tag; large files are read for it again only when they have changed. */
    private String tag(Path file) {
        try {
            long modified = Files.getLastModifiedTime(file).to(TimeUnit.NANOSECONDS);
            long size = Files.size(file);
            Tag known = size < 1_000_000 ? null : tags.get(file);
            if (known == null || known.modified() != modified || known.size() != size) {
                known = new Tag(modified, size, digest(file));
                tags.put(file, known);
            }
            return known.value();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(Path file) throws IOException {
        try {
            return "\""
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)))
                    + "\"";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
