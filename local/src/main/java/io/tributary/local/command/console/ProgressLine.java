package io.tributary.local.command.console;

import java.io.PrintWriter;
import java.time.Duration;

/** Shows how far a job has come: on one line that is written over where there is a terminal, else now and then. Used by any thread. */
public final class ProgressLine {

    private static final Duration EVERY_ON_TERMINAL = Duration.ofSeconds(1);
    private static final Duration EVERY_ELSEWHERE = Duration.ofSeconds(10);
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter output;
    private final boolean isTerminal;
    private long shown = System.nanoTime();
    private boolean isOpen;

    public ProgressLine(PrintWriter output, boolean isTerminal) {
        this.output = output;
        this.isTerminal = isTerminal;
    }

    /** Shows the text, unless the last one is too fresh. */
    public synchronized void show(String text) {
        Duration every = isTerminal ? EVERY_ON_TERMINAL : EVERY_ELSEWHERE;
        if (System.nanoTime() - shown >= every.toNanos()) {
            shown = System.nanoTime();
            if (isTerminal) {
                output.print(CLEAR_LINE + text);
                isOpen = true;
            } else {
                output.println(text);
            }
            output.flush();
        }
    }

    /** Writes a line of its own. */
    public synchronized void note(String text) {
        clear();
        output.println(text);
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
