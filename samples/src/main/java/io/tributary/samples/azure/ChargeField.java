package io.tributary.samples.azure;

import java.math.BigDecimal;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A charge's text in a column of an export. The tables of {@link Columns} say which column has which field. */
enum ChargeField {
    INVOICE_SECTION(charge -> charge.profile().invoiceSection()),
    SUBSCRIPTION_ID(charge -> charge.subscriptionId()),
    SUBSCRIPTION_NAME(charge -> charge.subscriptionName()),
    RESOURCE_GROUP(charge -> charge.resource().group()),
    RESOURCE_LOCATION(charge -> charge.resource().location()),
    DATE(charge -> RowText.date(charge.day())),
    PRODUCT_NAME(charge -> charge.meter().product()),
    METER_CATEGORY(charge -> charge.meter().category()),
    METER_SUB_CATEGORY(charge -> charge.meter().subCategory()),
    METER_ID(charge -> charge.meter().id()),
    METER_NAME(charge -> charge.meter().meterName()),
    METER_REGION(charge -> charge.resource().location().isEmpty() ? "" : "US East"),
    UNIT_OF_MEASURE(charge -> charge.meter().unit()),
    QUANTITY(charge -> charge.text(charge.quantity())),
    EFFECTIVE_PRICE((charge, dataSet) -> charge.text(charge.effectivePrice(dataSet))),
    COST((charge, dataSet) -> charge.costText(dataSet)),
    COST_CENTER(charge -> RowText.costCenter(charge)),
    RESOURCE_PROVIDER(charge -> charge.meter().resourceProvider()),
    RESOURCE_ID(charge -> charge.resource().id()),
    TAGS(charge -> charge.resource().tags()),
    ADDITIONAL_INFO(charge -> charge.additionalInfo()),
    RESOURCE_NAME(charge -> charge.resource().name()),
    RESERVATION_ID(charge -> RowText.reservationId(charge)),
    RESERVATION_NAME(charge -> RowText.reservationName(charge)),
    UNIT_PRICE(charge -> RowText.unitPrice(charge)),
    PRODUCT_ORDER_ID(charge -> RowText.orderId(charge)),
    BENEFIT_NAME(charge -> RowText.benefitName(charge)),
    TERM(charge -> RowText.term(charge)),
    ENTERPRISE_PUBLISHER_TYPE(charge -> charge.meter().isMarketplace() ? "Marketplace" : "Azure"),
    PUBLISHER_NAME(charge -> RowText.publisher(charge)),
    CHARGE_TYPE(charge -> charge.chargeType()),
    FREQUENCY(charge -> charge.frequency()),
    PRICING_MODEL(charge -> charge.pricingModel()),
    BILLING_PROFILE_ID(charge -> charge.profile().id()),
    BILLING_PROFILE_NAME(charge -> charge.profile().name()),
    BILLING_CURRENCY(charge -> charge.profile().currency()),
    BILLING_PERIOD_START_DATE(charge -> RowText.date(charge.delivery().start())),
    BILLING_PERIOD_END_DATE(charge -> RowText.date(charge.delivery().lastDay())),
    IS_CREDIT_ELIGIBLE_IN_CAPITALS(charge -> charge.meter().isMarketplace() ? "FALSE" : "TRUE"),
    PART_NUMBER(charge -> charge.meter().partNumber()),
    LIST_PRICE(charge -> RowText.listPrice(charge)),
    PLAN_NAME(charge -> charge.meter() == Meter.MARKETPLACE_PLAN ? "Monthly" : ""),
    SERVICE_FAMILY(charge -> charge.meter().serviceFamily()),
    BENEFIT_ID(charge -> RowText.benefitId(charge)),
    INVOICE_ID(charge -> RowText.invoiceId(charge)),
    BILLING_ACCOUNT(charge -> charge.delivery().scope().billingAccount()),
    COST_CENTER_BEFORE_INVOICE(charge -> charge.delivery().isLast() ? "" : RowText.costCenter(charge)),
    SERVICE_PERIOD_END_DATE(charge -> RowText.servicePeriodEnd(charge)),
    PRODUCT_ORDER_NAME_OR_PLAN(charge ->
            charge.commitment() == null ? "Azure plan" : charge.commitment().name()),
    PRODUCT_ID(charge -> charge.meter().partNumber().replace("AAH-", "DZH318Z0")),
    PUBLISHER_TYPE(charge -> charge.meter().isMarketplace() ? "Marketplace" : "Microsoft"),
    COST_IN_PRICING_CURRENCY((charge, dataSet) -> charge.text(charge.pricingCost(dataSet))),
    LIST_COST_IN_BILLING_CURRENCY(charge -> RowText.listCost(charge, charge.rate())),
    LIST_COST_IN_USD(charge -> RowText.listCost(charge, BigDecimal.ONE)),
    EXCHANGE_RATE(charge -> charge.rate().toPlainString()),
    IS_CREDIT_ELIGIBLE(charge -> charge.meter().isMarketplace() ? "False" : "True"),
    SUBSCRIPTION_GUID(charge -> charge.subscription().guid()),
    ISO_DATE(charge -> charge.day().toString()),
    RESOURCE_TYPE(charge -> charge.meter().resourceType()),
    BILLED_COST(charge -> FocusText.billedCost(charge)),
    BILLING_ACCOUNT_PATH(charge -> RowText.accountPath(charge)),
    BILLING_ACCOUNT_TYPE(charge -> FocusText.accountType(charge)),
    BILLING_PERIOD_END(charge -> FocusText.time(charge.delivery().end())),
    BILLING_PERIOD_START(charge -> FocusText.time(charge.delivery().start())),
    CHARGE_CATEGORY(charge -> FocusText.category(charge)),
    CHARGE_CLASS(charge -> charge.chargeType().equals("Refund") ? "Correction" : ""),
    CHARGE_FREQUENCY(charge -> FocusText.frequency(charge)),
    CHARGE_PERIOD_END(charge -> FocusText.time(charge.until().plusDays(1))),
    CHARGE_PERIOD_START(charge -> FocusText.time(charge.day())),
    COMMITMENT_DISCOUNT_CATEGORY(charge -> FocusText.commitmentCategory(charge)),
    COMMITMENT_DISCOUNT_STATUS(charge -> FocusText.commitmentStatus(charge)),
    COMMITMENT_DISCOUNT_TYPE(charge -> FocusText.commitmentType(charge)),
    CONSUMED_QUANTITY(charge -> FocusText.consumedQuantity(charge)),
    CONSUMED_UNIT(charge -> FocusText.consumedUnit(charge)),
    CONTRACTED_COST(charge -> FocusText.contractedCost(charge)),
    CONTRACTED_UNIT_PRICE(charge -> FocusText.contractedUnitPrice(charge)),
    EFFECTIVE_COST(charge -> FocusText.effectiveCost(charge)),
    LIST_COST(charge -> FocusText.listCost(charge)),
    LIST_UNIT_PRICE(charge -> FocusText.listUnitPrice(charge)),
    PRICING_CATEGORY(charge -> FocusText.pricingCategory(charge)),
    PRICING_QUANTITY(charge -> FocusText.pricingQuantity(charge)),
    PRICING_UNIT(charge -> FocusText.pricingUnit(charge)),
    FOCUS_PUBLISHER_NAME(charge -> FocusText.publisher(charge)),
    REGION_ID(charge -> charge.resource().location().isEmpty() ? FocusText.noRegion(charge) : "eastus"),
    REGION_NAME(charge -> charge.resource().location().isEmpty() ? FocusText.noRegion(charge) : "East US"),
    FOCUS_INVOICE_SECTION(charge -> FocusText.invoiceSection(charge)),
    SERVICE_CATEGORY(charge -> charge.meter().focusCategory()),
    SERVICE_NAME(charge -> charge.meter() == Meter.NOTHING ? "" : charge.meter().category()),
    SKU_PRICE_ID(charge ->
            charge.meter().partNumber().isEmpty() ? "" : charge.meter().partNumber() + "_1"),
    SUB_ACCOUNT_ID(charge -> charge.subscriptionId().isEmpty() ? "" : "/subscriptions/" + charge.subscriptionId()),
    SUB_ACCOUNT_TYPE(charge -> charge.subscriptionId().isEmpty() ? "" : "Subscription"),
    FOCUS_TAGS(charge -> FocusText.tags(charge)),
    FOCUS_INVOICE_ID(charge -> FocusText.invoiceId(charge)),
    PRICING_BLOCK_SIZE(charge -> Integer.toString(charge.meter().block())),
    PUBLISHER_CATEGORY(charge -> charge.meter().isMarketplace() ? "Vendor" : "Cloud Provider"),
    SKU_DETAILS(charge -> FocusText.braced(charge.additionalInfo()));

    private final BiFunction<Charge, AzureDataSet, String> text;

    ChargeField(Function<Charge, String> text) {
        this((charge, dataSet) -> text.apply(charge));
    }

    ChargeField(BiFunction<Charge, AzureDataSet, String> text) {
        this.text = text;
    }

    /** The text of a charge in a data set; empty where there is none. */
    String of(Charge charge, AzureDataSet dataSet) {
        return text.apply(charge, dataSet);
    }
}
