package io.tributary.streams.normalize;

import io.tributary.streams.identity.SeededHash;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Stands for source rows of one header under one version of the rules: 64 bits of XXH3 over the bytes of a row, without
 * the columns that are renewed with every delivery. Not thread-safe.
 *
 * <p>Two different rows have the same fingerprint with a chance of 2<sup>-64</sup>. That cannot make a total wrong: a
 * fingerprint is only believed where the row's cost is the one that was published.
 */
final class RowFingerprint {

    /** The fingerprint of a row that has none. */
    static final long NONE = 0;

    private final SeededHash hash;
    private final int[] renewed;
    private byte[] kept = new byte[2048];

    /**
     * @param rules what decides how a row is read: the rules' version, the cost basis, the column names
     * @param renewed numbers of the columns that are renewed, in ascending order
     */
    RowFingerprint(List<String> rules, int[] renewed) {
        hash = new SeededHash(String.join("\u0000", rules).getBytes(StandardCharsets.UTF_8));
        this.renewed = renewed.clone();
    }

    /**
     * The fingerprint of {@code row}.
     *
     * @param content the page's content, into which the row's start and end point
     */
    long of(SourceRow row, byte[] content) {
        int from = row.start();
        int end = row.end();
        if (kept.length < end - from) {
            kept = new byte[(end - from) * 2];
        }
        int length = 0;
        for (int column : renewed) {
            int at = row.offset(column);
            // A field that had to be unescaped stands elsewhere: then the row is taken with it.
            if (row.length(column) == 0 || row.source(column) != content || at < from) {
                continue;
            }
            System.arraycopy(content, from, kept, length, at - from);
            length += at - from;
            from = at + row.length(column);
        }
        System.arraycopy(content, from, kept, length, end - from);
        length += end - from;
        long fingerprint = hash.of(kept, 0, length);
        return fingerprint == NONE ? 1 : fingerprint;
    }
}
