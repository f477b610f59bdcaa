package io.tributary.streams.normalize.gcp;

import io.tributary.schemas.Provider;
import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.RowContent;
import io.tributary.streams.normalize.SliceMemo;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;

/**
 * The identity of a row. No column identifies rows: two rows may be equal, and a correction equals its original but for
 * its amounts. So a row is its whole content within its slice of the table, and equal rows are counted.
 */
final class GcpIdentity {

    private static final byte[] PROVIDER = Provider.GCP.name().getBytes(StandardCharsets.UTF_8);

    private final RowContent content;
    private final byte[] slice;
    private final KeyFrame frame = new KeyFrame();
    private int whole;

    /**
     * @param slice the scope of the page's delivery
     * @param canonicalForms the JSON of the rows
     */
    GcpIdentity(GcpColumns columns, String slice, SliceMemo<byte[]> canonicalForms) {
        content = new RowContent(columns.names(), canonicalForms);
        this.slice = slice.getBytes(StandardCharsets.UTF_8);
    }

    /** Reads the content of {@code row}; {@link #key} then gives the keys of its parts. */
    void read(SourceRow row) {
        frame.start().column(PROVIDER).column(slice);
        content.addTo(frame, row);
        whole = frame.mark();
    }

    /** The key of the record of the row's cost. */
    NaturalKey key() {
        return frame.back(whole).absent().key();
    }

    /** The key of the record of one of the row's promotions. */
    NaturalKey key(byte[] part) {
        return frame.back(whole).column(part).key();
    }
}
