package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.Mend;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.identity.Sha256;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.page.PageFraming;
import io.tributary.streams.page.PageRows;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds rows that a person mended before, as the reading that counts has them now. A row of an earlier reading is the
 * same one only where its page is: all rows of it that nobody mended say the same in both.
 */
public final class MendedNow {

    private final RawPages pages;
    private final Statements statements;

    /** @param settings of the streams application, of Kafka's clients and of the registry */
    public MendedNow(Map<String, String> settings) {
        this.pages = new RawPages(settings);
        this.statements = new Statements(settings);
    }

    /**
     * A row of an earlier reading.
     *
     * @param delivery its delivery, whose record names the reading that counts
     * @param reading the earlier reading
     * @param page number of the page
     * @param number of the row within the page, from 0
     */
    public record Row(Delivery delivery, String reading, int page, int number) {

        private PageOf pageOf(String ofReading) {
            return new PageOf(delivery.getScope(), delivery.getDeliveryId(), ofReading, page);
        }
    }

    private record PageOf(String scope, String delivery, String reading, int page) {
        private static PageOf of(RawPage page) {
            return new PageOf(page.getScope(), page.getDeliveryId(), page.getReading(), page.getPageNumber());
        }
    }

    /** What is known of a page: its rows by digests, which of them were mended, and those that are asked for. */
    private record Seen(List<Long> rows, Set<Integer> mended, Map<Integer, ByteBuffer> wanted) {

        private boolean isSameAs(Seen other) {
            if (rows.size() != other.rows.size()) {
                return false;
            }
            for (int row = 0; row < rows.size(); row++) {
                if (!rows.get(row).equals(other.rows.get(row))
                        && !mended.contains(row)
                        && !other.mended.contains(row)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Those of {@code rows} that are mended now, with their bytes; rows where that cannot be told are left out. */
    public Map<Row, ByteBuffer> of(Collection<Row> rows) {
        Map<Row, ByteBuffer> found = new HashMap<>();
        rows.stream()
                .collect(Collectors.groupingBy(row -> row.delivery().getProvider()))
                .values()
                .forEach(ofProvider -> find(ofProvider, found));
        return found;
    }

    private void find(List<Row> rows, Map<Row, ByteBuffer> found) {
        Map<PageOf, Set<Integer>> wanted = new HashMap<>();
        rows.forEach(row -> {
            wanted.computeIfAbsent(row.pageOf(row.reading()), first -> new HashSet<>());
            wanted.computeIfAbsent(row.pageOf(row.delivery().getReading()), first -> new HashSet<>())
                    .add(row.number());
        });
        Set<Delivery> deliveries = rows.stream().map(Row::delivery).collect(Collectors.toSet());
        RawReadings readings = RawReadings.of(pages, deliveries);
        Set<RawReading> whole = new HashSet<>();
        rows.forEach(row -> List.of(row.reading(), row.delivery().getReading())
                .forEach(id -> readings.reading(row.delivery(), id)
                        .map(RawReading::withDamaged)
                        .filter(RawReading::isWhole)
                        .ifPresent(whole::add)));
        if (whole.isEmpty()) {
            return;
        }
        Map<String, Set<String>> wholeObjects = new HashMap<>();
        deliveries.forEach(delivery -> wholeObjects.put(
                delivery.getScope(),
                statements
                        .dataSet(delivery)
                        .map(DataSetNormalizer::wholeObjects)
                        .orElse(Set.of())));
        Map<PageOf, Seen> seen = new HashMap<>();
        pages.forEach(whole, page -> {
            PageOf of = PageOf.of(page);
            if (page.getCompletion() == null && wanted.containsKey(of)) {
                seen(page, wholeObjects.get(page.getScope()), wanted.get(of)).ifPresent(rowsOf -> seen.put(of, rowsOf));
            }
        });
        rows.forEach(row -> {
            Seen before = seen.get(row.pageOf(row.reading()));
            Seen now = seen.get(row.pageOf(row.delivery().getReading()));
            if (before != null && now != null && now.mended().contains(row.number()) && now.isSameAs(before)) {
                found.put(row, now.wanted().get(row.number()));
            }
        });
    }

    private static Optional<Seen> seen(RawPage page, Set<String> wholeObjects, Set<Integer> wanted) {
        byte[] content = new byte[page.getContent().remaining()];
        page.getContent().duplicate().get(content);
        Seen seen = new Seen(new ArrayList<>(), mended(page), new HashMap<>());
        try {
            PageRows rows = PageFraming.of(page).rows(wholeObjects);
            rows.open(content);
            while (rows.next()) {
                ByteBuffer row = ByteBuffer.wrap(content, rows.start(), rows.end() - rows.start());
                if (wanted.contains(seen.rows().size())) {
                    byte[] own = new byte[row.remaining()];
                    row.duplicate().get(own);
                    seen.wanted().put(seen.rows().size(), ByteBuffer.wrap(own));
                }
                seen.rows().add(digest(row));
            }
            return Optional.of(seen);
        } catch (RejectedPageException malformed) {
            return Optional.empty();
        }
    }

    private static Set<Integer> mended(RawPage page) {
        return page.getMends() == null
                ? Set.of()
                : page.getMends().stream()
                        .map(Mend::getRow)
                        .filter(row -> row != null)
                        .collect(Collectors.toSet());
    }

    private static long digest(ByteBuffer row) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(row);
        return ByteBuffer.wrap(sha256.digest()).getLong();
    }
}
