package io.tributary.testsupport.azure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Writes runs of one scope's exports as Azure lays them out in a container. */
public final class ExportDirectory {

    public static final String COLUMNS =
            "BillingAccountId,BillingPeriodStartDate,BillingPeriodEndDate,SubscriptionId,Date,"
                    + "ChargeType,PricingModel,Quantity,CostInBillingCurrency,BillingCurrencyCode,Tags";

    private final Path root;
    private final String account;

    public ExportDirectory(Path root, String account) {
        this.root = root;
        this.account = account;
    }

    /** A run of an export. */
    public record Run(String export, String type, YearMonth period, String id, Instant submitted) {

        public static Run of(String type, YearMonth period, int number) {
            String id = UUID.nameUUIDFromBytes((type + period + number).getBytes(UTF_8))
                    .toString();
            Instant submitted = Instant.parse("2026-11-02T03:04:05.678Z").plusSeconds(60L * number);
            return new Run(type.toLowerCase(java.util.Locale.ROOT), type, period, id, submitted);
        }
    }

    public Path path(String key) {
        return root.resolve(key);
    }

    public static String periodFolder(Run run) {
        return "billing/" + run.export() + "/" + days(run.period()) + "/";
    }

    public static String runFolder(Run run) {
        return periodFolder(run) + run.id() + "/";
    }

    /** Writes a run in the layout since 2024 into its own folder, the manifest last. */
    public void write(Run run, String suffix, List<byte[]> parts, int... rows) {
        writeInto(runFolder(run), run, suffix, parts, rows);
    }

    /** Writes a run in the layout since 2024 into {@code folder}. */
    public void writeInto(String folder, Run run, String suffix, List<byte[]> parts, int... rows) {
        List<String> blobs = new ArrayList<>();
        long bytes = 0;
        long allRows = 0;
        for (int i = 0; i < parts.size(); i++) {
            String key = folder + "part_" + i + "_0001" + suffix;
            write(key, parts.get(i), run.submitted());
            blobs.add("{\"blobName\":\"" + key + "\",\"byteCount\":" + parts.get(i).length + ",\"dataRowCount\":"
                    + rows[i] + "}");
            bytes += parts.get(i).length;
            allRows += rows[i];
        }
        write(folder + "manifest.json", manifest(run, blobs, bytes, allRows).getBytes(UTF_8), run.submitted());
    }

    /** Writes a partitioned run in the layout of before 2024. */
    public void writeOld(Run run, String stamp, String manifestName, List<byte[]> parts, int... rows) {
        String folder = periodFolder(run) + stamp + "/" + run.id() + "/";
        List<String> blobs = new ArrayList<>();
        long bytes = 0;
        long allRows = 0;
        for (int i = 0; i < parts.size(); i++) {
            String key = folder + String.format("%06d.csv", i + 1);
            write(key, parts.get(i), run.submitted());
            blobs.add("{\"blobName\":\"" + key + "\",\"byteCount\":" + parts.get(i).length + ",\"dataRowCount\":"
                    + rows[i] + ",\"headerRowCount\":1}");
            bytes += parts.get(i).length;
            allRows += rows[i];
        }
        String manifest = "{\"manifestVersion\":\"2021-01-01\",\"dataFormat\":\"csv\",\"blobCount\":" + parts.size()
                + ",\"byteCount\":" + bytes + ",\"dataRowCount\":" + allRows + ",\"blobs\":["
                + String.join(",", blobs) + "]}";
        write(folder + manifestName, manifest.getBytes(UTF_8), run.submitted());
    }

    public String manifest(Run run, List<String> blobs, long bytes, long rows) {
        return "{\"manifestVersion\":\"2024-04-01\",\"byteCount\":" + bytes + ",\"blobCount\":" + blobs.size()
                + ",\"dataRowCount\":" + rows + ",\"exportConfig\":{\"exportName\":\"" + run.export()
                + "\",\"resourceId\":\"/providers/Microsoft.Billing/billingAccounts/" + account
                + "/providers/Microsoft.CostManagement/exports/" + run.export()
                + "\",\"dataVersion\":\"2024-08-01\",\"apiVersion\":\"2023-07-01-preview\",\"type\":\"" + run.type()
                + "\",\"timeFrame\":\"MonthToDate\",\"granularity\":\"Daily\"},"
                + "\"deliveryConfig\":{\"partitionData\":true},"
                + "\"runInfo\":{\"executionType\":\"Scheduled\",\"submittedTime\":\"" + run.submitted()
                + "\",\"runId\":\"" + run.id() + "\",\"startDate\":\""
                + run.period().atDay(1)
                + "T00:00:00\",\"endDate\":\"" + run.period().atEndOfMonth() + "T00:00:00\"},\"blobs\":["
                + String.join(",", blobs) + "]}";
    }

    public void write(String key, byte[] content, Instant time) {
        try {
            Files.createDirectories(path(key).getParent());
            Files.write(path(key), content);
            Files.setLastModifiedTime(path(key), FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows from {@code from} on; some have line ends and quotes. */
    public List<String> rows(YearMonth period, int from, int count, String note) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> account + "," + day(period, 1) + "," + day(period, period.lengthOfMonth())
                        + ",11111111-2222-3333-4444-555555555555," + day(period, 1 + i % 28) + ",Usage,OnDemand," + i
                        + ",0.0" + i + ",EUR,\"" + note + (i % 3 == 0 ? ",\n\"\"" + i + "\"\"" : "") + "\"\n")
                .toList();
    }

    public static byte[] csv(List<String> rows) {
        return (COLUMNS + "\n" + String.join("", rows)).getBytes(UTF_8);
    }

    /** The first and the last day of a period, as in the name of a folder. */
    public static String days(YearMonth period) {
        return period.atDay(1).toString().replace("-", "") + "-"
                + period.atEndOfMonth().toString().replace("-", "");
    }

    private static String day(YearMonth period, int day) {
        return String.format("%02d/%02d/%d", period.getMonthValue(), day, period.getYear());
    }
}
