package io.tributary.local.command.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Columns of the terminal: {@code COLUMNS} where it is set, else what {@code stty} says, else 80. It asks again every
 * few seconds, since windows are resized.
 */
final class TerminalWidth implements IntSupplier {

    private static final int USUAL = 80;
    private static final int NARROWEST = 20;
    private static final Duration FRESH = Duration.ofSeconds(2);
    private static final long PATIENCE_MILLIS = 500;

    private final int set;
    private int width = USUAL;
    private long asked;
    private boolean wasAsked;

    TerminalWidth(Map<String, String> environment) {
        set = number(environment.getOrDefault("COLUMNS", ""), 0);
    }

    @Override
    public synchronized int getAsInt() {
        if (set > 0) {
            return Math.max(NARROWEST, set);
        }
        if (!wasAsked || System.nanoTime() - asked > FRESH.toNanos()) {
            width = Math.max(NARROWEST, ask());
            asked = System.nanoTime();
            wasAsked = true;
        }
        return width;
    }

    private int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                stty.destroy();
                return width;
            }
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return number(size.substring(size.indexOf(' ') + 1).strip(), width);
        } catch (IOException noTerminal) {
            return width;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return width;
        }
    }

    private static int number(String text, int otherwise) {
        try {
            int number = Integer.parseInt(text);
            return number > 0 ? number : otherwise;
        } catch (NumberFormatException none) {
            return otherwise;
        }
    }
}
