package io.tributary.local.command.deliveries;

import static java.util.Objects.requireNonNull;

import io.tributary.local.command.console.Amounts;
import io.tributary.schemas.Mend;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.page.PageFraming;
import io.tributary.streams.page.PageRows;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.apache.kafka.common.config.ConfigException;

/**
 * What a person puts in place of what could not be read of one delivery: rows, and whole pages. Everything else of its
 * pages stays as the provider delivered it, to the byte.
 */
public final class Mends {

    private final String reason;
    private final Instant mendedAt;
    private final Map<Integer, NavigableMap<Integer, RowMend>> rows = new HashMap<>();
    private final Map<Integer, PageMend> pages = new HashMap<>();
    private final SortedMap<Integer, String> replaced = new TreeMap<>();

    /**
     * @param reason why, in the person's words; empty where none was given
     * @param mendedAt when it was handed in
     */
    public Mends(String reason, Instant mendedAt) {
        this.reason = requireNonNull(reason, "reason");
        this.mendedAt = requireNonNull(mendedAt, "mendedAt");
    }

    /** What stands in for a row, and the checksum of the bytes that it stands in for. */
    private record RowMend(long original, Supplier<byte[]> content) {}

    /** What stands in for a page, and how many rows it may have where these are others than were delivered. */
    private record PageMend(byte[] content, OptionalInt rows) {}

    /**
     * Puts a row in place of another.
     *
     * @param page number of its page
     * @param row its number within the page, from 0
     * @param original the row as it was delivered
     * @param content makes the mended row, in the framing of its page, without a line end
     */
    public void row(int page, int row, ByteBuffer original, Supplier<byte[]> content) {
        rows.computeIfAbsent(page, first -> new TreeMap<>()).put(row, new RowMend(checksum(original), content));
    }

    /**
     * Puts the whole content of a page in place of the one that was delivered.
     *
     * @param rowCount how many rows the content has; empty where it must have as many as the delivered page stated
     */
    public void page(int page, byte[] content, OptionalInt rowCount) {
        pages.put(page, new PageMend(content, rowCount));
    }

    /** Which pages are replaced, and by how many rows, in sentences; known once they were looked at. */
    public Collection<String> replaced() {
        return replaced.values();
    }

    /** Rows that are mended one by one. */
    public int rows() {
        return rows.values().stream().mapToInt(Map::size).sum();
    }

    /** Whether nothing is mended. */
    public boolean isEmpty() {
        return rows.isEmpty() && pages.isEmpty();
    }

    /**
     * Mends a page of the delivery, if it is among those that are mended.
     *
     * @param wholeObjects as {@link PageFraming#rows} takes them
     * @throws ConfigException if what is put in place cannot be framed into rows, or not into as many as it must have
     */
    void apply(RawPage page, Set<String> wholeObjects) {
        PageMend whole = pages.get(page.getPageNumber());
        NavigableMap<Integer, RowMend> own = rows.get(page.getPageNumber());
        if (whole != null) {
            replace(page, whole, wholeObjects);
        } else if (own != null) {
            byte[] mended = mended(page, own, wholeObjects);
            int count = count(page, mended, wholeObjects);
            if (count != page.getRowCount()) {
                throw new ConfigException(name(page) + " has " + page.getRowCount() + " rows, and with its mended rows "
                        + count + ": expected one row in place of each");
            }
            Stream<Mend> kept = Stream.ofNullable(page.getMends())
                    .flatMap(List::stream)
                    .filter(earlier -> earlier.getRow() == null || !own.containsKey(earlier.getRow()));
            Stream<Mend> made = own.keySet().stream().map(row -> new Mend(row, reason, mendedAt, null));
            List<Mend> all = Stream.concat(kept, made)
                    .sorted(Comparator.comparing(Mend::getRow, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .toList();
            put(page, mended, count, all);
        }
    }

    private void replace(RawPage page, PageMend whole, Set<String> wholeObjects) {
        int stated = rowsStated(page);
        int count = count(page, whole.content(), wholeObjects);
        int expected = whole.rows().orElse(stated);
        if (count != expected) {
            throw new ConfigException("What is put in place of " + name(page) + " has "
                    + Amounts.count(count, "row") + ", and the page stated " + stated + " when it was delivered: "
                    + (whole.rows().isPresent()
                            ? "--page-rows is " + expected + ", expected "
                            : "expected as many, or" + " --page-rows ")
                    + count + " if these are all of its rows");
        }
        replaced.put(
                page.getPageNumber(),
                capitalized(name(page)) + " is replaced by a person: it has " + Amounts.count(count, "row")
                        + (count == stated ? ", as it stated" : ", and stated " + stated) + " when it was delivered.");
        put(page, whole.content(), count, List.of(new Mend(null, reason, mendedAt, stated)));
    }

    /** What the page stated as it was delivered: an earlier mend may have given it other rows. */
    private static int rowsStated(RawPage page) {
        return Stream.ofNullable(page.getMends())
                .flatMap(List::stream)
                .map(Mend::getRowsStated)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(page.getRowCount());
    }

    private static String capitalized(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static byte[] mended(RawPage page, NavigableMap<Integer, RowMend> own, Set<String> wholeObjects) {
        byte[] content = bytes(page.getContent());
        PageRows rows = open(page, content, wholeObjects);
        ByteArrayOutputStream mended = new ByteArrayOutputStream(content.length + 1024);
        int copied = 0;
        int found = 0;
        for (int number = 0; found < own.size() && rows.next(); number++) {
            RowMend mend = own.get(number);
            if (mend == null) {
                continue;
            }
            found++;
            ByteBuffer original = ByteBuffer.wrap(content, rows.start(), rows.end() - rows.start());
            if (checksum(original) != mend.original()) {
                throw new ConfigException("Row " + number + " of " + name(page)
                        + " is not the one of its dead letter any more: list the dead letters again");
            }
            mended.write(content, copied, rows.start() - copied);
            mended.writeBytes(mend.content().get());
            copied = rows.end();
        }
        if (found < own.size()) {
            throw new ConfigException(name(page) + " has no row " + own.lastKey() + ": list the dead letters again");
        }
        mended.write(content, copied, content.length - copied);
        return mended.toByteArray();
    }

    private static int count(RawPage page, byte[] content, Set<String> wholeObjects) {
        try {
            PageRows rows = open(page, content, wholeObjects);
            int count = 0;
            while (rows.next()) {
                count++;
            }
            return count;
        } catch (RejectedPageException malformed) {
            throw new ConfigException("What is put in place on " + name(page) + " cannot be read as "
                    + page.getContentType() + ": " + malformed.getMessage());
        }
    }

    private static PageRows open(RawPage page, byte[] content, Set<String> wholeObjects) {
        PageRows rows = PageFraming.of(page).rows(wholeObjects);
        rows.open(content);
        return rows;
    }

    private static void put(RawPage page, byte[] content, int rowCount, List<Mend> mends) {
        page.setContent(ByteBuffer.wrap(content));
        page.setRowCount(rowCount);
        page.setChecksum(checksum(page.getContent()));
        page.setMends(mends);
    }

    private static String name(RawPage page) {
        return "page " + page.getPageNumber() + " of delivery " + page.getDeliveryId();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static long checksum(ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes.duplicate());
        return checksum.getValue();
    }
}
