package io.tributary.streams;

import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Deliveries of a few lines. A test names what matters to it. */
final class SmallBill {

    static final LocalDate NOVEMBER = LocalDate.of(2025, 11, 1);

    static final String HEADER = "identity/LineItemId,bill/InvoiceId,bill/PayerAccountId,bill/BillingPeriodStartDate,"
            + "bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,"
            + "lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,lineItem/ResourceId,lineItem/UsageAmount,"
            + "lineItem/CurrencyCode,lineItem/UnblendedCost";

    private final LocalDate period;
    private final List<String> rows = new ArrayList<>();

    SmallBill(LocalDate period) {
        this.period = period;
    }

    static SmallBill november() {
        return new SmallBill(NOVEMBER);
    }

    /** A line of usage of {@code resource} on the period's first day. */
    SmallBill usage(String resource, String cost) {
        return line("Usage", resource, cost, "USD");
    }

    SmallBill line(String type, String resource, String cost, String currency) {
        // Line item ids are renewed with every delivery, as AWS does.
        rows.add(String.join(
                ",",
                "line-" + System.identityHashCode(this) + "-" + rows.size(),
                "",
                "012345678901",
                period + "T00:00:00Z",
                period.plusMonths(1) + "T00:00:00Z",
                "210987654321",
                type,
                period + "T00:00:00Z",
                period.plusDays(1) + "T00:00:00Z",
                "AmazonEC2",
                "BoxUsage",
                resource,
                "1",
                currency,
                cost));
        return this;
    }

    /** The sum of the rows' costs. */
    String sum() {
        return rows.stream()
                .map(row -> new BigDecimal(row.substring(row.lastIndexOf(',') + 1)))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toString();
    }

    List<String> rows() {
        return rows;
    }

    /** The delivery's pages of two rows each, published at {@code published}. */
    List<RawPage> delivered(String deliveryId, Instant deliveryTime, Instant published) {
        return delivered(deliveryId, deliveryTime, published, 2);
    }

    List<RawPage> delivered(String deliveryId, Instant deliveryTime, Instant published, int rowsPerPage) {
        return new Pages("012345678901", period, deliveryId, deliveryTime, published).of(HEADER, rows, rowsPerPage);
    }
}
