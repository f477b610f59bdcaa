package io.tributary.extractors;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The part of S3's HTTP interface that is read with: listing in pages of three, HEAD, and GET with Range and If-Match, of
 * the files of a directory as the bucket "bucket". Faults are put in by request.
 */
final class S3ForTests implements AutoCloseable {

    private static final int KEYS_IN_PAGE = 3;

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Function<String, Fault> faults = request -> Fault.NONE;

    private S3ForTests(Path root, HttpServer server) {
        this.root = root;
        this.server = server;
    }

    static S3ForTests start(Path root) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        S3ForTests s3 = new S3ForTests(root, server);
        server.setExecutor(s3.threads);
        server.createContext("/", s3::handle);
        server.start();
        return s3;
    }

    /** What is done instead of answering. {@code status} 0 with {@code cutAfter} -1: nothing. */
    record Fault(int status, String code, int cutAfter) {

        static final Fault NONE = new Fault(0, "", -1);

        static Fault refuse(int status, String code) {
            return new Fault(status, code, -1);
        }

        static Fault cutAfter(int bytes) {
            return new Fault(0, "", bytes);
        }
    }

    /** Puts in faults by requests such as {@code GET /bucket/key Range=bytes=7- If-Match="1"}. */
    void fail(Function<String, Fault> newFaults) {
        faults = newFaults;
    }

    List<String> requests() {
        return requests;
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String request =
                    exchange.getRequestMethod() + " " + path + header(exchange, "Range") + header(exchange, "If-Match");
            requests.add(request);
            Fault fault = faults.apply(request);
            if (fault.status() != 0) {
                refuse(exchange, fault.status(), fault.code());
            } else if (path.matches("/bucket/?")) {
                list(exchange);
            } else if (path.startsWith("/bucket/")) {
                read(exchange, root.resolve(path.substring("/bucket/".length())), fault);
            } else {
                refuse(exchange, 404, "NoSuchBucket");
            }
        }
    }

    private void list(HttpExchange exchange) throws IOException {
        Map<String, String> query = query(exchange);
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("continuation-token", "");
        List<String> keys;
        try (Stream<Path> files = Files.walk(root)) {
            keys = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix) && key.compareTo(after) > 0)
                    .sorted()
                    .toList();
        }
        List<String> page = keys.subList(0, Math.min(KEYS_IN_PAGE, keys.size()));
        StringBuilder xml = new StringBuilder("<ListBucketResult><EncodingType>url</EncodingType>");
        for (String key : page) {
            Path file = root.resolve(key);
            xml.append("<Contents><Key>")
                    .append(URLEncoder.encode(key, UTF_8))
                    .append("</Key><LastModified>")
                    .append(Files.getLastModifiedTime(file).toInstant())
                    .append("</LastModified><ETag>")
                    .append(etag(file).replace("\"", "&quot;"))
                    .append("</ETag><Size>")
                    .append(Files.size(file))
                    .append("</Size></Contents>");
        }
        boolean isTruncated = page.size() < keys.size();
        xml.append("<IsTruncated>").append(isTruncated).append("</IsTruncated>");
        if (isTruncated) {
            xml.append("<NextContinuationToken>")
                    .append(page.get(page.size() - 1))
                    .append("</NextContinuationToken>");
        }
        byte[] body = xml.append("</ListBucketResult>").toString().getBytes(UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void read(HttpExchange exchange, Path file, Fault fault) throws IOException {
        if (!Files.isRegularFile(file)) {
            refuse(exchange, 404, "NoSuchKey");
            return;
        }
        String expected = exchange.getRequestHeaders().getFirst("If-Match");
        if (expected != null && !expected.equals(etag(file))) {
            refuse(exchange, 412, "PreconditionFailed");
            return;
        }
        byte[] content = Files.readAllBytes(file);
        String range = exchange.getRequestHeaders().getFirst("Range");
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        byte[] body = Arrays.copyOfRange(content, from, content.length);
        exchange.getResponseHeaders().set("ETag", etag(file));
        exchange.getResponseHeaders()
                .set(
                        "Last-Modified",
                        DateTimeFormatter.RFC_1123_DATE_TIME.format(
                                Files.getLastModifiedTime(file).toInstant().atZone(ZoneOffset.UTC)));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, body.length);
        int sent = fault.cutAfter() < 0 ? body.length : Math.min(body.length, fault.cutAfter());
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        byte[] body = ("<Error><Code>" + code + "</Code><Message>refused</Message></Error>").getBytes(UTF_8);
        exchange.getResponseHeaders().set("Retry-After", "7");
        exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : " " + name + "=" + value;
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new HashMap<>();
        String raw = exchange.getRequestURI().getRawQuery();
        for (String part : raw == null ? new String[0] : raw.split("&")) {
            String[] pair = part.split("=", 2);
            query.put(pair[0], pair.length > 1 ? URLDecoder.decode(pair[1], UTF_8) : "");
        }
        return query;
    }

    private static String etag(Path file) {
        try {
            return "\""
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)))
                    + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
