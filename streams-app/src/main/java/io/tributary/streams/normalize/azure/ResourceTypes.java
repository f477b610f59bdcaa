package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.ReferenceTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Azure's resource types: the type in an ARM id, and its display name. */
final class ResourceTypes {

    private static final String PROVIDERS = "/providers/";
    private static final Map<String, String> NAMES = new HashMap<>();

    static {
        ReferenceTable.lines(ResourceTypes.class, "resource-types.tsv", 2).forEach(line -> NAMES.put(line[0], line[1]));
    }

    private ResourceTypes() {}

    /** The type's display name; where that is not known, the type itself. */
    static String name(String type) {
        return NAMES.getOrDefault(type.toLowerCase(Locale.ROOT), type);
    }

    /**
     * The type in an ARM id: {@code Microsoft.Compute/virtualMachines} of {@code
     * /subscriptions/1/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/name}. Empty where it has none.
     */
    static String of(String resourceId) {
        int providers = resourceId.toLowerCase(Locale.ROOT).lastIndexOf(PROVIDERS);
        if (providers < 0) {
            return "";
        }
        String[] segments = resourceId.substring(providers + PROVIDERS.length()).split("/");
        if (segments.length < 2) {
            return "";
        }
        // The namespace, then types and names in turn.
        StringBuilder type = new StringBuilder(segments[0]);
        for (int i = 1; i < segments.length; i += 2) {
            type.append('/').append(segments[i]);
        }
        return type.toString();
    }
}
