package io.tributary.streams.normalize;

import io.tributary.schemas.Mend;
import io.tributary.schemas.RawPage;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which rows of a page a person mended.
 *
 * @param isWhole whether the whole content was replaced, so that none of its rows is the provider's
 * @param rows numbers of rows within the page, from 0
 */
record MendedRows(boolean isWhole, Set<Integer> rows) {

    private static final MendedRows NONE = new MendedRows(false, Set.of());

    MendedRows {
        rows = Set.copyOf(rows);
    }

    static MendedRows of(RawPage page) {
        if (page.getMends() == null) {
            return NONE;
        }
        return new MendedRows(
                page.getMends().stream().anyMatch(mend -> mend.getRow() == null),
                page.getMends().stream()
                        .map(Mend::getRow)
                        .filter(row -> row != null)
                        .collect(Collectors.toSet()));
    }

    boolean has(int row) {
        return isWhole || rows.contains(row);
    }
}
