package io.tributary.local.streams;

import io.tributary.schemas.Completion;
import io.tributary.schemas.Keys;
import io.tributary.schemas.RawPage;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** A bill of a few columns, cut into pages as an extractor would. */
final class SmallBill {

    private static final String ACCOUNT = "012345678901";
    private static final String HEADER = "identity/LineItemId,bill/InvoiceId,bill/PayerAccountId,"
            + "bill/BillingPeriodStartDate,bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,"
            + "lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,"
            + "lineItem/ResourceId,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost\n";

    private final String account;
    private final LocalDate period;
    private final List<String> rows = new ArrayList<>();
    private BigDecimal total = BigDecimal.ZERO;

    SmallBill(LocalDate period) {
        this(ACCOUNT, period);
    }

    SmallBill(String account, LocalDate period) {
        this.account = account;
        this.period = period;
    }

    static SmallBill november() {
        return new SmallBill(LocalDate.of(2025, 11, 1));
    }

    /** A line of usage of {@code resource} on the period's first day. */
    SmallBill usage(String resource, String cost) {
        // Line item ids are renewed with every delivery, as AWS does.
        rows.add(String.join(
                ",",
                "line-" + System.identityHashCode(this) + "-" + rows.size(),
                "",
                account,
                period + "T00:00:00Z",
                period.plusMonths(1) + "T00:00:00Z",
                "210987654321",
                "Usage",
                period + "T00:00:00Z",
                period.plusDays(1) + "T00:00:00Z",
                "AmazonEC2",
                "BoxUsage",
                resource,
                "1",
                "USD",
                cost));
        total = total.add(new BigDecimal(cost));
        return this;
    }

    /**
     * Lines of usage of {@code count} resources, those left out whose number {@code every} divides; 0 leaves none out.
     */
    SmallBill usages(int count, int every) {
        for (int i = 0; i < count; i++) {
            if (every == 0 || i % every != 0) {
                usage("resource-" + i, "0." + (1_000_000 + i));
            }
        }
        return this;
    }

    String account() {
        return account;
    }

    /** What the lines add up to. */
    BigDecimal total() {
        return total;
    }

    int size() {
        return rows.size();
    }

    /**
     * The delivery's pages of {@code rowsPerPage} rows each, and its completion; {@code time} is the delivery's and
     * theirs.
     */
    List<RawPage> delivered(String deliveryId, Instant time, int rowsPerPage) {
        List<RawPage> pages = new ArrayList<>();
        CRC32C checksums = new CRC32C();
        for (int from = 0; from < rows.size(); from += rowsPerPage) {
            List<String> slice = rows.subList(from, Math.min(rows.size(), from + rowsPerPage));
            byte[] content = (HEADER + String.join("\n", slice) + "\n").getBytes(StandardCharsets.UTF_8);
            CRC32C checksum = new CRC32C();
            checksum.update(content);
            checksums.update(
                    ByteBuffer.allocate(Long.BYTES).putLong(checksum.getValue()).flip());
            pages.add(start(deliveryId, time, pages.size())
                    .setContent(ByteBuffer.wrap(content))
                    .setRowCount(slice.size())
                    .setChecksum(checksum.getValue())
                    .setArtifactRow(from)
                    .build());
        }
        pages.add(start(deliveryId, time, pages.size())
                .setContent(ByteBuffer.wrap(new byte[0]))
                .setRowCount(0)
                .setChecksum(checksums.getValue())
                .setArtifactRow(rows.size())
                .setCompletion(new Completion(pages.size(), (long) rows.size(), List.of(), List.of()))
                .build());
        return pages;
    }

    private RawPage.Builder start(String deliveryId, Instant time, int number) {
        return RawPage.newBuilder()
                .setProvider("aws")
                .setDataSet("aws.cur.legacy")
                .setBillingAccountId(account)
                .setBillingPeriodStart(period)
                .setBillingPeriodEnd(period.plusMonths(1))
                .setScope(Keys.scope("aws", "aws.cur.legacy", account, period, "report"))
                .setDeliveryId(deliveryId)
                .setDeliveryTime(time)
                .setPageNumber(number)
                .setContentType("text/csv; header=present")
                .setArtifact("file:report-1.csv")
                .setExtractedAt(time)
                .setExtractorVersion("test");
    }
}
