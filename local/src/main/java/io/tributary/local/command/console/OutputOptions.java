package io.tributary.local.command.console;

import java.io.PrintWriter;
import org.apache.kafka.common.config.ConfigException;
import picocli.CommandLine.Option;

/** Options of commands that print tables. */
public final class OutputOptions {

    @Option(
            names = "--wide",
            description = "Show every column and id whole, also where the terminal is narrower. Output to a file or to"
                    + " another program is always whole.")
    private boolean wide;

    @Option(
            names = "--color",
            paramLabel = "auto|always|never",
            defaultValue = "auto",
            description = "When to use colours; auto by default: on a terminal, unless NO_COLOR is set.")
    private String colour;

    /** When colours are used. */
    private enum Colour {
        AUTO,
        ALWAYS,
        NEVER
    }

    /**
     * Where results are printed.
     *
     * @throws ConfigException if an option has no such value
     */
    public Output output(PrintWriter writer, Terminal terminal) {
        Colour chosen = colour();
        boolean inColour =
                chosen == Colour.ALWAYS || chosen == Colour.AUTO && terminal.showsOutput() && terminal.takesColours();
        int width = wide || !terminal.showsOutput() ? Terminal.UNLIMITED : terminal.width();
        return new Output(writer, width, inColour);
    }

    private Colour colour() {
        try {
            return Choices.one("--color", Colour.class, colour);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(e.getMessage());
        }
    }
}
