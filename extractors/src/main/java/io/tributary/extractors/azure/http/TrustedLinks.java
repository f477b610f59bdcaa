package io.tributary.extractors.azure.http;

import io.tributary.extractors.source.SourceException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;

/** Checks links in answers: a token is sent only to the host of the first request. */
public final class TrustedLinks {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private TrustedLinks() {}

    /**
     * Admits {@code next} where it leads to the same scheme, host and port as {@code asked}.
     *
     * @param next an absolute link that came with the answer
     * @param asked the URI of the request that it answers
     * @return {@code next}
     * @throws SourceException.Malformed naming both, without their queries, where it leads elsewhere
     */
    public static URI check(URI next, URI asked) {
        if (next.getHost() == null || !origin(next).equals(origin(asked)) || next.getRawUserInfo() != null) {
            throw new SourceException.Malformed(
                    withoutSecrets(asked),
                    "the next page is said to be at " + withoutSecrets(next) + ": expected a link to " + origin(asked));
        }
        return next;
    }

    /**
     * Parses a link and checks it as {@link #check} does.
     *
     * @throws SourceException.Malformed also if it is not a URI
     */
    public static URI follow(String next, URI asked) {
        try {
            return check(new URI(next), asked);
        } catch (URISyntaxException e) {
            throw new SourceException.Malformed(
                    withoutSecrets(asked), "the next page is said to be at what is no link: " + e.getReason());
        }
    }

    /** Whether a request to {@code uri} stays private: it uses TLS, or stays on this machine. */
    static boolean isPrivate(URI uri) {
        return isSecure(uri) || "http".equalsIgnoreCase(uri.getScheme()) && isLoopback(uri);
    }

    static boolean isSecure(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme());
    }

    static boolean isLoopback(URI uri) {
        return uri.getHost() != null && LOOPBACK.contains(uri.getHost().toLowerCase(Locale.ROOT));
    }

    /** The link without its query, which may hold a signature or a skip token, and without a user's name. */
    static String withoutSecrets(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort())
                + (uri.getRawPath() == null ? "" : uri.getRawPath());
    }

    /** Scheme, host and port, with a scheme's usual port filled in. */
    static String origin(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return "nowhere (" + uri.getRawPath() + ")";
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("https") ? 443 : 80;
        return scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + ":"
                + (uri.getPort() < 0 ? usual : uri.getPort());
    }
}
