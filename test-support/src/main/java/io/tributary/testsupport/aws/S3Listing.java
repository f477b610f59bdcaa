package io.tributary.testsupport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.StoredFile;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One page of S3's ListObjectsV2 for a directory: three keys, or common prefixes, at most. */
record S3Listing(Path root, Map<String, String> query) {

    private static final int KEYS_IN_PAGE = 3;

    Reply reply() throws IOException {
        String token = query.getOrDefault("continuation-token", "");
        String after = token.isEmpty()
                ? query.getOrDefault("start-after", "")
                : new String(Base64.getUrlDecoder().decode(token), UTF_8);
        Map<String, Boolean> all = entries();
        List<String> entries = all.keySet().stream()
                .filter(entry -> entry.compareTo(after) > 0)
                .toList();
        int most = Math.min(KEYS_IN_PAGE, Integer.parseInt(query.getOrDefault("max-keys", "1000")));
        List<String> page = entries.subList(0, Math.min(most, entries.size()));
        boolean isTruncated = page.size() < entries.size();
        StringBuilder xml = new StringBuilder("<ListBucketResult><IsTruncated>" + isTruncated + "</IsTruncated>");
        if (isUrlEncoded()) {
            xml.append("<EncodingType>url</EncodingType>");
        }
        for (String entry : page) {
            xml.append(all.get(entry) ? commonPrefix(entry) : contents(entry));
        }
        if (isTruncated) {
            String last = page.get(page.size() - 1);
            xml.append("<NextContinuationToken>")
                    .append(Base64.getUrlEncoder().encodeToString(last.getBytes(UTF_8)))
                    .append("</NextContinuationToken>");
        }
        byte[] body = xml.append("</ListBucketResult>").toString().getBytes(UTF_8);
        return new Reply(200, Map.of("Content-Type", "application/xml"), body);
    }

    /** All entries, and whether each is a common prefix. */
    private Map<String, Boolean> entries() throws IOException {
        String prefix = query.getOrDefault("prefix", "");
        String delimiter = query.getOrDefault("delimiter", "");
        Map<String, Boolean> entries = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> key.startsWith(prefix))
                    .forEach(key -> {
                        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
                        entries.put(end < 0 ? key : key.substring(0, end + delimiter.length()), end >= 0);
                    });
        }
        return entries;
    }

    private String commonPrefix(String prefix) {
        return "<CommonPrefixes><Prefix>" + encoded(prefix) + "</Prefix></CommonPrefixes>";
    }

    private String contents(String key) {
        StoredFile file = StoredFile.of(root.resolve(key));
        return "<Contents><Key>" + encoded(key) + "</Key><LastModified>" + file.modified() + "</LastModified><ETag>"
                + file.tag().replace("\"", "&quot;") + "</ETag><Size>" + file.content().length
                + "</Size><StorageClass>STANDARD</StorageClass></Contents>";
    }

    private boolean isUrlEncoded() {
        return "url".equals(query.get("encoding-type"));
    }

    private String encoded(String key) {
        return isUrlEncoded()
                ? URLEncoder.encode(key, UTF_8)
                : key.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
