package io.tributary.local.registry;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Schema Registry of this JVM, answering on the loopback interface as long as it is not closed.
 *
 * <p>It keeps Avro schemas without references. It has no contexts, no clusters and no authentication. Schemas are kept
 * on the topic {@code _schemas}, so that they last as long as the broker's data. A cluster has one registry, since it
 * must be the topic's only writer.
 */
public final class LocalRegistry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LocalRegistry.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ExecutorService executor;
    private final ChangeLog log;
    private final RegistryApi api;

    private LocalRegistry(ChangeLog log, int port) {
        this.log = log;
        this.api = new RegistryApi(new Registry(log));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try {
            this.server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException("The local registry cannot listen on " + address, e);
        }
        this.executor = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "local-registry");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Starts a registry over the schemas that are on the cluster.
     *
     * @param bootstrapServers of the cluster
     * @param port to listen on; 0 for a free one
     * @throws IllegalStateException where the cluster's {@code _schemas} is another registry's
     * @throws UncheckedIOException where the port is taken
     */
    public static LocalRegistry start(String bootstrapServers, int port) {
        return start(KafkaChangeLog.open(requireNonNull(bootstrapServers, "bootstrapServers")), port);
    }

    static LocalRegistry start(ChangeLog log, int port) {
        try {
            return new LocalRegistry(log, port);
        } catch (RuntimeException e) {
            log.close();
            throw e;
        }
    }

    /** Where it answers: what to give as {@code schema.registry.url}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        executor.shutdown();
        log.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode answer;
            int status = 200;
            try {
                answer = answer(exchange);
            } catch (RegistryFault e) {
                status = e.status();
                answer =
                        JSON.createObjectNode().put("error_code", e.errorCode()).put("message", e.getMessage());
            } catch (RuntimeException e) {
                LOG.error("Request failed method={} path={}", exchange.getRequestMethod(), exchange.getRequestURI(), e);
                status = 500;
                answer = JSON.createObjectNode().put("error_code", 50001).put("message", "Internal error: " + e);
            }
            byte[] bytes = JSON.writeValueAsBytes(answer);
            exchange.getResponseHeaders().set("Content-Type", CONTENT_TYPE);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private JsonNode answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        JsonNode json;
        try {
            json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw RegistryFault.unreadableRequest(e.getOriginalMessage());
        }
        URI uri = exchange.getRequestURI();
        return api.answer(exchange.getRequestMethod(), withoutEndSlash(uri.getRawPath()), query(uri), json);
    }

    private static String withoutEndSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> parameters = new HashMap<>();
        if (uri.getRawQuery() != null) {
            for (String parameter : uri.getRawQuery().split("&")) {
                String[] parts = parameter.split("=", 2);
                parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }
}
