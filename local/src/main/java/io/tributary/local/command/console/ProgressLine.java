package io.tributary.local.command.console;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/**
 * Shows how far a job has come: on one line that is written over where there is a terminal, else now and then on a new
 * one. Used by any thread.
 */
public final class ProgressLine {

    private static final Duration EVERY_ON_TERMINAL = Duration.ofSeconds(1);
    private static final Duration EVERY_ELSEWHERE = Duration.ofSeconds(10);
    private static final String SEPARATOR = " · ";
    private static final String CLEAR_LINE = "\r\033[K";

    /** A window that has just become narrower cuts the line off, and does not wrap it. */
    private static final String WRAP_OFF = "\033[?7l";

    private static final String WRAP_ON = "\033[?7h";

    private final PrintWriter output;
    private final Terminal terminal;
    private long shown = System.nanoTime();
    private boolean isOpen;

    public ProgressLine(PrintWriter output, Terminal terminal) {
        this.output = output;
        this.terminal = terminal;
    }

    /**
     * Shows the parts, as many as there is room for, unless the last ones are too fresh.
     *
     * @param parts the most important one first
     */
    public synchronized void show(List<String> parts) {
        Duration every = terminal.showsProgress() ? EVERY_ON_TERMINAL : EVERY_ELSEWHERE;
        if (System.nanoTime() - shown >= every.toNanos()) {
            shown = System.nanoTime();
            if (terminal.showsProgress()) {
                output.print(CLEAR_LINE + WRAP_OFF + fitted(parts, terminal.width()) + WRAP_ON);
                isOpen = true;
            } else {
                output.println(String.join(SEPARATOR, parts));
            }
            output.flush();
        }
    }

    /** Parts that fit in a line of {@code width} columns, whose last one stays free for the cursor. */
    static String fitted(List<String> parts, int width) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            String next = (line.isEmpty() ? "" : SEPARATOR) + part;
            if (line.length() + next.length() < width) {
                line.append(next);
            }
        }
        return line.toString();
    }

    /** Writes a line of its own. */
    public synchronized void note(String text) {
        clear();
        int width = terminal.showsProgress() ? terminal.width() : Terminal.UNLIMITED;
        Lines.wrapped(text, width, "", "  ").forEach(output::println);
        output.flush();
    }

    /** Leaves nothing of the line behind. */
    public synchronized void clear() {
        if (isOpen) {
            output.print(CLEAR_LINE);
            output.flush();
            isOpen = false;
        }
    }
}
