package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.http.Request;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.azure.http.Response;
import io.tributary.extractors.azure.http.TrustedLinks;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends requests to a paged interface and reads its answers. */
public final class Answers {

    /** Attempts for an answer that is cut off although its length is right. */
    private static final int MOST_READS = 3;

    private static final int MOST_OF_MESSAGE = 300;
    private static final Logger LOGGER = LoggerFactory.getLogger(Answers.class);

    private final ResourceManager manager;
    private final PagedApi api;

    public Answers(ResourceManager manager, PagedApi api) {
        this.manager = requireNonNull(manager, "manager");
        this.api = requireNonNull(api, "api");
    }

    /**
     * Gets a page.
     *
     * @param link where it is; empty for the first
     * @throws DeliveryChangedException if the link has expired
     * @throws SourceException if the page cannot be read
     */
    ApiPage get(Optional<String> link) {
        Request request = link.map(this::follow).orElseGet(api::first);
        for (int attempt = 1; ; attempt++) {
            Response response = manager.send(request);
            try {
                return read(response, link.isPresent());
            } catch (IOException e) {
                if (attempt == MOST_READS) {
                    throw new SourceException.Unavailable(
                            api.object(), "answered " + attempt + " times what cannot be read: " + e.getMessage(), e);
                }
                LOGGER.warn("{}: the answer cannot be read, asking again: {}", api.object(), e.getMessage());
            }
        }
    }

    private Request follow(String link) {
        try {
            return api.next(TrustedLinks.check(new URI(link), api.first().uri()));
        } catch (URISyntaxException e) {
            throw new SourceException.Malformed(api.object(), "the link to its next page is no URI: " + e.getReason());
        }
    }

    private ApiPage read(Response response, boolean isNext) throws IOException {
        int status = response.status();
        if (status == 200) {
            return api.read(withoutByteOrderMark(response.body()));
        }
        if (status == 204) {
            return ApiPage.NOTHING;
        }
        if (isNext && (status == 400 || status == 404 || status == 410)) {
            throw new DeliveryChangedException(
                    api.object(), "the link to its next page has expired: Azure says " + message(response));
        }
        throw failure(api.object(), response);
    }

    /** The exception for a status that is neither a success nor temporary. */
    public static SourceException failure(String object, Response response) {
        String problem = "Azure says " + message(response);
        if (response.status() == 404) {
            return new SourceException.Missing(object, problem);
        }
        // 409 and 424 mean that something that Azure depends on was not ready.
        boolean mayPass = response.status() >= 500 || response.status() == 409 || response.status() == 424;
        return mayPass
                ? new SourceException.Unavailable(object, problem, null)
                : new SourceException.Malformed(object, problem);
    }

    private static String message(Response response) {
        String text = response.text().strip().replaceAll("\\s+", " ");
        String shown = text.length() > MOST_OF_MESSAGE ? text.substring(0, MOST_OF_MESSAGE) + "…" : text;
        return response.status() + (shown.isEmpty() ? "" : " " + shown);
    }

    private static byte[] withoutByteOrderMark(byte[] body) {
        boolean hasMark =
                body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        return hasMark ? Arrays.copyOfRange(body, 3, body.length) : body;
    }
}
