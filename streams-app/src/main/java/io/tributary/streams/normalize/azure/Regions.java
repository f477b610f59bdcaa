package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.ReferenceTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Azure's regions under the many names that bills give them: {@code US East}, {@code eastus}, {@code EastUS}. */
final class Regions {

    /**
     * A region.
     *
     * @param id Azure's id, for example eastus
     * @param name its display name; empty where it is not known
     */
    record Region(String id, String name) {}

    private static final Map<String, Region> REGIONS = new HashMap<>();

    static {
        ReferenceTable.lines(Regions.class, "regions.tsv", 3)
                .forEach(line -> REGIONS.put(line[0], new Region(line[1], line[2])));
    }

    private Regions() {}

    /** The region of that name; one that is not known is its own id. */
    static Region of(String location) {
        String name = location.toLowerCase(Locale.ROOT);
        Region region = REGIONS.get(name);
        return region == null ? new Region(name, "") : region;
    }
}
