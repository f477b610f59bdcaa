package io.tributary.streams.normalize.azure;

import java.util.List;

/**
 * The columns that the rules use, with the names that Azure has given them over the years and agreements, in the form
 * in which {@link AzureColumns} compares names. Of several in one header, the first named here counts.
 */
enum AzureColumn {
    BILLING_ACCOUNT_ID(false, "billingaccountid"),
    BILLING_ACCOUNT_NAME(false, "billingaccountname"),
    BILLING_PROFILE_ID(false, "billingprofileid"),
    BILLING_PROFILE_NAME(false, "billingprofilename"),
    BILLING_CURRENCY(true, "billingcurrencycode", "billingcurrency", "currency", "currencycode"),
    BILLING_PERIOD_START(true, "billingperiodstartdate"),
    BILLING_PERIOD_END(true, "billingperiodenddate"),
    INVOICE_ID(true, "invoiceid"),
    INVOICE_SECTION_ID(true, "invoicesectionid"),
    PARTNER_NAME(false, "partnername"),
    ACCOUNT_OWNER_ID(false, "accountownerid", "accountowneremail"),
    COST_CENTER(true, "costcenter"),
    // Where a set has both, the id is a number of the portal's.
    SUBSCRIPTION_ID(true, "subscriptionguid", "subscriptionid"),
    SUBSCRIPTION_NAME(true, "subscriptionname"),
    RESOURCE_GROUP(true, "resourcegroup", "resourcegroupname"),
    RESOURCE_LOCATION(false, "resourcelocation"),
    LOCATION(false, "location"),
    AVAILABILITY_ZONE(false, "availabilityzone"),
    RESOURCE_ID(true, "resourceid", "instanceid", "instancename"),
    RESOURCE_NAME(true, "resourcename"),
    RESOURCE_TYPE(false, "resourcetype"),
    DATE(false, "date", "usagedatetime", "usagedate"),
    SERVICE_PERIOD_START(false, "serviceperiodstartdate"),
    SERVICE_PERIOD_END(false, "serviceperiodenddate"),
    CHARGE_TYPE(true, "chargetype"),
    PRICING_MODEL(true, "pricingmodel"),
    FREQUENCY(false, "frequency"),
    PUBLISHER_TYPE(true, "publishertype"),
    PUBLISHER_NAME(false, "publishername"),
    PRODUCT_ID(false, "productid", "productidentifier"),
    PRODUCT_NAME(false, "productname", "product"),
    PRODUCT_ORDER_ID(false, "productorderid"),
    PART_NUMBER(true, "partnumber"),
    PLAN_NAME(false, "planname"),
    OFFER_ID(true, "offerid"),
    TERM(false, "term"),
    METER_ID(true, "meterid"),
    METER_NAME(true, "metername"),
    METER_CATEGORY(true, "metercategory"),
    METER_SUB_CATEGORY(true, "metersubcategory"),
    CONSUMED_SERVICE(false, "consumedservice"),
    SERVICE_NAME(false, "servicename"),
    SERVICE_INFO_1(false, "serviceinfo1"),
    SERVICE_INFO_2(false, "serviceinfo2"),
    RESERVATION_ID(false, "reservationid"),
    RESERVATION_NAME(false, "reservationname"),
    BENEFIT_ID(false, "benefitid"),
    BENEFIT_NAME(false, "benefitname"),
    UNIT_OF_MEASURE(true, "unitofmeasure"),
    QUANTITY(false, "quantity", "usagequantity", "consumedquantity"),
    EFFECTIVE_PRICE(false, "effectiveprice", "resourcerate"),
    UNIT_PRICE(false, "unitprice"),
    LIST_PRICE(false, "paygprice", "marketprice"),
    COST(true, "costinbillingcurrency", "cost", "pretaxcost"),
    COST_IN_PRICING_CURRENCY(false, "costinpricingcurrency"),
    LIST_COST(false, "paygcostinbillingcurrency"),
    PRICING_CURRENCY(true, "pricingcurrency", "pricingcurrencycode"),
    EXCHANGE_RATE(true, "exchangeratepricingtobilling", "exchangerate"),
    TAGS(true, "tags"),
    ADDITIONAL_INFO(true, "additionalinfo");

    /** Whether the record has the column whole, so that it is not repeated in x_SourceColumns. */
    final boolean copied;

    final List<String> names;

    AzureColumn(boolean copied, String... names) {
        this.copied = copied;
        this.names = List.of(names);
    }
}
