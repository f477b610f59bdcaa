package io.tributary.local.command.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.view.CommittedRecords;
import io.tributary.local.view.FocusFiles;
import io.tributary.local.view.ViewReader;
import io.tributary.schemas.BillingPeriod;
import io.tributary.schemas.InvoiceDetail;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds FOCUS's other data sets beside the view of a run, on a real broker. */
class FocusDataSetsIT {

    private static final String PAYER = "012345678901";
    private static final String HEADER = "identity/LineItemId,bill/PayerAccountId,bill/BillingPeriodStartDate,"
            + "bill/BillingPeriodEndDate,bill/InvoiceId,lineItem/UsageAccountId,lineItem/LineItemType,"
            + "lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/ResourceId,"
            + "lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost\n";

    @TempDir
    private Path folder;

    @Test
    void monthIsClosedOnceEveryChargeNamesItsInvoice() throws Exception {
        deliver("aaaa", "a=1.25=", "b=2=");
        assertThat(run().exitCode()).isZero();
        assertThat(FocusFiles.billingPeriods(view()))
                .extracting(BillingPeriod::getBillingPeriodStatus)
                .containsExactly("Open");
        assertThat(FocusFiles.invoiceDetails(view())).isEmpty();

        deliver("bbbb", "a=1.25=INV1", "b=2=INV2", "c=0.5=INV1");
        assertThat(run().exitCode()).isZero();

        assertThat(FocusFiles.billingPeriods(view()))
                .extracting(BillingPeriod::getBillingPeriodStatus)
                .containsExactly("Closed");
        assertThat(FocusFiles.invoiceDetails(view()))
                .extracting(
                        InvoiceDetail::getInvoiceId,
                        detail -> detail.getBilledCost().stripTrailingZeros().toPlainString(),
                        InvoiceDetail::getInvoiceIssueStatus)
                .containsExactly(tuple("INV1", "1.75", "Issued"), tuple("INV2", "2", "Issued"));
        JsonNode metadata = metadata();
        assertThat(metadata.at("/Recency/0/TimeSectors/0/TimeSectorComplete").asBoolean())
                .isTrue();
        assertThat(metadata.at("/Recency/0/TimeSectors/0/TimeSectorStart").asText())
                .startsWith("2025-11-01");

        deliver("cccc", "a=1.25=INV1", "b=not a cost=INV2", "c=0.5=INV1");
        run();

        assertThat(metadata().at("/Recency/0/TimeSectors/0/TimeSectorComplete").asBoolean())
                .isFalse();
        assertThat(FocusFiles.billingPeriods(view()))
                .extracting(BillingPeriod::getBillingPeriodStatus)
                .containsExactly("Open");
    }

    @Test
    void invoicesOfEverySampleAddUpToTheirRecordsAndStayWhereNothingChanges() throws Exception {
        CommandLineRun run = CommandLineRun.of("run", "--data-dir", data());
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        Map<String, BigDecimal> ofRecords = new TreeMap<>();
        ViewReader.files(view())
                .forEach(file -> ViewReader.read(file, record -> {
                    if (record.getInvoiceId() != null) {
                        ofRecords.merge(
                                record.getInvoiceIssuerName() + "|" + record.getInvoiceId() + "|"
                                        + record.getBillingCurrency(),
                                record.getBilledCost(),
                                BigDecimal::add);
                    }
                }));
        Map<String, BigDecimal> ofDetails = new TreeMap<>();
        FocusFiles.invoiceDetails(view())
                .forEach(detail -> ofDetails.merge(
                        detail.getInvoiceIssuerName() + "|" + detail.getInvoiceId() + "|" + detail.getBillingCurrency(),
                        detail.getBilledCost(),
                        BigDecimal::add));
        Path details = view().resolve(FocusFiles.INVOICE_DETAILS);
        FileTime written = Files.getLastModifiedTime(details);

        assertThat(CommandLineRun.of("run", "--data-dir", data()).exitCode()).isZero();

        assertThat(ofDetails).isNotEmpty().isEqualTo(ofRecords);
        assertThat(FocusFiles.billingPeriods(view()))
                .extracting(BillingPeriod::getXProvider)
                .contains("aws", "azure", "gcp");
        assertThat(Files.getLastModifiedTime(details)).isEqualTo(written);
        assertThat(published()).containsExactlyInAnyOrderElementsOf(FocusFiles.invoiceDetails(view()));
        assertThat(ViewReader.files(view())).noneMatch(file -> file.toString().contains("_focus"));
    }

    /** What a reader of the topic has. */
    private Collection<InvoiceDetail> published() {
        Map<String, InvoiceDetail> details = new TreeMap<>();
        try (LocalCluster cluster = LocalCluster.start(Map.of(), folder.resolve("data"));
                CommittedRecords records =
                        new CommittedRecords(Topics.INVOICE_DETAILS.name(), KafkaSettings.of(cluster.settings()));
                Deserializer<InvoiceDetail> values =
                        AvroSerdes.valueDeserializer(InvoiceDetail.class, cluster.settings())) {
            while (records.hasNext()) {
                records.next()
                        .forEach(record -> details.put(
                                new String(record.key(), UTF_8), values.deserialize(record.topic(), record.value())));
            }
        }
        return details.values();
    }

    private JsonNode metadata() throws IOException {
        return new ObjectMapper().readTree(view().resolve(FocusFiles.METADATA).toFile());
    }

    private CommandLineRun run() {
        return CommandLineRun.of("run", "--input", folder.resolve("bills").toString(), "--data-dir", data());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path view() {
        return folder.resolve("data/view");
    }

    /** A delivery of lines {@code resource=cost=invoice}, under the manifest of its period. */
    private void deliver(String assembly, String... lines) throws IOException {
        Path period = folder.resolve("bills/main/20251101-20251201");
        Path file = period.resolve(assembly + "/main-1.csv");
        Files.createDirectories(file.getParent());
        StringBuilder csv = new StringBuilder(HEADER);
        for (String line : lines) {
            String[] parts = line.split("=", -1);
            csv.append("x," + PAYER + ",2025-11-01T00:00:00Z,2025-12-01T00:00:00Z,")
                    .append(parts[2])
                    .append("," + PAYER + ",Usage,2025-11-01T00:00:00Z,2025-11-02T00:00:00Z,AmazonEC2,")
                    .append(parts[0])
                    .append(",1,USD,")
                    .append(parts[1])
                    .append('\n');
        }
        Files.writeString(file, csv);
        Files.writeString(period.resolve("main-Manifest.json"), String.format("""
                        {"assemblyId": "%1$s", "account": "%2$s", "columns": [], "charset": "UTF-8",
                         "compression": "NONE", "contentType": "text/csv", "reportName": "main",
                         "billingPeriod": {"start": "20251101T000000.000Z", "end": "20251201T000000.000Z"},
                         "bucket": "b", "reportKeys": ["main/20251101-20251201/%1$s/main-1.csv"]}
                        """, assembly, PAYER));
    }
}
