package io.tributary.testsupport.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import io.tributary.testsupport.http.StoredFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The part of Cloud Storage's JSON interface that readers use, for the bucket "bills" with objects in memory: listing
 * in pages of two, and downloads with ranges and generations. Requests can fail, and all of them are kept.
 */
public final class BucketForTests implements AutoCloseable {

    private static final String OBJECTS = "/storage/v1/b/bills/o";
    private static final int KEYS_IN_PAGE = 2;
    private static final Instant UPDATED = Instant.parse("2026-11-02T03:04:05.678Z");

    private record StoredObject(byte[] content, long generation) {}

    private final FaultServer server;
    private final Map<String, StoredObject> objects = new TreeMap<>();
    private final Queue<Fault> downloadFaults = new ConcurrentLinkedQueue<>();

    private BucketForTests(FaultServer server) {
        this.server = server;
    }

    public static BucketForTests start() throws IOException {
        FaultServer server = FaultServer.start(asked -> Reply.status(500));
        BucketForTests bucket = new BucketForTests(server);
        server.spoilWhere(bucket::fault).answering(bucket::answer);
        return bucket;
    }

    public URI uri() {
        return server.uri();
    }

    /** Writes an object; a key that exists gets another generation. */
    public synchronized void put(String key, byte[] content) {
        StoredObject before = objects.get(key);
        objects.put(key, new StoredObject(content, before == null ? 1 : before.generation() + 1));
    }

    public synchronized void remove(String key) {
        objects.remove(key);
    }

    /** Refuses the next requests, one by each status. */
    public void refuse(List<Integer> statuses) {
        statuses.forEach(status -> server.spoil(new Fault.Instead(Reply.status(status))));
    }

    /** Spoils the next downloads, one each. */
    public void spoilDownloads(Fault... faults) {
        downloadFaults.addAll(List.of(faults));
    }

    /** The paths and queries of all requests, in order. */
    public List<String> requests() {
        return server.seen().stream().map(seen -> seen.uri().toString()).toList();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private Fault fault(Seen asked) {
        Fault next = isDownload(asked) ? downloadFaults.poll() : null;
        return next == null ? Fault.NONE : next;
    }

    private static boolean isDownload(Seen asked) {
        return "media".equals(asked.parameters().get("alt"));
    }

    private synchronized Reply answer(Seen asked) {
        String path = asked.uri().getRawPath().substring(OBJECTS.length());
        if (path.isEmpty()) {
            return Reply.json(page(asked.parameters()));
        }
        String key = URLDecoder.decode(path.substring(1), UTF_8);
        StoredObject object = objects.get(key);
        if (object == null) {
            return Reply.status(404);
        }
        if (!isDownload(asked)) {
            return Reply.json(item(key));
        }
        String generation = Long.toString(object.generation());
        return generation.equals(asked.parameters().get("ifGenerationMatch"))
                ? new StoredFile(object.content(), "\"" + generation + "\"", UPDATED).reply(asked)
                : Reply.status(412);
    }

    private String page(Map<String, String> parameters) {
        List<String> keys = objects.keySet().stream()
                .filter(key -> key.startsWith(parameters.getOrDefault("prefix", "")))
                .filter(key -> key.compareTo(parameters.getOrDefault("pageToken", "")) > 0)
                .toList();
        List<String> page = keys.subList(0, Math.min(KEYS_IN_PAGE, keys.size()));
        List<String> items = new ArrayList<>();
        page.forEach(key -> items.add(item(key)));
        String token = page.size() < keys.size() ? ",\"nextPageToken\":\"" + page.get(page.size() - 1) + "\"" : "";
        return "{\"kind\":\"storage#objects\",\"items\":[" + String.join(",", items) + "]" + token + "}";
    }

    private String item(String key) {
        StoredObject object = objects.get(key);
        return "{\"name\":\"" + key + "\",\"generation\":\"" + object.generation() + "\",\"updated\":\"" + UPDATED
                + "\",\"size\":\"" + object.content().length + "\"}";
    }
}
