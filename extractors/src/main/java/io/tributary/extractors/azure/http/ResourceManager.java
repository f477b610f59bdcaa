package io.tributary.extractors.azure.http;

import io.tributary.extractors.source.SourceException;
import java.io.InputStream;
import java.net.URI;

/**
 * Azure Resource Manager, as one who keeps to its limits sees it: what is thrown has been tried again as often as makes
 * sense. May be used by many threads, which share one budget.
 */
public interface ResourceManager extends AutoCloseable {

    /** Where it is: scheme, host and port. Links are built on this, and followed only to it. */
    URI endpoint();

    /**
     * Sends a request when the budget has room for it, and again where it was throttled or the network failed.
     *
     * @return what was answered, read whole: any status but 401, 403, 408, 429, 500, 502, 503 and 504
     * @throws SourceException.Malformed where the request would leave the endpoint, or the answer is too large
     * @throws SourceException.Denied where the credentials are missing or do not suffice (401, 403)
     * @throws SourceException.Throttled where Azure asks to wait for longer than is allowed
     * @throws SourceException.Unavailable where the network or Azure failed too often
     */
    Response send(Request request);

    /**
     * Opens what a link that carries its own permission (a shared access signature) leads to. No credentials are sent.
     * The stream goes on by itself where a connection breaks, and fails with what {@link #send} fails with.
     *
     * @throws SourceException.Denied where the link has expired or does not permit it
     * @throws SourceException.Missing where there is nothing
     */
    InputStream download(URI link);

    /** Lets go of connections and threads; waits for none of them. */
    @Override
    void close();
}
