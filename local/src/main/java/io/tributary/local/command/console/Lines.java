package io.tributary.local.command.console;

import java.util.ArrayList;
import java.util.List;

/** Fits text to a width. */
final class Lines {

    private Lines() {}

    /**
     * Breaks text between words. A word that is longer than a line, such as a path, stays whole.
     *
     * @param width columns of a line
     * @param first what the first line begins with
     * @param next what each further line begins with
     */
    static List<String> wrapped(String text, int width, String first, String next) {
        List<String> lines = new ArrayList<>();
        if (text.length() <= width - first.length()) {
            lines.add(first + text);
            return lines;
        }
        StringBuilder line = new StringBuilder(first);
        boolean isEmpty = true;
        for (String word : text.split(" ")) {
            if (!isEmpty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                isEmpty = true;
            }
            line.append(isEmpty ? "" : " ").append(word);
            isEmpty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    /** Leaves out the middle of what is longer than {@code width}. */
    static String shortened(String text, int width) {
        if (text.length() <= width) {
            return text;
        }
        int tail = (width - 1) / 2;
        return text.substring(0, width - 1 - tail) + "…" + text.substring(text.length() - tail);
    }
}
