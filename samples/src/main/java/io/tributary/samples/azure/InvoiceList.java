package io.tributary.samples.azure;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.samples.SampleTruth;
import io.tributary.samples.TruthFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A sample's invoices, as Azure's interface for them answers, by agreement. */
final class InvoiceList {

    /** Its name begins with an underscore: readers of bills pass over it. */
    private static final String FILE_NAME = "_invoices.json";

    private static final String PROFILES = "/providers/Microsoft.Billing/billingAccounts/sample/billingProfiles/";

    private InvoiceList() {}

    static void write(List<SampleTruth.Invoice> invoices, Agreement agreement, Path directory) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode();
        ArrayNode list = root.putArray("value");
        for (SampleTruth.Invoice invoice : invoices) {
            String account = invoice.account().substring(invoice.account().lastIndexOf('/') + 1);
            ObjectNode one = list.addObject()
                    .put("name", invoice.invoiceId())
                    .put("type", "Microsoft.Billing/billingAccounts/invoices")
                    .put(
                            "id",
                            "/providers/Microsoft.Billing/billingAccounts/" + account + "/invoices/"
                                    + invoice.invoiceId());
            ObjectNode properties = one.putObject("properties");
            amount(properties, "amountDue", invoice.currency(), BigDecimal.ZERO);
            amount(properties, "billedAmount", invoice.currency(), invoice.amount());
            properties
                    .put("documentType", "Invoice")
                    .put("invoiceDate", invoice.periodStart().plusMonths(1).plusDays(8) + "T00:00:00Z")
                    .put("invoicePeriodStartDate", invoice.periodStart() + "T00:00:00Z")
                    .put(
                            "invoicePeriodEndDate",
                            invoice.periodStart().plusMonths(1).minusDays(1) + "T00:00:00Z")
                    .put("status", "Paid");
            switch (agreement) {
                case MCA -> {
                    amount(properties, "taxAmount", invoice.currency(), invoice.taxCost());
                    amount(properties, "totalAmount", invoice.currency(), invoice.amount());
                    properties.put("billingProfileId", PROFILES + account);
                }
                case MOSA -> properties.put("subscriptionId", account);
                default -> {
                    // An enrollment's invoices name it in their ids.
                }
            }
        }
        Files.writeString(directory.resolve(FILE_NAME), TruthFile.text(root));
    }

    private static void amount(ObjectNode properties, String name, String currency, BigDecimal value) {
        properties.putObject(name).put("currency", currency).put("value", value);
    }
}
