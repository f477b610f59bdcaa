package io.tributary.local.command.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.console.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconciles bills with planted causes of gaps, through the command, on a real broker. */
class ReconcileIT {

    private static final String HEADER = "identity/LineItemId,bill/InvoiceId,bill/PayerAccountId,"
            + "bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,"
            + "lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/ResourceId,"
            + "lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,reservation/ReservationARN,"
            + "reservation/EffectiveCost\n";

    private static final String PAYER = "012345678901";

    @TempDir
    private Path folder;

    /** Lines of a delivery: invoice, kind, resource and cost. */
    private final List<String[]> lines = new ArrayList<>();

    @Test
    void everyCauseAloneAndAllTogetherIsExplainedToTheLastDecimal() throws IOException {
        line("A", "Usage", "one", "100.123456789012345678");
        line("A", "Tax", "tax", "19.5");
        line("A", "Credit", "credit", "-5.25");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        assertThat(run().exitCode()).isZero();

        // All of the invoice is there: 114.373456789012345678.
        assertThat(states(statement("A", "114.37"))).containsExactly("WITHIN_TOLERANCE ROUNDING=-0.003456789012345678");
        assertThat(states(statement("A", "114.373456789012345678"))).containsExactly("AGREED");
        assertThat(states(statement("A", "124.37", "--tax", "29.50")))
                .containsExactly("GAP TAX=10 ROUNDING=-0.003456789012345678");
        assertThat(states(statement("A", "110.37", "--credits", "-9.25")))
                .containsExactly("GAP CREDITS=-4 ROUNDING=-0.003456789012345678");
        assertThat(states(statement("A", "120.00"))).containsExactly("GAP UNEXPLAINED=5.626543210987654322");

        // Two rows that cannot be read, of two invoices, and one whose cost cannot be read, either.
        broken("A", "7.5");
        broken("B", "1.25");
        deliver("bbbb", "2025-12-02T06:00:00Z");
        assertThat(run().exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(states(statement("A", "121.873456789012345678"))).containsExactly("GAP PARKED=7.5");
        assertThat(states(statement("A", "141.87", "--tax", "29.50", "--credits", "-4.25")))
                .containsExactly("GAP PARKED=7.5 TAX=10 CREDITS=1 UNEXPLAINED=8.996543210987654322");
        JsonNode parked = reconcile();
        assertThat(parked.at("/reconciled/0/help").toString()).contains("tributary dlq list --account 012345678901");
        line("A", "Usage", "more", "no number");
        deliver("cccc", "2025-12-02T12:00:00Z");
        run();
        assertThat(reconcile().at("/reconciled/0/notKnown").toString()).contains("1 row of delivery cccc");
    }

    @Test
    void restatementAfterTheInvoiceWasIssuedIsNamedWithItsDeliveryAndItsRows() throws IOException {
        line("A", "Usage", "one", "100");
        line("A", "Usage", "two", "50");
        line("B", "Usage", "other", "7");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        run();
        statement("A", "150.00", "--issued", "2025-12-03");
        statement("B", "7.00", "--issued", "2025-12-03");
        assertThat(states()).containsExactly("AGREED", "AGREED");

        lines.get(0)[3] = "130.125";
        lines.remove(1);
        line("A", "Usage", "new", "0.5");
        deliver("bbbb", "2025-12-05T00:00:00Z");
        CommandLineRun run = run();
        JsonNode json = reconcile();

        assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(run.out())
                .contains("Reconciled with what was billed", "CHANGED_AFTER_ISSUE", "bbbb")
                .contains("tributary replay --account 012345678901 --period 2025-11 --from-delivery bbbb --dry-run");
        assertThat(states(json)).containsExactly("GAP CHANGED_AFTER_ISSUE=19.375", "AGREED");
        assertThat(json.at("/reconciled/0/gap").asText()).isEqualTo("19.375");
        assertThat(json.at("/reconciled/0/causes/0/findings/0/subject").asText())
                .isEqualTo("bbbb");
        assertThat(json.at("/reconciled/0/causes/0/findings/0/rows").asLong()).isEqualTo(3);
        assertThat(rows("changed-after-issue", "--invoice", "A")).containsExactly("one=130.125", "new=0.5");
    }

    @Test
    void invoicesThatTheBillHasAndThoseThatItHasNotAreNamed() throws IOException {
        line("A", "Usage", "one", "100");
        line("", "Usage", "open", "3");
        line("C", "Usage", "three", "9");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        run();
        statement("A", "100.00");
        statement("X", "20.00");

        JsonNode json = reconcile();
        assertThat(states(json)).containsExactly("AGREED", "GAP UNEXPLAINED=17");
        assertThat(json.at("/withoutStatement")).hasSize(1);
        assertThat(json.at("/withoutStatement/0/invoiceId").asText()).isEqualTo("C");
        assertThat(json.at("/withoutStatement/0/feed").asText()).isEqualTo("9.00");

        // An account that the feed does not know is a gap, and no silence.
        CommandLineRun unknown = command(
                "statement",
                "add",
                "--provider",
                "gcp",
                "--account",
                "018984-D0AAA4-940B88",
                "--period",
                "2025-11",
                "--currency",
                "EUR",
                "--amount",
                "42.5");
        assertThat(unknown.exitCode()).as(unknown.err()).isZero();
        JsonNode gap = reconcile("--provider", "gcp");
        assertThat(states(gap)).containsExactly("GAP NOT_DELIVERED=42.5");
        assertThat(gap.toString()).contains("nothing of the account's period was delivered");
        assertThat(DocumentedFields.of("`reconcile`")).containsAll(DocumentedFields.of(gap));
        assertThat(DocumentedFields.of("`reconcile`")).containsAll(DocumentedFields.of(json));
        assertThat(command("reconcile").exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(command("reconcile", "--invoice", "A").exitCode()).isZero();
        assertThat(command("reconcile", "--invoice", "X", "--tolerance", "85%").exitCode())
                .isZero();
    }

    @Test
    void rowsUnderAnotherAccountAndStatementsInAnotherCurrencyAreExplained() throws IOException {
        line("A", "Usage", "one", "80");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        String other = "999999999999";
        lines.clear();
        line("A", "Usage", "two", "20.000000000000000001");
        deliver(other, "bbbb", "2025-12-02T00:00:00Z");
        run();

        assertThat(states(statement("A", "100.000000000000000001")))
                .containsExactly("GAP OTHER_STATEMENT=20.000000000000000001");
        assertThat(rows("other-statement", "--account", PAYER)).containsExactly("two=20.000000000000000001");
        assertThat(command("statement", "remove", "--invoice", "A").exitCode()).isZero();
        command(
                "statement",
                "add",
                "--provider",
                "aws",
                "--account",
                other,
                "--period",
                "2025-11",
                "--currency",
                "EUR",
                "--amount",
                "18.40",
                "--converted-from",
                "USD",
                "--exchange-rate",
                "0.92");
        assertThat(states(reconcile()))
                .containsExactly("WITHIN_TOLERANCE CURRENCY_CONVERSION=18.40000000000000000092"
                        + " ROUNDING=-0.00000000000000000092");
    }

    @Test
    void rowThatWasGoodBeforeIsMissingByWhatItParksLessWhatStands() throws IOException {
        line("A", "Usage", "one", "100");
        line("A", "DiscountedUsage", "two", "50");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        run();
        // What is billed can be read, and what it is amortized to cannot: the row is parked with its cost.
        lines.get(1)[3] = "60";
        lines.get(1)[5] = "no number";
        deliver("bbbb", "2025-12-02T06:00:00Z");
        CommandLineRun run = run();
        assertThat(run.exitCode()).isEqualTo(ExitCode.PROBLEM);

        JsonNode json = reconcile(statement("A", "160.00"));
        assertThat(json.at("/reconciled/0/feed").asText()).isEqualTo("150.00");
        assertThat(states(json)).as(run.out()).containsExactly("GAP PARKED=10");
        assertThat(json.toString()).contains("last good values of rows that were not read, 50.00 USD, still stand");
    }

    @Test
    void allCausesTogetherAreToldApart() throws IOException {
        line("A", "Usage", "one", "100.123456789012345678");
        line("A", "Tax", "tax", "19.5");
        line("A", "Credit", "credit", "-5.25");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        run();
        lines.get(0)[3] = "130.248456789012345678";
        line("B", "Usage", "of another invoice", "1000");
        broken("A", "7.5");
        broken("B", "70");
        deliver("bbbb", "2025-12-05T00:00:00Z");
        lines.clear();
        line("A", "Usage", "two", "20.000000000000000001");
        deliver("999999999999", "cccc", "2025-12-02T00:00:00Z");
        run();

        // 114.373456789012345678 as it was, 7.5 parked, 20.000000000000000001 elsewhere, tax 10 more, credits 4 more.
        JsonNode json =
                reconcile(statement("A", "147.87", "--issued", "2025-12-03", "--tax", "29.50", "--credits", "-9.25"));

        assertThat(states(json))
                .containsExactly("GAP PARKED=7.5 OTHER_STATEMENT=20.000000000000000001 CHANGED_AFTER_ISSUE=-30.125"
                        + " TAX=10 CREDITS=-4 ROUNDING=-0.003456789012345679");
        assertThat(json.at("/reconciled/0/notKnown")).isEmpty();
        assertThat(json.at("/withoutStatement/0/invoiceId").asText()).isEqualTo("B");
    }

    @Test
    void deliveriesThatWaitForADecisionAreNamedWithWhatTheyChange() throws IOException {
        line("", "Usage", "a", "1");
        line("", "Usage", "b", "2");
        line("", "Usage", "c", "4");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        run();
        // Another report states the same account's period: nothing of it is taken.
        List<String[]> main = new ArrayList<>(lines);
        lines.clear();
        line("", "Usage", "a", "1");
        line("", "Usage", "d", "16");
        deliver("other", PAYER, "cccc", "2025-12-02T00:00:00Z");
        run();
        JsonNode conflict = reconcile(statement("E", "17"));
        assertThat(states(conflict)).containsExactly("GAP OTHER_STATEMENT=10");
        assertThat(conflict.toString()).contains("cccc").contains("is CONFLICT");

        // A delivery that lacks most of what was published is held.
        Files.delete(folder.resolve("bills/other/20251101-20251201/other-Manifest.json"));
        lines.clear();
        lines.add(main.get(0));
        deliver("bbbb", "2025-12-03T00:00:00Z");
        run();
        JsonNode held = reconcile("--invoice", "E");
        assertThat(states(held)).containsExactly("GAP OTHER_STATEMENT=10");
        assertThat(held.toString())
                .contains("delivery bbbb is HELD: 6.00 USD that it lacks still stand; more would be");
        assertThat(states(statement("E", "11"))).containsExactly("GAP OTHER_STATEMENT=10 NOT_DELIVERED=-6");
        // An invoice that was issued before it was not made of it.
        assertThat(states(statement("E", "1", "--issued", "2025-12-02"))).containsExactly("GAP UNEXPLAINED=-6");
        assertThat(reconcile().at("/reconciled/0/notKnown").toString()).contains("delivery bbbb is HELD");
    }

    @Test
    void recordsAreOfOneInvoiceOnlyAndWhatIsNotComparedIsSaid() throws IOException {
        String other = "999999999999";
        line("", "Usage", "one", "9993.97");
        line("", "Usage", "unread", "no number");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        lines.clear();
        line("N", "Usage", "two", "12.91");
        deliver(other, "bbbb", "2025-12-02T00:00:00Z");
        run();
        assertThat(command("reconcile", "--account", "TYPO").out()).contains("no statement", "nothing was reconciled");

        // Within the tolerance, and not all is known.
        JsonNode tolerated = reconcile(statement("A", "10000"));
        assertThat(states(tolerated)).containsExactly("WITHIN_TOLERANCE UNEXPLAINED=6.03");
        assertThat(tolerated.at("/reconciled/0/notKnown").toString()).contains("1 row of delivery aaaa cost is not");
        assertThat(tolerated.at("/reconciled/0/help").toString()).contains("tributary dlq list", "deliveries list");
        assertThat(command("reconcile").out())
                .contains("not known: what 1 row of delivery aaaa", "no gap beyond the tolerance");
        // The other account's records are of no statement.
        assertThat(tolerated.at("/withoutStatement")).hasSize(1);
        assertThat(tolerated.at("/withoutStatement/0/billingAccountId").asText())
                .isEqualTo(other);
        assertThat(tolerated.at("/withoutStatement/0/feed").asText()).isEqualTo("12.91");

        // Three invoices may be of the same records.
        statement("B", "9993.97", "--converted-from", "EUR", "--exchange-rate", "1.1");
        statementIn(PAYER, "EUR", "C", "8994.573", "--converted-from", "USD", "--exchange-rate", "0.9");
        JsonNode disputed = reconcile();
        assertThat(states(disputed)).containsExactly("GAP UNEXPLAINED=8994.573", "GAP UNEXPLAINED=19993.97");
        assertThat(disputed.at("/reconciled/0/notKnown/0").asText())
                .isEqualTo("1 record of 9993.97 USD that name no invoice may as well be of A in USD, B in USD: they are"
                        + " compared with none of these invoices");
        assertThat(disputed.at("/reconciled/1/notKnown/0").asText()).contains("C in EUR");
        assertThat(states("--currency", "EUR")).containsExactly("GAP UNEXPLAINED=8994.573");
        assertThat(reconcile("--currency", "EUR").at("/withoutStatement")).hasSize(1);
        assertThat(command("statement", "remove", "--invoice", "C").exitCode()).isZero();
        assertThat(states("--invoice", "B")).containsExactly("GAP UNEXPLAINED=10000");
        assertThat(command("statement", "remove", "--invoice", "B").exitCode()).isZero();
        // One invoice that is stated in two currencies is no two invoices.
        statementIn(PAYER, "EUR", "A", "8994.573", "--converted-from", "USD", "--exchange-rate", "0.9");
        assertThat(states())
                .containsExactly("AGREED CURRENCY_CONVERSION=8994.573", "WITHIN_TOLERANCE UNEXPLAINED=6.03");

        // Invoices without a record do not offset each other.
        statementIn(other, "USD", "X", "100");
        statementIn(other, "USD", "Y", "-100");
        statementIn("888888888888", "USD", "Z", "0");
        assertThat(states("--account", other)).containsExactly("GAP NOT_DELIVERED=100", "GAP NOT_DELIVERED=-100");
        // Nor those with no more than what rounds to nothing.
        lines.clear();
        line("N", "Usage", "two", "12.91");
        line("", "Usage", "residue", "-0.0000000001");
        deliver(other, "cccc", "2025-12-03T00:00:00Z");
        run();
        assertThat(states("--account", other))
                .containsExactly("GAP UNEXPLAINED=100.0000000001", "GAP UNEXPLAINED=-99.9999999999");
        JsonNode nothing = reconcile("--invoice", "Z");
        assertThat(states(nothing)).containsExactly("AGREED");
        assertThat(nothing.at("/reconciled/0/notKnown/0").asText())
                .isEqualTo("nothing of the account's period was delivered");
        assertThat(command("reconcile", "--invoice", "Z").out()).contains("not known: nothing of the account's period");

        // Options that mean nothing, and a file that cannot be written, are errors.
        CommandLineRun mistyped = command("reconcile", "--account", "TYPO", "--json");
        assertThat(mistyped.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(mistyped.err()).contains("mean no statement", "aws " + other + " 2025-11", "statement list");
        Path file = folder.resolve("new/folder/rows.csv");
        assertThat(command("reconcile", "--invoice", "A", "--rows", "unexplained", "--output", file.toString())
                        .out())
                .contains("written to " + file);
        CommandLineRun refused = command(
                "reconcile",
                "--rows",
                "unexplained",
                "--output",
                file.resolve("below.csv").toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err()).contains("--output", "cannot be made");
    }

    @Test
    void changesAreClaimedOnlyOfInvoicesWhoseIssueIsKnownAndOfRecordsThatMovedToAnotherInvoice() throws IOException {
        line("A", "Usage", "one", "100");
        line("A", "Usage", "two", "50");
        line("B", "Usage", "other", "7");
        deliver("aaaa", "2025-12-02T00:00:00Z");
        run();
        lines.get(1)[0] = "B";
        lines.get(1)[3] = "51.5";
        deliver("bbbb", "2025-12-05T00:00:00Z");
        run();

        statement("A", "150.00");
        assertThat(states(statement("B", "7.00"))).containsExactly("GAP UNEXPLAINED=50", "GAP UNEXPLAINED=-51.5");
        statement("A", "150.00", "--issued", "2025-12-03");
        JsonNode json = reconcile(statement("B", "7.00", "--issued", "2025-12-03"));
        assertThat(states(json)).containsExactly("GAP CHANGED_AFTER_ISSUE=50", "GAP CHANGED_AFTER_ISSUE=-51.5");
        assertThat(json.at("/reconciled/0/causes/0/findings/0/rows").asLong()).isEqualTo(1);
    }

    private String[] statement(String invoice, String amount, String... more) {
        return statementIn(PAYER, "USD", invoice, amount, more);
    }

    private String[] statementIn(String account, String currency, String invoice, String amount, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "statement",
                "add",
                "--provider",
                "aws",
                "--account",
                account,
                "--period",
                "2025-11",
                "--currency",
                currency,
                "--invoice",
                invoice,
                "--amount",
                amount));
        arguments.addAll(List.of(more));
        CommandLineRun run = command(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new String[0];
    }

    private List<String> states(String... options) throws IOException {
        return states(reconcile(options));
    }

    /** The state of each comparison with its causes, and that these add up to the gap. */
    private static List<String> states(JsonNode json) {
        List<String> states = new ArrayList<>();
        for (int place = 0; place < json.at("/reconciled").size(); place++) {
            JsonNode one = json.at("/reconciled/" + place);
            Map<String, BigDecimal> causes = causes(json, place);
            assertThat(causes.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(one.at("/gap").asText());
            assertThat(new BigDecimal(one.at("/billed").asText())
                            .subtract(new BigDecimal(one.at("/feed").asText())))
                    .isEqualByComparingTo(one.at("/gap").asText());
            StringBuilder state = new StringBuilder(one.at("/state").asText());
            one.at("/causes")
                    .forEach(cause -> state.append(' ')
                            .append(cause.at("/cause").asText())
                            .append('=')
                            .append(new BigDecimal(cause.at("/amount").asText())
                                    .stripTrailingZeros()
                                    .toPlainString()));
            states.add(state.toString());
        }
        return states;
    }

    private static Map<String, BigDecimal> causes(JsonNode json, int place) {
        Map<String, BigDecimal> causes = new TreeMap<>();
        json.at("/reconciled/" + place + "/causes")
                .forEach(cause -> causes.put(
                        cause.at("/cause").asText(),
                        new BigDecimal(cause.at("/amount").asText())));
        return causes;
    }

    private JsonNode reconcile(String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("reconcile", "--json"));
        arguments.addAll(List.of(options));
        CommandLineRun run = command(arguments.toArray(String[]::new));
        assertThat(run.err()).isEmpty();
        return new ObjectMapper().readTree(run.out());
    }

    /** The rows behind a cause: {@code resource=cost}. */
    private Set<String> rows(String cause, String... options) throws IOException {
        Path file = folder.resolve("rows.csv");
        List<String> arguments = new ArrayList<>(List.of("reconcile", "--rows", cause, "--output", file.toString()));
        arguments.addAll(List.of(options));
        CommandLineRun run = command(arguments.toArray(String[]::new));
        assertThat(run.out()).as(run.err()).contains("written to " + file);
        Set<String> rows = new TreeSet<>(java.util.Comparator.reverseOrder());
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            reader.forEach(row -> rows.add(row.getField("ResourceId") + "=" + row.getField("BilledCost")));
        }
        return rows;
    }

    private CommandLineRun run() {
        return command("run", "--input", folder.resolve("bills").toString());
    }

    private CommandLineRun command(String... options) {
        List<String> arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    private void line(String invoice, String type, String resource, String cost) {
        boolean isReserved = type.equals("DiscountedUsage");
        lines.add(new String[] {invoice, type, resource, cost, "2025-11-01T00:00:00Z", isReserved ? cost : ""});
    }

    /** A row whose time is none, and whose cost can be read. */
    private void broken(String invoice, String cost) {
        line(invoice, "Usage", "broken", cost);
        lines.get(lines.size() - 1)[4] = "noon";
    }

    private void deliver(String assembly, String time) throws IOException {
        deliver(PAYER, assembly, time);
    }

    /** A delivery of the lines, in the payer's own report. */
    private void deliver(String payer, String assembly, String time) throws IOException {
        deliver("report" + payer, payer, assembly, time);
    }

    /** The same of a report of that name. */
    private void deliver(String report, String payer, String assembly, String time) throws IOException {
        Path period = folder.resolve("bills/" + report + "/20251101-20251201");
        Path file = period.resolve(assembly + "/" + report + "-1.csv");
        Files.createDirectories(file.getParent());
        StringBuilder csv = new StringBuilder(HEADER);
        for (String[] line : lines) {
            csv.append("x,")
                    .append(line[0])
                    .append(',')
                    .append(payer)
                    .append(",2025-11-01T00:00:00Z,2025-12-01T00:00:00Z,")
                    .append(payer)
                    .append(',')
                    .append(line[1])
                    .append(',')
                    .append(line[4])
                    .append(",2025-11-02T00:00:00Z,AmazonEC2,")
                    .append(line[2])
                    .append(",1,USD,")
                    .append(line[3])
                    .append(line[5].isEmpty() ? ",," : ",arn:aws:ec2:us-east-1:012345678901:reserved/1,")
                    .append(line[5])
                    .append('\n');
        }
        Files.writeString(file, csv);
        Path manifest = period.resolve(report + "-Manifest.json");
        Files.writeString(manifest, String.format("""
                        {"assemblyId": "%2$s", "account": "%3$s", "columns": [], "charset": "UTF-8",
                         "compression": "NONE", "contentType": "text/csv", "reportName": "%1$s",
                         "billingPeriod": {"start": "20251101T000000.000Z", "end": "20251201T000000.000Z"},
                         "bucket": "b", "reportKeys": ["%1$s/20251101-20251201/%2$s/%1$s-1.csv"]}
                        """, report, assembly, payer));
        Files.setLastModifiedTime(manifest, FileTime.from(Instant.parse(time)));
    }
}
