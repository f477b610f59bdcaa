package io.tributary.local.command.deliveries;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator decides, through the command, on a real broker. */
class DeliveriesIT {

    private static final String HEADER = "identity/LineItemId,bill/PayerAccountId,bill/BillingPeriodStartDate,"
            + "bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,"
            + "lineItem/UsageEndDate,lineItem/ProductCode,lineItem/ResourceId,lineItem/UsageAmount,"
            + "lineItem/CurrencyCode,lineItem/UnblendedCost\n";

    @TempDir
    private Path folder;

    @Test
    void heldDeliveryIsConfirmedAndSecondReportIsPreferred() throws IOException {
        deliver("main", "aaaa", "a=1", "b=2", "c=4");
        assertThat(run().exitCode()).isZero();
        deliver("main", "bbbb", "a=1");
        CommandLineRun held = run();
        assertThat(held.exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(held.out()).contains("HELD");

        CommandLineRun confirmed = deliveries("confirm", "--delivery", "bbbb", "--reason", "closed");
        assertThat(confirmed.err()).isEmpty();
        assertThat(confirmed.out()).contains("COMPLETE").doesNotContain("HELD");

        deliver("other", "cccc", "a=1", "d=16");
        assertThat(run().out()).contains("CONFLICT");
        CommandLineRun preferred = deliveries("prefer", "--delivery", "cccc", "--reason", "moved");
        assertThat(preferred.out()).contains("cccc").doesNotContain("CONFLICT");
        assertThat(run().out()).contains("17");
    }

    @Test
    void decisionThatDoesNotFitIsRefusedWithWhatWasExpected() throws IOException {
        deliver("main", "aaaa", "a=1");
        run();

        CommandLineRun unknown = deliveries("confirm", "--delivery", "zzzz", "--reason", "none");
        CommandLineRun complete = deliveries("confirm", "--delivery", "aaaa", "--reason", "none");

        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(unknown.err()).contains("zzzz", "aaaa");
        assertThat(complete.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(complete.err()).contains("COMPLETE", "HELD");
    }

    @Test
    void lostStateIsRebuiltFromWhatIsPublished() throws IOException {
        deliver("main", "aaaa", "a=1", "b=2", "c=4");
        assertThat(run().exitCode()).isZero();
        String[] withoutState = {"--set", "streams.application.id=another"};

        CommandLineRun rebuilt = deliveries("rebuild", "--all", "--lost", withoutState[0], withoutState[1]);
        CommandLineRun json = deliveries("rebuild", "--all", "--lost", "--json", withoutState[0], withoutState[1]);
        CommandLineRun nothing = deliveries("rebuild", "--all", withoutState[0], withoutState[1]);

        assertThat(rebuilt.exitCode()).as(rebuilt.out() + rebuilt.err()).isZero();
        assertThat(rebuilt.out())
                .contains("3 published records of aws/aws.cur.legacy/012345678901/2025-11-01/main were handed over.")
                .contains("3 records stayed as they were, 0 were restated, 0 added, 0 withdrawn.")
                .contains("COMPLETE");
        assertThat(json.exitCode()).as(json.out() + json.err()).isZero();
        JsonNode object = new ObjectMapper().readTree(json.out());
        assertThat(object.at("/rebuilt/0/records").asLong()).isEqualTo(3);
        assertThat(object.at("/replayed/0/delivery/state").asText()).isEqualTo("COMPLETE");
        assertThat(nothing.out()).contains("nothing to rebuild");
    }

    @Test
    void rebuildWithoutASubjectIsRefusedWithWhatIsExpected() {
        assertThat(deliveries("rebuild").err()).contains("--account", "--all");
        assertThat(deliveries("rebuild", "--all", "--period", "2025-11").err()).contains("--account", "--all");
        assertThat(deliveries("rebuild", "--account", "012345678901").err()).contains("--period");
        assertThat(deliveries("rebuild", "--account", "1", "--period", "2025-11", "--lost")
                        .err())
                .contains("--lost");
    }

    private CommandLineRun run() {
        return CommandLineRun.of(
                "run", "--input", folder.resolve("bills").toString(), "--data-dir", data(), "--deliveries", "newest");
    }

    private CommandLineRun deliveries(String command, String... options) {
        List<String> arguments = new ArrayList<>(List.of("deliveries", command, "--data-dir", data()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    /** A delivery of lines {@code resource=cost}, under the manifest of its period. */
    private void deliver(String report, String assembly, String... lines) throws IOException {
        Path period = folder.resolve("bills/" + report + "/20251101-20251201");
        Path file = period.resolve(assembly + "/" + report + "-1.csv");
        Files.createDirectories(file.getParent());
        StringBuilder csv = new StringBuilder(HEADER);
        for (String line : lines) {
            String[] parts = line.split("=");
            csv.append("x,012345678901,2025-11-01T00:00:00Z,2025-12-01T00:00:00Z,012345678901,Usage,")
                    .append("2025-11-01T00:00:00Z,2025-11-02T00:00:00Z,AmazonEC2,")
                    .append(parts[0])
                    .append(",1,USD,")
                    .append(parts[1])
                    .append('\n');
        }
        Files.writeString(file, csv);
        Files.writeString(period.resolve(report + "-Manifest.json"), String.format("""
                        {"assemblyId": "%2$s", "account": "012345678901", "columns": [], "charset": "UTF-8",
                         "compression": "NONE", "contentType": "text/csv", "reportName": "%1$s",
                         "billingPeriod": {"start": "20251101T000000.000Z", "end": "20251201T000000.000Z"},
                         "bucket": "b", "reportKeys": ["%1$s/20251101-20251201/%2$s/%1$s-1.csv"]}
                        """, report, assembly));
    }
}
