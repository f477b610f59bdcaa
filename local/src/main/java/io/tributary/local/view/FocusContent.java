package io.tributary.local.view;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.BillingPeriod;
import io.tributary.schemas.InvoiceDetail;
import java.util.List;

/**
 * FOCUS data sets beside a view of cost records, and what FOCUS calls their metadata.
 *
 * @param billingPeriods billing periods of the view
 * @param invoiceDetails details of the invoices that its records name
 * @param fingerprint of both: where it is that of the last view, their files stay
 * @param metadata JSON that has {@link FocusFiles#FINGERPRINT}
 */
public record FocusContent(
        List<BillingPeriod> billingPeriods, List<InvoiceDetail> invoiceDetails, String fingerprint, String metadata) {

    public FocusContent {
        billingPeriods = List.copyOf(billingPeriods);
        invoiceDetails = List.copyOf(invoiceDetails);
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(metadata, "metadata");
    }
}
