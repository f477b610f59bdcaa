package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Cost records with the little that a test is about. */
final class Costs {

    private Costs() {}

    static CostRecord cost(String recordId, String account, YearMonth month, String billedCost) {
        Instant start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        return CostRecord.newBuilder()
                .setBillingAccountId(account)
                .setBillingAccountType("Management account")
                .setBillingCurrency("USD")
                .setBillingPeriodStart(start)
                .setBillingPeriodEnd(end)
                .setInvoiceIssuerName("Amazon Web Services, Inc.")
                .setChargePeriodStart(start)
                .setChargePeriodEnd(start.plusSeconds(3600))
                .setChargeCategory("Usage")
                .setChargeDescription("an hour, \"on demand\"\nof üñ€🙂")
                .setChargeFrequency("Usage-Based")
                .setBilledCost(money(billedCost))
                .setEffectiveCost(money(billedCost).multiply(new BigDecimal(2)))
                .setListCost(money(billedCost).multiply(new BigDecimal(3)))
                .setContractedCost(money(billedCost).multiply(new BigDecimal(4)))
                .setConsumedQuantity(new BigDecimal("0.000000000000001"))
                .setPricingCurrency("USD")
                .setServiceProviderName("Amazon Web Services")
                .setServiceName("Amazon Elastic Compute Cloud")
                .setServiceCategory("Compute")
                .setResourceName("")
                .setXProvider("aws")
                .setXDataSet("aws.cur.legacy")
                .setXDeliveryId("delivery")
                .setXDeliveryTime(end)
                .setXExtractedAt(end)
                .setXPageNumber(0)
                .setXPageRow(0)
                .setXMappingVersion("1")
                .setXLineKey("line")
                .setXOrdinal(0)
                .setXRecordId(recordId)
                .build();
    }

    private static BigDecimal money(String amount) {
        return new BigDecimal(amount).setScale(24);
    }
}
