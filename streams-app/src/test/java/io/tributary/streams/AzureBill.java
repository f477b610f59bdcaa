package io.tributary.streams;

import io.tributary.schemas.RawPage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Deliveries of a few lines of an Azure enrollment's November 2025. A test names what matters to it. */
final class AzureBill {

    static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);
    static final String SCOPE = "providers/microsoft.billing/billingaccounts/8608480";

    private static final String HEADER =
            "BillingAccountId,BillingPeriodStartDate,BillingPeriodEndDate,Date,SubscriptionId,"
                    + "ResourceId,MeterId,ChargeType,PricingModel,Frequency,benefitId,UnitOfMeasure,Quantity,"
                    + "CostInBillingCurrency,BillingCurrencyCode";
    private static final String FOCUS_HEADER = "BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,"
            + "ChargePeriodEnd,ChargeCategory,ChargeFrequency,ResourceId,BilledCost,EffectiveCost,ListCost,"
            + "ContractedCost,"
            + "BillingCurrency,ProviderName,PublisherName,InvoiceIssuerName,ServiceName,ServiceCategory";
    private static final String RESERVATION =
            "/providers/microsoft.capacity/reservationorders/11111111-1111-1111-1111-111111111111";

    private final String dataSet;
    private final String header;
    private final List<String> rows = new ArrayList<>();

    private AzureBill(String dataSet, String header) {
        this.dataSet = dataSet;
        this.header = header;
    }

    static AzureBill of(String dataSet) {
        return new AzureBill(dataSet, dataSet.equals("azure.focus") ? FOCUS_HEADER : HEADER);
    }

    /** The line detail's columns, for tests that bring rows of their own. */
    static String header() {
        return HEADER;
    }

    AzureBill usage(String resource, String cost) {
        return line(resource, "Usage", "OnDemand", "UsageBased", cost);
    }

    AzureBill covered(String resource, String cost) {
        return line(resource, "Usage", "Reservation", "UsageBased", cost);
    }

    AzureBill unused(String cost) {
        return line("", "UnusedReservation", "Reservation", "UsageBased", cost);
    }

    AzureBill reservation(String cost) {
        return line("", "Purchase", "Reservation", "OneTime", cost);
    }

    /** A purchase that does not say that it is one of a commitment. */
    AzureBill purchase(String cost) {
        return line("", "Purchase", "OnDemand", "OneTime", cost);
    }

    AzureBill refund(String cost) {
        return line("", "Refund", "Reservation", "OneTime", cost);
    }

    private AzureBill line(String resource, String type, String model, String frequency, String cost) {
        rows.add(String.join(
                ",",
                "8608480",
                "11/01/2025",
                "11/30/2025",
                "11/03/2025",
                "aaaaaaaa-1111-2222-3333-444444444444",
                resource.isEmpty() ? "" : "/subscriptions/aaaaaaaa/resourceGroups/shop/providers/x/y/" + resource,
                "0b1c2d3e-0000-1111-2222-333333333333",
                type,
                model,
                frequency,
                model.equals("Reservation") ? RESERVATION : "",
                "1 Hour",
                "1",
                cost,
                "EUR"));
        return this;
    }

    /** A charge of Microsoft's FOCUS export. */
    AzureBill charge(String resource, String category, String billed, String effective) {
        rows.add(String.join(
                ",",
                "/providers/Microsoft.Billing/billingAccounts/8608480",
                "2025-11-01T00:00:00Z",
                "2025-12-01T00:00:00Z",
                "2025-11-03T00:00:00Z",
                "2025-11-04T00:00:00Z",
                category,
                category.equals("Usage") ? "Usage-Based" : "One-Time",
                resource,
                billed,
                effective,
                billed,
                billed,
                "EUR",
                "Microsoft",
                "Microsoft",
                "Microsoft",
                "Virtual Machines",
                "Compute"));
        return this;
    }

    /** The delivery's pages of two rows each. */
    List<RawPage> delivered(String deliveryId, Instant time) {
        return pages(deliveryId, time).of(header, rows, 2);
    }

    /** The same as the export of another scope. */
    List<RawPage> delivered(String scope, String deliveryId, Instant time) {
        return new Pages(scope, NOVEMBER, deliveryId, time, time)
                .ofDataSet("azure", dataSet, "text/csv; header=present")
                .of(header, rows, 2);
    }

    /** What is published, to be known again as the delivery's scope states it. */
    List<RawPage> rebuild(List<Harness.Published> published, String deliveryId, Instant time) {
        return pages(deliveryId, time).ofReading("rebuild-" + deliveryId).rebuild(published, 2);
    }

    /** An operator's decision about the delivery, or its scope. */
    RawPage instruction(String kind, String deliveryId, Instant time) {
        return pages(deliveryId, time).instruction(kind);
    }

    private Pages pages(String deliveryId, Instant time) {
        return new Pages(SCOPE, NOVEMBER, deliveryId, time, time)
                .ofDataSet("azure", dataSet, "text/csv; header=present");
    }
}
