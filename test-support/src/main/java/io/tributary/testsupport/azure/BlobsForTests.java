package io.tributary.testsupport.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import io.tributary.testsupport.http.StoredFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The part of Blob storage's HTTP interface that readers use: listing in pages of three, HEAD, and GET with ranges and
 * If-Match. The files of a directory are the container "exports" of the account "account". Requests can fail, and all
 * of them are kept.
 *
 * <p>A request reads like {@code GET /account/exports/name bytes=0-7 If-Match="1"} or {@code LIST /account/exports}.
 */
public final class BlobsForTests implements AutoCloseable {

    private static final int NAMES_IN_PAGE = 3;
    private static final String CONTAINER = "/account/exports";

    private final Path root;
    private final FaultServer server;

    private BlobsForTests(Path root, FaultServer server) {
        this.root = root;
        this.server = server;
    }

    public static BlobsForTests start(Path root) throws IOException {
        FaultServer server = FaultServer.start(asked -> Reply.status(500));
        BlobsForTests blobs = new BlobsForTests(root, server);
        server.answering(blobs::answer);
        return blobs;
    }

    /** An error in place of the answer, such as 503 ServerBusy. */
    public static Fault refuse(int status, String code) {
        return new Fault.Instead(error(status, code));
    }

    /** Spoils answers by their requests; is called by many threads. */
    public void fail(Function<String, Fault> faults) {
        server.spoilWhere(asked -> faults.apply(text(asked)));
    }

    /** All requests, in order. */
    public List<String> requests() {
        return server.seen().stream().map(BlobsForTests::text).toList();
    }

    /** The address of the container, with a slash at its end. */
    public String url() {
        return server.uri(CONTAINER + "/").toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static String text(Seen asked) {
        String range = asked.header("x-ms-range")
                .or(() -> asked.header("Range"))
                .map(value -> " " + value)
                .orElse("");
        String match =
                asked.header("If-Match").map(value -> " If-Match=" + value).orElse("");
        return (isListing(asked) ? "LIST" : asked.method()) + " " + asked.uri().getPath() + range + match;
    }

    private static boolean isListing(Seen asked) {
        return "list".equals(asked.parameters().get("comp"));
    }

    private Reply answer(Seen asked) {
        String path = asked.uri().getPath();
        try {
            if (!path.startsWith(CONTAINER)) {
                return error(404, "ContainerNotFound");
            }
            return isListing(asked)
                    ? list(asked.parameters())
                    : read(asked, root.resolve(path.substring(CONTAINER.length() + 1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply list(Map<String, String> parameters) throws IOException {
        String prefix = parameters.getOrDefault("prefix", "");
        String after = parameters.getOrDefault("marker", "");
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
            StoredFile file = StoredFile.of(root.resolve(name));
            xml.append("<Blob><Name>")
                    .append(name)
                    .append("</Name><Properties><Last-Modified>")
                    .append(file.lastModified())
                    .append("</Last-Modified><Etag>")
                    .append(file.tag().replace("\"", ""))
                    .append("</Etag><Content-Length>")
                    .append(file.content().length)
                    .append("</Content-Length><BlobType>BlockBlob</BlobType></Properties></Blob>");
        }
        xml.append("</Blobs><NextMarker>")
                .append(page.size() < names.size() ? page.get(page.size() - 1) : "")
                .append("</NextMarker></EnumerationResults>");
        return reply(200, Map.of("Content-Type", "application/xml"), xml.toString());
    }

    private static Reply read(Seen asked, Path file) {
        if (!Files.isRegularFile(file)) {
            return error(404, "BlobNotFound");
        }
        StoredFile stored = StoredFile.of(file);
        Reply reply = stored.reply(asked);
        return switch (reply.status()) {
            case 412 -> error(412, "ConditionNotMet");
            case 416 -> error(416, "InvalidRange");
            default ->
                reply.with("x-ms-version", "2025-01-05")
                        .with("x-ms-blob-type", "BlockBlob")
                        .with("x-ms-creation-time", stored.lastModified());
        };
    }

    private static Reply error(int status, String code) {
        return reply(
                status,
                Map.of("Content-Type", "application/xml", "x-ms-error-code", code),
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>" + code
                        + "</Code><Message>refused</Message></Error>");
    }

    private static Reply reply(int status, Map<String, String> headers, String body) {
        return new Reply(status, headers, body.getBytes(UTF_8)).with("x-ms-version", "2025-01-05");
    }
}
