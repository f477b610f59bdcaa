package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * Where a prefix in Blob storage is.
 *
 * @param endpoint the storage account, as {@code https://account.blob.core.windows.net}
 * @param account its name
 * @param container the container
 * @param prefix what names of blobs begin with; empty for the whole container
 */
record BlobAddress(String endpoint, String account, String container, String prefix) {

    private static final Pattern ADDRESS = Pattern.compile("\\d+(\\.\\d+){3}|\\[.*]");

    BlobAddress {
        requireNonNull(endpoint, "endpoint");
        requireNonNull(account, "account");
        requireNonNull(container, "container");
        requireNonNull(prefix, "prefix");
    }

    /**
     * Reads a URL. The account is the first label of the host's name, or the first part of the path if the host has a
     * single label or an address, as with emulators: {@code http://127.0.0.1:10000/devstoreaccount1/container/prefix}.
     *
     * @throws SourceException.Malformed if it does not name a container
     */
    static BlobAddress of(String url) {
        try {
            URI uri = new URI(url.replace(" ", "%20"));
            String[] path = uri.getPath().replaceAll("^/+", "").split("/", -1);
            String authority = uri.getScheme() + "://" + uri.getRawAuthority();
            boolean isInPath = !uri.getHost().contains(".")
                    || ADDRESS.matcher(uri.getHost()).matches();
            int container = isInPath ? 1 : 0;
            if (path.length <= container || path[container].isEmpty()) {
                throw new SourceException.Malformed(
                        url, "names no container: expected https://account.blob.core.windows.net/container/prefix");
            }
            return new BlobAddress(
                    isInPath ? authority + "/" + path[0] : authority,
                    isInPath ? path[0] : uri.getHost().split("\\.")[0],
                    path[container],
                    String.join("/", Arrays.asList(path).subList(container + 1, path.length)));
        } catch (URISyntaxException e) {
            throw new SourceException.Malformed(url, "is no URL: " + e.getReason(), e);
        }
    }

    /** The URL of a blob. */
    String uri(String name) {
        return endpoint + "/" + container + "/" + name;
    }

    /** Whether requests stay private: over TLS, or on this machine. */
    boolean isPrivate() {
        String host = URI.create(endpoint).getHost();
        return endpoint.startsWith("https:")
                || host.equals("localhost")
                || host.startsWith("127.")
                || host.equals("[::1]");
    }
}
