package io.tributary.schemas;

import java.time.Instant;
import java.time.LocalDate;

/** Record keys, as UTF-8 text. */
public final class Keys {

    private Keys() {}

    /**
     * Key of raw pages and dead letters: {@code account|2026-11-01}. All pages of an account's billing period share
     * it, and so a partition.
     */
    public static String accountPeriod(String billingAccountId, LocalDate billingPeriodStart) {
        return billingAccountId + "|" + billingPeriodStart;
    }

    /** What a delivery is a complete statement of: {@code provider/data set/account/2026-11-01/source}. */
    public static String scope(
            String provider, String dataSet, String billingAccountId, LocalDate billingPeriodStart, String source) {
        return String.join("/", provider, dataSet, billingAccountId, billingPeriodStart.toString(), source);
    }

    /**
     * Key of a claim: {@code provider|billing account|2026-11-01|statement}. Claims of one billing account's period
     * share what stands before the statement, and so a partition.
     */
    public static String claim(
            String provider, String billingAccountId, LocalDate billingPeriodStart, String statement) {
        return String.join("|", provider, billingAccountId, billingPeriodStart.toString(), statement);
    }

    /**
     * Key of a discarded row: {@code scope|digest}. The same row in a later delivery of the scope has the same one.
     *
     * @param digest of the row's bytes, in hex digits
     */
    public static String discardedRow(String scope, String digest) {
        return scope + "|" + digest;
    }

    /** Key of a discarded page or raw record: {@code topic|partition|offset}. */
    public static String discardedRecord(String topic, int partition, long offset) {
        return topic + "|" + partition + "|" + offset;
    }

    /** Key of a delivery's record: {@code scope|delivery id}. */
    public static String delivery(String scope, String deliveryId) {
        return scope + "|" + deliveryId;
    }

    /**
     * Key of a statement of what was billed: {@code provider|billing account|2026-11-01|invoice|currency}.
     *
     * @param billingAccountId the account in the form that is the same for all ways to write it: the last part of a
     *     resource id, in lower case
     * @param invoiceId the invoice; null: the whole period, for which the key has nothing
     */
    public static String billedStatement(
            String provider, String billingAccountId, LocalDate billingPeriodStart, String invoiceId, String currency) {
        return String.join(
                "|",
                provider,
                billingAccountId,
                billingPeriodStart.toString(),
                invoiceId == null ? "" : invoiceId,
                currency);
    }

    /** Key of a billing period: {@code provider|invoice issuer|2026-11-01T00:00:00Z}. */
    public static String billingPeriod(String provider, String invoiceIssuerName, Instant billingPeriodStart) {
        return String.join("|", provider, invoiceIssuerName, billingPeriodStart.toString());
    }
}
