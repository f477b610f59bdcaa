package io.tributary.samples.gcp;

import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;

/** A sample's invoices, each as the cost table that Google Cloud's console downloads. */
final class CostTables {

    private CostTables() {}

    static void write(List<SampleTruth.Invoice> invoices, Path directory) throws IOException {
        for (SampleTruth.Invoice invoice : invoices) {
            YearMonth month = YearMonth.from(invoice.periodStart());
            // Readers of bills pass over files whose names begin with an underscore.
            Path file = directory.resolve("_cost-table-" + invoice.account() + "-" + month + ".csv");
            Files.writeString(file, text(invoice, month));
        }
    }

    private static String text(SampleTruth.Invoice invoice, YearMonth month) {
        BigDecimal charges = invoice.billedCost().subtract(invoice.taxCost());
        String row = "Sample," + invoice.account() + ",sample,,";
        return String.join(
                "\n",
                "Invoice number," + invoice.invoiceId() + ",",
                "Invoice date," + month.atEndOfMonth() + ",",
                "Billing account ID," + invoice.account() + ",",
                "Currency," + invoice.currency() + ",",
                "Total amount due," + invoice.amount().toPlainString() + ",",
                "Billing account name,Billing account ID,Project name,Credit type,Cost type,Unrounded Cost (),Cost ()",
                row + "Usage," + charges.toPlainString() + ",",
                row + "Tax," + invoice.taxCost().toPlainString() + ",",
                ",,,,Total,," + invoice.amount().toPlainString(),
                "");
    }
}
