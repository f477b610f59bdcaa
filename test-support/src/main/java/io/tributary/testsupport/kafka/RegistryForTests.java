package io.tributary.testsupport.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** As much of a schema registry as several JVMs need to read what each other wrote. */
public final class RegistryForTests implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> schemas = new ArrayList<>();

    private RegistryForTests(HttpServer server) {
        this.server = server;
    }

    public static RegistryForTests start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        RegistryForTests registry = new RegistryForTests(server);
        server.createContext("/", registry::handle);
        server.start();
        return registry;
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String reply;
            if (path.startsWith("/schemas/ids/")) {
                int id = Integer.parseInt(path.substring("/schemas/ids/".length()));
                reply = JSON.createObjectNode()
                        .put("schema", schemas.get(id - 1))
                        .toString();
            } else {
                reply = "{\"id\":" + register(exchange.getRequestBody().readAllBytes()) + "}";
            }
            byte[] body = reply.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private int register(byte[] body) throws IOException {
        String schema = JSON.readTree(body).path("schema").asText();
        if (!schemas.contains(schema)) {
            schemas.add(schema);
        }
        return schemas.indexOf(schema) + 1;
    }
}
