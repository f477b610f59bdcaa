package io.tributary.samples.azure;

import static io.tributary.samples.azure.AzureColumn.always;
import static io.tributary.samples.azure.AzureColumn.blank;
import static io.tributary.samples.azure.AzureColumn.number;
import static io.tributary.samples.azure.AzureColumn.text;

import java.util.List;

/** The columns of Microsoft's FOCUS export, version 1.0r2. */
final class FocusColumns {

    static final List<AzureColumn> ALL = List.of(
            blank("AvailabilityZone"),
            number("BilledCost", (c, data) -> FocusText.billedCost(c)),
            text("BillingAccountId", (c, data) -> RowText.accountPath(c)),
            text("BillingAccountName", (c, data) -> c.profile().name()),
            text("BillingAccountType", (c, data) -> FocusText.accountType(c)),
            text("BillingCurrency", (c, data) -> c.profile().currency()),
            text("BillingPeriodEnd", (c, data) -> FocusText.time(c.delivery().end())),
            text("BillingPeriodStart", (c, data) -> FocusText.time(c.delivery().start())),
            text("ChargeCategory", (c, data) -> FocusText.category(c)),
            text("ChargeClass", (c, data) -> c.chargeType().equals("Refund") ? "Correction" : ""),
            text("ChargeDescription", (c, data) -> c.meter().product()),
            text("ChargeFrequency", (c, data) -> FocusText.frequency(c)),
            text("ChargePeriodEnd", (c, data) -> FocusText.time(c.until().plusDays(1))),
            text("ChargePeriodStart", (c, data) -> FocusText.time(c.day())),
            text("CommitmentDiscountCategory", (c, data) -> FocusText.commitmentCategory(c)),
            text("CommitmentDiscountId", (c, data) -> RowText.benefitId(c)),
            text("CommitmentDiscountName", (c, data) -> RowText.benefitName(c)),
            text("CommitmentDiscountStatus", (c, data) -> FocusText.commitmentStatus(c)),
            text("CommitmentDiscountType", (c, data) -> FocusText.commitmentType(c)),
            number("ConsumedQuantity", (c, data) -> FocusText.consumedQuantity(c)),
            text("ConsumedUnit", (c, data) -> FocusText.consumedUnit(c)),
            number("ContractedCost", (c, data) -> FocusText.contractedCost(c)),
            number("ContractedUnitPrice", (c, data) -> FocusText.contractedUnitPrice(c)),
            number("EffectiveCost", (c, data) -> FocusText.effectiveCost(c)),
            always("InvoiceIssuerName", "Microsoft"),
            number("ListCost", (c, data) -> FocusText.listCost(c)),
            number("ListUnitPrice", (c, data) -> FocusText.listUnitPrice(c)),
            text("PricingCategory", (c, data) -> FocusText.pricingCategory(c)),
            number("PricingQuantity", (c, data) -> FocusText.pricingQuantity(c)),
            text("PricingUnit", (c, data) -> FocusText.pricingUnit(c)),
            always("ProviderName", "Microsoft"),
            text("PublisherName", (c, data) -> FocusText.publisher(c)),
            text("RegionId", (c, data) -> c.resource().location().isEmpty() ? "" : "eastus"),
            text("RegionName", (c, data) -> c.resource().location().isEmpty() ? "" : "East US"),
            text("ResourceId", (c, data) -> c.resource().id()),
            text("ResourceName", (c, data) -> c.resource().name()),
            text("ResourceType", (c, data) -> c.meter().resourceType()),
            text("ServiceCategory", (c, data) -> FocusText.serviceCategory(c)),
            text(
                    "ServiceName",
                    (c, data) -> c.meter() == Meter.NOTHING ? "" : c.meter().category()),
            text("SkuId", (c, data) -> c.meter().partNumber()),
            text(
                    "SkuPriceId",
                    (c, data) ->
                            c.meter().partNumber().isEmpty() ? "" : c.meter().partNumber() + "_1"),
            text(
                    "SubAccountId",
                    (c, data) -> c.subscriptionId().isEmpty() ? "" : "/subscriptions/" + c.subscriptionId()),
            text("SubAccountName", (c, data) -> c.subscriptionName()),
            text("SubAccountType", (c, data) -> c.subscriptionId().isEmpty() ? "" : "Subscription"),
            text("Tags", (c, data) -> FocusText.tags(c)),
            always("x_AccountOwnerId", "owner@contoso.example"),
            text("x_BillingAccountId", (c, data) -> c.delivery().scope().billingAccount()),
            number("x_BillingExchangeRate", (c, data) -> c.rate().toPlainString()),
            text("x_BillingProfileId", (c, data) -> c.profile().id()),
            text("x_CostCenter", (c, data) -> RowText.costCenter(c)),
            text("x_InvoiceId", (c, data) -> FocusText.invoiceId(c)),
            text("x_InvoiceSectionId", (c, data) -> c.profile().invoiceSection()),
            number("x_PricingBlockSize", (c, data) -> Integer.toString(c.meter().block())),
            always("x_PricingCurrency", "USD"),
            text("x_PricingUnitDescription", (c, data) -> c.meter().unit()),
            text("x_PublisherCategory", (c, data) -> c.meter().isMarketplace() ? "Vendor" : "Cloud Provider"),
            text("x_ResourceGroupName", (c, data) -> c.resource().group()),
            text("x_SkuDetails", (c, data) -> FocusText.braced(c.additionalInfo())),
            text("x_SkuIsCreditEligible", (c, data) -> c.meter().isMarketplace() ? "False" : "True"),
            text("x_SkuMeterCategory", (c, data) -> c.meter().category()),
            text("x_SkuMeterId", (c, data) -> c.meter().id()),
            text("x_SkuMeterName", (c, data) -> c.meter().meterName()),
            text("x_SkuMeterSubcategory", (c, data) -> c.meter().subCategory()),
            blank("x_SkuOfferId"),
            text("x_SkuOrderId", (c, data) -> RowText.orderId(c)),
            text("x_SkuPartNumber", (c, data) -> c.meter().partNumber()),
            text("x_SkuServiceFamily", (c, data) -> c.meter().serviceFamily()),
            text("x_SkuTerm", (c, data) -> RowText.term(c)),
            blank("x_SkuTier"));

    private FocusColumns() {}
}
