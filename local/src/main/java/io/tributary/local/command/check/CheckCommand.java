package io.tributary.local.command.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.source.SourceException;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.JsonOption;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.Output.Mark;
import io.tributary.local.command.console.OutputOptions;
import io.tributary.local.command.console.Table;
import io.tributary.local.command.console.Terminal;
import io.tributary.local.view.ViewReader;
import io.tributary.schemas.focus.Breach;
import io.tributary.schemas.focus.ConformanceCheck;
import io.tributary.schemas.focus.ConformanceGap;
import io.tributary.schemas.focus.FocusRule;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks the records of a clean view against FOCUS's rules. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Checks the records of a clean view against the rules of FOCUS 1.4 for the Cost and Usage data set.",
            "Prints the rules that records break, how many records do, and one of them. What a provider's data cannot"
                    + " give is a known gap, with its reason in docs/focus-conformance.md. Exit code 1 says that"
                    + " records break a rule and no known gap explains it."
        })
public final class CheckCommand implements Callable<Integer> {

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--input",
            paramLabel = "VIEW",
            required = true,
            description = "Directory of a clean view, as run writes it, or one of its Parquet files.")
    private Path input;

    @Mixin
    private OutputOptions outputOptions;

    @Mixin
    private JsonOption json;

    public CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Output output = outputOptions.output(spec.commandLine().getOut(), terminal);
        ConformanceCheck check = ConformanceCheck.focus14();
        for (Path file : files()) {
            read(file, check);
        }
        List<Breach> breaches = check.breaches();
        boolean broken = breaches.stream().anyMatch(breach -> breach.gap().isEmpty());
        int exitCode = broken ? ExitCode.PROBLEM : ExitCode.OK;
        if (json.isGiven()) {
            output.json(json(check, breaches, exitCode));
        } else {
            print(output, check, breaches);
        }
        return exitCode;
    }

    private List<Path> files() {
        if (!Files.exists(input)) {
            throw new SourceException.Missing(
                    "--input " + input, "does not exist: expected the directory of a clean view");
        }
        List<Path> files = ViewReader.files(input);
        if (files.isEmpty()) {
            throw new SourceException.Missing(
                    "--input " + input,
                    "has no Parquet file of records: expected the directory of a clean view, as tributary run --output"
                            + " writes it");
        }
        return files;
    }

    private static void read(Path file, ConformanceCheck check) {
        try {
            ViewReader.read(file, check::check);
        } catch (IllegalArgumentException | UncheckedIOException unreadable) {
            throw new SourceException.Malformed(
                    file.toString(), unreadable.getMessage() + ": expected a Parquet file of a clean view", unreadable);
        }
    }

    private void print(Output output, ConformanceCheck check, List<Breach> breaches) {
        output.sentence("Checked " + Amounts.count(check.records(), "record") + " of " + input + " against "
                + check.rules() + " rules of FOCUS 1.4.");
        if (!breaches.isEmpty()) {
            output.sentence("");
            output.table(table(breaches));
            output.sentence("");
        }
        List<Breach> unexplained =
                breaches.stream().filter(breach -> breach.gap().isEmpty()).toList();
        for (Breach breach : unexplained) {
            output.marked(
                    Mark.PROBLEM,
                    breach.rule().id() + ": " + breach.rule().text(),
                    List.of(
                            "in " + Amounts.count(breach.records()) + " records of " + breach.dataSet() + "; expected "
                                    + expected(breach.rule()),
                            "for example record " + breach.recordId() + " with " + values(breach)));
        }
        if (breaches.size() > unexplained.size()) {
            output.marked(
                    Mark.NOTE,
                    "Known gaps explain what the table says of them: docs/focus-conformance.md has their reasons.",
                    List.of());
        }
        if (unexplained.isEmpty()) {
            output.marked(Mark.OK, "No rule is broken that is not a known gap.", List.of());
        }
    }

    private static Table table(List<Breach> breaches) {
        Table table = new Table(List.of(
                Table.Column.text("rule"),
                Table.Column.text("column"),
                Table.Column.text("data set"),
                Table.Column.number("records"),
                Table.Column.text("is"),
                Table.Column.sentence("expected")));
        breaches.forEach(breach -> table.add(List.of(
                breach.rule().id(),
                breach.rule().column(),
                breach.dataSet(),
                Amounts.count(breach.records()),
                breach.gap().isPresent() ? "known gap" : "broken",
                expected(breach.rule()))));
        return table;
    }

    private static String expected(FocusRule rule) {
        return rule.column() + " " + rule.must() + (rule.when().isEmpty() ? "" : " when " + rule.when());
    }

    private static String values(Breach breach) {
        return breach.values().entrySet().stream()
                .map(value -> value.getKey() + "=" + value.getValue())
                .collect(Collectors.joining(", "));
    }

    private ObjectNode json(ConformanceCheck check, List<Breach> breaches, int exitCode) {
        ObjectNode object = Json.object()
                .put("exitCode", exitCode)
                .put("input", input.toString())
                .put("records", check.records())
                .put("rules", check.rules());
        object.set("breaches", Json.array(breaches, CheckCommand::json));
        return object;
    }

    private static ObjectNode json(Breach breach) {
        ObjectNode object = Json.object()
                .put("rule", breach.rule().id())
                .put("column", breach.rule().column())
                .put("must", breach.rule().must())
                .put("when", breach.rule().when())
                .put("section", breach.rule().section())
                .put("text", breach.rule().text())
                .put("dataSet", breach.dataSet())
                .put("records", breach.records())
                .put("knownGap", breach.gap().map(ConformanceGap::reason).orElse(null))
                .put("exampleRecordId", breach.recordId());
        ObjectNode values = Json.object();
        breach.values().forEach(values::put);
        object.set("exampleValues", values);
        return object;
    }
}
