package io.tributary.testsupport.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The part of a Schema Registry that serializers use: registration, and schemas by id. */
final class RegistryForTests implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMAS = "/schemas/ids/";

    private final FaultServer server;
    private final List<String> schemas = new ArrayList<>();

    private RegistryForTests(FaultServer server) {
        this.server = server;
    }

    static RegistryForTests start() throws IOException {
        FaultServer server = FaultServer.start(asked -> Reply.status(500));
        RegistryForTests registry = new RegistryForTests(server);
        server.answering(registry::answer);
        return registry;
    }

    String url() {
        return server.uri().toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private synchronized Reply answer(Seen asked) {
        String path = asked.uri().getPath();
        if (path.startsWith(SCHEMAS)) {
            int id = Integer.parseInt(path.substring(SCHEMAS.length()));
            return Reply.json(
                    JSON.createObjectNode().put("schema", schemas.get(id - 1)).toString());
        }
        return Reply.json("{\"id\":" + register(asked.text()) + "}");
    }

    private int register(String request) {
        try {
            String schema = JSON.readTree(request).path("schema").asText();
            if (!schemas.contains(schema)) {
                schemas.add(schema);
            }
            return schemas.indexOf(schema) + 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
