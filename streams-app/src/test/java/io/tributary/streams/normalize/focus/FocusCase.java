package io.tributary.streams.normalize.focus;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.normalize.aws.AwsDataSets;
import io.tributary.streams.normalize.azure.AzureDataSets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A case file: one row of a provider's FOCUS export, and what is to become of it.
 *
 * @param why the rule that the case shows, and where it comes from
 * @param version version that the export's manifest states; absent where there is no manifest
 * @param byteOrderMark whether the page begins with one
 * @param columns changes to the export's base row; null takes a column out of it
 * @param record expected values by the schema's field names, null for absent; fields that are not named are not checked
 * @param rejection why it becomes a dead letter; absent where it does not
 */
public record FocusCase(
        String why,
        String version,
        boolean byteOrderMark,
        Map<String, String> columns,
        Map<String, String> record,
        Rejected rejection) {

    /** Whose export, by the folder of its case files, beside which its base row lies. */
    public enum Export {
        MICROSOFT("azure-focus", AzureDataSets.focus()),
        AWS("aws-focus", AwsDataSets.focus());

        private final String folder;
        private final FocusExport normalizer;

        Export(String folder, FocusExport normalizer) {
            this.folder = folder;
            this.normalizer = normalizer;
        }

        FocusExport normalizer() {
            return normalizer;
        }
    }

    /**
     * A dead letter.
     *
     * @param value the value at fault; absent where it is not checked
     * @param parkedCost the cost that can still be read; absent where it cannot
     * @param parkedCurrency its currency; absent where it cannot be read
     * @param identified whether the key of the record that the row would have become is still known
     */
    record Rejected(
            String code,
            String column,
            String value,
            BigDecimal parkedCost,
            String parkedCurrency,
            boolean identified) {}

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    /** The case files, by their names without ending. */
    static Map<String, FocusCase> all(Export export) {
        Map<String, FocusCase> cases = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(resource("/rows/" + export.folder))) {
            files.sorted()
                    .forEach(file ->
                            cases.put(file.getFileName().toString().replace(".json", ""), read(file, FocusCase.class)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return cases;
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(FocusCase.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            return JSON.readValue(Files.readString(file), type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(file.toString(), unreadable);
        }
    }

    /** Microsoft's base row with changes: a day of on-demand usage under 1.0. */
    static Map<String, String> row(Map<String, String> changes) {
        return row(Export.MICROSOFT, changes);
    }

    /** The export's base row with changes: on-demand usage under 1.0. */
    @SuppressWarnings("unchecked") // The file is a flat object of texts.
    public static Map<String, String> row(Export export, Map<String, String> changes) {
        Map<String, String> row = read(resource("/rows/" + export.folder + "-base-row.json"), LinkedHashMap.class);
        row.putAll(changes);
        row.values().removeIf(Objects::isNull);
        return row;
    }

    /** A page of this one row. */
    RawPage page(Export export) {
        Map<String, String> row = row(export, columns);
        String content = Csv.line(row.keySet()) + "\n" + Csv.line(row.values()) + "\n";
        String page = (byteOrderMark ? "\uFEFF" : "") + content;
        return export == Export.AWS ? FocusPages.aws(page, 1, version) : FocusPages.of(page, 1, version);
    }
}
