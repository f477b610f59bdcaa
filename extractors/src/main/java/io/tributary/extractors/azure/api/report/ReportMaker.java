package io.tributary.extractors.azure.api.report;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.Uris;
import io.tributary.extractors.azure.api.paged.Answers;
import io.tributary.extractors.azure.api.paged.Digests;
import io.tributary.extractors.azure.api.paged.JsonSlices;
import io.tributary.extractors.azure.http.Request;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.azure.http.Response;
import io.tributary.extractors.azure.http.TrustedLinks;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import io.tributary.extractors.throttle.RetryAfter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Requests a cost details report and waits for it: Azure answers 202 with a location to poll until there is a manifest.
 *
 * <p>Source: https://learn.microsoft.com/en-us/rest/api/cost-management/generate-cost-details-report
 */
final class ReportMaker {

    private static final String API_VERSION = "2024-08-01";
    private static final Duration USUAL_WAIT = Duration.ofSeconds(15);
    private static final Duration LEAST_WAIT = Duration.ofSeconds(1);
    private static final Duration MOST_WAIT = Duration.ofMinutes(5);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ResourceManager manager;
    private final Question question;
    private final URI uri;
    private final byte[] body;
    private final Duration patience;
    private final InstantSource clock;
    private final Pause pause;

    /**
     * @param byName whether the billing period is requested by its name instead of its days
     * @param patience how long a report may take
     * @param clock the time from which dates in {@code Retry-After} are counted
     */
    ReportMaker(
            ResourceManager manager,
            Question question,
            boolean byName,
            Duration patience,
            InstantSource clock,
            Pause pause) {
        this.manager = requireNonNull(manager, "manager");
        this.question = requireNonNull(question, "question");
        this.patience = requireNonNull(patience, "patience");
        this.clock = requireNonNull(clock, "clock");
        this.pause = requireNonNull(pause, "pause");
        this.uri = Uris.of(
                manager.endpoint(),
                question.scope(),
                "/providers/Microsoft.CostManagement/generateCostDetailsReport",
                "api-version=" + API_VERSION);
        this.body = JsonSlices.bytes(body(question, byName).toString());
    }

    String object() {
        return "POST " + uri;
    }

    /** Digest of the request. */
    String version() {
        return Long.toHexString(Digests.of(body, 0, body.length));
    }

    /** Requests a new report and waits for it. */
    Report make() {
        Request request = Request.post(uri, body, question.scope().id(), 0);
        return await(manager.send(request), Optional.empty());
    }

    /**
     * Finds a report that was made before.
     *
     * @throws DeliveryChangedException if it no longer exists
     */
    Report find(String location) {
        URI known = follow(location);
        return await(look(known), Optional.of(known));
    }

    private Report await(Response first, Optional<URI> known) {
        Response response = first;
        URI location = known.orElse(uri);
        Duration waited = Duration.ZERO;
        while (true) {
            if (response.status() == 204) {
                return new Report(location, List.of());
            }
            Report.State state = response.status() == 202 ? Report.State.UNDER_WAY : state(response, known);
            if (state == Report.State.EMPTY) {
                return new Report(location, List.of());
            }
            if (state == Report.State.MADE) {
                return Report.made(object(), location, response.body());
            }
            location = response.header("location").map(this::follow).orElse(location);
            if (location.equals(uri)) {
                throw new SourceException.Malformed(
                        object(), "202 has no Location: expected where to ask for the report");
            }
            Duration wait = wait(response);
            waited = waited.plus(wait);
            if (waited.compareTo(patience) > 0) {
                throw new SourceException.Unavailable(
                        object(), "the report was not made within " + patience.toSeconds() + " s", null);
            }
            pause.pause(wait);
            response = look(location);
        }
    }

    private Report.State state(Response response, Optional<URI> known) {
        if (response.status() == 200) {
            return Report.state(object(), response.body());
        }
        boolean isGone = response.status() == 404 || response.status() == 410 || response.status() == 400;
        if (known.isPresent() && isGone) {
            throw new DeliveryChangedException(question.toString(), "the report is not kept any more");
        }
        throw Answers.failure(object(), response);
    }

    private Response look(URI location) {
        return manager.send(Request.get(location, question.scope().id(), 0));
    }

    private URI follow(String location) {
        try {
            return TrustedLinks.check(uri.resolve(new URI(location)), uri);
        } catch (URISyntaxException e) {
            throw new SourceException.Malformed(object(), "its Location is no URI: " + e.getReason());
        }
    }

    private Duration wait(Response response) {
        Duration asked = response.header("retry-after")
                .flatMap(value -> RetryAfter.seconds(value, clock.instant()))
                .orElse(USUAL_WAIT);
        Duration atLeast = asked.compareTo(LEAST_WAIT) < 0 ? LEAST_WAIT : asked;
        return atLeast.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : atLeast;
    }

    private static ObjectNode body(Question question, boolean byName) {
        ObjectNode body =
                JSON.createObjectNode().put("metric", question.metric().text());
        if (byName) {
            return body.put("billingPeriod", question.period().name());
        }
        body.putObject("timePeriod")
                .put("start", question.period().start().toString())
                .put("end", question.period().lastDay().toString());
        return body;
    }
}
