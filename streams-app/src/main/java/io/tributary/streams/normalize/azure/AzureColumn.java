package io.tributary.streams.normalize.azure;

import io.tributary.streams.record.CostColumns;
import java.util.List;

/**
 * The columns that the rules use, with the names that Azure has given them over the years and agreements, in the form
 * in which {@link AzureColumns} compares names. Of several in one header, the first named here counts.
 */
enum AzureColumn {
    BILLING_ACCOUNT_ID(in(CostColumns.BILLING_ACCOUNT_ID), "billingaccountid"),
    BILLING_ACCOUNT_NAME(in(CostColumns.BILLING_ACCOUNT_NAME), "billingaccountname"),
    BILLING_PROFILE_ID(in(CostColumns.BILLING_ACCOUNT_ID), "billingprofileid"),
    BILLING_PROFILE_NAME(in(CostColumns.BILLING_ACCOUNT_NAME), "billingprofilename"),
    BILLING_CURRENCY(
            in(CostColumns.BILLING_CURRENCY), "billingcurrencycode", "billingcurrency", "currency", "currencycode"),
    BILLING_PERIOD_START(in(CostColumns.BILLING_PERIOD_START), "billingperiodstartdate"),
    BILLING_PERIOD_END(in(CostColumns.BILLING_PERIOD_END), "billingperiodenddate"),
    INVOICE_ID(in(CostColumns.INVOICE_ID), "invoiceid"),
    INVOICE_SECTION_ID(in(CostColumns.X_INVOICE_SECTION_ID), "invoicesectionid"),
    PARTNER_NAME(in(CostColumns.INVOICE_ISSUER_NAME), "partnername"),
    ACCOUNT_OWNER_ID(in(), "accountownerid", "accountowneremail"),
    COST_CENTER(in(CostColumns.X_COST_CENTER), "costcenter"),
    // Where a set has both, the id is a number of the portal's.
    SUBSCRIPTION_ID(in(CostColumns.SUB_ACCOUNT_ID), "subscriptionguid", "subscriptionid"),
    SUBSCRIPTION_NAME(in(CostColumns.SUB_ACCOUNT_NAME), "subscriptionname"),
    RESOURCE_GROUP(in(CostColumns.X_RESOURCE_GROUP_NAME), "resourcegroup", "resourcegroupname"),
    RESOURCE_LOCATION(in(CostColumns.REGION_ID, CostColumns.REGION_NAME), "resourcelocation"),
    LOCATION(in(CostColumns.REGION_ID, CostColumns.REGION_NAME), "location"),
    AVAILABILITY_ZONE(in(CostColumns.AVAILABILITY_ZONE), "availabilityzone"),
    RESOURCE_ID(in(CostColumns.RESOURCE_ID), "resourceid", "instanceid", "instancename"),
    RESOURCE_NAME(in(CostColumns.RESOURCE_NAME), "resourcename"),
    RESOURCE_TYPE(in(CostColumns.RESOURCE_TYPE), "resourcetype"),
    DATE(in(CostColumns.CHARGE_PERIOD_START), "date", "usagedatetime", "usagedate"),
    SERVICE_PERIOD_START(in(CostColumns.CHARGE_PERIOD_START), "serviceperiodstartdate"),
    SERVICE_PERIOD_END(in(CostColumns.CHARGE_PERIOD_END), "serviceperiodenddate"),
    CHARGE_TYPE(in(CostColumns.X_CHARGE_TYPE), "chargetype"),
    PRICING_MODEL(in(CostColumns.X_PRICING_MODEL), "pricingmodel"),
    FREQUENCY(in(CostColumns.CHARGE_FREQUENCY), "frequency"),
    PUBLISHER_TYPE(in(CostColumns.X_PUBLISHER_TYPE), "publishertype"),
    PUBLISHER_NAME(in(CostColumns.SERVICE_PROVIDER_NAME), "publishername"),
    PRODUCT_ID(in(CostColumns.SKU_ID), "productid", "productidentifier"),
    PRODUCT_NAME(in(CostColumns.CHARGE_DESCRIPTION), "productname", "product"),
    PRODUCT_ORDER_ID(in(), "productorderid"),
    PART_NUMBER(in(CostColumns.X_PART_NUMBER), "partnumber"),
    PLAN_NAME(in(), "planname"),
    OFFER_ID(in(CostColumns.X_OFFER_ID), "offerid"),
    TERM(in(), "term"),
    METER_ID(in(CostColumns.X_METER_ID), "meterid"),
    METER_NAME(in(CostColumns.SKU_METER), "metername"),
    METER_CATEGORY(in(CostColumns.X_METER_CATEGORY), "metercategory"),
    METER_SUB_CATEGORY(in(CostColumns.X_METER_SUB_CATEGORY), "metersubcategory"),
    CONSUMED_SERVICE(in(), "consumedservice"),
    SERVICE_NAME(in(CostColumns.SERVICE_NAME), "servicename"),
    SERVICE_INFO_1(in(), "serviceinfo1"),
    SERVICE_INFO_2(in(), "serviceinfo2"),
    RESERVATION_ID(in(CostColumns.COMMITMENT_DISCOUNT_ID), "reservationid"),
    RESERVATION_NAME(in(CostColumns.COMMITMENT_DISCOUNT_NAME), "reservationname"),
    BENEFIT_ID(in(CostColumns.COMMITMENT_DISCOUNT_ID), "benefitid"),
    BENEFIT_NAME(in(CostColumns.COMMITMENT_DISCOUNT_NAME), "benefitname"),
    UNIT_OF_MEASURE(in(CostColumns.X_PRICING_UNIT_DESCRIPTION), "unitofmeasure"),
    QUANTITY(in(CostColumns.PRICING_QUANTITY), "quantity", "usagequantity", "consumedquantity"),
    EFFECTIVE_PRICE(in(), "effectiveprice", "resourcerate"),
    UNIT_PRICE(in(CostColumns.PRICING_CURRENCY_CONTRACTED_UNIT_PRICE), "unitprice"),
    LIST_PRICE(in(CostColumns.PRICING_CURRENCY_LIST_UNIT_PRICE), "paygprice", "marketprice"),
    COST(in(CostColumns.X_RAW_COST), "costinbillingcurrency", "cost", "pretaxcost"),
    COST_IN_PRICING_CURRENCY(in(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST), "costinpricingcurrency"),
    LIST_COST(in(CostColumns.LIST_COST), "paygcostinbillingcurrency"),
    PRICING_CURRENCY(in(CostColumns.PRICING_CURRENCY), "pricingcurrency", "pricingcurrencycode"),
    EXCHANGE_RATE(in(CostColumns.X_EXCHANGE_RATE), "exchangeratepricingtobilling", "exchangerate"),
    TAGS(in(CostColumns.X_TAGS_RAW), "tags"),
    ADDITIONAL_INFO(in(CostColumns.X_ADDITIONAL_INFO), "additionalinfo");

    /** The fields of the record that may say what the column does; such a column is not kept in x_SourceColumns. */
    final int[] fields;

    final List<String> names;

    AzureColumn(int[] fields, String... names) {
        this.fields = fields;
        this.names = List.of(names);
    }

    private static int[] in(int... fields) {
        return fields;
    }
}
