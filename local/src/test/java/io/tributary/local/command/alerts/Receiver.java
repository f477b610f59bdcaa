package io.tributary.local.command.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes alerts, on a free port of loopback. It can be stopped, and started again on the same port. */
final class Receiver {

    static final String AUTHORIZATION = "Bearer token";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/services/T0/secret";

    private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private final List<Runnable> doings = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int port;

    Receiver() throws IOException {
        start();
    }

    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        port = server.getAddress().getPort();
        server.createContext("/", this::answer);
        server.start();
    }

    void stop() {
        server.stop(0);
    }

    String url() {
        return "http://127.0.0.1:" + port + PATH;
    }

    /** Answers with these statuses before it takes anything. */
    void failWith(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    /** Does this once, before it answers the next request. */
    void once(Runnable doing) {
        doings.add(doing);
    }

    /** What it was sent, whether it took it or not. */
    List<JsonNode> bodies() {
        return bodies;
    }

    List<String> keys() {
        return keys;
    }

    /** What happened to which kind of alert. */
    List<String> events() {
        return bodies.stream()
                .map(body ->
                        body.path("event").textValue() + " " + body.path("kind").textValue())
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        bodies.add(JSON.readTree(exchange.getRequestBody()));
        keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
        if (!doings.isEmpty()) {
            doings.remove(0).run();
        }
        boolean isExpected = exchange.getRequestURI().getPath().equals(PATH)
                && AUTHORIZATION.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        int status = answers.isEmpty() ? isExpected ? 204 : 401 : answers.remove(0);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
