package io.tributary.local.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Fields of JSON objects, as {@code docs/json.md} lists them and as they are printed. */
public final class DocumentedFields {

    private static final Path DOCUMENT = Path.of("../docs/json.md");
    private static final Pattern ROW = Pattern.compile("\\| `([^`]+)` \\| (.*) \\|");
    private static final String DELIVERY = "[a delivery](#a-delivery)";

    private DocumentedFields() {}

    /** Fields that a section lists, with those of deliveries where it names them so. */
    public static Set<String> of(String section) throws IOException {
        Set<String> fields = new TreeSet<>();
        for (String row : rows(section)) {
            Matcher matcher = ROW.matcher(row);
            if (matcher.matches() && matcher.group(2).contains(DELIVERY)) {
                of("A delivery").forEach(field -> fields.add(matcher.group(1) + "." + field));
            } else if (matcher.matches()) {
                fields.add(matcher.group(1));
            }
        }
        return fields;
    }

    private static List<String> rows(String section) throws IOException {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            return lines.dropWhile(line -> !line.equals("## " + section))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .toList();
        }
    }

    /** Fields that {@code json} has. */
    public static Set<String> of(JsonNode json) {
        Set<String> fields = new TreeSet<>();
        add(fields, "", json);
        return fields;
    }

    private static void add(Set<String> fields, String path, JsonNode node) {
        if (node.isObject()) {
            node.properties()
                    .forEach(field ->
                            add(fields, (path.isEmpty() ? "" : path + ".") + field.getKey(), field.getValue()));
        } else if (node.isArray()) {
            node.forEach(element -> add(fields, path + "[]", element));
        } else {
            fields.add(path);
        }
    }
}
