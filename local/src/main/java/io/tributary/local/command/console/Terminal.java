package io.tributary.local.command.console;

import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/** The terminal that a command prints to, if there is one. */
public final class Terminal {

    /** Width of what is no terminal: nothing is fitted to it. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Set by the launcher: which of {@code out} and {@code err} are terminals. Since Java 22 the JDK hides that. */
    private static final String PROPERTY = "tributary.terminal";

    private static final int CONSOLE_OF_ANYTHING = 22;

    private final boolean showsOutput;
    private final boolean showsProgress;
    private final boolean takesColours;
    private final IntSupplier width;

    private Terminal(boolean showsOutput, boolean showsProgress, boolean takesColours, IntSupplier width) {
        this.showsOutput = showsOutput;
        this.showsProgress = showsProgress;
        this.takesColours = takesColours;
        this.width = width;
    }

    /** The terminal of this process. */
    public static Terminal ofProcess(Map<String, String> environment) {
        boolean isConsole = System.console() != null && Runtime.version().feature() < CONSOLE_OF_ANYTHING;
        Set<String> shown =
                Set.of(System.getProperty(PROPERTY, isConsole ? "out,err" : "").split(","));
        boolean takesColours = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(shown.contains("out"), shown.contains("err"), takesColours, new TerminalWidth(environment));
    }

    /** No terminal: output goes to a file or to another program. */
    public static Terminal none() {
        return new Terminal(false, false, true, () -> UNLIMITED);
    }

    /** A terminal of a set width, without colours. */
    public static Terminal ofWidth(int width) {
        return new Terminal(true, true, false, () -> width);
    }

    /** Whether standard output is on it. */
    public boolean showsOutput() {
        return showsOutput;
    }

    /** Whether standard error is on it, where progress is shown. */
    public boolean showsProgress() {
        return showsProgress;
    }

    /** Whether it is one with colours, and the user has not asked for none by {@code NO_COLOR}. */
    boolean takesColours() {
        return takesColours;
    }

    /** Columns that it has now. */
    public int width() {
        return width.getAsInt();
    }
}
