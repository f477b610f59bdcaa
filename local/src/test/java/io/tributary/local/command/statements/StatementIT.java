package io.tributary.local.command.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements through the command, on a real broker. */
class StatementIT {

    @TempDir
    private Path directory;

    @Test
    void statementsAreAddedImportedListedSupersededAndRemoved() throws IOException {
        CommandLineRun added =
                statement(("add --provider aws --account 012345678901 --period 2026-10 --invoice 77 --currency USD"
                                + " --amount 1234.5600000000000000000001 --tax 97.20 --credits -1 --issued 2026-11-03")
                        .split(" "));
        Path file = Files.writeString(directory.resolve("more.csv"), """
                provider,account,period,invoice,currency,amount
                gcp,018984-D0AAA4-940B88,2026-10,,EUR,7
                aws,012345678901,2026-10,78,USD,8
                """);
        CommandLineRun imported = statement("import", file.toString());
        Path wrong = Files.writeString(directory.resolve("wrong.csv"), """
                provider,account,period,invoice,currency,amount
                aws,012345678901,2026-10,79,USD,9
                aws,012345678901,2026-10,80,USD,nine
                """);
        CommandLineRun refused = statement("import", file.toString(), wrong.toString());
        CommandLineRun later = statement(
                "add --provider aws --account 012345678901 --period 2026-10 --invoice 78 --currency USD --amount -3"
                        .split(" "));
        JsonNode listed = list("--provider", "aws");
        CommandLineRun several = statement("remove", "--account", "012345678901");
        CommandLineRun removed = statement("remove", "--account", "012345678901", "--invoice", "77");

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out()).contains("1234.5600000000000000000001", "97.20", "manual");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("CSV with the columns", "2 statements", "2 statements imported.");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("wrong.csv, line 3: amount is 'nine', expected a decimal number");
        assertThat(later.exitCode()).as(later.err()).isZero();
        assertThat(listed.at("/statements")).hasSize(2);
        assertThat(listed.at("/statements/0/amount").asText()).isEqualTo("1234.5600000000000000000001");
        assertThat(listed.at("/statements/0/issuedAt").asText()).isEqualTo("2026-11-03T00:00:00Z");
        assertThat(listed.at("/statements/1/amount").asText()).isEqualTo("-3.00");
        assertThat(DocumentedFields.of(listed)).isEqualTo(DocumentedFields.of("`statement list`"));
        assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(several.err()).contains("mean 2 statements", "invoice 77", "invoice 78");
        assertThat(removed.exitCode()).as(removed.err()).isZero();
        JsonNode left = list();
        assertThat(left.at("/statements")).hasSize(2);
        assertThat(left.findValuesAsText("invoiceId")).containsExactly("78", "null");
    }

    @Test
    void wrongOptionsAreNamedAndNothingIsStarted() {
        assertThat(statement("add", "--provider", "aws").err()).contains("--account");
        assertThat(add("--amount", "ten").err()).contains("--amount is 'ten', expected a decimal number");
        assertThat(add("--amount", "1", "--credits", "2").err()).contains("--credits is '2', expected 0 or less");
        assertThat(add("--amount", "1", "--exchange-rate", "2").err()).contains("--converted-from");
        assertThat(add("--amount", "1", "--issued", "soon").err()).contains("--issued is 'soon', expected a day");
        assertThat(statement("import", directory.resolve("absent.csv").toString())
                        .exitCode())
                .isEqualTo(3);
        assertThat(statement("list", "--period", "now").err()).contains("--period is 'now'");
        assertThat(directory.resolve("data/broker")).doesNotExist();
    }

    private CommandLineRun add(String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("add", "--provider", "aws", "--account", "1", "--period", "2026-10", "--currency", "USD"));
        arguments.addAll(List.of(more));
        CommandLineRun run = statement(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        return run;
    }

    private JsonNode list(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("list", "--json"));
        arguments.addAll(List.of(more));
        CommandLineRun run = statement(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private CommandLineRun statement(String... options) {
        List<String> arguments = new ArrayList<>(List.of("statement", options[0]));
        arguments.addAll(List.of(options).subList(1, options.length));
        arguments.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
