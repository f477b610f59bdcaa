package io.tributary.testsupport.http;

import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file as object stores serve it: HEAD, and GET with Range, If-Match and If-None-Match.
 *
 * @param tag the entity tag, with its quotes
 */
public record StoredFile(byte[] content, String tag, Instant modified) {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** HTTP wants two digits for the day, unlike RFC_1123_DATE_TIME. */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);

    /** The file as it is now; its entity tag is a digest of its content. */
    public static StoredFile of(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            String digest =
                    HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(content));
            return new StoredFile(
                    content,
                    "\"" + digest + "\"",
                    Files.getLastModifiedTime(file).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The time of the last change, as a header has it. */
    public String lastModified() {
        return HTTP_DATE.format(modified.atZone(ZoneOffset.UTC));
    }

    /** The answer to a request: 200, 206 or 304; 412 or 416, without a body. */
    public Reply reply(Seen asked) {
        if (!asked.header("If-Match").orElse(tag).equals(tag)) {
            return Reply.status(412);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ETag", tag);
        headers.put("Last-Modified", lastModified());
        headers.put("Accept-Ranges", "bytes");
        if (asked.header("If-None-Match").orElse("").equals(tag)) {
            return new Reply(304, headers, new byte[0]);
        }
        // Azure's clients send a header of their own, which takes precedence.
        Matcher range = RANGE.matcher(
                asked.header("x-ms-range").or(() -> asked.header("Range")).orElse(""));
        if (!range.matches()) {
            return new Reply(200, headers, content);
        }
        boolean isTail = range.group(1).isEmpty();
        int from = isTail
                ? Math.max(0, content.length - Integer.parseInt(range.group(2)))
                : (int) Math.min(content.length, Long.parseLong(range.group(1)));
        int end = isTail || range.group(2).isEmpty()
                ? content.length
                : (int) Math.min(content.length, Long.parseLong(range.group(2)) + 1);
        if (from >= content.length) {
            return Reply.status(416);
        }
        headers.put("Content-Range", "bytes " + from + "-" + (end - 1) + "/" + content.length);
        return new Reply(206, headers, Arrays.copyOfRange(content, from, end));
    }
}
