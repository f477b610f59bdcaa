package io.tributary.streams.normalize.gcp;

import io.tributary.streams.normalize.gcp.Structs.Kind;
import io.tributary.streams.normalize.gcp.Structs.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a list of dicts as Python prints it: {@code [{'name': "a 'b'", 'amount': -5e-06, 'full_name': None}]}. It is a
 * strict reader of that text and nothing else: dicts with text as keys; text, numbers, {@code Decimal('1.5')}, None,
 * True, False, lists and dicts as values.
 */
final class PythonList {

    private static final int DEEPEST = 64;
    private static final String DECIMAL = "Decimal(";

    private final String text;
    private int at;

    private PythonList(String text) {
        this.text = text;
    }

    /** Aborts the reading of text that is no such list. */
    private static final class NoPython extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoPython() {
            super(null, null, false, false);
        }
    }

    /** The dicts of the list that {@code text} is; empty where it is none. */
    static Optional<List<Map<String, Value>>> parse(String text) {
        PythonList reader = new PythonList(text);
        try {
            List<Map<String, Value>> dicts = reader.dicts();
            return reader.next() == 0 && reader.at == text.length() ? Optional.of(dicts) : Optional.empty();
        } catch (NoPython unreadable) {
            return Optional.empty();
        }
    }

    private List<Map<String, Value>> dicts() {
        List<Map<String, Value>> dicts = new ArrayList<>();
        expect('[');
        if (next() == ']') {
            at++;
            return dicts;
        }
        do {
            dicts.add(dict(0));
        } while (anotherBefore(']'));
        return dicts;
    }

    private Map<String, Value> dict(int depth) {
        Map<String, Value> fields = new LinkedHashMap<>();
        expect('{');
        if (next() == '}') {
            at++;
            return fields;
        }
        do {
            String name = string();
            expect(':');
            if (fields.putIfAbsent(name, value(depth)) != null) {
                throw new NoPython();
            }
        } while (anotherBefore('}'));
        return fields;
    }

    private Value value(int depth) {
        if (depth > DEEPEST) {
            throw new NoPython();
        }
        switch (next()) {
            case '\'':
            case '"':
                return new Value(Kind.TEXT, string());
            case '{':
                dict(depth + 1);
                return Value.NESTED;
            case '[':
                list(depth + 1);
                return Value.NESTED;
            default:
                return word();
        }
    }

    private void list(int depth) {
        expect('[');
        if (next() == ']') {
            at++;
            return;
        }
        do {
            value(depth);
        } while (anotherBefore(']'));
    }

    private Value word() {
        if (text.startsWith(DECIMAL, at)) {
            at += DECIMAL.length();
            String number = string();
            expect(')');
            return new Value(Kind.NUMBER, number);
        }
        int from = at;
        while (at < text.length() && isOfWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(from, at);
        switch (word) {
            case "None":
                return Value.NULL;
            case "True":
                return new Value(Kind.BOOLEAN, "true");
            case "False":
                return new Value(Kind.BOOLEAN, "false");
            default:
                if (!word.matches("-?\\d+(\\.\\d+)?(e[+-]?\\d+)?")) {
                    throw new NoPython();
                }
                return new Value(Kind.NUMBER, word);
        }
    }

    private static boolean isOfWord(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '-' || c == '+';
    }

    private String string() {
        char quote = next();
        if (quote != '\'' && quote != '"') {
            throw new NoPython();
        }
        at++;
        StringBuilder string = new StringBuilder();
        while (true) {
            char c = take();
            if (c == quote) {
                return string.toString();
            }
            if (c == '\\') {
                escaped(string);
            } else {
                string.append(c);
            }
        }
    }

    private void escaped(StringBuilder string) {
        char c = take();
        switch (c) {
            case '\\', '\'', '"' -> string.append(c);
            case 'n' -> string.append('\n');
            case 'r' -> string.append('\r');
            case 't' -> string.append('\t');
            case 'x' -> string.append((char) hex(2));
            case 'u' -> string.append((char) hex(4));
            case 'U' -> codePoint(string, hex(8));
            default -> throw new NoPython();
        }
    }

    private static void codePoint(StringBuilder string, int codePoint) {
        if (!Character.isValidCodePoint(codePoint)) {
            throw new NoPython();
        }
        string.appendCodePoint(codePoint);
    }

    private int hex(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = Character.digit(take(), 16);
            if (digit < 0) {
                throw new NoPython();
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Whether a comma follows; otherwise {@code end} must. */
    private boolean anotherBefore(char end) {
        boolean another = next() == ',';
        if (!another && next() != end) {
            throw new NoPython();
        }
        at++;
        return another;
    }

    private void expect(char expected) {
        if (next() != expected) {
            throw new NoPython();
        }
        at++;
    }

    /** The character after blanks, which is not consumed; 0 at the end. */
    private char next() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char take() {
        if (at == text.length()) {
            throw new NoPython();
        }
        return text.charAt(at++);
    }
}
