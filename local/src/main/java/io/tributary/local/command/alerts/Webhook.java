package io.tributary.local.command.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.cluster.AlertsConfig;
import io.tributary.local.command.console.Json;
import io.tributary.schemas.Alert;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tells a webhook of alerts. One body serves chats and programs: {@code text} is what Slack, Mattermost and others
 * show, and the fields beside it are for programs. The header Idempotency-Key is the same each time an event is sent,
 * so that a receiver can tell an event that it has taken already.
 */
final class Webhook {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;
    private static final int SUCCESS = 200;
    private static final int NO_SUCCESS = 300;

    private final AlertsConfig config;
    private final URI uri;
    private final HttpClient client;

    /** @param config with a webhook */
    Webhook(AlertsConfig config) {
        this.config = config;
        this.uri = config.webhook().orElseThrow();
        client = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** An event that the webhook has not taken. Its message names no more of the URL than its host. */
    static final class NotTakenException extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean isOutOfReach;

        NotTakenException(String message, boolean isOutOfReach) {
            super(message);
            this.isOutOfReach = isOutOfReach;
        }

        /** Whether others would not be taken now either. */
        boolean isOutOfReach() {
            return isOutOfReach;
        }
    }

    /** What happens to an alert. */
    enum Event {
        OPENED,
        CLOSED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Sends an event until it is taken, or as often as the settings say.
     *
     * @param until by {@link System#nanoTime}, when there is no more time for it
     * @throws NotTakenException if it is not taken
     */
    void send(Alert alert, Event event, long until) throws NotTakenException {
        HttpRequest request = request(alert, event);
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; ; attempt++) {
            String problem;
            boolean mayRecover = true;
            if (left(until).isZero()) {
                throw new NotTakenException(message("the time for it is over"), true);
            }
            try {
                HttpResponse<Void> answer = exchange(request, min(config.timeout(), left(until)));
                int status = answer.statusCode();
                if (status >= SUCCESS && status < NO_SUCCESS) {
                    return;
                }
                problem = "it answers with status " + status;
                mayRecover = status >= SERVER_ERROR || status == TOO_MANY_REQUESTS || status == REQUEST_TIMEOUT;
                pause = longer(pause, answer);
            } catch (IOException outOfReach) {
                problem = "it cannot be reached: " + outOfReach.getClass().getSimpleName();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new NotTakenException(message("sending was interrupted"), true);
            }
            if (!mayRecover || attempt >= config.attempts()) {
                throw new NotTakenException(message(problem), mayRecover);
            }
            if (pause.compareTo(left(until)) >= 0) {
                throw new NotTakenException(message(problem + ", and waiting for it would take too long"), true);
            }
            sleep(pause);
            pause = min(pause.multipliedBy(2), LONGEST_PAUSE);
        }
    }

    /**
     * The answer's status and headers. Its body is not read, and the whole exchange has a bound: the client's own ends
     * with the headers.
     */
    private HttpResponse<Void> exchange(HttpRequest request, Duration bound) throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, info -> new UnreadBody());
        try {
            return answer.get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new HttpTimeoutException("no answer");
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(failed);
        } finally {
            answer.cancel(true);
        }
    }

    /** A body that is not read: a receiver may send it for ever. */
    private static final class UnreadBody implements HttpResponse.BodySubscriber<Void> {

        @Override
        public CompletionStage<Void> getBody() {
            return CompletableFuture.completedStage(null);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            // Nothing was asked for.
        }

        @Override
        public void onError(Throwable failure) {
            // What was said before the body counts.
        }

        @Override
        public void onComplete() {
            // There was no body.
        }
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    private String message(String problem) {
        return "The webhook of " + uri.getHost() + " has not taken an alert: " + problem;
    }

    private static Duration longer(Duration pause, HttpResponse<?> answer) {
        Duration asked = answer.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,4}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(pause);
        return asked.compareTo(pause) > 0 ? asked : pause;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void sleep(Duration pause) throws NotTakenException {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotTakenException(message("sending was interrupted"), true);
        }
    }

    private HttpRequest request(Alert alert, Event event) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(config.timeout())
                .header("Content-Type", "application/json; charset=utf-8")
                .header("Idempotency-Key", key(alert, event))
                .POST(HttpRequest.BodyPublishers.ofString(Json.text(body(alert, event)), StandardCharsets.UTF_8));
        config.authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    /** The same for each time that the event is sent, and for no other event. Header values are ASCII. */
    private static String key(Alert alert, Event event) {
        String name = alert.getId() + "|" + alert.getOpenedAt().toEpochMilli() + "|" + event.text();
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static ObjectNode body(Alert alert, Event event) {
        ObjectNode body = Json.object().put("text", text(alert, event)).put("event", event.text());
        body.setAll(AlertJson.of(alert));
        return body;
    }

    private static String text(Alert alert, Event event) {
        String first = (event == Event.OPENED ? "OPEN " : "CLOSED ") + alert.getKind() + ": " + alert.getSummary();
        String text = alert.getCommand() == null || event == Event.CLOSED
                ? first
                : first + "\nSettle it with: " + alert.getCommand();
        // As Slack wants it. What a bill says must not become a link or call a channel.
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
