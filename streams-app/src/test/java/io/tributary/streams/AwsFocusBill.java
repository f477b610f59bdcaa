package io.tributary.streams;

import io.tributary.schemas.RawPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Deliveries of AWS's FOCUS export of November 2025 for {@link Report}'s payer. A test names what matters to it. */
final class AwsFocusBill {

    private static final Map<String, String> ROW = row();

    private final List<Map<String, String>> rows = new ArrayList<>();
    private String export = "focus";

    /** An export without rows. */
    static AwsFocusBill november() {
        return new AwsFocusBill();
    }

    private static Map<String, String> row() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("BillingAccountId", "012345678901");
        row.put("BillingPeriodStart", "2025-11-01T00:00:00.000Z");
        row.put("BillingPeriodEnd", "2025-12-01T00:00:00.000Z");
        row.put("ChargePeriodStart", "2025-11-01T00:00:00.000Z");
        row.put("ChargePeriodEnd", "2025-11-01T01:00:00.000Z");
        row.put("SubAccountId", "111122223333");
        row.put("ChargeCategory", "Usage");
        row.put("ChargeFrequency", "Usage-Based");
        row.put("PricingCategory", "Standard");
        row.put("CommitmentDiscountId", "");
        row.put("CommitmentDiscountStatus", "");
        row.put("ResourceId", "i-1");
        row.put("BilledCost", "1.0");
        row.put("EffectiveCost", "1.0");
        row.put("ListCost", "1.0");
        row.put("ContractedCost", "1.0");
        row.put("BillingCurrency", "USD");
        row.put("InvoiceId", "");
        row.put("InvoiceIssuerName", "Amazon Web Services, Inc.");
        row.put("ProviderName", "AWS");
        row.put("PublisherName", "Amazon Web Services, Inc.");
        row.put("ServiceName", "Amazon Elastic Compute Cloud");
        row.put("ServiceCategory", "Compute");
        row.put("Tags", "{}");
        row.put("x_ServiceCode", "AmazonEC2");
        row.put("x_UsageType", "BoxUsage:m5.large");
        return row;
    }

    /** Adds a row that differs from the usual one in {@code changes}: names and values alternate. */
    AwsFocusBill row(String... changes) {
        rows.add(Csv.with(ROW, changes));
        return this;
    }

    AwsFocusBill usage(String resource, String cost, String... changes) {
        List<String> all = new ArrayList<>(List.of(
                "ResourceId", resource, "BilledCost", cost, "EffectiveCost", cost, "ListCost", cost, "ContractedCost"));
        all.add(cost);
        all.addAll(List.of(changes));
        return row(all.toArray(String[]::new));
    }

    /** Usage that a Savings Plan covers. */
    AwsFocusBill covered(String resource, String listCost, String effectiveCost) {
        return usage(
                resource,
                listCost,
                "BilledCost",
                "0.0",
                "EffectiveCost",
                effectiveCost,
                "PricingCategory",
                "Committed",
                "CommitmentDiscountStatus",
                "Used",
                "CommitmentDiscountId",
                Report.PLAN);
    }

    /** What a Savings Plan costs, and what of it is not used. */
    AwsFocusBill planFee(String cost, String unused) {
        usage(
                Report.PLAN,
                cost,
                "ChargeCategory",
                "Purchase",
                "ChargeFrequency",
                "Recurring",
                "EffectiveCost",
                "0.0",
                "CommitmentDiscountId",
                Report.PLAN);
        return usage(
                Report.PLAN,
                "0.0",
                "EffectiveCost",
                unused,
                "PricingCategory",
                "Committed",
                "CommitmentDiscountStatus",
                "Unused",
                "CommitmentDiscountId",
                Report.PLAN);
    }

    /** The same rows as another export of the payer. */
    AwsFocusBill ofExport(String name) {
        export = name;
        return this;
    }

    /** The delivery's pages of two rows each, and its completion, published at the delivery's time. */
    List<RawPage> delivered(String deliveryId, Instant time) {
        return delivered(deliveryId, time, time);
    }

    List<RawPage> delivered(String deliveryId, Instant time, Instant published) {
        return pages(deliveryId, time, published).of(header(), lines(), 2);
    }

    static String header() {
        return Csv.line(ROW.keySet());
    }

    List<String> lines() {
        return rows.stream().map(row -> Csv.line(row.values())).toList();
    }

    /** An operator's decision about the delivery, or its scope. */
    RawPage instruction(String kind, String deliveryId, Instant time) {
        return pages(deliveryId, time, time).instruction(kind);
    }

    Pages pages(String deliveryId, Instant time, Instant published) {
        return new Pages("012345678901", Report.NOVEMBER, deliveryId, time, published)
                .ofDataSet("aws", "aws.focus", "text/csv; header=present")
                .ofReport(export);
    }
}
