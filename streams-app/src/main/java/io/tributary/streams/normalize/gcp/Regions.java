package io.tributary.streams.normalize.gcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What Google calls its regions and multi-regions, from a table that ships with the application. */
final class Regions {

    private static final String RESOURCE = "regions.tsv";
    private static final Map<String, String> NAMES = names();

    private Regions() {}

    private static Map<String, String> names() {
        try (InputStream stream = Regions.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.split("\t", 2))
                    .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE, unreadable);
        }
    }

    /** The region's name; empty where it is not known. */
    static Optional<String> name(String regionId) {
        return Optional.ofNullable(NAMES.get(regionId));
    }
}
