package io.tributary.local.statements;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.BilledStatement;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Function;

/**
 * A file of statements, whole in memory: lists of invoices are small, and a cost table is one account's month.
 *
 * @param name its name, without its folder
 * @param text its content, without a byte-order mark
 * @param readAt when it was read
 */
record StatementFile(String name, String text, Instant readAt) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    StatementFile {
        requireNonNull(name, "name");
        requireNonNull(text, "text");
        requireNonNull(readAt, "readAt");
    }

    /** @throws SourceException if there is no such file, or it is no text in UTF-8 */
    static StatementFile read(Path path, Instant readAt) {
        try {
            String text = Files.readString(path);
            return new StatementFile(
                    path.getFileName().toString(), text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text, readAt);
        } catch (NoSuchFileException absent) {
            throw new SourceException.Missing(path.toString(), "does not exist: expected a file of statements", absent);
        } catch (CharacterCodingException binary) {
            throw new SourceException.Malformed(path.toString(), "is no text in UTF-8: expected CSV or JSON", binary);
        } catch (IOException unreadable) {
            throw new SourceException.Unavailable(path.toString(), "cannot be read: " + unreadable, unreadable);
        }
    }

    /** Whether its first character that is no blank is one of {@code begins}. */
    boolean beginsWithOneOf(String begins) {
        String stripped = text.stripLeading();
        return !stripped.isEmpty() && begins.indexOf(stripped.charAt(0)) >= 0;
    }

    /** A statement with what is the same of all that are read from the file. */
    BilledStatement.Builder statement(String source) {
        return BilledStatement.newBuilder()
                .setSource(source)
                .setSourceName(name)
                .setRecordedAt(readAt);
    }

    /** Where a line of it is. */
    String place(long line) {
        return name + ", line " + line;
    }

    /**
     * Makes a value of a text.
     *
     * @throws SourceException.Malformed naming the file, the line, the column, the value and what was expected
     */
    <T> T value(long line, String column, String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw malformed(line, column + " is '" + text + "', " + wrong.getMessage());
        }
    }

    /** The file is wrong at a line. */
    SourceException.Malformed malformed(long line, String problem) {
        return new SourceException.Malformed(place(line), problem);
    }
}
