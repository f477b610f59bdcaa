package io.tributary.local.command.dlq;

import static io.tributary.local.command.dlq.SmallReport.HEADER;
import static io.tributary.local.command.dlq.SmallReport.PAYER;
import static io.tributary.local.command.dlq.SmallReport.good;
import static io.tributary.local.command.dlq.SmallReport.line;
import static io.tributary.local.command.dlq.SmallReport.parked;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.DocumentedFields;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters by the command, on a real broker: which are open, and what a person does about them. */
class DlqIT {

    private static final String MONTH = PAYER + " 2025-11-01 USD";

    @TempDir
    private Path directory;

    private Commands commands;
    private SmallReport report;

    @BeforeEach
    void start() {
        commands = new Commands(directory.resolve("data"));
        report = new SmallReport(directory.resolve("bills"));
    }

    @Test
    void whatIsParkedIsOneNumberAndANewerDeliveryClosesItsLettersByItself() throws IOException {
        report.deliver("aaaa", HEADER, good("a", "1"), parked("b", "2.25"), parked("c", "-0.000000000004"));
        CommandLineRun first = run(1);

        assertThat(first.out()).contains("tributary dlq list --account " + PAYER + " --period 2025-11");
        assertThat(commands.parked())
                .isEqualTo(Map.of(MONTH, new BigDecimal("2.249999999996")))
                .isEqualTo(parkedOfDeliveries());
        JsonNode listed = commands.json(0, "dlq", "list", "--letters");
        JsonNode shown = commands.json(0, "dlq", "show", "--account", PAYER, "--period", "2025-11");
        assertThat(DocumentedFields.of(listed)).isSubsetOf(DocumentedFields.of("`dlq list`"));
        assertThat(DocumentedFields.of(shown)).isSubsetOf(DocumentedFields.of("`dlq show`"));
        assertThat(shown.at("/letters/0/row").size()).isEqualTo(HEADER.split(",").length);
        JsonNode exported = commands.json(
                0,
                "dlq",
                "show",
                "--account",
                PAYER,
                "--export",
                directory.resolve("rows.csv").toString());
        assertThat(DocumentedFields.of(exported)).isEqualTo(DocumentedFields.of("`dlq show --export`"));
        String letter = listed.at("/letters/0/letter").asText();
        JsonNode discarded = commands.json(0, "dlq", "discard", letter, "--reason", "test data");
        assertThat(DocumentedFields.of(discarded)).isEqualTo(DocumentedFields.of("`dlq discard`"));
        commands.expect(0, "dlq", "discard", letter, "--undo");
        JsonNode redriven = commands.json(1, "dlq", "redrive", letter);
        assertThat(DocumentedFields.of(redriven)).contains("redriven[].reading", "problems[]");
        assertThat(DocumentedFields.of("`dlq redrive`")).containsAll(DocumentedFields.of(redriven));

        report.deliver("bbbb", HEADER, good("a", "1"), good("b", "2.25"), parked("c", "-0.000000000004"));
        run(1);

        assertThat(commands.parked())
                .isEqualTo(Map.of(MONTH, new BigDecimal("-0.000000000004")))
                .isEqualTo(parkedOfDeliveries());
        assertThat(commands.expect(0, "dlq", "list", "--all", "--letters").out())
                .contains("replaced", "delivery bbbb of", "took its delivery's place");
        String closed = commands.json(0, "dlq", "list", "--all", "--letters")
                .at("/letters/0/letter")
                .asText();
        assertThat(commands.expect(2, "dlq", "redrive", closed).err()).contains(closed, "closed", "bbbb");

        report.deliver("cccc", HEADER, good("a", "1"), good("b", "2.25"), good("c", "-0.000000000004"));
        run(0);

        assertThat(commands.parked()).isEmpty();
        assertThat(commands.viewed()).containsEntry(MONTH, new BigDecimal("3.249999999996"));
    }

    @Test
    void rowsWithTooManyFieldsAndWithTextThatBreaksLinesAreMended() throws IOException {
        String hostile = "\"=HYPERLINK(1),\r\n\"\"\u001b[2J\u202e\"";
        report.deliver(
                "aaaa",
                HEADER,
                good("a", "1"),
                line("b", "2025-11-01T00:00:00Z", "usage, unquoted", "2"),
                line("c", "yesterday", hostile, "4"),
                line("d", "yesterday", "usage", "8"));
        run(1);
        Path rows = directory.resolve("rows.csv");

        CommandLineRun shown = commands.expect(0, "dlq", "show", "--account", PAYER);
        assertThat(shown.out() + commands.expect(0, "dlq", "list", "--letters").out())
                .doesNotContain("\u001b", "\u202e")
                .contains("\\u001b[2J", "=HYPERLINK(1)", "x_extra_1");
        commands.expect(0, "dlq", "show", "--account", PAYER, "--export", rows.toString());
        List<Map<String, String>> exported = MendedFile.read(rows);
        assertThat(exported).hasSize(3);
        assertThat(exported.get(1))
                .containsEntry("lineItem/LineItemDescription", "=HYPERLINK(1),\r\n\"\u001b[2J\u202e");
        exported.get(0).put("lineItem/LineItemDescription", "usage, unquoted");
        exported.get(0).put("lineItem/UnblendedCost", "2");
        exported.get(0).put("x_extra_1", "");
        exported.get(1).put("lineItem/UsageStartDate", "2025-11-01T00:00:00Z");
        MendedFile.write(rows, exported);

        CommandLineRun redriven = commands.expect(1, "dlq", "redrive", "--rows", rows.toString());

        assertThat(redriven.out())
                .contains("with 2 mended rows")
                .contains("lineItem/UsageStartDate of 1 row", "x_extra_1 of 1 row")
                .contains("1 row was not read; 8.00 USD is missing");
        assertThat(commands.parked()).isEqualTo(Map.of(MONTH, new BigDecimal("8.00")));
        assertThat(commands.viewed()).containsEntry(MONTH, new BigDecimal("7"));

        // What was mended stays when the last row is mended later.
        commands.expect(0, "dlq", "show", "--account", PAYER, "--export", rows.toString());
        MendedFile.edit(rows, row -> row.put("lineItem/UsageStartDate", "2025-11-01T00:00:00Z"));
        commands.expect(0, "dlq", "redrive", "--rows", rows.toString(), "--reason", "asked the provider");

        assertThat(commands.viewed()).containsEntry(MONTH, new BigDecimal("15"));
        assertThat(commands.json(0, "deliveries", "list")
                        .at("/deliveries/0/rowsMended")
                        .asInt())
                .isEqualTo(3);
        commands.expect(0, "replay", "--account", PAYER, "--period", "2025-11");
        assertThat(commands.parked()).as("after a replay").isEmpty();
    }

    @Test
    void filesThatDoNotFitAreRefusedBeforeAnythingIsPublished() throws IOException {
        report.deliver("aaaa", HEADER, good("a", "1"), parked("b", "2"));
        run(1);
        Path rows = directory.resolve("rows.csv");
        commands.expect(0, "dlq", "show", "--account", PAYER, "--export", rows.toString());
        String exported = Files.readString(rows);
        String letter = commands.openLetters().get(0);

        assertThat(refused(rows, exported.replaceFirst("x_letter", "letter"))).contains("x_letter");
        assertThat(refused(rows, exported.replaceFirst("lineItem/ResourceId", "lineItem/resource")))
                .contains("missing lineItem/ResourceId", "unknown lineItem/resource");
        assertThat(refused(rows, exported.replaceFirst("lineItem/UsageEndDate", "lineItem/UsageStartDate")))
                .contains("lineItem/UsageStartDate twice");
        assertThat(refused(rows, exported + exported.lines().skip(1).findFirst().orElseThrow() + "\r\n"))
                .contains(letter + " twice");
        assertThat(refused(rows, exported.replace(letter, "aws-9-9-9"))).contains("aws-9-9-9", "not known");
        assertThat(refused(rows, exported.replace("\r\n", ",\r\n"))).contains("column", "");
        assertThat(commands.run("dlq", "redrive").err()).contains("Expected the ids of letters");
        assertThat(commands.run("dlq", "redrive", "aws-9-9-9").err()).contains("aws-9-9-9");
        assertThat(commands.run("dlq", "redrive", letter, "--page", rows.toString())
                        .err())
                .contains("not a whole page");
        assertThat(commands.openLetters()).containsExactly(letter);
        assertThat(commands.json(0, "dlq", "redrive", letter, "--dry-run")
                        .at("/changes/0/rowsRejected")
                        .asInt())
                .isEqualTo(1);
        assertThat(commands.openLetters()).containsExactly(letter);
    }

    @Test
    void wholePagesAreMendedOneAfterTheOther() throws IOException {
        report.deliver("aaaa", HEADER, good("a", "1"));
        run(0);
        RawPages pages = new RawPages(directory.resolve("data"));
        pages.publish(
                pages.of("bbbb", 0, good("a", "1")),
                pages.of("bbbb", 1, good("b", "2") + "\n\"" + good("c", "4")),
                pages.damaged(pages.of("bbbb", 2, good("d", "8"))),
                pages.completion("bbbb", 3));
        Path page = directory.resolve("page.csv");
        // Takes what is on the raw topic.
        assertThat(commands.expect(2, "dlq", "redrive", "--period", "2025-10").err())
                .contains("No dead letter is of 2025-10. Open are 1 of " + PAYER + " 2025-11 with PAGE_CHECKSUM, 1 of");
        List<String> letters = commands.openLetters();
        assertThat(letters).hasSize(2).allSatisfy(letter -> assertThat(letter).matches("aws-\\d+-\\d+"));

        commands.expect(0, "dlq", "show", letters.get(0), "--export", page.toString());
        assertThat(Files.readString(page)).startsWith(HEADER).contains("\n\"line");
        Files.writeString(page, Files.readString(page).replace("\n\"line", "\nline"));
        CommandLineRun first = commands.expect(1, "dlq", "redrive", letters.get(0), "--page", page.toString());

        assertThat(first.out()).contains("INCOMPLETE", "1 whole page of rows was not read");
        String damaged = commands.openLetters().get(0);
        assertThat(damaged).isNotIn(letters);
        Files.writeString(page, HEADER + "\n");
        assertThat(commands.expect(2, "dlq", "redrive", damaged, "--page", page.toString())
                        .err())
                .contains("has 0 rows, and the page stated 1");
        Files.writeString(page, HEADER + "\n" + good("d", "8") + "\n");
        CommandLineRun second = commands.expect(0, "dlq", "redrive", damaged, "--page", page.toString());

        assertThat(second.out())
                .contains("COMPLETE", "3 rows were mended by a person.", "2 pages were replaced by a person");
        assertThat(commands.viewed()).containsEntry(MONTH, new BigDecimal("15"));
        assertThat(commands.openLetters()).isEmpty();
        assertThat(commands.expect(0, "dlq", "redrive", damaged, "--page", page.toString())
                        .out())
                .contains("1 letter is closed already", "Nothing was published.");
    }

    @Test
    void whatWasDiscardedIsSaidAndNoLongerOpenAlsoInTheNextDelivery() throws IOException {
        report.deliver("aaaa", HEADER, good("a", "1"), parked("b", "2"), parked("c", "4"));
        run(1);
        List<String> letters = commands.openLetters();

        assertThat(commands.run("dlq", "discard", letters.get(0)).err()).contains("--reason");
        assertThat(commands.expect(0, "dlq", "discard", letters.get(0), "--reason", "test data")
                        .out())
                .contains("discarded: 1 row, parked 2.00 USD");
        assertThat(commands.parked()).isEqualTo(Map.of(MONTH, new BigDecimal("4.00")));
        assertThat(DocumentedFields.of(commands.json(0, "dlq", "list", "--letters", "--all")))
                .isEqualTo(DocumentedFields.of("`dlq list`"));
        assertThat(run(1).out()).contains("discarded: 1 row, 2.00 USD");
        commands.expect(0, "dlq", "discard", letters.get(1), "--reason", "test data");

        report.deliver("bbbb", HEADER, good("a", "1"), parked("b", "2"), parked("c", "4"));
        CommandLineRun next = run(0);
        CommandLineRun listed = commands.expect(0, "dlq", "list");

        assertThat(next.out()).contains("NOTE", "bbbb: discarded: 2 rows, 6.00 USD");
        assertThat(listed.out()).contains("nothing is parked", "discarded: 2 rows, 6.00 USD");
        assertThat(commands.parked()).isEmpty();
        assertThat(commands.expect(0, "dlq", "list", "--all", "--letters").out())
                .contains("discarded", "test data");
        String discarded = discardedLetter();
        assertThat(commands.expect(2, "dlq", "redrive", discarded).err()).contains("was discarded", "--undo");
        commands.expect(0, "dlq", "discard", discarded, "--undo");
        assertThat(commands.openLetters()).containsExactly(discarded);

        report.deliver("cccc", HEADER, good("a", "1"), parked("e", "2"), parked("e", "2"));
        run(1);
        List<String> same = commands.openLetters();
        assertThat(same).hasSize(2);
        assertThat(commands.expect(0, "dlq", "discard", same.get(0), "--reason", "test data")
                        .out())
                .contains("discarded: 2 rows, parked 4.00 USD; of these 1 row was not named, and says the same");
        assertThat(commands.json(0, "dlq", "discard", same.get(1), "--undo").toString())
                .contains("\"rows\":2", "\"rowsNotNamed\":1");
        assertThat(commands.openLetters()).isEqualTo(same);
    }

    private String discardedLetter() throws IOException {
        for (JsonNode letter :
                commands.json(0, "dlq", "list", "--all", "--letters").get("letters")) {
            if (letter.get("state").asText().equals("DISCARDED")) {
                return letter.get("letter").asText();
            }
        }
        throw new AssertionError("No letter is discarded");
    }

    private String refused(Path rows, String content) throws IOException {
        Files.writeString(rows, content);
        return commands.expect(2, "dlq", "redrive", "--rows", rows.toString()).err();
    }

    private CommandLineRun run(int exitCode) {
        return commands.expect(exitCode, "run", "--input", report.bills().toString());
    }

    /** What is parked by the accounts of the deliveries that count: the other way to the same number. */
    private Map<String, BigDecimal> parkedOfDeliveries() throws IOException {
        Map<String, BigDecimal> parked = new TreeMap<>();
        for (JsonNode delivery : commands.json(0, "deliveries", "list").get("deliveries")) {
            if (!Set.of("SUPERSEDED", "CONFLICT", "NOT_TAKEN")
                    .contains(delivery.get("state").asText())) {
                delivery.get("totals")
                        .forEach(totals -> parked.merge(
                                delivery.get("billingAccountId").asText() + " "
                                        + delivery.get("billingPeriodStart").asText() + " "
                                        + totals.get("currency").asText(),
                                new BigDecimal(totals.get("parkedCost").asText()),
                                BigDecimal::add));
            }
        }
        return parked;
    }
}
