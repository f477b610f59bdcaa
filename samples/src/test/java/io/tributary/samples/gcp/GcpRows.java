package io.tributary.samples.gcp;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.samples.SampleTruth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** The rows of a sample's files, by the dotted names of their columns: the texts of values, arrays as JSON. */
final class GcpRows {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private GcpRows() {}

    /**
     * The rows of all files of bills below a directory, each with its table as {@code #table} and its file as {@code
     * #file}.
     */
    static List<Map<String, String>> of(Path directory) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = path.getFileName().toString();
                if (!name.equals(SampleTruth.FILE_NAME) && !name.startsWith("_")) {
                    for (Map<String, String> row : ofFile(path, name)) {
                        row.put("#table", path.getParent().getFileName().toString());
                        row.put("#file", directory.relativize(path).toString());
                        rows.add(row);
                    }
                }
            }
        }
        return rows;
    }

    private static List<Map<String, String>> ofFile(Path path, String name) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (InputStream file = Files.newInputStream(path);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            if (name.contains(".csv")) {
                CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(plain);
                for (NamedCsvRecord csv : records) {
                    Map<String, String> row = new LinkedHashMap<>();
                    csv.getFieldsAsMap().forEach((column, value) -> {
                        if (!value.isEmpty()) {
                            row.put(column, value);
                        }
                    });
                    rows.add(row);
                }
                return rows;
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Map<String, String> row = new LinkedHashMap<>();
                flatten("", JSON.readTree(line), row);
                rows.add(row);
            }
        }
        return rows;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> row) {
        node.properties().forEach(field -> {
            String path = prefix + field.getKey();
            if (field.getValue().isObject()) {
                flatten(path + ".", field.getValue(), row);
            } else {
                row.put(
                        path,
                        field.getValue().isTextual()
                                ? field.getValue().asText()
                                : field.getValue().toString());
            }
        });
    }

    /** The credits of a row. */
    static List<JsonNode> credits(Map<String, String> row) {
        try {
            List<JsonNode> credits = new ArrayList<>();
            JSON.readTree(row.get("credits")).forEach(credits::add);
            return credits;
        } catch (IOException e) {
            throw new AssertionError(row.get("credits"), e);
        }
    }

    /** Whether the cost is no number. */
    static boolean isBroken(Map<String, String> row) {
        return !row.get("cost").matches("-?[0-9.]+([eE][-+]?\\d+)?");
    }

    /** Cost and credits of a row. */
    static BigDecimal net(Map<String, String> row) {
        BigDecimal net = new BigDecimal(row.get("cost"));
        for (JsonNode credit : credits(row)) {
            net = net.add(credit.get("amount").decimalValue());
        }
        return net;
    }
}
