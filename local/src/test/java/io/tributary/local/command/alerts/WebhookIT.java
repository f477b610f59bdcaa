package io.tributary.local.command.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.deliveries.DeliveriesCommand;
import io.tributary.schemas.Alert;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a webhook is told, on a real broker, with a real receiver. Each evaluation is as that of another process. */
class WebhookIT {

    @TempDir
    private static Path folder;

    private static LocalCluster cluster;

    private Receiver receiver;

    @BeforeAll
    static void startCluster() {
        cluster = LocalCluster.start(
                Map.of("streams.state.directory", folder.resolve("state").toString()), folder);
        DeliveriesCommand.ensureTopics(cluster.settings());
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void receive() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        // Nothing is owed to the receiver of the next test.
        evaluate(List.of());
        receiver.stop();
    }

    @Test
    void whatOpensAndClosesWhileTheReceiverIsDownIsToldInItsOrder() throws IOException {
        receiver.stop();
        Alerts.Outcome opened = evaluate(List.of(parked("a"), parked("b")));
        Alerts.Outcome closed = evaluate(List.of(parked("b")));
        receiver.start();
        evaluate(List.of(parked("b")));
        evaluate(List.of(parked("b")));

        assertThat(opened.notes())
                .hasSize(2)
                .anySatisfy(note -> assertThat(note).contains("127.0.0.1", "cannot be reached"))
                .allSatisfy(note -> assertThat(note).doesNotContain("secret"));
        assertThat(closed.closed()).hasSize(1);
        assertThat(receiver.bodies())
                .extracting(body ->
                        body.path("event").textValue() + " " + body.path("id").textValue())
                .containsExactlyInAnyOrder("opened PARKED|a", "closed PARKED|a", "opened PARKED|b")
                .containsSubsequence("opened PARKED|a", "closed PARKED|a");
    }

    @Test
    void aReceiverThatFailsIsAskedAgain() {
        receiver.failWith(500, 429);

        Alerts.Outcome outcome = evaluate(List.of(parked("c")));

        assertThat(outcome.notes()).isEmpty();
        assertThat(receiver.events()).containsExactly("opened PARKED", "opened PARKED", "opened PARKED");
        assertThat(Set.copyOf(receiver.keys())).as("one event").hasSize(1);
    }

    @Test
    void aReceiverThatRefusesIsAskedAtTheNextEvaluation() {
        receiver.failWith(400);

        Alerts.Outcome refused = evaluate(List.of(parked("d"), parked("e")));
        Alerts.Outcome next = evaluate(List.of(parked("d"), parked("e")));

        assertThat(refused.notes())
                .contains("The webhook of 127.0.0.1 has not taken an alert: it answers with status 400");
        assertThat(next.notes()).isEmpty();
        assertThat(receiver.events()).hasSize(3);
        assertThat(Set.copyOf(receiver.keys())).hasSize(2);
    }

    @Test
    void anotherAmountAndASecondEvaluationTellNothing() {
        evaluate(List.of(parked("f")));
        evaluate(List.of(new Finding(
                AlertKind.PARKED,
                "f",
                "other words",
                Optional.empty(),
                Optional.empty(),
                new TreeMap<>(Map.of("USD", BigDecimal.ONE)))));

        assertThat(receiver.events()).containsExactly("opened PARKED");
        assertThat(receiver.bodies().get(0).path("text").textValue())
                .isEqualTo("OPEN PARKED: 12.50 USD of &lt;!channel&gt; is missing\nSettle it with: tributary dlq list");
        assertThat(receiver.bodies().get(0).path("amounts").toString())
                .isEqualTo("[{\"currency\":\"USD\",\"amount\":\"12.50\"}]");
    }

    @Test
    void whoIsTakenOverFromWhileItTellsEvaluatesAgain() {
        receiver.once(() -> check(cluster.settings(), "s3://other").evaluate());

        List<String> sentences = check(withWebhook(), "s3://one").evaluate();
        check(withWebhook(), "s3://one").evaluate();

        assertThat(sentences).noneMatch(sentence -> sentence.contains("not evaluated"));
        assertThat(receiver.bodies())
                .as("told again, since it could not be kept that it was told")
                .extracting(body -> body.path("id").textValue())
                .containsExactly("EXTRACTION_FAILED|s3://one", "EXTRACTION_FAILED|s3://one");
        assertThat(Set.copyOf(receiver.keys())).hasSize(1);
    }

    @Test
    void anInputThatWillNeverBeReadIsClosedByAPerson() {
        check(withWebhook(), "s3://gone?sig=secret").evaluate();
        evaluate(List.of(parked("g")), alert -> false);
        List<String> before = InputsNotRead.known(cluster.settings()).places();

        Alerts alerts = new Alerts(withWebhook(), InstantSource.system());
        List<Alert> closed = alerts.close("EXTRACTION_FAILED|s3://gone").closed();
        List<Alert> again = alerts.close("EXTRACTION_FAILED|s3://gone").closed();

        assertThat(before).contains("s3://gone");
        assertThat(closed).extracting(Alert::getId).containsExactly("EXTRACTION_FAILED|s3://gone");
        assertThat(again).isEmpty();
        assertThat(InputsNotRead.known(cluster.settings()).places()).doesNotContain("s3://gone");
        assertThat(receiver.events())
                .containsExactly("opened EXTRACTION_FAILED", "opened PARKED", "closed EXTRACTION_FAILED");
        assertThatThrownBy(() -> alerts.close("PARKED|g"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("PARKED|g is of kind PARKED, expected EXTRACTION_FAILED");
        assertThatThrownBy(() -> alerts.close("PARKED|unknown"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("There is no alert PARKED|unknown");
    }

    private static AlertCheck check(Map<String, String> settings, String input) {
        return new AlertCheck(settings, InstantSource.system()).input(input, List.of("no such file"));
    }

    private Alerts.Outcome evaluate(List<Finding> found) {
        return evaluate(found, alert -> true);
    }

    private Alerts.Outcome evaluate(List<Finding> found, Predicate<Alert> isJudged) {
        return new Alerts(withWebhook(), InstantSource.system()).evaluate(found, isJudged);
    }

    private Map<String, String> withWebhook() {
        Map<String, String> settings = new HashMap<>(cluster.settings());
        settings.put("alerts.webhook.url", receiver.url());
        settings.put("alerts.webhook.authorization", Receiver.AUTHORIZATION);
        return settings;
    }

    private static Finding parked(String subject) {
        return new Finding(
                AlertKind.PARKED,
                subject,
                "12.50 USD of <!channel> is missing",
                Optional.of("tributary dlq list"),
                Optional.empty(),
                new TreeMap<>(Map.of("USD", new BigDecimal("12.50"))));
    }
}
