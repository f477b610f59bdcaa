package io.tributary.local.command.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.command.cluster.AlertsConfig;
import io.tributary.schemas.Alert;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A webhook that never comes to an end holds nobody up. */
@Timeout(20)
class WebhookTest {

    private static final String NEVER_ENDS = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\no";
    private static final String NEVER_BEGINS = "HTTP/1.1 2";
    private static final String MUCH_LATER = "HTTP/1.1 429 Later\r\nRetry-After: 9999\r\nContent-Length: 0\r\n\r\n";

    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void answerWhoseBodyNeverEndsIsTaken() throws Exception {
        try (Server server = new Server(NEVER_ENDS)) {
            webhook(server, 5_000).send(alert(), Webhook.Event.OPENED, in(10));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void answerThatNeverBeginsIsWaitedForAsLongAsTheSettingsSay() throws Exception {
        try (Server server = new Server(NEVER_BEGINS)) {
            assertThatThrownBy(() -> webhook(server, 200).send(alert(), Webhook.Event.OPENED, in(10)))
                    .isInstanceOf(Webhook.NotTakenException.class)
                    .hasMessageContaining("HttpTimeoutException");
        }
        assertThat(asked).hasValue(2);
    }

    @Test
    void pauseThatIsLongerThanTheTimeThatIsLeftIsNotWaitedFor() throws Exception {
        try (Server server = new Server(MUCH_LATER)) {
            long start = System.nanoTime();
            assertThatThrownBy(() -> webhook(server, 5_000).send(alert(), Webhook.Event.OPENED, in(10)))
                    .isInstanceOf(Webhook.NotTakenException.class)
                    .hasMessageContaining("status 429, and waiting for it would take too long");
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void nothingIsSentWhenTheTimeIsOver() throws Exception {
        try (Server server = new Server(NEVER_ENDS)) {
            assertThatThrownBy(() -> webhook(server, 5_000).send(alert(), Webhook.Event.OPENED, in(0)))
                    .isInstanceOf(Webhook.NotTakenException.class)
                    .hasMessageContaining("the time for it is over");
        }
        assertThat(asked).hasValue(0);
    }

    private static long in(int seconds) {
        return System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    }

    private static Webhook webhook(Server server, int timeout) {
        return new Webhook(
                new AlertsConfig(Optional.of(server.uri()), Optional.empty(), Duration.ofMillis(timeout), 2));
    }

    private static Alert alert() {
        return Alert.newBuilder()
                .setId("PARKED|a")
                .setKind("PARKED")
                .setStatus("OPEN")
                .setSummary("12.50 USD is missing")
                .setAmounts(new ArrayList<>())
                .setOpenedAt(Instant.EPOCH)
                .setChangedAt(Instant.EPOCH)
                .build();
    }

    /** Gives every request the beginning of an answer, and keeps the connection open. */
    private final class Server implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> open = new ArrayList<>();
        private final Thread thread = new Thread(this::serve);
        private final String answer;

        private Server(String answer) throws IOException {
            this.answer = answer;
            thread.setDaemon(true);
            thread.start();
        }

        private URI uri() {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }

        private void serve() {
            try {
                while (true) {
                    Socket one = socket.accept();
                    open.add(one);
                    byte[] request = new byte[8192];
                    if (one.getInputStream().read(request) > 0) {
                        asked.incrementAndGet();
                        OutputStream out = one.getOutputStream();
                        out.write(answer.getBytes(UTF_8));
                        out.flush();
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            try {
                thread.join();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            for (Socket one : open) {
                one.close();
            }
        }
    }
}
