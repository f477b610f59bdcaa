package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.SourceCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A delivery that a source offers. */
public interface SourceDelivery {

    /** What the delivery is. */
    DeliveryHeader header();

    /**
     * The delivery to read, given how far its scope was read before. If a request creates the delivery, this is the
     * unfinished one or one that begins now.
     *
     * @param before how far the scope was read; empty if it was not
     */
    default SourceDelivery begun(Optional<SourceCursor> before) {
        return this;
    }

    /**
     * How much there is to read of the delivery, as far as the source knew it when it found it; empty if it does not
     * say. The snapshot may say another amount.
     */
    default Optional<Extent> extent() {
        return Optional.empty();
    }

    /**
     * Looks at the delivery as it is now: which artifacts it consists of, and in which version.
     *
     * @throws SourceException.Missing if an artifact is absent
     */
    DeliverySnapshot snapshot();

    /**
     * Whether it is one of many small ones: its end may be published in one transaction with the deliveries after it.
     */
    default boolean sharesTransaction() {
        return false;
    }

    /**
     * Finds the delivery again after it changed: the same delivery, or the one that replaced it.
     *
     * @throws SourceException if it no longer exists
     */
    SourceDelivery refreshed();

    /**
     * What a delivery is. Every one of its pages repeats this.
     *
     * @param provider aws, azure or gcp
     * @param dataSet what kind of source, for example aws.cur.legacy
     * @param dataSetVersion version of the data set's shape, where the provider states one
     * @param billingAccountId the billing account or payer, as the provider writes it
     * @param periodStart first day of the billing period
     * @param periodEnd first day after the billing period
     * @param scope what the delivery is a complete statement of
     * @param id the provider's id of the delivery
     * @param time the provider's time of the delivery
     * @param contentType format of the pages' content
     * @param choice why it is this one that states the account's period
     */
    record DeliveryHeader(
            String provider,
            String dataSet,
            Optional<String> dataSetVersion,
            String billingAccountId,
            LocalDate periodStart,
            LocalDate periodEnd,
            String scope,
            String id,
            Instant time,
            String contentType,
            Choice choice) {

        /** The header of a delivery beside which nothing states the same money. */
        public DeliveryHeader(
                String provider,
                String dataSet,
                Optional<String> dataSetVersion,
                String billingAccountId,
                LocalDate periodStart,
                LocalDate periodEnd,
                String scope,
                String id,
                Instant time,
                String contentType) {
            this(
                    provider,
                    dataSet,
                    dataSetVersion,
                    billingAccountId,
                    periodStart,
                    periodEnd,
                    scope,
                    id,
                    time,
                    contentType,
                    Choice.ONLY);
        }

        public DeliveryHeader {
            requireNonNull(provider, "provider");
            requireNonNull(dataSet, "dataSet");
            requireNonNull(dataSetVersion, "dataSetVersion");
            requireNonNull(billingAccountId, "billingAccountId");
            requireNonNull(periodStart, "periodStart");
            requireNonNull(periodEnd, "periodEnd");
            requireNonNull(scope, "scope");
            requireNonNull(id, "id");
            requireNonNull(time, "time");
            requireNonNull(contentType, "contentType");
            requireNonNull(choice, "choice");
        }

        /** The digest by which a change is noticed: of what the delivery consists of, and of why it was chosen. */
        public String fingerprint(DeliverySnapshot snapshot) {
            return choice.equals(Choice.ONLY) ? snapshot.fingerprint() : snapshot.fingerprint() + " " + choice.text();
        }
    }

    /**
     * How a delivery was chosen among those that state the same money of an account and period. It depends on what is
     * there of that account and period, never on what was taken before.
     *
     * @param over data sets that are there, too, and whose place this delivery takes
     * @param notTaken why nothing of the delivery is to be published; empty where it was chosen
     */
    record Choice(SortedSet<String> over, Optional<String> notTaken) {

        /** There is nothing to choose from. */
        public static final Choice ONLY = new Choice(Set.of(), Optional.empty());

        public Choice {
            over = Collections.unmodifiableSortedSet(new TreeSet<>(over));
            requireNonNull(notTaken, "notTaken");
        }

        private Choice(Set<String> over, Optional<String> notTaken) {
            this(new TreeSet<>(over), notTaken);
        }

        /** A delivery that was chosen over those of other data sets. */
        public static Choice over(Set<String> dataSets) {
            return new Choice(dataSets, Optional.empty());
        }

        /** A delivery of which nothing is to be published, and why: as it stands behind "is not taken:". */
        public static Choice notTaken(String reason) {
            return new Choice(Set.of(), Optional.of(reason));
        }

        private String text() {
            return "over " + over + notTaken.map(reason -> ", not taken").orElse("");
        }
    }
}
