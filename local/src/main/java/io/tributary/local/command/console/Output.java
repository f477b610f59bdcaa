package io.tributary.local.command.console;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;

/** Prints results: tables and sentences in the width that there is, marks in colours where they are wanted. */
public final class Output {

    private final PrintWriter writer;
    private final int width;
    private final boolean inColour;

    /**
     * @param width columns of a line, or {@link Terminal#UNLIMITED}
     * @param inColour whether marks have colours
     */
    Output(PrintWriter writer, int width, boolean inColour) {
        this.writer = writer;
        this.width = width;
        this.inColour = inColour;
    }

    /** What a sentence begins with. */
    public enum Mark {
        /** Nothing is wrong. */
        OK("\033[32m"),
        /** Somebody should look into it, though no money is missing. */
        NOTE("\033[33m"),
        /** Something is wrong. */
        PROBLEM("\033[31m");

        private static final String RESET = "\033[0m";
        private static final int LONGEST = "PROBLEM".length();

        private final String colour;

        Mark(String colour) {
            this.colour = colour;
        }

        private String in(String line) {
            return colour + name() + RESET + line.substring(name().length());
        }
    }

    /** Prints a table. */
    public void table(Table table) {
        table.lines(width).forEach(writer::println);
    }

    /** Prints a sentence; an empty one is an empty line. */
    public void sentence(String text) {
        Lines.wrapped(text, width, "", "").forEach(writer::println);
    }

    /** Prints a marked sentence, and below it more about it. */
    public void marked(Mark mark, String text, List<String> more) {
        String indent = " ".repeat(Mark.LONGEST + 2);
        List<String> lines = Lines.wrapped(
                text, width, mark.name() + indent.substring(mark.name().length()), indent);
        writer.println(inColour ? mark.in(lines.get(0)) : lines.get(0));
        lines.subList(1, lines.size()).forEach(writer::println);
        more.forEach(
                one -> Lines.wrapped(one, width, indent + "  ", indent + "    ").forEach(writer::println));
    }

    /** Prints an object, indented. */
    public void json(ObjectNode object) {
        writer.println(Json.text(object));
    }

    /** Passes on what was printed. */
    public void flush() {
        writer.flush();
    }
}
