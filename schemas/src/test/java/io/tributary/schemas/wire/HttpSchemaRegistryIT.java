package io.tributary.schemas.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import com.sun.net.httpserver.HttpServer;
import io.tributary.schemas.DeadLetter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The registry client against a server that answers what it is told to. */
class HttpSchemaRegistryIT {

    private static final Schema SCHEMA = Schema.createRecord("R", null, "example", false, List.of());
    private static final String NOT_FOUND = "{\"error_code\":40403,\"message\":\"Schema 7 not found\"}";

    private final ScriptedRegistry server = new ScriptedRegistry();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void registersAsConfluentsClientDoes() {
        server.answer(200, "{\"id\":3}");

        assertThat(registry(Map.of()).register("a/b c", SCHEMA)).isEqualTo(3);

        assertThat(server.requests).containsExactly("POST /subjects/a%2Fb%20c/versions?normalize=false");
        assertThat(server.bodies.get(0)).contains("\"schema\":\"{\\\"type\\\":\\\"record\\\"");
        assertThat(server.contentTypes).containsExactly("application/vnd.schemaregistry.v1+json");
    }

    @Test
    void readsASchemaAsConfluentsClientDoes() {
        server.answer(200, "{\"schema\":\"\\\"string\\\"\"}");

        assertThat(registry(Map.of()).byId(7)).isEqualTo(Schema.create(Schema.Type.STRING));

        assertThat(server.requests).containsExactly("GET /schemas/ids/7?fetchMaxId=false");
    }

    @Test
    void refusalSaysWhatWasAskedOfWhomAndWhyNot() {
        server.answer(409, "{\"error_code\":409,\"message\":\"incompatible with an earlier schema\"}");

        assertThatThrownBy(() -> registry(Map.of()).register("billing.costs-value", SCHEMA))
                .isInstanceOfSatisfying(RegistryException.class, e -> {
                    assertThat(e.status()).isEqualTo(409);
                    assertThat(e.errorCode()).isEqualTo(409);
                })
                .hasMessageContaining("register the schema of subject 'billing.costs-value'")
                .hasMessageContaining(server.url())
                .hasMessageContaining("status 409, error_code 409: incompatible with an earlier schema");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void faultOfTheServerIsTriedAgain() {
        server.answer(500, "{\"error_code\":50001,\"message\":\"store\"}");
        server.answer(503, "<html>a proxy's page</html>");
        server.answer(200, "{\"id\":3}");

        assertThat(registry(Map.of("max.retries", 2)).register("s", SCHEMA)).isEqualTo(3);
    }

    @Test
    void retriesAreBounded() {
        for (int i = 0; i < 9; i++) {
            server.answer(503, "<html>a proxy's page</html>");
        }

        assertThatThrownBy(() -> registry(Map.of("max.retries", 2)).register("s", SCHEMA))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("status 503, error_code 0: <html>a proxy's page</html>");
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void nextUrlIsAskedWhereOneDoesNotAnswer() {
        server.answer(200, "{\"id\":3}");

        SchemaRegistry registry =
                registry(Map.of("schema.registry.url", closedUrl() + "," + server.url(), "max.retries", 0));

        assertThat(registry.register("s", SCHEMA)).isEqualTo(3);
    }

    @Test
    void nobodyAnsweringNamesTheLastUrl() {
        String url = closedUrl();

        assertThatThrownBy(() -> registry(Map.of("schema.registry.url", url, "max.retries", 1))
                        .latest("s"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("read the latest version of subject 's'")
                .hasMessageContaining("no answer from " + url)
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void silentServerIsGivenUpAfterTheTimeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + silent.getLocalPort();

            assertThatThrownBy(() -> registry(
                                    Map.of("schema.registry.url", url, "http.read.timeout.ms", 200, "max.retries", 0))
                            .byId(1))
                    .isInstanceOf(RegistryException.class)
                    .hasMessageContaining("timed out");
        }
    }

    @Test
    void credentialsAreSentAndNeverShown() {
        server.answer(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
        String url = server.url().replace("http://", "http://reader:secret@");

        assertThatThrownBy(() -> registry(Map.of("schema.registry.url", url)).byId(1))
                .hasMessageContaining("status 401")
                .hasMessageNotContaining("secret");
        assertThat(server.authorizations).containsExactly("Basic cmVhZGVyOnNlY3JldA==");
    }

    @Test
    void pageThatIsNoJsonIsNoRegistry() {
        server.answer(200, "<html>hello</html>");

        assertThatThrownBy(() -> registry(Map.of()).byId(1))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("is no schema registry: <html>hello</html>");
    }

    @Test
    void schemaOfAnotherTypeIsRefused() {
        server.answer(200, "{\"schema\":\"{}\",\"schemaType\":\"JSON\"}");

        assertThatThrownBy(() -> registry(Map.of()).byId(4))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("schema 4")
                .hasMessageContaining("found JSON");
    }

    @Test
    void unknownIdIsTheRecordsFaultButASickRegistryIsNot() {
        try (Deserializer<DeadLetter> deserializer =
                AvroSerdes.valueDeserializer(DeadLetter.class, settings(Map.of("max.retries", 0)))) {
            server.answer(404, NOT_FOUND);
            assertThatThrownBy(() -> deserializer.deserialize("billing.dlq", WireFormat.header(7)))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("topic billing.dlq with schema 7");

            server.answer(503, "");
            assertThatThrownBy(() -> deserializer.deserialize("billing.dlq", WireFormat.header(7)))
                    .isInstanceOf(RegistryException.class);
        }
    }

    @Test
    void schemaIsAskedForOnce() {
        server.answer(200, "{\"schema\":" + quoted(DeadLetter.getClassSchema()) + "}");
        try (Deserializer<DeadLetter> deserializer =
                AvroSerdes.valueDeserializer(DeadLetter.class, settings(Map.of()))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> deserializer.deserialize("billing.dlq", WireFormat.header(7)))
                        .isInstanceOf(SerializationException.class);
            }
        }
        assertThat(server.requests).hasSize(1);
    }

    private static String quoted(Schema schema) {
        return TextNode.valueOf(schema.toString()).toString();
    }

    private SchemaRegistry registry(Map<String, ?> settings) {
        return SchemaRegistry.open(settings(settings));
    }

    private Map<String, Object> settings(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(Map.of("schema.registry.url", server.url(), "retries.wait.ms", 1));
        all.putAll(settings);
        return all;
    }

    /** A URL at which nobody listens. */
    private static String closedUrl() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Gives the answers it was given, in order, and remembers what it was asked. */
    private static final class ScriptedRegistry implements AutoCloseable {

        private record Answer(int status, String body) {}

        private final HttpServer server;
        private final Deque<Answer> answers = new ArrayDeque<>();
        private final List<String> requests = new ArrayList<>();
        private final List<String> bodies = new ArrayList<>();
        private final List<String> contentTypes = new ArrayList<>();
        private final List<String> authorizations = new ArrayList<>();

        private ScriptedRegistry() {
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            server.createContext("/", exchange -> {
                try (exchange) {
                    Answer answer = answers.removeFirst();
                    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                    contentTypes.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                    authorizations.add(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                    exchange.getResponseBody().write(bytes);
                }
            });
            server.start();
        }

        private void answer(int status, String body) {
            answers.add(new Answer(status, body));
        }

        private String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
