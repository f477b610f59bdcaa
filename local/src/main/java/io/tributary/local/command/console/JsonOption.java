package io.tributary.local.command.console;

import picocli.CommandLine.Option;

/** The option of commands that print JSON for other programs. */
public final class JsonOption {

    @Option(
            names = "--json",
            description = "Print one JSON object to standard output, and nothing else; docs/json.md has its fields.")
    private boolean isGiven;

    /** Whether it is given. */
    public boolean isGiven() {
        return isGiven;
    }
}
