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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replays periods through the command, on a real broker. */
class ReplayIT {

    private static final String PAYER = "012345678901";
    private static final String HEADER = "identity/LineItemId,bill/PayerAccountId,bill/BillingPeriodStartDate,"
            + "bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,"
            + "lineItem/UsageEndDate,lineItem/ProductCode,lineItem/ResourceId,lineItem/UsageAmount,"
            + "lineItem/CurrencyCode,lineItem/UnblendedCost,lineItem/NetUnblendedCost\n";

    @TempDir
    private Path folder;

    @Test
    void sampleBillIsReplayedAndNothingChanges() {
        CommandLineRun.of("sample", "--rows", "8000", "--output", bills());
        CommandLineRun before = run("--deliveries", "all");
        String account = account(before);

        CommandLineRun dry = replay(account, "2026-10", "--dry-run");
        CommandLineRun replayed = replay(account, "2026-10");

        assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
        assertThat(dry.out())
                .contains("replaying account " + account + ", 2026-10 would change 0 records, 0.00 USD billed")
                .contains("0 restated, 0 added, 0 withdrawn", "Nothing was published.")
                .contains("taken under today's rules");
        assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out())
                .contains("were published once more", "0 were restated, 0 added, 0 withdrawn.", "COMPLETE");
        CommandLineRun after = run("--deliveries", "all");
        assertThat(after.exitCode()).as(after.out() + after.err()).isZero();
        assertThat(totals(after)).isEqualTo(totals(before)).contains("2026-10");
    }

    @Test
    void otherRulesRestateWhatTheDryRunSaysTheyWould() throws IOException {
        deliver("aaaa", "a=1=0.5", "b=2=2");
        deliver("bbbb", "a=1=0.5", "b=2=2", "c=4=3");
        assertThat(run("--deliveries", "all").exitCode()).isZero();
        String[] otherRules = {"--set", "streams.aws.cost.basis=unblended"};

        CommandLineRun dry = replay(PAYER, "2025-11", "--dry-run", otherRules[0], otherRules[1]);
        CommandLineRun replayed = replay(PAYER, "2025-11", "--from-delivery", "aaaa", otherRules[0], otherRules[1]);
        CommandLineRun again = replay(PAYER, "2025-11", "--dry-run", otherRules[0], otherRules[1]);

        assertThat(dry.out())
                .contains("bbbb", "would change 3 records, 1.50 USD billed, 1.50 USD effective")
                .contains("0 unchanged, 3 restated, 0 added, 0 withdrawn")
                .doesNotContain("taken under today's rules");
        assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out())
                .contains("delivery aaaa", "delivery bbbb")
                .contains("0 records stayed as they were, 3 were restated, 0 added, 0 withdrawn.")
                .containsPattern("aaaa.*SUPERSEDED")
                .containsPattern("bbbb.*COMPLETE");
        assertThat(again.out()).contains("would change 0 records", "3 unchanged");
    }

    @Test
    void whatWasReadByOtherRulesIsReplayedForAllAccounts() throws IOException {
        deliver("aaaa", "a=1=0.5", "b=2=2");
        deliver("bbbb", "a=1=0.5", "b=2=2", "c=4=3");
        assertThat(run("--deliveries", "all").exitCode()).isZero();
        String[] otherRules = {"--set", "streams.aws.cost.basis=unblended"};

        CommandLineRun today = outdated("--dry-run");
        CommandLineRun dry = outdated("--dry-run", otherRules[0], otherRules[1]);
        CommandLineRun json = outdated("--dry-run", "--json", otherRules[0], otherRules[1]);
        CommandLineRun replayed = outdated(otherRules);
        CommandLineRun again = outdated("--dry-run", otherRules[0], otherRules[1]);

        assertThat(today.out()).contains("Everything was read by today's rules.");
        assertThat(dry.exitCode()).as(dry.out() + dry.err()).isZero();
        assertThat(dry.out())
                .containsPattern(PAYER + " +2025-11 .*3 +USD +1.50 +1.50")
                .containsPattern("all .*3 +USD +1.50 +1.50")
                .contains("Nothing was published.");
        JsonNode object = new ObjectMapper().readTree(json.out());
        assertThat(object.at("/recordsChanged").asLong()).isEqualTo(3);
        assertThat(replayed.exitCode()).as(replayed.out() + replayed.err()).isZero();
        assertThat(replayed.out()).contains("1 delivery: 0 records stayed as they were, 3 were restated");
        assertThat(again.out()).contains("Everything was read by today's rules.");
        assertThat(outdated("--account", PAYER).err()).contains("--outdated", "--account");
    }

    @Test
    void whatIsNotKnownIsRefusedWithWhatWasExpected() throws IOException {
        deliver("aaaa", "a=1=1");
        run("--deliveries", "all");

        CommandLineRun otherPeriod = replay(PAYER, "2025-12");
        CommandLineRun otherAccount = replay("999999999999", "2025-11", "--dry-run");
        CommandLineRun otherDelivery = replay(PAYER, "2025-11", "--from-delivery", "zzzz");
        CommandLineRun noPeriod = replay(PAYER, "November");

        assertThat(List.of(otherPeriod, otherAccount, otherDelivery, noPeriod))
                .allSatisfy(refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE));
        assertThat(otherPeriod.err()).contains(PAYER + ", 2025-12", PAYER + ", 2025-11");
        assertThat(otherAccount.err()).contains("999999999999, 2025-11", PAYER + ", 2025-11");
        assertThat(otherDelivery.err()).contains("zzzz", "aaaa");
        assertThat(noPeriod.err()).contains("--period", "November");
    }

    /** The clean view's totals. */
    private static String totals(CommandLineRun run) {
        return run.out()
                .lines()
                .dropWhile(line -> !line.startsWith("Clean view"))
                .takeWhile(line -> !line.isBlank())
                .collect(Collectors.joining("\n"));
    }

    private static String account(CommandLineRun run) {
        Matcher account = Pattern.compile("(\\d{12}) +2026-10 ").matcher(run.out());
        assertThat(account.find()).as(run.out() + run.err()).isTrue();
        return account.group(1);
    }

    private CommandLineRun run(String... options) {
        return command(List.of("run", "--input", bills()), options);
    }

    private CommandLineRun replay(String account, String period, String... options) {
        return command(List.of("replay", "--account", account, "--period", period), options);
    }

    private CommandLineRun outdated(String... options) {
        return command(List.of("replay", "--outdated"), options);
    }

    private CommandLineRun command(List<String> command, String... options) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private String bills() {
        return folder.resolve("bills").toString();
    }

    /** A delivery of lines {@code resource=cost=net cost}, under the manifest of its period; taken by itself. */
    private void deliver(String assembly, String... lines) throws IOException {
        Path period = folder.resolve("bills/main/20251101-20251201");
        if (Files.exists(period.resolve("main-Manifest.json"))) {
            run("--deliveries", "all");
        }
        Path file = period.resolve(assembly + "/main-1.csv");
        Files.createDirectories(file.getParent());
        StringBuilder csv = new StringBuilder(HEADER);
        for (String line : lines) {
            String[] parts = line.split("=");
            csv.append("x," + PAYER + ",2025-11-01T00:00:00Z,2025-12-01T00:00:00Z," + PAYER + ",Usage,")
                    .append("2025-11-01T00:00:00Z,2025-11-02T00:00:00Z,AmazonEC2,")
                    .append(parts[0])
                    .append(",1,USD,")
                    .append(parts[1])
                    .append(',')
                    .append(parts[2])
                    .append('\n');
        }
        Files.writeString(file, csv);
        Files.writeString(period.resolve("main-Manifest.json"), String.format("""
                        {"assemblyId": "%1$s", "account": "%2$s", "columns": [], "charset": "UTF-8",
                         "compression": "NONE", "contentType": "text/csv", "reportName": "main",
                         "billingPeriod": {"start": "20251101T000000.000Z", "end": "20251201T000000.000Z"},
                         "bucket": "b", "reportKeys": ["main/20251101-20251201/%1$s/main-1.csv"]}
                        """, assembly, PAYER));
    }
}
