package io.tributary.samples.azure;

import io.tributary.samples.SeededRandom;
import java.util.Locale;

/** The resources of a delivery. All deliveries have the same, in different letter case; the last has more tags. */
final class Resources {

    private static final String[] GROUPS = {"Web-Production", "rg-data", "RG-SHARED", "Batch-2026"};
    private static final String[] LOCATIONS = {"EastUS", "eastus", "US East", "westeurope", "EU West"};

    /**
     * Tags as written in files: some as JSON, some without its braces, some with characters that a parser must not
     * split at.
     */
    private static final String[] TAGS = {
        "",
        "{\"env\": \"prod\",\"team\": \"web\"}",
        "\"env\": \"test\",\"cost:center\": \"a,b:c\"",
        "{\"Owner\":\"Zo\u00eb \\\"Z\\\" O'Neil\",\"env\":\"dev\"}",
        "{\"project\":\"p1\",\" project\":\"p2\"}",
        "\"app\":\"\u5e33\u55ae\",\"empty\":\"\""
    };

    private static final String INHERITED = "\"inherited:department\": \"finance\"";

    private final AzurePlan.Delivery delivery;
    private final boolean canonical;

    Resources(AzurePlan.Delivery delivery) {
        this.delivery = delivery;
        this.canonical = delivery.number() % 3 == 1;
    }

    /** One of the resources that a subscription has for a meter. */
    Resource of(Subscription subscription, Meter meter, int number) {
        long mixed =
                SeededRandom.mix(SeededRandom.mix(delivery.scope().seed(), subscription.guid() + meter.name()), number);
        String group = GROUPS[SeededRandom.below(GROUPS.length, mixed)];
        String name =
                (subscription.name() + "-" + meter.name().replace('_', '-') + "-" + number).toLowerCase(Locale.ROOT);
        String id = "/subscriptions/" + subscription.guid() + "/resourceGroups/" + group + "/providers/"
                + meter.resourceType() + "/" + name;
        return new Resource(
                canonical ? group : inOtherCase(group),
                name,
                canonical ? id : inOtherCase(id),
                LOCATIONS[SeededRandom.below(LOCATIONS.length, SeededRandom.mix(mixed, 1))],
                tags(subscription, SeededRandom.below(TAGS.length, SeededRandom.mix(mixed, 2))));
    }

    /** Capacity that a subscription has reserved. */
    Resource capacityReservation(Subscription subscription) {
        String id = "/subscriptions/" + subscription.guid() + "/resourceGroups/" + GROUPS[0]
                + "/providers/Microsoft.Compute/capacityReservationGroups/kept/capacityReservations/d2s";
        return new Resource(canonical ? GROUPS[0] : inOtherCase(GROUPS[0]), "d2s", id(id), LOCATIONS[0], "");
    }

    /** An ARM id in the letter case of this delivery. */
    String id(String canonicalId) {
        return canonical ? canonicalId : inOtherCase(canonicalId);
    }

    private String inOtherCase(String text) {
        return delivery.number() % 3 == 2 ? text.toLowerCase(Locale.ROOT) : text.toUpperCase(Locale.ROOT);
    }

    /** The inheritance of tags was turned on before the last delivery, and rewrites all days of the period. */
    private String tags(Subscription subscription, int choice) {
        String tags = TAGS[choice];
        boolean inherits = delivery.of() > 1 && delivery.isLast() && subscription.index() % 2 == 0;
        if (!inherits) {
            return tags;
        }
        if (tags.isEmpty()) {
            return "{" + INHERITED + "}";
        }
        return tags.endsWith("}")
                ? tags.substring(0, tags.length() - 1) + "," + INHERITED + "}"
                : tags + "," + INHERITED;
    }
}
