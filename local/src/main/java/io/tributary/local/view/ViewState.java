package io.tributary.local.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.schemas.CostRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.SchemaNormalization;

/**
 * How far a view's files have come on the topic, kept beside them, so that the next view need write only the periods
 * that have changed since. It is withdrawn before the first file is replaced, and comes back after the last.
 *
 * @param topicId the topic's id, which another topic of the name has not
 * @param csv whether the files are there as CSV as well
 * @param positions by partition: how far it was read
 * @param periods what the files hold
 */
record ViewState(String topicId, boolean csv, Map<Integer, Position> positions, List<PeriodContent> periods) {

    /** Of the files' content and of this file: where it changes, every file is written again. */
    private static final int VERSION = 2;

    /** Readers of partitioned data pass over files whose names begin so. */
    private static final String NAME = "_state.json";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    ViewState {
        positions = Map.copyOf(positions);
        periods = List.copyOf(periods);
    }

    /**
     * How far a partition was read.
     *
     * @param next the first offset that was not read
     * @param last the last record that was read; empty where there was none
     */
    record Position(long next, Optional<Landmark> last) {

        Position {
            long least = last.map(Landmark::offset).orElse(-1L) + 1;
            if (next < least || least < 0 || last.isPresent() && least < 1) {
                throw new IllegalArgumentException("next is " + next + " behind " + last);
            }
        }
    }

    /**
     * A record by which a partition is known again: where it is another one, the topic's data are not those that were
     * read, such as after an older copy was put in their place.
     *
     * @param offset where it is
     * @param timestamp its timestamp, in milliseconds since 1970
     * @param key hash of its key
     */
    record Landmark(long offset, long timestamp, long key) {}

    /** The files that the periods have. */
    List<PeriodContent.Stamp> files() {
        return periods.stream().flatMap(period -> period.files().stream()).toList();
    }

    /** Removes what is said of the last view's files. */
    static void withdraw(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(NAME));
        } catch (IOException e) {
            throw failed("write", directory, e);
        }
    }

    void publish(Path directory) {
        Path unfinished =
                directory.resolve("." + NAME + "-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(directory);
            Files.write(unfinished, MAPPER.writeValueAsString(toJson()).getBytes(UTF_8));
            Files.move(
                    unfinished,
                    directory.resolve(NAME),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("write", directory, e);
        }
    }

    /** What was said of the files below {@code directory}; empty where that is nothing, or not of this release. */
    static Optional<ViewState> read(Path directory) {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw failed("read", directory, e);
        }
        try {
            JsonNode json = MAPPER.readTree(content);
            if (json == null || json.path("version").asInt() != VERSION || !isOfTodaysRecords(json)) {
                return Optional.empty();
            }
            return Optional.of(fromJson(json));
        } catch (IOException | RuntimeException damaged) {
            // Every file is written again then.
            return Optional.empty();
        }
    }

    private static boolean isOfTodaysRecords(JsonNode json) {
        return json.path("schema").asText().equals(schema());
    }

    private static String schema() {
        // The whole text: a change of a logical type is one of the files, and leaves the canonical form as it is.
        return Long.toHexString(SchemaNormalization.fingerprint64(
                CostRecord.getClassSchema().toString().getBytes(UTF_8)));
    }

    private static UncheckedIOException failed(String what, Path directory, IOException e) {
        return new UncheckedIOException("Cannot " + what + " " + NAME + " of the view in " + directory + ": " + e, e);
    }

    private ObjectNode toJson() {
        ObjectNode json = MAPPER.createObjectNode()
                .put("version", VERSION)
                .put("schema", schema())
                .put("topicId", topicId)
                .put("csv", csv);
        ObjectNode partitions = json.putObject("positions");
        new TreeMap<>(positions).forEach((partition, position) -> {
            ObjectNode one = partitions.putObject(partition.toString()).put("next", position.next());
            position.last()
                    .ifPresent(last -> one.put("lastOffset", last.offset())
                            .put("lastTimestamp", last.timestamp())
                            .put("lastKey", last.key()));
        });
        ArrayNode months = json.putArray("periods");
        periods.forEach(period -> months.add(toJson(period)));
        return json;
    }

    private static ObjectNode toJson(PeriodContent period) {
        ObjectNode json = MAPPER.createObjectNode().put("month", period.month().toString());
        ArrayNode totals = json.putArray("totals");
        period.totals()
                .forEach(total -> totals.addObject()
                        .put("provider", total.provider())
                        .put("account", total.billingAccountId())
                        .put("start", total.billingPeriodStart().toString())
                        .put("currency", total.currency())
                        .put("rows", total.rows())
                        .put("billed", total.billedCost().toString())
                        .put("effective", total.effectiveCost().toString())
                        .put("list", total.listCost().toString())
                        .put("contracted", total.contractedCost().toString()));
        ArrayNode sources = json.putArray("sources");
        period.sources()
                .forEach(source -> sources.addObject()
                        .put("provider", source.provider())
                        .put("account", source.billingAccountId())
                        .put("start", source.billingPeriodStart().toString())
                        .put("dataSet", source.dataSet())
                        .put("delivery", source.deliveryId()));
        ArrayNode invoices = json.putArray("invoices");
        period.invoices()
                .forEach(invoice -> invoices.addObject()
                        .put("provider", invoice.provider())
                        .put("issuer", invoice.issuer())
                        .put("account", invoice.billingAccountId())
                        .put("start", invoice.periodStart().toString())
                        .put("end", invoice.periodEnd().toString())
                        .put("currency", invoice.currency())
                        .put("invoice", invoice.invoiceId().orElse(null))
                        .put("category", invoice.chargeCategory())
                        .put("records", invoice.records())
                        .put("billed", invoice.billedCost().toString())
                        .put("oldest", invoice.oldest().toString())
                        .put("newest", invoice.newest().toString()));
        ArrayNode types = json.putArray("unknownTypes");
        period.unknownTypes()
                .forEach(type -> types.addObject()
                        .put("dataSet", type.dataSet())
                        .put("type", type.type())
                        .put("records", type.records()));
        ArrayNode files = json.putArray("files");
        period.files()
                .forEach(file -> files.addObject()
                        .put("place", file.place())
                        .put("bytes", file.bytes())
                        .put("modified", file.modified()));
        return json;
    }

    private static ViewState fromJson(JsonNode json) {
        Map<Integer, Position> positions = new TreeMap<>();
        json.required("positions").properties().forEach(entry -> {
            JsonNode one = entry.getValue();
            Optional<Landmark> last = one.has("lastOffset")
                    ? Optional.of(new Landmark(
                            number(one, "lastOffset"), number(one, "lastTimestamp"), number(one, "lastKey")))
                    : Optional.empty();
            positions.put(Integer.valueOf(entry.getKey()), new Position(number(one, "next"), last));
        });
        return new ViewState(
                text(json, "topicId"),
                json.required("csv").asBoolean(),
                positions,
                list(json.required("periods"), ViewState::period));
    }

    private static PeriodContent period(JsonNode json) {
        return new PeriodContent(
                YearMonth.parse(text(json, "month")),
                list(
                        json.required("totals"),
                        total -> new ViewTotal(
                                text(total, "provider"),
                                text(total, "account"),
                                LocalDate.parse(text(total, "start")),
                                text(total, "currency"),
                                number(total, "rows"),
                                new BigDecimal(text(total, "billed")),
                                new BigDecimal(text(total, "effective")),
                                new BigDecimal(text(total, "list")),
                                new BigDecimal(text(total, "contracted")))),
                list(
                        json.required("sources"),
                        source -> new ViewSource(
                                text(source, "provider"),
                                text(source, "account"),
                                LocalDate.parse(text(source, "start")),
                                text(source, "dataSet"),
                                text(source, "delivery"))),
                list(
                        json.required("invoices"),
                        invoice -> new InvoiceTotal(
                                text(invoice, "provider"),
                                text(invoice, "issuer"),
                                text(invoice, "account"),
                                Instant.parse(text(invoice, "start")),
                                Instant.parse(text(invoice, "end")),
                                text(invoice, "currency"),
                                invoice.required("invoice").isNull()
                                        ? Optional.empty()
                                        : Optional.of(text(invoice, "invoice")),
                                text(invoice, "category"),
                                number(invoice, "records"),
                                new BigDecimal(text(invoice, "billed")),
                                Instant.parse(text(invoice, "oldest")),
                                Instant.parse(text(invoice, "newest")))),
                list(
                        json.required("unknownTypes"),
                        type -> new UnknownType(text(type, "dataSet"), text(type, "type"), number(type, "records"))),
                list(
                        json.required("files"),
                        file -> new PeriodContent.Stamp(
                                text(file, "place"), number(file, "bytes"), number(file, "modified"))));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> element) {
        List<T> all = new ArrayList<>();
        array.forEach(one -> all.add(element.apply(one)));
        return all;
    }

    private static String text(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a text");
        }
        return value.textValue();
    }

    private static long number(JsonNode json, String name) {
        JsonNode value = json.required(name);
        if (!value.isIntegralNumber()) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a whole number");
        }
        return value.longValue();
    }
}
