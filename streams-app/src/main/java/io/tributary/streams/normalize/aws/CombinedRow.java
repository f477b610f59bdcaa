package io.tributary.streams.normalize.aws;

import io.tributary.streams.page.SourceRow;
import java.util.List;

/**
 * A row with additional columns after its own. Each is combined from several places that may hold its value: columns of
 * similar names, and a key of a map. Reusable for the next row; not thread-safe.
 */
final class CombinedRow implements SourceRow {

    /**
     * Where a value may stand. The first of the columns that is not blank counts, else the first of the map's keys.
     *
     * @param columns places of the columns
     * @param map the column that holds the map; {@code null} for none
     * @param keys canonical forms of keys of the map
     */
    record Source(int[] columns, MapColumn map, List<String> keys) {}

    private static final byte[] NOTHING = new byte[0];

    private final int columns;
    private final List<Source> places;
    private final List<MapColumn> maps;
    private final byte[][] sources;
    private final int[] offsets;
    private final int[] lengths;
    private SourceRow row;

    /**
     * @param columns how many columns rows have of their own
     * @param places of the columns behind these
     */
    CombinedRow(int columns, List<Source> places, List<MapColumn> maps) {
        this.columns = columns;
        this.places = places;
        this.maps = maps;
        sources = new byte[places.size()][];
        offsets = new int[places.size()];
        lengths = new int[places.size()];
    }

    /** This row, as {@code source} has it. */
    SourceRow of(SourceRow source) {
        row = source;
        maps.forEach(map -> map.read(source));
        for (int i = 0; i < places.size(); i++) {
            combine(i, places.get(i));
        }
        return this;
    }

    private void combine(int at, Source place) {
        for (int column : place.columns) {
            if (!row.isBlank(column)) {
                put(at, row.source(column), row.offset(column), row.length(column));
                return;
            }
        }
        put(at, NOTHING, 0, 0);
        if (place.map != null) {
            for (String key : place.keys) {
                byte[] value = place.map.content().values().get(key);
                if (value != null) {
                    put(at, value, 0, value.length);
                    return;
                }
            }
        }
    }

    private void put(int at, byte[] source, int offset, int length) {
        sources[at] = source;
        offsets[at] = offset;
        lengths[at] = length;
    }

    @Override
    public int fields() {
        return row.fields();
    }

    @Override
    public byte[] source(int field) {
        return field < columns ? row.source(field) : sources[field - columns];
    }

    @Override
    public int offset(int field) {
        return field < columns ? row.offset(field) : offsets[field - columns];
    }

    @Override
    public int length(int field) {
        return field < columns ? row.length(field) : lengths[field - columns];
    }

    @Override
    public int start() {
        return row.start();
    }

    @Override
    public int end() {
        return row.end();
    }
}
