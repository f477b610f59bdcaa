package io.tributary.local.statements;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Lines of a CSV file. */
final class CsvLines {

    private CsvLines() {}

    /**
     * A line.
     *
     * @param number its number in the file, from 1
     * @param fields its fields, without blanks around them
     */
    record Line(long number, List<String> fields) {

        Line {
            fields = List.copyOf(fields);
        }

        /** A field; empty where the line is shorter. */
        String field(int place) {
            return place >= 0 && place < fields.size() ? fields.get(place) : "";
        }

        /**
         * Refuses a line with more fields than it should have, which an unquoted comma within an amount makes.
         *
         * @throws SourceException.Malformed if there is something after the first {@code count} fields
         */
        void requireNothingAfter(StatementFile file, String name, int count) {
            if (fields.stream().skip(count).anyMatch(field -> !field.isEmpty())) {
                throw file.malformed(
                        number,
                        name + " has more than " + count + " fields: expected no more, with quotes around amounts that"
                                + " have a comma");
            }
        }

        /** Whether it says nothing. */
        boolean isBlank() {
            return fields.stream().allMatch(String::isEmpty);
        }
    }

    /** The lines that say something. */
    static List<Line> of(StatementFile file) {
        List<Line> lines = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file.text())) {
            for (CsvRecord record : reader) {
                Line line = new Line(
                        record.getStartingLineNumber(),
                        record.getFields().stream().map(String::strip).toList());
                if (!line.isBlank()) {
                    lines.add(line);
                }
            }
        } catch (CsvParseException broken) {
            throw new SourceException.Malformed(file.name(), "is no CSV: " + broken.getMessage(), broken);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return lines;
    }
}
