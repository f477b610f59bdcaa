package io.tributary.local.command.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.DocumentedFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts through the command, on a real broker, with a real receiver. */
class AlertsIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    private Receiver receiver;

    @BeforeEach
    void receive() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        receiver.stop();
    }

    @Test
    void eachAlertIsToldOnceWhenItOpensAndOnceWhenItCloses() throws Exception {
        String broken = bill("broken", "--broken-rows", "3", "--deliveries", "1");
        String whole = bill("whole", "--deliveries", "2");

        CommandLineRun first = run(broken);
        CommandLineRun again = run(broken);

        assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(1);
        assertThat(first.out()).contains("1 alert opened, 0 closed, 1 open in all: tributary alerts list");
        assertThat(again.out()).doesNotContain("alert opened");
        assertThat(receiver.events()).containsExactly("opened PARKED");
        assertThat(receiver.bodies().get(0).path("text").textValue())
                .contains("OPEN PARKED", "3 rows", "Settle it with: tributary dlq list --account");
        assertThat(receiver.bodies().get(0).path("status").textValue()).isEqualTo("OPEN");

        CommandLineRun list = alerts("list", "--json");
        assertThat(list.exitCode()).as(list.err()).isZero();
        // The cost of a broken row cannot be read, so that there are no amounts.
        Set<String> documented = DocumentedFields.of("`alerts list` and `alerts check`");
        documented.removeIf(field -> field.startsWith("alerts[].amounts"));
        assertThat(DocumentedFields.of(JSON.readTree(list.out()))).isEqualTo(documented);

        receiver.stop();
        CommandLineRun down = run(whole);
        assertThat(down.exitCode()).as(down.out() + down.err()).isZero();
        assertThat(down.out())
                .contains("0 alerts opened, 1 closed, 0 open in all")
                .contains("1 alert could not be sent")
                .doesNotContain("secret");
        receiver.start();
        CommandLineRun check = alerts("check");
        CommandLineRun once = alerts("check");

        assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
        assertThat(once.out()).contains("No alerts.");
        assertThat(receiver.events()).containsExactly("opened PARKED", "closed PARKED");
        assertThat(Set.copyOf(receiver.keys())).hasSize(2);
        assertThat(alerts("list", "--all").out()).contains("CLOSED", "PARKED");
        assertThat(log()).doesNotContain("secret");
    }

    @Test
    void anInputThatCannotBeReadIsAnAlertUntilItCan() throws Exception {
        String bill = bill("bill", "--deliveries", "1");
        Path file;
        try (Stream<Path> files = Files.walk(Path.of(bill))) {
            file = files.filter(path -> path.toString().endsWith(".csv.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        Path aside = folder.resolve("aside");
        Files.move(file, aside);
        CommandLineRun failed = run(bill);
        CommandLineRun other = run(bill("other", "--seed", "9", "--deliveries", "1"));
        JsonNode lacking = manifest();
        Files.move(aside, file);
        CommandLineRun read = run(bill);

        assertThat(failed.exitCode()).as(failed.out()).isEqualTo(3);
        assertThat(other.exitCode()).as(other.out()).isZero();
        assertThat(other.out())
                .as("what an earlier run could not read")
                .contains("NOTE", bill + " was not read", "tributary alerts close 'EXTRACTION_FAILED|" + bill + "'")
                .contains("no: input " + bill + " was not read");
        assertThat(lacking.get("complete").booleanValue()).isFalse();
        assertThat(Files.readString(folder.resolve("view/_focus/metadata.json")))
                .contains("\"TimeSectorComplete\" : true");
        assertThat(read.exitCode()).as(read.out() + read.err()).isZero();
        assertThat(manifest().get("complete").booleanValue()).isTrue();
        assertThat(receiver.events())
                .as(failed.out() + failed.err())
                .containsSubsequence("opened EXTRACTION_FAILED", "closed EXTRACTION_FAILED");
        assertThat(receiver.events().stream().filter(event -> event.endsWith("EXTRACTION_FAILED")))
                .hasSize(2);
    }

    @Test
    void whatAPersonDiscardsIsNoAlert() {
        run(bill("broken", "--broken-rows", "3", "--deliveries", "1"));

        CommandLineRun discarded = command("dlq", "discard", "--code", "INVALID_AMOUNT", "--reason", "known");
        CommandLineRun undone = command("dlq", "discard", "--code", "INVALID_AMOUNT", "--undo");

        assertThat(discarded.exitCode()).as(discarded.err()).isZero();
        assertThat(discarded.out()).contains("discarded: 3 rows", "0 alerts opened, 1 closed");
        assertThat(undone.exitCode()).as(undone.err()).isZero();
        assertThat(receiver.events()).containsExactly("opened PARKED", "closed PARKED", "opened PARKED");
    }

    @Test
    void aBillThatIsNotWhatWasInvoicedIsAnAlertUntilItIs() throws Exception {
        String bill = bill("bill", "--deliveries", "1");
        JsonNode total = JSON.readTree(runJson(bill).out()).at("/view/totals/0");
        String billed = total.path("billedCost").textValue();
        String[] statement = {
            "statement",
            "add",
            "--provider",
            "aws",
            "--account",
            total.path("billingAccountId").textValue(),
            "--period",
            total.path("billingPeriodStart").textValue().substring(0, 7),
            "--currency",
            "USD",
            "--data-dir",
            data(),
            "--amount"
        };

        CommandLineRun added = with(statement, "1" + billed);
        CommandLineRun gap = alerts("check");
        with(statement, billed);
        CommandLineRun settled = alerts("check");

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(gap.exitCode()).as(gap.out() + gap.err()).isEqualTo(1);
        assertThat(gap.out()).contains("GAP", "tributary reconcile --account");
        assertThat(settled.exitCode()).as(settled.out() + settled.err()).isZero();
        assertThat(receiver.events()).containsExactly("opened GAP", "closed GAP");
    }

    @Test
    void aWrongUrlIsRefusedWithoutBeingShown() {
        CommandLineRun refused = CommandLineRun.of(
                "alerts", "check", "--data-dir", data(), "--set", "alerts.webhook.url=ftp://host/secret");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .contains("alerts.webhook.url", "expected http or https")
                .doesNotContain("secret");
    }

    private JsonNode manifest() throws IOException {
        return JSON.readTree(folder.resolve("view/_manifest.json").toFile());
    }

    private String bill(String name, String... options) {
        String directory = folder.resolve(name).toString();
        List<String> arguments =
                new ArrayList<>(List.of("sample", "--rows", "600", "--periods", "1", "--output", directory));
        arguments.addAll(List.of(options));
        CommandLineRun sample = CommandLineRun.of(arguments.toArray(String[]::new));
        assertThat(sample.exitCode()).as(sample.err()).isZero();
        return directory;
    }

    private CommandLineRun run(String bill) {
        return CommandLineRun.of(
                "run",
                "--input",
                bill,
                "--output",
                folder.resolve("view").toString(),
                "--data-dir",
                data(),
                "--set",
                url(),
                "--set",
                "alerts.webhook.authorization=" + Receiver.AUTHORIZATION);
    }

    private CommandLineRun runJson(String bill) {
        return CommandLineRun.of(
                "run", "--input", bill, "--output", folder.resolve("view").toString(), "--data-dir", data(), "--json");
    }

    private static CommandLineRun with(String[] arguments, String last) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = last;
        return CommandLineRun.of(all);
    }

    private CommandLineRun alerts(String command, String... options) {
        return command("alerts", command, options);
    }

    private CommandLineRun command(String group, String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                group,
                command,
                "--data-dir",
                data(),
                "--set",
                url(),
                "--set",
                "alerts.webhook.authorization=" + Receiver.AUTHORIZATION));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private String url() {
        return "alerts.webhook.url=" + receiver.url();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String log() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.walk(folder.resolve("data").resolve("logs"))) {
            for (Path log : logs.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(log));
            }
        }
        return all.toString();
    }
}
