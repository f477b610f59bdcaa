package io.tributary.local.command.alerts;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Delivery;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that needs a person, as it is now.
 *
 * @param kind what it is about
 * @param subject what makes it another one than others of its kind
 * @param summary what is wrong, in a sentence
 * @param command the command that settles it, or that shows what can be done; empty where none does
 * @param place where it is; empty where it is about no account's period
 * @param amounts the money that it is about, by currency
 */
record Finding(
        AlertKind kind,
        String subject,
        String summary,
        Optional<String> command,
        Optional<Place> place,
        SortedMap<String, BigDecimal> amounts) {

    /**
     * Where it is.
     *
     * @param provider the provider's name
     * @param account the billing account, or the scope that takes its place
     * @param periodStart first day of the billing period
     * @param scope scope of the delivery; null where it is about several
     * @param deliveryId the delivery; null where it is about several
     */
    record Place(String provider, String account, LocalDate periodStart, String scope, String deliveryId) {

        static Place of(Delivery delivery) {
            return new Place(
                    delivery.getProvider(),
                    delivery.getBillingAccountId(),
                    delivery.getBillingPeriodStart(),
                    delivery.getScope(),
                    delivery.getDeliveryId());
        }

        static Place ofPeriod(Delivery delivery) {
            return new Place(
                    delivery.getProvider(),
                    delivery.getBillingAccountId(),
                    delivery.getBillingPeriodStart(),
                    null,
                    null);
        }
    }

    Finding {
        requireNonNull(kind, "kind");
        requireNonNull(subject, "subject");
        requireNonNull(summary, "summary");
        amounts = new TreeMap<>(amounts);
    }

    /** The alert's id. */
    String id() {
        return kind + "|" + subject;
    }
}
