package io.tributary.streams.normalize.focus;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines of a Cost and Usage Report of January 2023 as AWS writes them for commitments: what a test does not name is
 * blank.
 */
final class CurLines {

    static final String PAYER = "012345678901";
    static final String PLAN = "arn:aws:savingsplans::012345678901:savingsplan/1";
    static final String RESERVATION = "arn:aws:ec2:us-east-1:012345678901:reserved-instances/1";

    private final List<Map<String, String>> rows = new ArrayList<>();

    /** A Savings Plan's payment in advance. */
    CurLines upfrontFee(String cost) {
        return plan("SavingsPlanUpfrontFee", PLAN, cost, Map.of("lineItem/UsageAmount", "1"));
    }

    /** An hour of a Savings Plan: what of it was paid now, what it commits to, and what of that was used. */
    CurLines planFee(String cost, String commitment, String used) {
        return plan(
                "SavingsPlanRecurringFee",
                PLAN,
                cost,
                Map.of("savingsPlan/TotalCommitmentToDate", commitment, "savingsPlan/UsedCommitment", used));
    }

    /** An hour of usage that a Savings Plan covers, and its negation. */
    CurLines coveredByPlan(String resource, String onDemandCost, String effectiveCost) {
        plan(
                "SavingsPlanCoveredUsage",
                resource,
                onDemandCost,
                Map.of(
                        "lineItem/UsageAmount", "1",
                        "pricing/publicOnDemandCost", onDemandCost,
                        "pricing/publicOnDemandRate", onDemandCost,
                        "pricing/unit", "Hrs",
                        "savingsPlan/SavingsPlanEffectiveCost", effectiveCost));
        return plan("SavingsPlanNegation", "", "-" + onDemandCost, Map.of());
    }

    private CurLines plan(String type, String resource, String cost, Map<String, String> more) {
        Map<String, String> row = new LinkedHashMap<>(more);
        row.put("savingsPlan/SavingsPlanARN", PLAN);
        return line(type, resource, cost, row);
    }

    /** Usage on demand. */
    CurLines usage(String resource, String hours, String rate) {
        String cost = new BigDecimal(hours).multiply(new BigDecimal(rate)).toPlainString();
        return line(
                "Usage",
                resource,
                cost,
                Map.of(
                        "lineItem/UsageAmount", hours,
                        "lineItem/UnblendedRate", rate,
                        "pricing/publicOnDemandCost", cost,
                        "pricing/publicOnDemandRate", rate,
                        "pricing/unit", "Hrs"));
    }

    /**
     * An hour of a reservation: its fee, the normalized units reserved (blank without flexibility), and what was not
     * used.
     */
    CurLines reservationFee(String cost, String normalizedUnits, String unusedHours, String unusedFee) {
        return line(
                "RIFee",
                RESERVATION,
                cost,
                Map.of(
                        "lineItem/UsageAmount", "1",
                        "pricing/unit", "Hrs",
                        "reservation/ReservationARN", RESERVATION,
                        "reservation/TotalReservedUnits", "1",
                        "reservation/TotalReservedNormalizedUnits", normalizedUnits,
                        "reservation/UnusedQuantity", unusedHours,
                        "reservation/UnusedRecurringFee", unusedFee));
    }

    /** Usage that a reservation covers; its normalized amount is blank without flexibility. */
    CurLines coveredByReservation(
            String resource, String hours, String normalizedHours, String rate, String effectiveCost) {
        String onDemandCost =
                new BigDecimal(hours).multiply(new BigDecimal(rate)).toPlainString();
        return line(
                "DiscountedUsage",
                resource,
                "0",
                Map.of(
                        "lineItem/UsageAmount", hours,
                        "lineItem/NormalizedUsageAmount", normalizedHours,
                        "pricing/publicOnDemandCost", onDemandCost,
                        "pricing/publicOnDemandRate", rate,
                        "pricing/unit", "Hrs",
                        "reservation/ReservationARN", RESERVATION,
                        "reservation/EffectiveCost", effectiveCost));
    }

    private CurLines line(String type, String resource, String cost, Map<String, String> more) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("bill/PayerAccountId", PAYER);
        row.put("bill/BillingPeriodStartDate", "2023-01-01T00:00:00Z");
        row.put("bill/BillingPeriodEndDate", "2023-02-01T00:00:00Z");
        row.put("lineItem/UsageAccountId", "111122223333");
        row.put("lineItem/LineItemType", type);
        row.put("lineItem/UsageStartDate", "2023-01-01T%02d:00:00Z".formatted(rows.size()));
        row.put("lineItem/UsageEndDate", "2023-01-01T%02d:00:00Z".formatted(rows.size() + 1));
        row.put(
                "lineItem/ProductCode",
                type.startsWith("SavingsPlan") && !type.contains("Usage") ? "ComputeSavingsPlans" : "AmazonEC2");
        row.put("lineItem/UsageType", "BoxUsage");
        row.put("lineItem/ResourceId", resource);
        row.put("lineItem/CurrencyCode", "USD");
        row.put("lineItem/UnblendedCost", cost);
        // A report has its columns whatever its rows are: blank is not absent.
        row.put("savingsPlan/SavingsPlanEffectiveCost", "");
        row.put("reservation/EffectiveCost", "");
        row.putAll(more);
        rows.add(row);
        return this;
    }

    /** The lines with all columns that any of them has. */
    List<Map<String, String>> rows() {
        Map<String, String> blank = new LinkedHashMap<>();
        rows.forEach(row -> row.keySet().forEach(column -> blank.put(column, "")));
        return rows.stream()
                .map(row -> {
                    Map<String, String> whole = new LinkedHashMap<>(blank);
                    whole.putAll(row);
                    return whole;
                })
                .toList();
    }

    /** Sum of the unblended costs. */
    BigDecimal unblended() {
        return rows.stream()
                .map(row -> new BigDecimal(row.get("lineItem/UnblendedCost")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
