package io.tributary.extractors.azure.http;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file's bytes, requested part by part. A connection that breaks, ends too early or is very slow costs one part, and
 * a slow reader holds no connection open.
 */
final class LinkedFile extends InputStream {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d{1,18})-(\\d{1,18})|\\*)/(\\d{1,18})");

    private final String object;
    private final int partSize;
    private final Function<Map<String, String>, Response> get;
    private byte[] part = new byte[0];
    private int position;
    private long offset;
    private long size = -1;
    private String version;

    /**
     * @param object what it is, for messages
     * @param partSize bytes that are asked for at once
     * @param get sends the request with additional headers
     */
    LinkedFile(String object, int partSize, Function<Map<String, String>, Response> get) {
        this.object = requireNonNull(object, "object");
        this.partSize = partSize;
        this.get = requireNonNull(get, "get");
    }

    @Override
    public int read() {
        return hasMore() ? part[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int start, int length) {
        Objects.checkFromIndexSize(start, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, part.length - position);
        System.arraycopy(part, position, target, start, count);
        position += count;
        return count;
    }

    @Override
    public int available() {
        return part.length - position;
    }

    /** Requests the first part, so that a problem with the link shows at once. */
    LinkedFile opened() {
        hasMore();
        return this;
    }

    private boolean hasMore() {
        if (position < part.length) {
            return true;
        }
        if (size >= 0 && offset >= size) {
            return false;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Range", "bytes=" + offset + "-" + (offset + partSize - 1));
        if (version != null) {
            headers.put("If-Match", version);
        }
        take(get.apply(headers));
        return part.length > 0;
    }

    private void take(Response response) {
        switch (response.status()) {
            case 200 -> takeAll(response);
            case 206 -> takePart(response);
            case 416 -> takeNothing(response);
            case 412 -> throw new DeliveryChangedException(object, "was rewritten while it was being read");
            case 401, 403 -> throw Refusals.linkDenied(object, response);
            case 404, 410 -> throw new SourceException.Missing(object, Refusals.describe(response));
            default ->
                throw new SourceException.Malformed(object, Refusals.describe(response) + ": expected its content");
        }
    }

    /** The server does not support ranges. */
    private void takeAll(Response response) {
        byte[] all = response.body();
        if (size >= 0 && all.length != size) {
            throw new DeliveryChangedException(object, "was rewritten while it was being read");
        }
        size = all.length;
        advance(Arrays.copyOfRange(all, (int) offset, all.length));
    }

    private void takePart(Response response) {
        Matcher range = CONTENT_RANGE.matcher(response.header("content-range").orElse(""));
        if (!range.matches()
                || range.group(1) == null
                || Long.parseLong(range.group(1)) != offset
                || Long.parseLong(range.group(2)) + 1 - offset != response.body().length) {
            throw new SourceException.Malformed(
                    object,
                    "Content-Range is '" + response.header("content-range").orElse("") + "' with "
                            + response.body().length + " bytes: expected those from " + offset);
        }
        long total = Long.parseLong(range.group(3));
        if (size >= 0 && total != size) {
            throw new DeliveryChangedException(object, "was rewritten while it was being read");
        }
        size = total;
        version = response.header("etag").filter(tag -> !tag.startsWith("W/")).orElse(version);
        advance(response.body());
    }

    /** An empty file has no part. */
    private void takeNothing(Response response) {
        Matcher range = CONTENT_RANGE.matcher(response.header("content-range").orElse(""));
        if (offset > 0 || range.matches() && Long.parseLong(range.group(3)) > 0) {
            throw new DeliveryChangedException(object, "became shorter while it was being read");
        }
        size = 0;
        advance(new byte[0]);
    }

    private void advance(byte[] next) {
        part = next;
        position = 0;
        offset += next.length;
    }
}
