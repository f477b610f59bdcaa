package io.tributary.local.command.dlq;

import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.config.ConfigException;

/**
 * Writes the rows of open letters to a file that a person edits: one header at a time, so that columns stay columns.
 * The letters are read twice, and never kept.
 */
final class RowsExport {

    /** The column with the letter's id. */
    static final String LETTER = "x_letter";

    /** The column with what stands for the row as it was delivered. */
    static final String DIGEST = "x_digest";

    /** The column with the text of a row in JSON. */
    static final String ROW = "x_row";

    private static final int NAMED = 10;
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Letters letters;
    private final ChosenLetters chosen;
    private final Map<String, String> settings;
    private final Set<String> shapes = new TreeSet<>();
    private Optional<Shape> shape = Optional.empty();
    private Optional<DeadLetter> page = Optional.empty();
    private int extra;
    private final OpenLetters open = new OpenLetters();
    private long rows;
    private long pages;

    /** What rows must have in common to be in one file. */
    private record Shape(String dataSet, LetterRow.Framing framing, ByteBuffer header) {

        private static Shape of(DeadLetter letter) {
            LetterRow.Framing framing = LetterRow.Framing.of(letter);
            return new Shape(
                    letter.getDataSet(),
                    framing,
                    framing == LetterRow.Framing.CSV ? letter.getHeader() : ByteBuffer.allocate(0));
        }
    }

    RowsExport(Letters letters, ChosenLetters chosen, Map<String, String> settings) {
        this.letters = letters;
        this.chosen = chosen;
        this.settings = settings;
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @return what was written, in a sentence
     * @throws ConfigException if no letter that is meant is open, or they are not of one kind
     */
    String write(Path file) throws IOException {
        letters.forEach(this::survey);
        chosen.requireAllFound();
        chosen.requireAnyFound(open);
        requireOneKind();
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try {
            if (page.isPresent()) {
                Files.write(partial, content(page.get()));
            } else {
                writeRows(partial);
            }
            Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
        return page.isPresent()
                ? "The content of the page is in " + file + ": mend it, then hand it in with `tributary dlq redrive "
                        + "LETTER --page " + file + "`."
                : Amounts.count(rows, "row") + " in " + file + ": mend what is wrong, then hand the file in with"
                        + " `tributary dlq redrive --rows " + file + "`.";
    }

    /** Letters that were written. */
    long exported() {
        return rows + pages;
    }

    /** What the file is: rows as CSV, rows as text of JSON in CSV, or a page's content. */
    String framing() {
        return page.isPresent() ? "PAGE" : shape.orElseThrow().framing().name();
    }

    private void survey(Letter letter) {
        open.add(letter);
        if (!chosen.isMeant(letter) || !letter.state().isOpen()) {
            return;
        }
        if (!letter.isRow()) {
            pages++;
            page = Optional.of(letter.content());
            return;
        }
        rows++;
        Shape own = Shape.of(letter.content());
        if (shape.isEmpty()) {
            shape = Optional.of(own);
        }
        if (!shape.get().equals(own)) {
            shapes.add(letter.content().getDataSet() + " of account " + letter.account() + ", " + letter.period());
        } else if (own.framing() == LetterRow.Framing.CSV) {
            extra = Math.max(extra, row(letter).extra());
        }
    }

    private void requireOneKind() {
        if (rows + pages == 0) {
            throw new ConfigException("None of these dead letters is open: there is nothing to mend");
        }
        if (pages > 1 || pages == 1 && rows > 0) {
            throw new ConfigException("These are " + rows + " rows and " + pages
                    + " whole pages: expected rows alone, or one page; choose by --code, or by the ids of letters");
        }
        if (!shapes.isEmpty()) {
            throw new ConfigException("These rows have several headers, and a file has one. The first is of "
                    + shape.orElseThrow().dataSet() + "; others are "
                    + String.join("; ", shapes.stream().limit(NAMED).toList())
                    + ". Choose those of one with --provider, --account, --period or --delivery");
        }
        if (rows > 0 && shape.orElseThrow().framing() == LetterRow.Framing.CSV) {
            requireDistinctColumns();
        }
    }

    /** Columns are told by their names when the file is handed in. */
    private void requireDistinctColumns() {
        List<String> names = new ArrayList<>(columns());
        for (String name : names) {
            if (Collections.frequency(names, name) > 1) {
                throw new ConfigException("The header of these rows has column " + name
                        + " twice: they cannot be told apart in a file of rows");
            }
        }
    }

    private List<String> columns() {
        List<String> columns = new ArrayList<>(List.of(LETTER, DIGEST));
        columns.addAll(LetterRow.columns(shape.orElseThrow().header()));
        for (int number = 1; number <= extra; number++) {
            columns.add(LetterRow.EXTRA + number);
        }
        return columns;
    }

    private void writeRows(Path file) throws IOException {
        boolean isCsv = shape.orElseThrow().framing() == LetterRow.Framing.CSV;
        List<String> columns = isCsv ? columns() : List.of(LETTER, DIGEST, ROW);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            line(out, columns);
            letters.forEach(letter -> {
                if (chosen.isMeant(letter) && letter.state().isOpen()) {
                    line(out, isCsv ? values(letter, columns.size()) : text(letter));
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void line(OutputStream out, List<String> values) {
        try {
            out.write(CsvText.row(values));
            out.write(LINE_END);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> values(Letter letter, int columns) {
        LetterRow row = row(letter);
        List<String> values = new ArrayList<>(columns);
        values.add(letter.id());
        values.add(LetterRow.digest(letter.content()));
        for (int place = 0; values.size() < columns; place++) {
            values.add(row.value(place));
        }
        return values;
    }

    private static List<String> text(Letter letter) {
        return List.of(
                letter.id(),
                LetterRow.digest(letter.content()),
                LetterRow.text(letter.content().getContent()));
    }

    private static LetterRow row(Letter letter) {
        try {
            return LetterRow.of(letter.content());
        } catch (RejectedPageException unreadable) {
            throw new ConfigException(
                    "Letter " + letter.id() + " cannot be written as a row: " + unreadable.getMessage());
        }
    }

    private byte[] content(DeadLetter letter) {
        return LetterRow.bytes(
                LetterPage.of(letter, settings).map(RawPage::getContent).orElse(letter.getContent()));
    }
}
