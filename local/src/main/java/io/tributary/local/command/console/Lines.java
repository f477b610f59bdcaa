package io.tributary.local.command.console;

import java.util.ArrayList;
import java.util.List;

/** Fits text to a width. */
final class Lines {

    private Lines() {}

    /**
     * Makes text printable, and breaks it between words. A word that is longer than a line, such as a path, is broken
     * behind a slash.
     *
     * @param width columns of a line
     * @param first what the first line begins with
     * @param next what each further line begins with
     */
    static List<String> wrapped(String untrusted, int width, String first, String next) {
        String text = Printable.text(untrusted);
        List<String> lines = new ArrayList<>();
        if (text.length() <= width - first.length()) {
            lines.add(first + text);
            return lines;
        }
        StringBuilder line = new StringBuilder(first);
        boolean isEmpty = true;
        boolean isBroken = false;
        for (Word word : words(text, width - next.length())) {
            if (isBroken || !isEmpty && line.length() + 1 + word.text().length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(next);
                isEmpty = true;
            }
            line.append(isEmpty ? "" : " ").append(word.text());
            isEmpty = false;
            isBroken = word.isBroken();
        }
        lines.add(line.toString());
        return lines;
    }

    /** A word, or a part of a broken one that another part follows. */
    private record Word(String text, boolean isBroken) {}

    /** Words of at most {@code width} characters. */
    private static List<Word> words(String text, int width) {
        List<Word> words = new ArrayList<>();
        for (String word : text.split(" ")) {
            String rest = word;
            while (rest.length() > width) {
                int slash = rest.lastIndexOf('/', width - 1);
                int end = slash > 0 ? slash + 1 : width;
                words.add(new Word(rest.substring(0, end), true));
                rest = rest.substring(end);
            }
            words.add(new Word(rest, false));
        }
        return words;
    }
}
