package io.tributary.testsupport.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Writes deliveries of one payer's report as AWS lays them out in a bucket. */
public final class BillDirectory {

    public static final String COLUMNS = "identity/LineItemId,bill/PayerAccountId,bill/BillingPeriodStartDate,"
            + "lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageAccountId,"
            + "lineItem/ProductCode,lineItem/UnblendedCost,lineItem/CurrencyCode,lineItem/LineItemDescription";

    private final Path root;
    private final String account;

    public BillDirectory(Path root, String account) {
        this.root = root;
        this.account = account;
    }

    /** The prefix of the keys of a period in the bucket, and of the paths in the directory. */
    public String periodFolder(YearMonth period) {
        return "prefix/report/" + day(period) + "-" + day(period.plusMonths(1)) + "/";
    }

    public Path path(String key) {
        return root.resolve(key);
    }

    /** Writes files and both manifests in the create-new mode; the manifests are written at {@code time}. */
    public void createNew(YearMonth period, String assembly, Instant time, List<byte[]> files) {
        String folder = periodFolder(period) + assembly + "/";
        List<String> keys = writeFiles(folder, files);
        writeManifest(folder + "report-Manifest.json", period, assembly, keys, time);
        writeManifest(periodFolder(period) + "report-Manifest.json", period, assembly, keys, time);
        write(folder + "report-RedshiftManifest.json", "{}".getBytes(UTF_8));
    }

    /** Writes files and their manifest in the overwrite mode. */
    public void overwrite(YearMonth period, String assembly, Instant time, List<byte[]> files) {
        List<String> keys = writeFiles(periodFolder(period), files);
        writeManifest(periodFolder(period) + "report-Manifest.json", period, assembly, keys, time);
    }

    public List<String> writeFiles(String folder, List<byte[]> files) {
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            String key = folder + "report-0000" + (i + 1) + ".csv.gz";
            write(key, files.get(i));
            keys.add(key);
        }
        return keys;
    }

    public void writeManifest(String key, YearMonth period, String assembly, List<String> reportKeys, Instant time) {
        String keys = String.join(
                ",", reportKeys.stream().map(name -> "\"" + name + "\"").toList());
        write(
                key,
                ("{\"assemblyId\":\"" + assembly + "\",\"account\":\"" + account + "\",\"columns\":[],"
                                + "\"charset\":\"UTF-8\",\"compression\":\"GZIP\",\"contentType\":\"text/csv\","
                                + "\"reportId\":\"1\",\"reportName\":\"report\",\"billingPeriod\":{\"start\":\""
                                + day(period) + "T000000.000Z\",\"end\":\"" + day(period.plusMonths(1))
                                + "T000000.000Z\"},\"bucket\":\"bucket\",\"reportKeys\":[" + keys
                                + "],\"additionalArtifactKeys\":[]}")
                        .getBytes(UTF_8));
        try {
            Files.setLastModifiedTime(path(key), FileTime.from(time));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(String key, byte[] content) {
        try {
            Files.createDirectories(path(key).getParent());
            Files.write(path(key), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows from {@code from} on; some have line ends and quotes. */
    public List<String> rows(int from, int count, String note) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> i + "," + account + ",2026-10-01T00:00:00Z,Usage,2026-10-01T00:00:00Z,"
                        + "2026-10-01T01:00:00Z,999999999999,AmazonEC2,0.0" + i + ",USD,\"" + note
                        + (i % 3 == 0 ? ",\n\"\"" + i + "\"\"" : "") + "\"\n")
                .toList();
    }

    public static byte[] gzip(List<String> rows) {
        return gzip((COLUMNS + "\n" + String.join("", rows)).getBytes(UTF_8));
    }

    public static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String day(YearMonth month) {
        return month.toString().replace("-", "") + "01";
    }
}
