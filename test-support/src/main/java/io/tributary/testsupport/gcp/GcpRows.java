package io.tributary.testsupport.gcp;

import io.tributary.testsupport.gcp.BigQueryServer.Row;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes rows of a billing export. */
public final class GcpRows {

    /** The columns of the standard export that tests need. */
    public static final List<String> STANDARD = List.of(
            "billing_account_id STRING",
            "service RECORD",
            "service.id STRING",
            "service.description STRING",
            "usage_start_time TIMESTAMP",
            "labels RECORD*",
            "labels.key STRING",
            "labels.value STRING",
            "export_time TIMESTAMP",
            "cost FLOAT",
            "currency STRING",
            "usage RECORD",
            "usage.amount FLOAT",
            "usage.unit STRING",
            "credits RECORD*",
            "credits.name STRING",
            "credits.amount FLOAT",
            "credits.type STRING",
            "invoice RECORD",
            "invoice.month STRING",
            "cost_type STRING");

    /** The columns of the detailed export that tests need. */
    public static final List<String> DETAILED =
            more(STANDARD, "resource RECORD", "resource.name STRING", "price RECORD", "price.effective_price NUMERIC");

    private final String account;
    private final Random random;

    public GcpRows(String account, long seed) {
        this.account = account;
        this.random = new Random(seed);
    }

    /** A row of usage, with a random number of credits. */
    Row row(LocalDate partition, Instant exportTime, String month) {
        Map<String, Object> values = new HashMap<>();
        values.put("billing_account_id", account);
        values.put("service", Map.of("id", "6F81-5844-456A", "description", "Compute \"Engine\""));
        values.put("usage_start_time", exportTime.minus(Duration.ofHours(5)));
        values.put("labels", List.of(Map.of("key", "team", "value", "a"), Map.of("key", "team", "value", "b")));
        values.put("export_time", exportTime);
        values.put("cost", amount());
        values.put("currency", "USD");
        values.put("usage", Map.of("amount", "1.385e-05", "unit", "gibibyte"));
        List<Map<String, Object>> credits = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            credits.add(Map.of("name", "Sustained", "amount", "-" + amount(), "type", "SUSTAINED_USAGE_DISCOUNT"));
        }
        values.put("credits", credits);
        values.put("invoice", Map.of("month", month));
        values.put("cost_type", "regular");
        values.put("resource", Map.of("name", "instance-" + random.nextInt(3)));
        values.put("price", Map.of("effective_price", "0.123456789"));
        return new Row(Optional.of(partition), values);
    }

    /** Rows of one export on a day. */
    public List<Row> slice(LocalDate partition, int hour, String month, int rows) {
        Instant exportTime = partition
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC)
                .plus(Duration.ofHours(hour))
                .plusNanos(123_456_000);
        List<Row> slice = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            slice.add(row(partition, exportTime, month));
        }
        return slice;
    }

    /** A row with a cost and without credits, of usage five hours before its export. */
    public Row row(LocalDate partition, int hour, String month, String cost) {
        Row row = slice(partition, hour, month, 1).get(0);
        Map<String, Object> values = new HashMap<>(row.values());
        values.put("cost", cost);
        values.put("credits", List.of());
        return new Row(row.partition(), values);
    }

    /** The row in the streaming buffer, without a partition. */
    public static Row streaming(Row row) {
        return new Row(Optional.empty(), row.values());
    }

    /** The columns with more columns added. */
    public static List<String> more(List<String> columns, String... added) {
        List<String> all = new ArrayList<>(columns);
        all.addAll(List.of(added));
        return List.copyOf(all);
    }

    /** The columns without those that start with {@code prefix}. */
    public static List<String> without(List<String> columns, String prefix) {
        return columns.stream().filter(column -> !column.startsWith(prefix)).toList();
    }

    private String amount() {
        BigDecimal amount = BigDecimal.valueOf(random.nextInt(1_000_000), 6);
        return random.nextInt(4) == 0 ? amount.unscaledValue() + "E-10" : amount.toPlainString();
    }
}
