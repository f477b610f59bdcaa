package io.tributary.streams.normalize.gcp;

import io.tributary.streams.normalize.ReferenceTable;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Google calls its regions and multi-regions, from a table that ships with the application. */
final class Regions {

    private static final Map<String, String> NAMES = ReferenceTable.lines(Regions.class, "regions.tsv", 2).stream()
            .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));

    private Regions() {}

    /** The region's name; empty where it is not known. */
    static Optional<String> name(String regionId) {
        return Optional.ofNullable(NAMES.get(regionId));
    }
}
