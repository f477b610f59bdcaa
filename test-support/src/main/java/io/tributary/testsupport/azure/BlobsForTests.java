package io.tributary.testsupport.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The part of Blob storage's HTTP interface that is read with: listing in pages of three, HEAD, and GET with ranges and
 * If-Match, of the files of a directory as the container "exports" of the account "account". Faults are put in by request.
 */
public final class BlobsForTests implements AutoCloseable {

    /** With two digits for the day, as HTTP has it. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    private static final int NAMES_IN_PAGE = 3;
    private static final String CONTAINER = "/account/exports";

    private final Path root;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile Function<String, Fault> faults = request -> Fault.NONE;

    private BlobsForTests(Path root, HttpServer server) {
        this.root = root;
        this.server = server;
    }

    public static BlobsForTests start(Path root) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        BlobsForTests blobs = new BlobsForTests(root, server);
        server.setExecutor(blobs.threads);
        server.createContext("/", blobs::handle);
        server.start();
        return blobs;
    }

    /** What is done instead of answering. {@code status} 0 with {@code cutAfter} -1: nothing. */
    public record Fault(int status, String code, int cutAfter) {

        public static final Fault NONE = new Fault(0, "", -1);

        public static Fault refuse(int status, String code) {
            return new Fault(status, code, -1);
        }

        /** The connection breaks after so many bytes of the body. */
        public static Fault cutAfter(int bytes) {
            return new Fault(0, "", bytes);
        }
    }

    /** Puts in faults by requests such as {@code GET /account/exports/name bytes=0-7 If-Match="1"}. */
    public void fail(Function<String, Fault> newFaults) {
        faults = newFaults;
    }

    public List<String> requests() {
        return requests;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + CONTAINER + "/";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Map<String, String> query = query(exchange);
            boolean isList = "list".equals(query.get("comp"));
            String request = (isList ? "LIST" : exchange.getRequestMethod()) + " " + path + range(exchange)
                    + (header(exchange, "If-Match").isEmpty() ? "" : " If-Match=" + header(exchange, "If-Match"));
            requests.add(request);
            exchange.getResponseHeaders().set("x-ms-version", "2025-01-05");
            exchange.getResponseHeaders().set("x-ms-request-id", Integer.toString(requests.size()));
            Fault fault = faults.apply(request);
            if (fault.status() != 0) {
                refuse(exchange, fault.status(), fault.code());
            } else if (!path.startsWith(CONTAINER)) {
                refuse(exchange, 404, "ContainerNotFound");
            } else if (isList) {
                list(exchange, query);
            } else {
                read(exchange, root.resolve(path.substring(CONTAINER.length() + 1)), fault);
            }
        }
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String after = query.getOrDefault("marker", "");
        List<String> names;
        try (Stream<Path> files = Files.walk(root)) {
            names = files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(name -> name.startsWith(prefix) && name.compareTo(after) > 0)
                    .sorted()
                    .toList();
        }
        List<String> page = names.subList(0, Math.min(NAMES_IN_PAGE, names.size()));
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?><EnumerationResults"
                + " ContainerName=\"exports\"><Prefix>" + prefix + "</Prefix><Blobs>");
        for (String name : page) {
            Path file = root.resolve(name);
            xml.append("<Blob><Name>")
                    .append(name)
                    .append("</Name><Properties><Last-Modified>")
                    .append(modified(file))
                    .append("</Last-Modified><Etag>")
                    .append(etag(file).replace("\"", ""))
                    .append("</Etag><Content-Length>")
                    .append(Files.size(file))
                    .append("</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>");
        }
        xml.append("</Blobs><NextMarker>")
                .append(page.size() < names.size() ? page.get(page.size() - 1) : "")
                .append("</NextMarker></EnumerationResults>");
        byte[] body = xml.toString().getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private void read(HttpExchange exchange, Path file, Fault fault) throws IOException {
        if (!Files.isRegularFile(file)) {
            refuse(exchange, 404, "BlobNotFound");
            return;
        }
        String expected = header(exchange, "If-Match");
        if (!expected.isEmpty() && !expected.equals(etag(file))) {
            refuse(exchange, 412, "ConditionNotMet");
            return;
        }
        byte[] content = Files.readAllBytes(file);
        exchange.getResponseHeaders().set("ETag", etag(file));
        exchange.getResponseHeaders().set("Last-Modified", modified(file));
        exchange.getResponseHeaders().set("x-ms-blob-type", "BlockBlob");
        exchange.getResponseHeaders().set("x-ms-creation-time", modified(file));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String range = range(exchange).replaceAll(".*bytes=", "");
        int from = range.isEmpty() ? 0 : Integer.parseInt(range.split("-")[0]);
        int to = range.matches("\\d+-\\d+") ? Integer.parseInt(range.split("-")[1]) + 1 : content.length;
        byte[] body = Arrays.copyOfRange(content, from, Math.min(to, content.length));
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (from + body.length - 1) + "/" + content.length);
        exchange.sendResponseHeaders(range.isEmpty() ? 200 : 206, body.length);
        int sent = fault.cutAfter() < 0 ? body.length : Math.min(body.length, fault.cutAfter());
        exchange.getResponseBody().write(body, 0, sent);
        exchange.getResponseBody().flush();
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().set("x-ms-error-code", code);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        byte[] body = ("<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code
                        + "</Code><Message>refused</Message></Error>")
                .getBytes(UTF_8);
        exchange.sendResponseHeaders(status, isHead ? -1 : body.length);
        if (!isHead) {
            exchange.getResponseBody().write(body);
        }
    }

    private static String range(HttpExchange exchange) {
        String range =
                header(exchange, "x-ms-range").isEmpty() ? header(exchange, "Range") : header(exchange, "x-ms-range");
        return range.isEmpty() ? "" : " " + range;
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
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

    private static String modified(Path file) throws IOException {
        Instant time = Files.getLastModifiedTime(file).toInstant();
        return HTTP_DATE.format(time.atZone(ZoneOffset.UTC));
    }

    private static String etag(Path file) {
        try {
            return "\"0x"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file)))
                    + "\"";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
