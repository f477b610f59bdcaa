package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.SourceCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

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
     * Looks at the delivery as it is now: which artifacts it consists of, and in which version.
     *
     * @throws SourceException.Missing if an artifact is absent
     */
    DeliverySnapshot snapshot();

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
            String contentType) {

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
        }
    }
}
