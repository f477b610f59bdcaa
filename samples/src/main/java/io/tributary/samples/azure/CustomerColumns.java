package io.tributary.samples.azure;

import static io.tributary.samples.azure.AzureColumn.always;
import static io.tributary.samples.azure.AzureColumn.blank;
import static io.tributary.samples.azure.AzureColumn.date;
import static io.tributary.samples.azure.AzureColumn.number;
import static io.tributary.samples.azure.AzureColumn.text;

import java.math.BigDecimal;
import java.util.List;

/** The columns of cost details under a Microsoft Customer Agreement. */
final class CustomerColumns {

    static final List<AzureColumn> ALL = List.of(
            text("invoiceId", (c, data) -> RowText.invoiceId(c)),
            blank("previousInvoiceId"),
            text("billingAccountId", (c, data) -> c.delivery().scope().billingAccount()),
            always("billingAccountName", "Contoso"),
            text("billingProfileId", (c, data) -> c.profile().id()),
            text("billingProfileName", (c, data) -> c.profile().name()),
            text("invoiceSectionId", (c, data) -> c.profile().invoiceSection()),
            text("invoiceSectionName", (c, data) -> c.profile().name()),
            blank("resellerName"),
            blank("resellerMpnId"),
            text("costCenter", (c, data) -> c.delivery().isLast() ? "" : RowText.costCenter(c)),
            date("billingPeriodEndDate", (c, data) -> RowText.date(c.delivery().lastDay())),
            text(
                    "billingPeriodStartDate",
                    (c, data) -> RowText.date(c.delivery().start())),
            date("servicePeriodEndDate", (c, data) -> RowText.date(c.until())),
            date("servicePeriodStartDate", (c, data) -> RowText.date(c.day())),
            date("date", (c, data) -> RowText.date(c.day())),
            text("serviceFamily", (c, data) -> c.meter().serviceFamily()),
            text("productOrderId", (c, data) -> RowText.orderId(c)),
            text(
                    "productOrderName",
                    (c, data) -> c.commitment() == null
                            ? "Azure plan"
                            : c.commitment().name()),
            text("consumedService", (c, data) -> c.meter().resourceProvider()),
            text("meterId", (c, data) -> c.meter().id()),
            text("meterName", (c, data) -> c.meter().meterName()),
            text("meterCategory", (c, data) -> c.meter().category()),
            text("meterSubCategory", (c, data) -> c.meter().subCategory()),
            text("meterRegion", (c, data) -> c.resource().location().isEmpty() ? "" : "US East"),
            text("ProductId", (c, data) -> c.meter().partNumber().replace("AAH-", "DZH318Z0")),
            text("ProductName", (c, data) -> c.meter().product()),
            text("SubscriptionId", (c, data) -> c.subscriptionId()),
            text("subscriptionName", (c, data) -> c.subscriptionName()),
            text("publisherType", (c, data) -> c.meter().isMarketplace() ? "Marketplace" : "Microsoft"),
            blank("publisherId"),
            text("publisherName", (c, data) -> RowText.publisher(c)),
            text("resourceGroupName", (c, data) -> c.resource().group()),
            text("ResourceId", (c, data) -> c.resource().id()),
            text("resourceLocation", (c, data) -> c.resource().location()),
            text("location", (c, data) -> c.resource().location()),
            number("effectivePrice", (c, data) -> c.text(c.effectivePrice(data))),
            number("quantity", (c, data) -> c.text(c.quantity())),
            text("unitOfMeasure", (c, data) -> c.meter().unit()),
            text("chargeType", (c, data) -> c.chargeType()),
            text("billingCurrency", (c, data) -> c.profile().currency()),
            always("pricingCurrency", "USD"),
            number("costInBillingCurrency", (c, data) -> c.costText(data)),
            number("costInPricingCurrency", (c, data) -> c.text(c.pricingCost(data))),
            number("costInUsd", (c, data) -> c.text(c.pricingCost(data))),
            number("paygCostInBillingCurrency", (c, data) -> RowText.listCost(c, c.rate())),
            number("paygCostInUsd", (c, data) -> RowText.listCost(c, BigDecimal.ONE)),
            number("exchangeRatePricingToBilling", (c, data) -> c.rate().toPlainString()),
            date("exchangeRateDate", (c, data) -> RowText.date(c.delivery().start())),
            text("isAzureCreditEligible", (c, data) -> c.meter().isMarketplace() ? "False" : "True"),
            blank("serviceInfo1"),
            blank("serviceInfo2"),
            text("additionalInfo", (c, data) -> c.additionalInfo()),
            text("tags", (c, data) -> c.resource().tags()),
            number("PayGPrice", (c, data) -> RowText.listPrice(c)),
            text("frequency", (c, data) -> c.frequency()),
            text("term", (c, data) -> RowText.term(c)),
            text("reservationId", (c, data) -> RowText.reservationId(c)),
            text("reservationName", (c, data) -> RowText.reservationName(c)),
            text("pricingModel", (c, data) -> c.pricingModel()),
            number("unitPrice", (c, data) -> RowText.unitPrice(c)),
            blank("costAllocationRuleName"),
            text("benefitId", (c, data) -> RowText.benefitId(c)),
            text("benefitName", (c, data) -> RowText.benefitName(c)),
            always("provider", "Microsoft"));

    private CustomerColumns() {}
}
