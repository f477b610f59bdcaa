package io.tributary.extractors.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.extractors.parquet.ParquetForTests;
import io.tributary.testsupport.aws.BillDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.parquet.example.data.Group;

/** Writes Data Exports, and Parquet of legacy reports, as AWS lays them out in a bucket. */
public final class AwsExports {

    /** Columns of CUR 2.0, with one that is a map. */
    static final String CUR_2 = "required binary bill_payer_account_id (STRING);"
            + " required int64 bill_billing_period_start_date (TIMESTAMP(MILLIS,true));"
            + " required binary line_item_line_item_type (STRING);"
            + " required int64 line_item_usage_start_date (TIMESTAMP(MILLIS,true));"
            + " required int64 line_item_usage_end_date (TIMESTAMP(MILLIS,true));"
            + " required binary line_item_usage_account_id (STRING); required binary line_item_product_code (STRING);"
            + " required binary line_item_currency_code (STRING); required double line_item_unblended_cost;"
            + " optional double line_item_net_unblended_cost;"
            + " optional group resource_tags (MAP) { repeated group key_value { required binary key (STRING);"
            + " optional binary value (STRING); } }";

    public static final String CUR_2_HEADER =
            "bill_payer_account_id,bill_billing_period_start_date,line_item_line_item_type,"
                    + "line_item_usage_start_date,line_item_usage_end_date,"
                    + "line_item_usage_account_id,line_item_product_code,"
                    + "line_item_currency_code,line_item_unblended_cost,line_item_net_unblended_cost,resource_tags";

    static final String FOCUS_HEADER = "BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,"
            + "ChargePeriodEnd,BilledCost,EffectiveCost,BillingCurrency,Tags";

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");

    private final Path root;
    private final String account;

    public AwsExports(Path root, String account) {
        this.root = root;
        this.account = account;
    }

    /** The folder of an export's data; {@code folder} is the one of the delivery, empty if deliveries overwrite it. */
    public String data(String export, YearMonth period, String folder) {
        return "prefix/" + export + "/data/BILLING_PERIOD=" + period + "/" + (folder.isEmpty() ? "" : folder + "/");
    }

    String manifest(String export, YearMonth period, String folder) {
        return "prefix/" + export + "/metadata/BILLING_PERIOD=" + period + "/" + (folder.isEmpty() ? "" : folder + "/")
                + export + "-Manifest.json";
    }

    /** Writes the manifest of files that exist. */
    public void writeManifest(
            String export, YearMonth period, String folder, String execution, List<String> files, Instant time) {
        String listed = String.join(
                ",", files.stream().map(file -> "\"s3://bucket/" + file + "\"").toList());
        String column = export.startsWith("focus") ? "BilledCost" : "line_item_unblended_cost";
        String json = "{\"executionId\":\"" + execution + "\",\"exportArn\":\"arn:aws:bcm-data-exports:us-east-1:"
                + account + ":export/" + export + "-0a1b2c3d-0000-4000-8000-00000000000f\",\"columns\":[{\"name\":\""
                + column + "\"}],\"dataFiles\":[" + listed + "],\"additionalOutputFiles\":[]}";
        write(manifest(export, period, folder), json.getBytes(UTF_8), time);
    }

    void write(String key, byte[] content, Instant time) {
        try {
            Path file = root.resolve(key);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            Files.setLastModifiedTime(file, FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes Parquet with the columns of CUR 2.0, and returns its rows as lines of CSV. */
    public List<String> writeParquet(String key, int from, int count, int rowsInGroup, Instant time) {
        writeManyRows(key, from, count, rowsInGroup);
        try {
            Files.setLastModifiedTime(root.resolve(key), FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IntStream.range(from, from + count).mapToObj(this::line).toList();
    }

    /** Writes Parquet with the columns of CUR 2.0. */
    public void writeManyRows(String key, int from, int count, int rowsInGroup) {
        Path file = root.resolve(key);
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ParquetForTests parquet = new ParquetForTests(file, CUR_2).rowsInGroup(rowsInGroup);
        for (int row = from; row < from + count; row++) {
            parquet.row(values(row));
        }
        parquet.write();
    }

    /** A row of CUR 2.0 as a line of CSV. */
    String line(int row) {
        return account + "," + START + "," + (row % 7 == 0 ? "EdpDiscount" : "Usage") + ","
                + START.plusSeconds(3600L * row) + ","
                + START.plusSeconds(3600L * (row + 1)) + ",999999999999,AmazonEC2,USD," + row + ".5," + row
                + ".25,\"{\"\"user_name\"\":\"\"" + name(row) + "\"\"}\"\n";
    }

    /** A row of a FOCUS export as a line of CSV. */
    String focusLine(int row) {
        return account + ",2026-10-01T00:00:00.000Z,2026-11-01T00:00:00.000Z," + START.plusSeconds(3600L * row) + ","
                + START.plusSeconds(3600L * (row + 1)) + "," + row + ".5," + row + ".25,USD,{}\n";
    }

    static byte[] gzip(String header, List<String> lines) {
        return BillDirectory.gzip((header + "\n" + String.join("", lines)).getBytes(UTF_8));
    }

    /** A text that does not compress well. */
    private static String name(int row) {
        StringBuilder name = new StringBuilder(64);
        for (long factor : new long[] {0x9E37_79B9_7F4A_7C15L, 0xC2B2_AE3D_27D4_EB4FL, 0x1656_67B1_9E37_79F9L}) {
            name.append(Long.toHexString((row + 1) * factor * (row + 3)));
        }
        return name.toString();
    }

    private Consumer<Group> values(int row) {
        long hour = START.plusSeconds(3600L * row).toEpochMilli();
        return group -> group.append("bill_payer_account_id", account)
                .append("bill_billing_period_start_date", START.toEpochMilli())
                .append("line_item_line_item_type", row % 7 == 0 ? "EdpDiscount" : "Usage")
                .append("line_item_usage_start_date", hour)
                .append("line_item_usage_end_date", hour + 3_600_000)
                .append("line_item_usage_account_id", "999999999999")
                .append("line_item_product_code", "AmazonEC2")
                .append("line_item_currency_code", "USD")
                .append("line_item_unblended_cost", row + 0.5)
                .append("line_item_net_unblended_cost", row + 0.25)
                .addGroup("resource_tags")
                .addGroup(0)
                .append("key", "user_name")
                .append("value", name(row));
    }
}
