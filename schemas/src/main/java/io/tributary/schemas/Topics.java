package io.tributary.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every topic that Tributary reads or writes. */
public final class Topics {

    /** Largest record of a page: a page is about 1 MiB, but a row is never split, and one may be large. */
    static final int RAW_MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    /** A dead letter holds a whole raw record and says what is wrong with it. */
    static final int DEAD_LETTER_MAX_MESSAGE_BYTES = RAW_MAX_MESSAGE_BYTES + 1024 * 1024;

    private static final String RAW_PREFIX = "billing.raw.";
    private static final Map<String, String> RAW_REQUIRED =
            Map.of("cleanup.policy", "delete", "max.message.bytes", Integer.toString(RAW_MAX_MESSAGE_BYTES));
    // Kept for ever by default: raw pages are what a replay reads.
    private static final Map<String, String> RAW_ADVISED = Map.of("retention.ms", "-1");

    /** Clean cost records. Key: the record id; a null value says that the record no longer exists. */
    public static final Topic<CostRecord> COSTS = new Topic<>(
            "billing.costs",
            CostRecord.class,
            Map.of("cleanup.policy", "compact"),
            // A reader that is a week late still sees every withdrawal, and a day late every state of a record.
            Map.of(
                    "delete.retention.ms", "604800000",
                    "min.compaction.lag.ms", "86400000",
                    "segment.ms", "86400000",
                    "compression.type", "producer"));

    /**
     * Signed entries, never changed or withdrawn: a plain sum is always right. Key: the record id. Exists where
     * streams.ledger is set.
     */
    public static final Topic<LedgerEntry> LEDGER = new Topic<>(
            "billing.ledger", LedgerEntry.class, Map.of("cleanup.policy", "delete"), Map.of("retention.ms", "-1"));

    /** What could not be read. Key: as the raw record. */
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(
            "billing.dlq",
            DeadLetter.class,
            Map.of("cleanup.policy", "delete", "max.message.bytes", Integer.toString(DEAD_LETTER_MAX_MESSAGE_BYTES)),
            Map.of("retention.ms", "-1"));

    /** Dead letters about which nothing is to be done. Key: see {@link Keys#discardedRow}. */
    public static final Topic<Discard> DISCARDS =
            new Topic<>("billing.dlq.discards", Discard.class, Map.of("cleanup.policy", "compact"), Map.of());

    /** What became of each delivery. Key: {@link Keys#delivery}. */
    public static final Topic<Delivery> DELIVERIES =
            new Topic<>("billing.deliveries", Delivery.class, Map.of("cleanup.policy", "compact"), Map.of());

    /** What each statement bills of which billing account. Key: {@link Keys#claim}. */
    public static final Topic<Claim> CLAIMS =
            new Topic<>("billing.claims", Claim.class, Map.of("cleanup.policy", "compact"), Map.of());

    /** How far each scope has been read. Key: the scope. */
    public static final Topic<SourceCursor> CURSORS =
            new Topic<>("billing.cursors", SourceCursor.class, Map.of("cleanup.policy", "compact"), Map.of());

    /** What accounts were billed, as providers state it. Key: {@link Keys#billedStatement}; null: it was removed. */
    public static final Topic<BilledStatement> STATEMENTS =
            new Topic<>("billing.statements", BilledStatement.class, Map.of("cleanup.policy", "compact"), Map.of());

    /** What needs a person. Key: the alert's id. */
    public static final Topic<Alert> ALERTS =
            new Topic<>("billing.alerts", Alert.class, Map.of("cleanup.policy", "compact"), Map.of());

    /** Billing periods of invoice issuers: FOCUS's Billing Period. Key: {@link Keys#billingPeriod}. */
    public static final Topic<BillingPeriod> BILLING_PERIODS =
            new Topic<>("billing.periods", BillingPeriod.class, Map.of("cleanup.policy", "compact"), Map.of());

    /** What records come to on invoices: FOCUS's Invoice Detail. Key: InvoiceDetailId. */
    public static final Topic<InvoiceDetail> INVOICE_DETAILS =
            new Topic<>("billing.invoice-details", InvoiceDetail.class, Map.of("cleanup.policy", "compact"), Map.of());

    private Topics() {}

    /** Raw topics, one a cloud. */
    public static List<Topic<RawPage>> raw() {
        return Provider.builtIn().stream().map(Provider::rawTopic).toList();
    }

    /** Whether a topic of this name is a raw topic, of whatever provider. */
    public static boolean isRaw(String topic) {
        return topic.startsWith(RAW_PREFIX);
    }

    /** The name of the provider whose raw topic has this name; the topic's name where it is no raw topic. */
    public static String providerOf(String topic) {
        return isRaw(topic) ? topic.substring(RAW_PREFIX.length()) : topic;
    }

    /**
     * The raw topic of a provider.
     *
     * @param provider the provider's name, see {@link Provider#name}
     */
    public static Topic<RawPage> raw(String provider) {
        return new Topic<>(RAW_PREFIX + provider, RawPage.class, RAW_REQUIRED, RAW_ADVISED);
    }

    /** The whole catalogue. */
    public static List<Topic<?>> all() {
        List<Topic<?>> topics = new ArrayList<>(raw());
        topics.addAll(List.of(
                COSTS,
                LEDGER,
                DEAD_LETTERS,
                DISCARDS,
                DELIVERIES,
                CLAIMS,
                CURSORS,
                STATEMENTS,
                ALERTS,
                BILLING_PERIODS,
                INVOICE_DETAILS));
        return List.copyOf(topics);
    }

    /** The catalogue without topics that exist only where a setting asks for them. */
    public static List<Topic<?>> always() {
        return all().stream().filter(topic -> topic != LEDGER).toList();
    }
}
