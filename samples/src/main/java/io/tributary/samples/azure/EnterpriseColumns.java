package io.tributary.samples.azure;

import static io.tributary.samples.azure.AzureColumn.always;
import static io.tributary.samples.azure.AzureColumn.blank;
import static io.tributary.samples.azure.AzureColumn.date;
import static io.tributary.samples.azure.AzureColumn.number;
import static io.tributary.samples.azure.AzureColumn.text;

import java.util.List;

/** The columns of cost details under an enterprise agreement. */
final class EnterpriseColumns {

    static final List<AzureColumn> ALL = List.of(
            text("InvoiceSectionName", (c, data) -> c.profile().invoiceSection()),
            always("AccountName", "contoso.example"),
            always("AccountOwnerId", "owner@contoso.example"),
            text("SubscriptionId", (c, data) -> c.subscriptionId()),
            text("SubscriptionName", (c, data) -> c.subscriptionName()),
            text("ResourceGroup", (c, data) -> c.resource().group()),
            text("ResourceLocation", (c, data) -> c.resource().location()),
            date("Date", (c, data) -> RowText.date(c.day())),
            text("ProductName", (c, data) -> c.meter().product()),
            text("MeterCategory", (c, data) -> c.meter().category()),
            text("MeterSubCategory", (c, data) -> c.meter().subCategory()),
            text("MeterId", (c, data) -> c.meter().id()),
            text("MeterName", (c, data) -> c.meter().meterName()),
            text("MeterRegion", (c, data) -> c.resource().location().isEmpty() ? "" : "US East"),
            text("UnitOfMeasure", (c, data) -> c.meter().unit()),
            number("Quantity", (c, data) -> c.text(c.quantity())),
            number("EffectivePrice", (c, data) -> c.text(c.effectivePrice(data))),
            number("CostInBillingCurrency", (c, data) -> c.costText(data)),
            text("CostCenter", (c, data) -> RowText.costCenter(c)),
            text("ConsumedService", (c, data) -> c.meter().resourceProvider()),
            text("ResourceId", (c, data) -> c.resource().id()),
            text("Tags", (c, data) -> c.resource().tags()),
            always("OfferId", "MS-AZR-0017P"),
            text("AdditionalInfo", (c, data) -> c.additionalInfo()),
            blank("ServiceInfo1"),
            blank("ServiceInfo2"),
            text("ResourceName", (c, data) -> c.resource().name()),
            text("ReservationId", (c, data) -> RowText.reservationId(c)),
            text("ReservationName", (c, data) -> RowText.reservationName(c)),
            number("UnitPrice", (c, data) -> RowText.unitPrice(c)),
            text("ProductOrderId", (c, data) -> RowText.orderId(c)),
            text("ProductOrderName", (c, data) -> RowText.benefitName(c)),
            text("Term", (c, data) -> RowText.term(c)),
            text("PublisherType", (c, data) -> c.meter().isMarketplace() ? "Marketplace" : "Azure"),
            text("PublisherName", (c, data) -> RowText.publisher(c)),
            text("ChargeType", (c, data) -> c.chargeType()),
            text("Frequency", (c, data) -> c.frequency()),
            text("PricingModel", (c, data) -> c.pricingModel()),
            blank("AvailabilityZone"),
            text("BillingAccountId", (c, data) -> c.profile().id()),
            text("BillingAccountName", (c, data) -> c.profile().name()),
            text("BillingCurrencyCode", (c, data) -> c.profile().currency()),
            text(
                    "BillingPeriodStartDate",
                    (c, data) -> RowText.date(c.delivery().start())),
            date("BillingPeriodEndDate", (c, data) -> RowText.date(c.delivery().lastDay())),
            text("BillingProfileId", (c, data) -> c.profile().id()),
            text("BillingProfileName", (c, data) -> c.profile().name()),
            blank("InvoiceSectionId"),
            text("IsAzureCreditEligible", (c, data) -> c.meter().isMarketplace() ? "FALSE" : "TRUE"),
            text("PartNumber", (c, data) -> c.meter().partNumber()),
            number("PayGPrice", (c, data) -> RowText.listPrice(c)),
            text("PlanName", (c, data) -> c.meter() == Meter.MARKETPLACE_PLAN ? "Monthly" : ""),
            text("ServiceFamily", (c, data) -> c.meter().serviceFamily()),
            blank("CostAllocationRuleName"),
            text("benefitId", (c, data) -> RowText.benefitId(c)),
            text("benefitName", (c, data) -> RowText.benefitName(c)));

    private EnterpriseColumns() {}
}
