package io.tributary.extractors.azure.http;

import io.tributary.extractors.source.SourceException;
import java.io.InputStream;
import java.net.URI;

/**
 * Azure Resource Manager within its limits: what is thrown has been tried again as often as makes
 * sense. May be used by many threads, which share one budget.
 */
public interface ResourceManager extends AutoCloseable {

    /** Scheme, host and port of Resource Manager. Links are built on it, and followed only to it. */
    URI endpoint();

    /**
     * Sends a request when the budget has room for it, and again where it was throttled or the network failed.
     *
     * @return the complete answer, with any status but 401, 403, 408, 429, 500, 502, 503 and 504
     * @throws SourceException.Malformed if the request would leave the endpoint, or the answer is too large
     * @throws SourceException.Denied if the credentials are missing or do not suffice (401, 403)
     * @throws SourceException.Throttled if Azure asks to wait for longer than is allowed
     * @throws SourceException.Unavailable if the network or Azure failed too often
     */
    Response send(Request request);

    /**
     * Opens a link that carries its own permission (a shared access signature). No credentials are sent. The stream
     * resumes after a broken connection, and throws the exceptions of {@link #send}.
     *
     * @throws SourceException.Denied if the link has expired or does not permit it
     * @throws SourceException.Missing if the file does not exist
     */
    InputStream download(URI link);

    /** Closes connections and threads without waiting for them. */
    @Override
    void close();
}
