package io.tributary.local.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums live records by the invoice that they name, account, billing period, currency and charge category. */
final class InvoiceTotals {

    private static final int PROVIDER = EncodedRecord.position("x_Provider");
    private static final int ISSUER = EncodedRecord.position("InvoiceIssuerName");
    private static final int ACCOUNT = EncodedRecord.position("BillingAccountId");
    private static final int START = EncodedRecord.position("BillingPeriodStart");
    private static final int END = EncodedRecord.position("BillingPeriodEnd");
    private static final int CURRENCY = EncodedRecord.position("BillingCurrency");
    private static final int INVOICE = EncodedRecord.position("InvoiceId");
    private static final int CATEGORY = EncodedRecord.position("ChargeCategory");
    private static final int DELIVERY_TIME = EncodedRecord.position("x_DeliveryTime");
    private static final int BILLED = EncodedRecord.position("BilledCost");

    /** What every record has; the invoice is told apart where it is missing. */
    private static final int[] SORT = {PROVIDER, ISSUER, ACCOUNT, START, END, CURRENCY, CATEGORY};

    private static final int[] SORT_WITH_INVOICE = {PROVIDER, ISSUER, ACCOUNT, START, END, CURRENCY, CATEGORY, INVOICE};

    private static final Comparator<InvoiceTotal> ORDER = Comparator.comparing(InvoiceTotal::provider)
            .thenComparing(InvoiceTotal::issuer)
            .thenComparing(InvoiceTotal::billingAccountId)
            .thenComparing(InvoiceTotal::periodStart)
            .thenComparing(InvoiceTotal::periodEnd)
            .thenComparing(total -> total.invoiceId().orElse(""))
            .thenComparing(InvoiceTotal::currency)
            .thenComparing(InvoiceTotal::chargeCategory);

    /** By the encodings of what they have in common. */
    private final Map<ByteBuffer, Sum> sums = new HashMap<>();

    private byte[] lastSort;
    private Sum last;

    /** Counts a record. */
    void add(EncodedRecord cost) {
        byte[] sort = cost.encodings(cost.has(INVOICE) ? SORT_WITH_INVOICE : SORT);
        if (!Arrays.equals(sort, lastSort)) {
            lastSort = sort;
            last = sums.computeIfAbsent(ByteBuffer.wrap(sort), absent -> new Sum(cost));
        }
        last.add(cost);
    }

    /** By provider, issuer, account, period, invoice, currency and charge category. */
    List<InvoiceTotal> toList() {
        return sums.values().stream().map(Sum::total).sorted(ORDER).toList();
    }

    private static final class Sum {

        private final InvoiceTotal first;
        private long records;
        private BigInteger billed = BigInteger.ZERO;
        private long oldest = Long.MAX_VALUE;
        private long newest = Long.MIN_VALUE;

        private Sum(EncodedRecord cost) {
            first = new InvoiceTotal(
                    cost.text(PROVIDER),
                    cost.text(ISSUER),
                    cost.text(ACCOUNT),
                    Instant.ofEpochMilli(cost.number(START)),
                    Instant.ofEpochMilli(cost.number(END)),
                    cost.text(CURRENCY),
                    cost.has(INVOICE) ? Optional.of(cost.text(INVOICE)) : Optional.empty(),
                    cost.text(CATEGORY),
                    0,
                    BigDecimal.ZERO,
                    Instant.EPOCH,
                    Instant.EPOCH);
        }

        private void add(EncodedRecord cost) {
            records++;
            billed = billed.add(cost.unscaled(BILLED));
            oldest = Math.min(oldest, cost.number(DELIVERY_TIME));
            newest = Math.max(newest, cost.number(DELIVERY_TIME));
        }

        private InvoiceTotal total() {
            return new InvoiceTotal(
                    first.provider(),
                    first.issuer(),
                    first.billingAccountId(),
                    first.periodStart(),
                    first.periodEnd(),
                    first.currency(),
                    first.invoiceId(),
                    first.chargeCategory(),
                    records,
                    new BigDecimal(billed, EncodedRecord.FIELDS.get(BILLED).scale()),
                    Instant.ofEpochMilli(oldest),
                    Instant.ofEpochMilli(newest));
        }
    }
}
