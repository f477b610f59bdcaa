package io.tributary.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.DiscountStyle;
import io.tributary.samples.aws.Granularity;
import io.tributary.samples.aws.LineItems;
import io.tributary.samples.aws.ReportFormat;
import io.tributary.samples.aws.ReportMode;
import io.tributary.samples.azure.Agreement;
import io.tributary.samples.azure.AzureDataSet;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.azure.ExportLayout;
import io.tributary.samples.file.Compression;
import io.tributary.samples.file.ParquetRows;
import io.tributary.samples.file.TsvTable;
import io.tributary.samples.gcp.GcpDataSet;
import io.tributary.samples.gcp.GcpDumps;
import io.tributary.samples.gcp.GcpFormat;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Currency;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same options give the same bytes, in every version: digests of some sample bills. Where a change to samples is
 * meant, the digests in {@code sample-digests.tsv} change with it.
 *
 * <p>Files are unpacked first: the bytes that gzip and Snappy make differ between platforms.
 */
class SampleDigestsTest {

    @TempDir
    private Path directory;

    /** A name, and what writes the bill into a directory. */
    private record Bill(String name, Writer writer) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Writes a bill. */
    private interface Writer {
        SampleTruth write(Path directory) throws IOException;
    }

    static Stream<Bill> bills() {
        return Stream.of(
                aws("aws", settings -> {}),
                aws(
                        "aws-overwrite",
                        settings -> settings.mode(ReportMode.OVERWRITE)
                                .compression(Compression.NONE)
                                .brokenRows(3)),
                aws(
                        "aws-india",
                        settings -> settings.currency(Currency.getInstance("INR"))
                                .discounts(DiscountStyle.NONE)
                                .granularity(Granularity.DAILY)),
                aws(
                        "aws-parquet",
                        settings -> settings.format(ReportFormat.LEGACY_PARQUET)
                                .lineItems(LineItems.ALL)
                                .splitCost(true)),
                aws(
                        "aws-cur2",
                        settings -> settings.format(ReportFormat.CUR2_CSV)
                                .lineItems(LineItems.ALL)
                                .splitCost(true)
                                .discounts(DiscountStyle.NET_ONLY)),
                aws(
                        "aws-cur2-parquet",
                        settings -> settings.format(ReportFormat.CUR2_PARQUET)
                                .granularity(Granularity.BOTH)
                                .rows(9_000)),
                aws(
                        "aws-focus",
                        settings -> settings.format(ReportFormat.FOCUS_CSV)
                                .lineItems(LineItems.ALL)
                                .currency(Currency.getInstance("CNY"))),
                aws("aws-focus-1-0", settings -> settings.format(ReportFormat.FOCUS_1_0_PARQUET)),
                azure(
                        "azure",
                        settings ->
                                settings.dataSets(Set.of(AzureDataSet.values())).brokenRows(2)),
                azure(
                        "azure-customer",
                        settings -> settings.agreement(Agreement.MCA)
                                .dataSets(Set.of(AzureDataSet.values()))
                                .layout(ExportLayout.OLD_MANIFEST)),
                azure(
                        "azure-pay-as-you-go",
                        settings -> settings.agreement(Agreement.MOSA).layout(ExportLayout.SINGLE_FILE)),
                gcp("gcp", settings -> settings.format(GcpFormat.JSON).brokenRows(2)),
                gcp(
                        "gcp-standard",
                        settings -> settings.dataSets(Set.of(GcpDataSet.values()))
                                .format(GcpFormat.CSV)
                                .dumps(GcpDumps.WHOLE)));
    }

    private static Bill aws(String name, Consumer<AwsSampleSettings.Builder> change) {
        AwsSampleSettings.Builder settings = AwsSampleSettings.builder().rows(4_000);
        change.accept(settings);
        return new Bill(name, directory -> AwsSampleBill.write(settings.build(), directory));
    }

    private static Bill azure(String name, Consumer<AzureSampleSettings.Builder> change) {
        AzureSampleSettings.Builder settings = AzureSampleSettings.builder().rows(6_000);
        change.accept(settings);
        return new Bill(name, directory -> AzureSampleBill.write(settings.build(), directory));
    }

    private static Bill gcp(String name, Consumer<GcpSampleSettings.Builder> change) {
        GcpSampleSettings.Builder settings = GcpSampleSettings.builder().rows(4_000);
        change.accept(settings);
        return new Bill(name, directory -> GcpSampleBill.write(settings.build(), directory));
    }

    @ParameterizedTest
    @MethodSource("bills")
    void billHasTheBytesItAlwaysHad(Bill bill) throws IOException {
        bill.writer().write(directory);

        assertThat(digest()).isEqualTo(digests().row(bill.name()).text("sha256"));
    }

    @Test
    void everyDigestIsOfABill() {
        assertThat(digests().rows())
                .extracting(TsvTable.Row::name)
                .isEqualTo(bills().map(Bill::name).toList());
    }

    private static TsvTable digests() {
        return TsvTable.beside(SampleDigestsTest.class, "sample-digests.tsv");
    }

    /** SHA-256 of names and contents of all files, in order of their names. */
    private String digest() throws IOException {
        MessageDigest digest = sha256();
        try (Stream<Path> paths = Files.walk(directory)) {
            List<String> names = paths.filter(Files::isRegularFile)
                    .map(path -> directory.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
            for (String name : names) {
                digest.update((name + "\n").getBytes(UTF_8));
                digest.update(content(directory.resolve(name)));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] content(Path file) throws IOException {
        if (file.toString().endsWith(".parquet")) {
            return ParquetRows.csv(file).getBytes(UTF_8);
        }
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
            try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return unpacked.readAllBytes();
            }
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
