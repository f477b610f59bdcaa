package io.tributary.local.command.console;

/**
 * Makes text of a bill fit to be printed. Cells, names and paths are not trusted: a control character could move the
 * cursor, change colours or begin a line that looks like one of ours.
 */
public final class Printable {

    private Printable() {}

    /** The text with control, formatting and line-separating characters as escapes: {@code \n}. */
    public static String text(String text) {
        if (text.codePoints().noneMatch(Printable::isEscaped)) {
            return text;
        }
        StringBuilder printable = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '\n' -> printable.append("\\n");
                case '\r' -> printable.append("\\r");
                case '\t' -> printable.append("\\t");
                default -> {
                    if (isEscaped(point)) {
                        printable.append(String.format("\\u%04x", point));
                    } else {
                        printable.appendCodePoint(point);
                    }
                }
            }
        });
        return printable.toString();
    }

    private static boolean isEscaped(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** The text without its middle where it is longer than {@code longest}; no character is cut in two. */
    public static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int tail = (longest - 1) / 2;
        int end = longest - 1 - tail;
        int start = text.length() - tail;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        if (start < text.length() && Character.isLowSurrogate(text.charAt(start))) {
            start++;
        }
        return text.substring(0, end) + "…" + text.substring(start);
    }
}
