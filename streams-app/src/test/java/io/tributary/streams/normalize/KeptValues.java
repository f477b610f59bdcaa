package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.gcp.Structs;
import io.tributary.streams.page.CsvRows;
import io.tributary.streams.page.JsonRows;
import io.tributary.streams.page.PageRows;
import io.tributary.streams.record.CostField;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether nothing of a source row is lost: every value that is not blank stands in a column of one of the row's
 * records, within one of their JSON columns, or in x_SourceColumns under the name of its source column.
 */
public final class KeptValues {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** How Azure writes days beside ISO 8601. */
    private static final List<DateTimeFormatter> DAYS = List.of(
            DateTimeFormatter.ofPattern("M/d/yyyy"),
            DateTimeFormatter.ISO_LOCAL_DATE,
            DateTimeFormatter.BASIC_ISO_DATE);

    /** JSON columns that are made of several source columns, or of the parts of one. */
    private static final List<String> OBJECTS = List.of(
            "Tags",
            "AllocatedTags",
            "AllocatedMethodDetails",
            "SkuPriceDetails",
            "x_AdjustmentInfo",
            "x_ConsumptionModel",
            "x_CostCategories",
            "x_Discounts");

    private final List<CostRecord> records;
    private final List<String> parts = new ArrayList<>();
    private final Map<String, List<String>> left = new HashMap<>();

    private KeptValues(List<CostRecord> records) {
        this.records = records;
        for (CostRecord record : records) {
            for (String field : OBJECTS) {
                parts(read((String) record.get(field)), parts);
            }
            read(record.getXSourceColumns())
                    .properties()
                    .forEach(column -> left.computeIfAbsent(
                                    column.getKey().replaceFirst("#\\d+$", ""), first -> new ArrayList<>())
                            .add(column.getValue().textValue()));
        }
    }

    /**
     * Checks every row of {@code page} that becomes a record.
     *
     * @param unread columns that say nothing of the charge, by design
     * @param noValues texts that stand for no value
     */
    public static void check(RawPage page, DataSetNormalizer dataSet, Set<String> unread, Set<String> noValues) {
        NormalizedPage normalized = AnyAccount.normalizer(900_000, dataSet).normalize(page);
        byte[] content = new byte[page.getContent().remaining()];
        page.getContent().duplicate().get(content);
        PageRows rows =
                page.getContentType().startsWith("text/csv") ? new CsvRows() : new JsonRows(dataSet.wholeObjects());
        rows.open(content);
        List<CostRecord> all = Records.of(normalized);
        int checked = 0;
        for (int row = 0; rows.next(); row++) {
            List<CostRecord> ofRow = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (normalized.records().get(i).row() == row) {
                    ofRow.add(all.get(i));
                }
            }
            if (!ofRow.isEmpty()) {
                KeptValues kept = new KeptValues(ofRow);
                for (int column = 0; column < rows.names().size(); column++) {
                    String name = rows.names().get(column);
                    String value = rows.string(column);
                    if (!value.isEmpty() && !unread.contains(name) && !noValues.contains(value)) {
                        assertThat(kept.has(name, value))
                                .as("'%s' of %s is in a column of %s", value, name, ofRow)
                                .isTrue();
                    }
                }
                checked++;
            }
        }
        assertThat(checked).as("rows that become records").isPositive();
    }

    private boolean has(String name, String value) {
        return left.getOrDefault(name, List.of()).contains(value)
                || parts.contains(value)
                || records.stream().anyMatch(record -> says(record, value))
                || hasParts(value);
    }

    private static boolean says(CostRecord record, String value) {
        for (CostField field : CostField.ALL) {
            Object said = record.get(field.position());
            boolean same = said instanceof BigDecimal amount
                    ? isNumber(value, amount)
                    : value.equals(said) || zoned(value).equals(said);
            if (same || said instanceof Instant time && isTime(field.name(), value, time)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNumber(String value, BigDecimal amount) {
        try {
            return new BigDecimal(value).compareTo(amount) == 0;
        } catch (NumberFormatException noNumber) {
            return false;
        }
    }

    /** A time, or a day. Azure states the last day of a period, of which a record has the end. */
    private static boolean isTime(String field, String value, Instant time) {
        String zoned = value.strip()
                .replaceFirst(" UTC$", "Z")
                .replaceFirst("\\+00(:?00)?$", "Z")
                .replace(' ', 'T');
        return Stream.of(zoned, zoned + "Z", midnight(value))
                .flatMap(text -> parsed(text).stream())
                .anyMatch(stated -> stated.equals(time)
                        || field.endsWith("End")
                                && stated.truncatedTo(ChronoUnit.DAYS).equals(stated)
                                && stated.plus(Duration.ofDays(1)).equals(time));
    }

    /** A time that a database dumped, in the form of ISO 8601. */
    private static String zoned(String time) {
        return time.strip()
                .replaceFirst(" UTC$", "Z")
                .replaceFirst("\\+00(:?00)?$", "Z")
                .replace(' ', 'T');
    }

    private static Optional<Instant> parsed(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** The start of a day, as a time. */
    private static String midnight(String day) {
        for (DateTimeFormatter form : DAYS) {
            try {
                return LocalDate.parse(day.split(" ")[0], form) + "T00:00Z";
            } catch (DateTimeException anotherForm) {
                continue;
            }
        }
        return day;
    }

    /** Whether the value is an object or a list of structs whose every value is in a column of its own. */
    private boolean hasParts(String value) {
        List<String> needed = new ArrayList<>();
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        Structs.of(bytes, 0, bytes.length)
                .ifPresentOrElse(
                        structs -> structs.forEach(struct -> struct.values().stream()
                                .filter(part -> part.kind() != Structs.Kind.NULL)
                                .forEach(part -> needed.add(part.text()))),
                        () -> values(object(value), needed));
        boolean structured = value.strip().startsWith("{") || value.strip().startsWith("[") || value.contains("\":");
        return structured && needed.stream().allMatch(this::hasPart);
    }

    private boolean hasPart(String part) {
        // Tags without a value are true, and keys may get a prefix or lose one.
        return part.isEmpty()
                || parts.contains(part)
                || parts.stream().anyMatch(known -> known.endsWith("/" + part) || part.equals("user:" + known))
                || records.stream().anyMatch(record -> says(record, part));
    }

    private static JsonNode object(String value) {
        JsonNode whole = read(value);
        return whole.isEmpty() ? read("{" + value + "}") : whole;
    }

    private static void values(JsonNode node, List<String> values) {
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                values(child, values);
            } else if (!child.isNull()) {
                values.add(child.asText());
            }
        }
    }

    private static JsonNode read(String json) {
        try {
            return json == null ? JSON.createObjectNode() : JSON.readTree(json);
        } catch (IOException noJson) {
            return JSON.createObjectNode();
        }
    }

    /** The keys and values within {@code node}, also within texts that are objects. */
    private static void parts(JsonNode node, List<String> parts) {
        node.properties().forEach(pair -> parts.add(pair.getKey()));
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                parts(child, parts);
            } else if (!child.isNull()) {
                parts.add(child.asText());
                parts(read(child.asText().startsWith("{") ? child.asText() : null), parts);
            }
        }
    }
}
