package io.tributary.streams.normalize.aws;

import io.tributary.streams.normalize.aws.JsonColumns.Pair;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostRow;
import java.util.Arrays;
import java.util.List;

/**
 * The SkuPriceDetails that were written last, by SKU. They are used again for a row whose attributes are the same to
 * the byte, and are said by the same columns of its record: nothing rests on what AWS promises of SKUs. Not
 * thread-safe.
 */
final class PriceDetails {

    private static final int REMEMBERED = 512;

    /** As many attributes as {@link Details#said} has bits. No real report has that many of one name. */
    private static final int MOST_SAID = 64;

    /**
     * What was written, and of what.
     *
     * @param attributes the values of all columns, one after the other
     * @param lengths the bytes of each value
     * @param map the content of the map; {@code null} for none
     * @param said a bit for each attribute that the record said in another column
     * @param written the object; {@code null} where nothing was left of it
     * @param whole whether the object has everything that the map has
     */
    record Details(byte[] attributes, int[] lengths, MapColumn.Content map, long said, byte[] written, boolean whole) {}

    private final List<Pair> columns;
    private final Details[] remembered = new Details[REMEMBERED];
    private int place;
    private long said;
    private int bits;

    /** @param columns the columns of attributes */
    PriceDetails(List<Pair> columns) {
        this.columns = columns;
    }

    /**
     * The details that were written for such a row; {@code null} where there are none.
     *
     * @param sku the column of the SKU; -1 for none
     * @param map the content of the row's map of attributes; {@code null} for none
     */
    Details find(SourceRow row, CostRow record, int sku, MapColumn.Content map) {
        place = sku < 0 ? 0 : hash(row.source(sku), row.offset(sku), row.length(sku)) & REMEMBERED - 1;
        said = said(row, record, map);
        if (bits > MOST_SAID) {
            return null;
        }
        Details found = remembered[place];
        return found != null && found.said == said && found.map == map && isSame(found, row) ? found : null;
    }

    /** Remembers what was written for the row that {@link #find} did not find. */
    void remember(SourceRow row, MapColumn.Content map, byte[] written, boolean whole) {
        if (bits > MOST_SAID) {
            return;
        }
        int[] lengths = new int[columns.size()];
        int total = 0;
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = row.length(columns.get(i).index());
            total += lengths[i];
        }
        byte[] attributes = new byte[total];
        int at = 0;
        for (int i = 0; i < lengths.length; i++) {
            int column = columns.get(i).index();
            if (lengths[i] > 0) {
                System.arraycopy(row.source(column), row.offset(column), attributes, at, lengths[i]);
                at += lengths[i];
            }
        }
        remembered[place] = new Details(attributes, lengths, map, said, written, whole);
    }

    /** A bit for each attribute that may be said elsewhere, set where it is. */
    private long said(SourceRow row, CostRow record, MapColumn.Content map) {
        long found = 0;
        bits = 0;
        for (int i = 0; i < columns.size(); i++) {
            Pair column = columns.get(i);
            if (column.fields().length > 0) {
                found = found << 1 | (!row.isBlank(column.index()) && column.isSaid(row, record) ? 1 : 0);
                bits++;
            }
        }
        if (map != null) {
            for (MapColumn.Entry entry : map.entries()) {
                if (entry.fields().length > 0) {
                    found = found << 1 | (entry.isSaid(record) ? 1 : 0);
                    bits++;
                }
            }
        }
        return found;
    }

    private boolean isSame(Details found, SourceRow row) {
        int at = 0;
        for (int i = 0; i < found.lengths.length; i++) {
            int column = columns.get(i).index();
            int length = row.length(column);
            if (length != found.lengths[i]) {
                return false;
            }
            if (length > 0) {
                int offset = row.offset(column);
                if (!Arrays.equals(found.attributes, at, at + length, row.source(column), offset, offset + length)) {
                    return false;
                }
                at += length;
            }
        }
        return true;
    }

    private static int hash(byte[] source, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + source[i];
        }
        return hash ^ hash >>> 15;
    }
}
