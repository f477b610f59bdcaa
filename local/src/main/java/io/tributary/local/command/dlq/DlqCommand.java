package io.tributary.local.command.dlq;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Lists, shows, mends and discards dead letters. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Dead letters: rows and pages that could not be read, and the money that is missing with them.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tributary dlq list",
            "  tributary dlq show aws-0-1234-17",
            "  tributary dlq show --account 012345678901 --period 2026-10 --export rows.csv",
            "  tributary dlq redrive --rows rows.csv --reason \"the provider confirmed the amounts\"",
            "  tributary dlq redrive --code UNKNOWN_CURRENCY --dry-run",
            "  tributary dlq discard aws-0-1234-17 --reason \"a line of test data\""
        })
public final class DlqCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: expected list, show, redrive or discard");
    }
}
