package io.tributary.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The truth as JSON: amounts are plain decimal strings, maps are in order of their keys. */
public final class TruthFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TruthFile() {}

    public static void write(SampleTruth truth, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        objects(root, "settings", truth.settings(), (node, entry) -> node.put(entry.getKey(), entry.getValue()));
        array(root, "deliveries", truth.deliveries(), TruthFile::delivery);
        array(root, "newest", truth.newest(), (node, newest) -> {
            node.put("account", newest.account());
            node.put("period", newest.period().toString());
            node.put("currency", newest.currency());
            totals(node, newest.totals());
        });
        array(root, "deadLetters", truth.deadLetters(), TruthFile::brokenRow);
        if (!truth.scopes().isEmpty()) {
            array(root, "scopes", truth.scopes(), TruthFile::scopeDelivery);
            array(root, "live", truth.live(), TruthFile::live);
        }
        array(root, "invoices", truth.invoices(), TruthFile::invoice);
        Files.writeString(file, text(root));
    }

    /** Pretty JSON that is the same on every platform. */
    public static String text(JsonNode node) throws IOException {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node).replace(System.lineSeparator(), "\n")
                + "\n";
    }

    static SampleTruth read(Path file) throws IOException {
        JsonNode root = JSON.readTree(Files.readString(file));
        return new SampleTruth(
                map(root.get("settings"), JsonNode::asText),
                list(root.get("deliveries"), TruthFile::delivery),
                list(
                        root.get("newest"),
                        node -> new SampleTruth.Newest(
                                text(node, "account"),
                                YearMonth.parse(text(node, "period")),
                                text(node, "currency"),
                                totals(node))),
                list(root.get("deadLetters"), TruthFile::brokenRow),
                list(root.path("scopes"), TruthFile::scopeDelivery),
                list(root.path("live"), TruthFile::live),
                list(root.path("invoices"), TruthFile::invoice));
    }

    private static void delivery(ObjectNode node, SampleTruth.Delivery delivery) {
        node.put("account", delivery.account());
        node.put("report", delivery.report());
        node.put("period", delivery.period().toString());
        node.put("assemblyId", delivery.assemblyId());
        node.put("manifest", delivery.manifest());
        node.put("manifestTime", delivery.manifestTime().toString());
        ArrayNode files = node.putArray("files");
        delivery.files().forEach(files::add);
        node.put("basis", delivery.basis());
        node.put("rows", delivery.rows());
        node.put("deadLetters", delivery.deadLetters());
        objects(
                node,
                "currencies",
                delivery.currencies(),
                (into, entry) -> totals(into.putObject(entry.getKey()), entry.getValue()));
    }

    private static SampleTruth.Delivery delivery(JsonNode node) {
        return new SampleTruth.Delivery(
                text(node, "account"),
                text(node, "report"),
                YearMonth.parse(text(node, "period")),
                text(node, "assemblyId"),
                text(node, "manifest"),
                Instant.parse(text(node, "manifestTime")),
                list(node.get("files"), JsonNode::asText),
                text(node, "basis"),
                node.get("rows").asLong(),
                node.get("deadLetters").asLong(),
                map(node.get("currencies"), TruthFile::totals));
    }

    private static void scopeDelivery(ObjectNode node, SampleTruth.ScopeDelivery delivery) {
        node.put("provider", delivery.provider())
                .put("scope", delivery.scope())
                .put("dataSet", delivery.dataSet())
                .put("source", delivery.source())
                .put("periodStart", delivery.periodStart().toString())
                .put("periodEnd", delivery.periodEnd().toString())
                .put("deliveryId", delivery.deliveryId())
                .put("manifest", delivery.manifest())
                .put("time", delivery.time().toString());
        ArrayNode files = node.putArray("files");
        delivery.files().forEach(files::add);
        node.put("taken", delivery.taken()).put("rows", delivery.rows()).put("deadLetters", delivery.deadLetters());
        objects(
                node,
                "currencies",
                delivery.currencies(),
                (into, entry) -> scopeTotals(into.putObject(entry.getKey()), entry.getValue()));
    }

    private static SampleTruth.ScopeDelivery scopeDelivery(JsonNode node) {
        return new SampleTruth.ScopeDelivery(
                text(node, "provider"),
                text(node, "scope"),
                text(node, "dataSet"),
                text(node, "source"),
                LocalDate.parse(text(node, "periodStart")),
                LocalDate.parse(text(node, "periodEnd")),
                text(node, "deliveryId"),
                text(node, "manifest"),
                Instant.parse(text(node, "time")),
                list(node.get("files"), JsonNode::asText),
                node.get("taken").asBoolean(),
                node.get("rows").asLong(),
                node.get("deadLetters").asLong(),
                map(node.get("currencies"), TruthFile::scopeTotals));
    }

    private static void scopeTotals(ObjectNode node, SampleTruth.ScopeTotals totals) {
        node.put("rows", totals.rows()).put("sourceCost", totals.sourceCost().toPlainString());
        costs(node, totals.costs());
        node.put("excludedCost", totals.excludedCost().toPlainString());
    }

    private static SampleTruth.ScopeTotals scopeTotals(JsonNode node) {
        return new SampleTruth.ScopeTotals(
                node.get("rows").asLong(), amount(node, "sourceCost"), costs(node), amount(node, "excludedCost"));
    }

    private static void live(ObjectNode node, SampleTruth.Live live) {
        node.put("provider", live.provider())
                .put("account", live.account())
                .put("periodStart", live.periodStart().toString())
                .put("currency", live.currency());
        costs(node, live.costs());
    }

    private static SampleTruth.Live live(JsonNode node) {
        return new SampleTruth.Live(
                text(node, "provider"),
                text(node, "account"),
                LocalDate.parse(text(node, "periodStart")),
                text(node, "currency"),
                costs(node));
    }

    private static void invoice(ObjectNode node, SampleTruth.Invoice invoice) {
        node.put("provider", invoice.provider())
                .put("account", invoice.account())
                .put("periodStart", invoice.periodStart().toString())
                .put("invoiceId", invoice.invoiceId())
                .put("currency", invoice.currency())
                .put("billedCost", invoice.billedCost().toPlainString())
                .put("taxCost", invoice.taxCost().toPlainString())
                .put("amount", invoice.amount().toPlainString());
    }

    private static SampleTruth.Invoice invoice(JsonNode node) {
        return new SampleTruth.Invoice(
                text(node, "provider"),
                text(node, "account"),
                LocalDate.parse(text(node, "periodStart")),
                text(node, "invoiceId"),
                text(node, "currency"),
                amount(node, "billedCost"),
                amount(node, "taxCost"),
                amount(node, "amount"));
    }

    private static void totals(ObjectNode node, SampleTruth.Totals totals) {
        node.put("rows", totals.rows());
        node.put("unblendedCost", totals.unblendedCost().toPlainString());
        node.put("netUnblendedCost", totals.netUnblendedCost().toPlainString());
        costs(node, totals.costs());
        objects(node, "categories", totals.categories(), TruthFile::costs);
        objects(node, "subAccounts", totals.subAccounts(), TruthFile::costs);
        objects(
                node,
                "lineItemTypes",
                totals.lineItemTypes(),
                (into, entry) -> into.put(entry.getKey(), entry.getValue()));
        objects(
                node,
                "residuals",
                totals.residuals(),
                (into, entry) -> into.put(entry.getKey(), entry.getValue().toPlainString()));
    }

    private static SampleTruth.Totals totals(JsonNode node) {
        return new SampleTruth.Totals(
                node.get("rows").asLong(),
                amount(node, "unblendedCost"),
                amount(node, "netUnblendedCost"),
                node.get("records").asLong(),
                amount(node, "billedCost"),
                amount(node, "effectiveCost"),
                amount(node, "listCost"),
                amount(node, "contractedCost"),
                map(node.get("categories"), TruthFile::costs),
                map(node.get("subAccounts"), TruthFile::costs),
                map(node.get("lineItemTypes"), JsonNode::asLong),
                map(node.get("residuals"), value -> new BigDecimal(value.asText())));
    }

    private static void costs(ObjectNode into, Map.Entry<String, SampleTruth.Costs> entry) {
        costs(into.putObject(entry.getKey()), entry.getValue());
    }

    private static void costs(ObjectNode node, SampleTruth.Costs costs) {
        node.put("records", costs.records())
                .put("billedCost", costs.billedCost().toPlainString())
                .put("effectiveCost", costs.effectiveCost().toPlainString())
                .put("listCost", costs.listCost().toPlainString())
                .put("contractedCost", costs.contractedCost().toPlainString());
    }

    private static SampleTruth.Costs costs(JsonNode node) {
        return new SampleTruth.Costs(
                node.get("records").asLong(),
                amount(node, "billedCost"),
                amount(node, "effectiveCost"),
                amount(node, "listCost"),
                amount(node, "contractedCost"));
    }

    private static void brokenRow(ObjectNode node, SampleTruth.BrokenRow row) {
        node.put("report", row.report())
                .put("period", row.period().toString())
                .put("assemblyId", row.assemblyId())
                .put("file", row.file())
                .put("row", row.row())
                .put("lineItemId", row.lineItemId())
                .put("column", row.column())
                .put("value", row.value());
    }

    private static SampleTruth.BrokenRow brokenRow(JsonNode node) {
        return new SampleTruth.BrokenRow(
                text(node, "report"),
                YearMonth.parse(text(node, "period")),
                text(node, "assemblyId"),
                text(node, "file"),
                node.get("row").asLong(),
                text(node, "lineItemId"),
                text(node, "column"),
                text(node, "value"));
    }

    private static <V> void objects(
            ObjectNode parent,
            String name,
            Map<String, V> values,
            BiConsumer<ObjectNode, Map.Entry<String, V>> writer) {
        ObjectNode into = parent.putObject(name);
        new TreeMap<>(values).entrySet().forEach(entry -> writer.accept(into, entry));
    }

    private static <V> void array(ObjectNode parent, String name, List<V> values, BiConsumer<ObjectNode, V> writer) {
        ArrayNode into = parent.putArray(name);
        values.forEach(value -> writer.accept(into.addObject(), value));
    }

    private static <V> Map<String, V> map(JsonNode node, Function<JsonNode, V> reader) {
        Map<String, V> values = new TreeMap<>();
        node.properties().forEach(field -> values.put(field.getKey(), reader.apply(field.getValue())));
        return values;
    }

    private static <V> List<V> list(JsonNode node, Function<JsonNode, V> reader) {
        List<V> values = new ArrayList<>();
        node.forEach(element -> values.add(reader.apply(element)));
        return values;
    }

    private static String text(JsonNode node, String name) {
        return node.get(name).asText();
    }

    private static BigDecimal amount(JsonNode node, String name) {
        return new BigDecimal(text(node, name));
    }
}
