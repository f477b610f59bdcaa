package io.tributary.extractors.azure.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.azure.http.AzureResourceManager.Waiting;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that used the client for Azure ends by itself, closed client or not, and the client prints nothing. */
@Timeout(120)
class UnclosedClientIT {

    @Test
    void processEndsByItselfAndPrintsOnlyItsAnswer() throws Exception {
        try (FaultServer server = FaultServer.start(asked -> Reply.json("{\"value\":[]}"))) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Child.class.getName(),
                            server.uri().toString())
                    .redirectErrorStream(true)
                    .start();
            try {
                String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
                assertThat(said.strip()).isEqualTo("200");
                assertThat(child.exitValue()).isZero();
            } finally {
                child.destroyForcibly();
            }
        }
    }

    /** Sends one request and does not close the client. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) {
            HttpSettings settings = new HttpSettings(
                    URI.create(arguments[0]),
                    "https://management.azure.com/.default",
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(20),
                    4,
                    100_000,
                    10_000,
                    new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 4),
                    Duration.ofMinutes(5),
                    10,
                    Duration.ofSeconds(30),
                    new BudgetSettings(List.of(), List.of(), 1, 1, Duration.ofMinutes(90)));
            AzureResourceManager azure = AzureResourceManager.of(settings, Optional.empty(), Waiting.real(Pause.REAL));
            System.out.println(azure.send(Request.get(URI.create(arguments[0] + "/a"), "subscriptions/1", 1))
                    .status());
        }
    }
}
