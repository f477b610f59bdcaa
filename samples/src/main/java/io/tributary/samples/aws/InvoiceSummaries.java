package io.tributary.samples.aws;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.TruthFile;
import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sample's invoices, as {@code aws invoicing list-invoice-summaries} prints them. */
final class InvoiceSummaries {

    /** Its name begins with an underscore: readers of bills pass over it. */
    private static final String FILE_NAME = "_invoices.json";

    private InvoiceSummaries() {}

    static void write(List<SampleTruth.Invoice> invoices, Path directory) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode list = root.putArray("InvoiceSummaries");
        for (SampleTruth.Invoice invoice : invoices) {
            ObjectNode summary = list.addObject()
                    .put("AccountId", invoice.account())
                    .put("InvoiceId", invoice.invoiceId())
                    .put("IssuedDate", invoice.periodStart().plusMonths(1).plusDays(2) + "T05:00:00+00:00");
            summary.putObject("Entity").put("InvoicingEntity", "Amazon Web Services, Inc.");
            summary.putObject("BillingPeriod")
                    .put("Month", invoice.periodStart().getMonthValue())
                    .put("Year", invoice.periodStart().getYear());
            summary.put("InvoiceType", "INVOICE");
            ObjectNode amount = summary.putObject("BaseCurrencyAmount")
                    .put("TotalAmount", invoice.amount().toPlainString())
                    .put("CurrencyCode", invoice.currency());
            amount.putObject("AmountBreakdown")
                    .putObject("Taxes")
                    .put(
                            "TotalAmount",
                            invoice.taxCost().setScale(2, RoundingMode.HALF_UP).toPlainString());
        }
        Files.writeString(directory.resolve(FILE_NAME), TruthFile.text(root));
    }
}
