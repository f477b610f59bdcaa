package io.tributary.streams;

import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report of November 2025 for one payer: rows of usage. A test names what matters to it. */
final class Report {

    static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);
    static final String PLAN = "arn:aws:savingsplans::012345678901:savingsplan/1";

    private static final Map<String, String> ROW = row();

    private final String payer;
    private final List<Map<String, String>> rows = new ArrayList<>();
    private final String lineItems;

    Report(String payer, String lineItems) {
        this.payer = payer;
        this.lineItems = lineItems;
    }

    /** An empty report; {@code lineItems} begins its line item ids, which AWS renews with every delivery. */
    static Report of(String lineItems) {
        return new Report("012345678901", lineItems);
    }

    private static Map<String, String> row() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("identity/LineItemId", "");
        row.put("bill/InvoiceId", "");
        row.put("bill/PayerAccountId", "");
        row.put("bill/BillingPeriodStartDate", "2025-11-01T00:00:00Z");
        row.put("bill/BillingPeriodEndDate", "2025-12-01T00:00:00Z");
        row.put("lineItem/UsageAccountId", "111122223333");
        row.put("lineItem/LineItemType", "Usage");
        row.put("lineItem/UsageStartDate", "2025-11-01T00:00:00Z");
        row.put("lineItem/UsageEndDate", "2025-11-01T01:00:00Z");
        row.put("lineItem/ProductCode", "AmazonEC2");
        row.put("lineItem/UsageType", "BoxUsage:m5.large");
        row.put("lineItem/ResourceId", "i-1");
        row.put("lineItem/UsageAmount", "1");
        row.put("lineItem/CurrencyCode", "USD");
        row.put("lineItem/UnblendedCost", "1");
        row.put("lineItem/LineItemDescription", "An hour, or \"instance hour\"");
        row.put("savingsPlan/SavingsPlanARN", "");
        row.put("savingsPlan/SavingsPlanEffectiveCost", "");
        row.put("savingsPlan/TotalCommitmentToDate", "");
        row.put("savingsPlan/UsedCommitment", "");
        row.put("reservation/ReservationARN", "");
        row.put("reservation/UnusedRecurringFee", "");
        row.put("resourceTags/user:team", "");
        return row;
    }

    /** Adds a row that differs from the usual one in {@code changes}: names and values alternate. */
    Report row(String... changes) {
        Map<String, String> row = Csv.with(ROW, changes);
        row.put("bill/PayerAccountId", payer);
        row.put("identity/LineItemId", lineItems + "-" + rows.size());
        rows.add(row);
        return this;
    }

    Report usage(String resource, String cost) {
        return row("lineItem/ResourceId", resource, "lineItem/UnblendedCost", cost);
    }

    Report covered(String resource, String cost, String effectiveCost) {
        return row(
                "lineItem/LineItemType", "SavingsPlanCoveredUsage",
                "lineItem/ResourceId", resource,
                "lineItem/UnblendedCost", cost,
                "savingsPlan/SavingsPlanARN", PLAN,
                "savingsPlan/SavingsPlanEffectiveCost", effectiveCost);
    }

    Report negation(String cost) {
        return row(
                "lineItem/LineItemType",
                "SavingsPlanNegation",
                "lineItem/ResourceId",
                "",
                "lineItem/UnblendedCost",
                cost,
                "savingsPlan/SavingsPlanARN",
                PLAN);
    }

    Report planFee(String cost, String used) {
        return row(
                "lineItem/LineItemType", "SavingsPlanRecurringFee",
                "lineItem/ResourceId", PLAN,
                "lineItem/UnblendedCost", cost,
                "savingsPlan/SavingsPlanARN", PLAN,
                "savingsPlan/TotalCommitmentToDate", cost,
                "savingsPlan/UsedCommitment", used);
    }

    /** Sum of the unblended costs of all rows. */
    BigDecimal unblended() {
        return rows.stream()
                .map(row -> new BigDecimal(row.get("lineItem/UnblendedCost")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    static String header() {
        return Csv.line(ROW.keySet());
    }

    List<String> lines() {
        return rows.stream().map(row -> Csv.line(row.values())).toList();
    }

    int size() {
        return rows.size();
    }

    /** The delivery's pages of two rows each, and its completion, published at the delivery's time. */
    List<RawPage> delivered(String deliveryId, Instant time) {
        return pages(deliveryId, time).of(header(), lines(), 2);
    }

    Pages pages(String deliveryId, Instant time) {
        return new Pages(payer, NOVEMBER, deliveryId, time, time);
    }

    /** The same lines as an export of CUR 2.0, which has other names, and tags in a map. */
    List<RawPage> exported(String deliveryId, Instant time) {
        String tag = "resourceTags/user:team";
        List<String> header = ROW.keySet().stream()
                .map(name -> name.equals(tag) ? "resource_tags" : snakeCase(name))
                .toList();
        List<String> lines = rows.stream()
                .map(row -> {
                    String team = row.get(tag);
                    return Csv.line(Csv.with(row, tag, team.isEmpty() ? "{}" : "{\"user_team\":\"" + team + "\"}")
                            .values());
                })
                .toList();
        return exportPages(deliveryId, time).of(Csv.line(header), lines, 2);
    }

    Pages exportPages(String deliveryId, Instant time) {
        return pages(deliveryId, time)
                .ofDataSet("aws", "aws.cur.2", "text/csv; header=present")
                .ofReport("export");
    }

    private static String snakeCase(String name) {
        return name.replace('/', '_').replaceAll("(?<!_)([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
