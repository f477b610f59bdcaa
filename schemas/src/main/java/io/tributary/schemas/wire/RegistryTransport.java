package io.tributary.schemas.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.errors.InterruptException;

/**
 * HTTP with a registry: several URLs, bounded retries, and errors that name the request and the URL.
 *
 * <p>Everything that is asked for can safely be asked for again: registering a schema twice gives the same id.
 */
final class RegistryTransport {

    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final Set<Integer> PATIENCE = Set.of(408, 429, 500, 502, 503, 504);
    private static final int QUOTED_CHARACTERS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<Duration, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    private final WireConfig config;
    private final HttpClient client;
    private final Optional<String> authorization;

    RegistryTransport(WireConfig config) {
        this.config = config;
        this.client = CLIENTS.computeIfAbsent(config.connectTimeout(), RegistryTransport::client);
        this.authorization = config.userInfo()
                .map(userInfo -> "Basic "
                        + Base64.getEncoder().encodeToString(userInfo.value().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Asks one URL after the other until one answers.
     *
     * @param purpose what is wanted, to follow "Cannot" in messages
     * @param path path and query, to follow the URL
     * @param body JSON to post; without it the request is a GET
     * @throws RegistryException where the registry refuses, or no URL answers in the rounds that the settings allow
     */
    JsonNode exchange(String purpose, String path, Optional<String> body) {
        RegistryException fault = null;
        for (int round = 0; round <= config.maxRetries(); round++) {
            if (round > 0) {
                pause(round);
            }
            for (URI url : config.registryUrls()) {
                URI address = URI.create(url + path);
                try {
                    HttpResponse<String> response = client.send(request(address, body), BodyHandlers.ofString());
                    if (!PATIENCE.contains(response.statusCode())) {
                        return accepted(purpose, address, response);
                    }
                    fault = refusal(purpose, address, response);
                } catch (IOException e) {
                    fault = new RegistryException("Cannot " + purpose + ": no answer from " + address + ": " + e, e);
                } catch (InterruptedException e) {
                    throw new InterruptException(e);
                }
            }
        }
        throw fault;
    }

    private HttpRequest request(URI address, Optional<String> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(config.requestTimeout())
                .header("Accept", CONTENT_TYPE + ", application/vnd.schemaregistry+json, application/json");
        authorization.ifPresent(value -> request.header("Authorization", value));
        body.ifPresent(json -> request.header("Content-Type", CONTENT_TYPE).POST(BodyPublishers.ofString(json)));
        return request.build();
    }

    private static JsonNode accepted(String purpose, URI address, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw refusal(purpose, address, response);
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new RegistryException(
                    "Cannot " + purpose + ": " + address + " did not answer with JSON, so it is no schema registry: "
                            + quoted(response.body()),
                    e);
        }
    }

    private static RegistryException refusal(String purpose, URI address, HttpResponse<String> response) {
        int errorCode = 0;
        String message = quoted(response.body());
        try {
            JsonNode error = JSON.readTree(response.body());
            errorCode = error.path("error_code").asInt();
            message = error.path("message").asText(message);
        } catch (JsonProcessingException e) {
            // A proxy's page: what it says is quoted as it is.
            errorCode = 0;
        }
        return new RegistryException(
                "Cannot " + purpose + ": " + address + " answered with status " + response.statusCode()
                        + ", error_code " + errorCode + ": " + message,
                response.statusCode(),
                errorCode);
    }

    /** Twice as long each round, up to the limit, and at least half of it. */
    private void pause(int round) {
        long limit =
                Math.min(config.retryMaxWait().toMillis(), config.retryWait().toMillis() << Math.min(round - 1, 20));
        try {
            Thread.sleep(limit / 2 + ThreadLocalRandom.current().nextLong(limit / 2 + 1));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static String quoted(String text) {
        return text.length() <= QUOTED_CHARACTERS ? text : text.substring(0, QUOTED_CHARACTERS) + " ...";
    }

    private static HttpClient client(Duration connectTimeout) {
        return HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }
}
