package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.ReferenceTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** FOCUS's name and category of the service to which a consumed service and a resource type belong. */
final class Services {

    /**
     * A service.
     *
     * @param name its name; empty where only its category is known
     * @param category one of FOCUS's 19 service categories
     * @param subcategory one of its subcategories, or {@code Other (category)}
     */
    record Service(String name, String category, String subcategory) {}

    static final Service OTHER = new Service("", "Other", "Other (Other)");

    // No service: a name that several services share does not identify one.
    private static final Service SEVERAL = new Service("", "", "");

    private static final Map<String, Service> BY_BOTH = new HashMap<>();
    private static final Map<String, Service> BY_TYPE = new HashMap<>();
    private static final Map<String, Service> BY_CONSUMED_SERVICE = new HashMap<>();
    private static final Map<String, Service> CATEGORIES = new HashMap<>();
    private static final Map<String, Service> BY_NAME = new HashMap<>();

    static {
        ReferenceTable.lines(Services.class, "services.tsv", 5).forEach(line -> {
            Service service = new Service(line[2], line[3], line[4]);
            BY_BOTH.put(line[0] + "\t" + line[1], service);
            BY_NAME.merge(line[2], service, Services::same);
            BY_TYPE.merge(line[1], service, Services::same);
            BY_CONSUMED_SERVICE.merge(line[0], service, Services::same);
        });
        ReferenceTable.lines(Services.class, "service-categories.tsv", 2)
                .forEach(line -> CATEGORIES.put(line[0], new Service("", line[1], "Other (" + line[1] + ")")));
    }

    private Services() {}

    private static Service same(Service one, Service other) {
        return one.equals(other) ? one : SEVERAL;
    }

    /** The service. One of the two names is enough only where it leaves no choice. */
    static Service of(String consumedService, String resourceType) {
        String consumed = consumedService.toLowerCase(Locale.ROOT);
        String type = resourceType.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_BOTH.get(consumed + "\t" + type))
                .or(() -> only(BY_TYPE.get(type)))
                .or(() -> only(BY_CONSUMED_SERVICE.get(consumed)))
                .or(() -> Optional.ofNullable(CATEGORIES.get(consumed)))
                .orElse(OTHER);
    }

    /** The service of that name, which has one category wherever it is named; {@code otherwise} where none is known. */
    static Service named(String name, Service otherwise) {
        return only(BY_NAME.get(name)).orElse(otherwise);
    }

    private static Optional<Service> only(Service service) {
        return Optional.ofNullable(service).filter(found -> found != SEVERAL);
    }
}
