package io.tributary.local.command;

import io.tributary.local.command.console.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A run of the command in this JVM.
 *
 * @param exitCode what the process would exit with
 * @param out what it printed
 * @param err what it printed to standard error
 */
public record CommandLineRun(int exitCode, String out, String err) {

    private static final Pattern BLANKS = Pattern.compile(" +");

    public static CommandLineRun of(String... arguments) {
        return of(Map.of(), arguments);
    }

    public static CommandLineRun of(Map<String, String> environment, String... arguments) {
        return of(Terminal.none(), environment, arguments);
    }

    public static CommandLineRun of(Terminal terminal, Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Tributary.execute(environment, terminal, new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(exitCode, out.toString(), err.toString());
    }

    /**
     * The clean view's totals, as the summary of {@code tributary run} has them, with single blanks; those of complete
     * periods without the word that says so.
     */
    public Set<String> view() {
        return out.lines()
                .dropWhile(line -> !line.startsWith("Clean view"))
                .skip(2)
                .takeWhile(line -> !line.isBlank())
                .map(line -> BLANKS.matcher(line.strip()).replaceAll(" ").replaceFirst(" yes$", ""))
                .collect(Collectors.toSet());
    }
}
