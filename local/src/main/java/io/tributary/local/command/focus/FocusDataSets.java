package io.tributary.local.command.focus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.tributary.local.view.FocusContent;
import io.tributary.local.view.InvoiceTotal;
import io.tributary.schemas.BillingPeriod;
import io.tributary.schemas.InvoiceDetail;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Derives FOCUS's data sets Billing Period and Invoice Detail from what cost records say of invoices. What no record
 * says stays open, or null: nothing is guessed.
 */
public final class FocusDataSets {

    static final String CLOSED = "Closed";
    static final String OPEN = "Open";
    static final String ISSUED = "Issued";

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::provider)
            .thenComparing(Key::issuer)
            .thenComparing(Key::start)
            .thenComparing(Key::end);

    private FocusDataSets() {}

    private record Key(String provider, String issuer, Instant start, Instant end) {
        private static Key of(InvoiceTotal total) {
            return new Key(total.provider(), total.issuer(), total.periodStart(), total.periodEnd());
        }
    }

    /**
     * The data sets and their metadata.
     *
     * @param totals what the view holds, by invoice
     * @param isComplete whether all that was delivered of a total's account and period was taken
     * @param sectors what is known of the billing periods
     * @param topicId id of the topic that the view is of: data sets of another topic are others
     * @param now when they are made
     */
    public static FocusContent of(
            Collection<InvoiceTotal> totals,
            Predicate<InvoiceTotal> isComplete,
            List<TimeSector> sectors,
            String topicId,
            Instant now) {
        List<BillingPeriod> periods = new ArrayList<>();
        List<InvoiceDetail> details = new ArrayList<>();
        totals.stream()
                .collect(groupingBy(Key::of, () -> new TreeMap<>(ORDER), toList()))
                .forEach((key, own) -> {
                    boolean isClosed = isClosed(key, own, isComplete, now);
                    periods.add(period(key, own, isClosed));
                    own.stream()
                            .filter(total -> total.invoiceId().isPresent())
                            .forEach(total -> details.add(detail(total, isClosed)));
                });
        StringBuilder content = new StringBuilder(topicId);
        periods.forEach(content::append);
        details.forEach(content::append);
        String fingerprint = sha256(content.toString());
        return new FocusContent(
                periods, details, fingerprint, FocusMetadata.of(sectors, newest(periods), fingerprint, now));
    }

    /** By evidence alone: the end of the period, invoices on every record, and deliveries that were taken whole. */
    private static boolean isClosed(
            Key key, List<InvoiceTotal> totals, Predicate<InvoiceTotal> isComplete, Instant now) {
        return !key.end().isAfter(now)
                && totals.stream().allMatch(total -> total.invoiceId().isPresent())
                && totals.stream().allMatch(isComplete);
    }

    private static BillingPeriod period(Key key, List<InvoiceTotal> totals, boolean isClosed) {
        return BillingPeriod.newBuilder()
                .setBillingPeriodCreated(totals.stream()
                        .map(InvoiceTotal::oldest)
                        .min(Comparator.naturalOrder())
                        .orElseThrow())
                .setBillingPeriodEnd(key.end())
                .setBillingPeriodLastUpdated(totals.stream()
                        .map(InvoiceTotal::newest)
                        .max(Comparator.naturalOrder())
                        .orElseThrow())
                .setBillingPeriodStart(key.start())
                .setBillingPeriodStatus(isClosed ? CLOSED : OPEN)
                .setInvoiceIssuerName(key.issuer())
                .setXProvider(key.provider())
                .build();
    }

    private static InvoiceDetail detail(InvoiceTotal total, boolean isClosed) {
        return InvoiceDetail.newBuilder()
                .setBilledCost(total.billedCost())
                .setBillingAccountId(total.billingAccountId())
                .setBillingCurrency(total.currency())
                .setBillingPeriodEnd(total.periodEnd())
                .setBillingPeriodStart(total.periodStart())
                .setChargeCategory(total.chargeCategory())
                .setInvoiceDetailCreated(total.oldest())
                .setInvoiceDetailId(id(total))
                .setInvoiceDetailLastUpdated(total.newest())
                .setInvoiceId(total.invoiceId().orElseThrow())
                .setInvoiceIssueStatus(isClosed ? ISSUED : OPEN)
                .setInvoiceIssuerName(total.issuer())
                .setXProvider(total.provider())
                .setXRecords(total.records())
                .build();
    }

    private static String id(InvoiceTotal total) {
        StringBuilder frame = new StringBuilder();
        List.of(
                        total.provider(),
                        total.issuer(),
                        total.invoiceId().orElseThrow(),
                        total.billingAccountId(),
                        total.periodStart().toString(),
                        total.periodEnd().toString(),
                        total.currency(),
                        total.chargeCategory())
                .forEach(part -> frame.append(part.length()).append(':').append(part));
        return sha256(frame.toString());
    }

    private static Instant newest(List<BillingPeriod> periods) {
        return periods.stream()
                .map(BillingPeriod::getBillingPeriodLastUpdated)
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
