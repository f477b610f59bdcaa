package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.api.Period;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies that a paged answer is one consistent statement. Azure's pages overlap, repeat and lead back to earlier
 * ones while Azure rates the costs again; so:
 *
 * <ul>
 *   <li>a link is followed once: a second time is a circle;
 *   <li>a row that was read before is left out if its content is the same; else the answer was restated meanwhile, and
 * is read again from its start;
 *   <li>repeated pages are counted, and at most as many are read as new ones;
 *   <li>rows of days outside of the period are treated as {@link DaysOutsidePeriod} says;
 *   <li>the remaining rows are added up, to be compared with the control total.
 * </ul>
 *
 * <p>Not thread-safe.
 */
public final class PagingGuard {

    /** How rows of days outside of the period are treated. */
    public enum DaysOutsidePeriod {
        /** They are left out: the answer for their own period has them. */
        LEFT_OUT,
        /** They are taken: the period is not defined by days. */
        TAKEN,
        /** They are an error: the answer is for another period. */
        REFUSED
    }

    /** Repeated pages that are allowed at the start, when there are few new ones. */
    private static final int REPEATS_TO_BEGIN_WITH = 3;

    /** Row digests that a cursor may carry: some 450 KB of the megabyte that a record has. */
    private static final int MOST_KEPT = 20_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(PagingGuard.class);

    private final String object;
    private final Period period;
    private final DaysOutsidePeriod daysOutsidePeriod;
    private final int mostPages;

    private Set<Long> links = new LinkedHashSet<>();
    private Set<Long> pages = new LinkedHashSet<>();
    private RowDigests rows = new RowDigests();
    private Sums read = new Sums();
    private Sums leftOut = new Sums();
    private int answers;
    private int repeatedPages;
    private long overlappingRows;
    private long rowsOutsidePeriod;
    private long taken;

    /**
     * @param object the request, for messages
     * @param mostPages answers that are read at most
     */
    PagingGuard(String object, Period period, DaysOutsidePeriod daysOutsidePeriod, int mostPages) {
        this.object = requireNonNull(object, "object");
        this.period = requireNonNull(period, "period");
        this.daysOutsidePeriod = requireNonNull(daysOutsidePeriod, "daysOutsidePeriod");
        this.mostPages = mostPages;
    }

    /**
     * Takes an answer.
     *
     * @return its rows that belong to the statement, in their order
     * @throws DeliveryChangedException if the answers are not of one state of the costs
     * @throws SourceException.Malformed if there are more than was allowed
     */
    List<ApiRow> accept(ApiPage page) {
        answers++;
        if (answers > mostPages) {
            throw new SourceException.Malformed(
                    object, "has more than " + mostPages + " pages: expected at most " + ApiConfig.PAGES);
        }
        countRepetition(page);
        List<ApiRow> accepted = new ArrayList<>();
        for (ApiRow row : page.rows()) {
            if (isNew(row) && belongs(row)) {
                accepted.add(row);
            }
        }
        taken += accepted.size();
        return accepted;
    }

    /**
     * Remembers that a link will be followed.
     *
     * @throws DeliveryChangedException if it was followed before
     */
    void follow(String link) {
        if (!links.add(Digests.of(List.of(link)))) {
            throw new DeliveryChangedException(
                    object, "page " + answers + " leads back to an earlier page: its links go in a circle");
        }
    }

    /** Digest of an answer's rows. */
    static long fingerprint(ApiPage page) {
        return Digests.of(
                page.rows().stream().map(row -> Long.toHexString(row.content())).toList());
    }

    /**
     * The sums of all rows that were read, each once, including days outside of the period: the control total includes
     * them.
     */
    Sums read() {
        return read;
    }

    /** The part of the sums that was left out, because it is of days outside of the period. */
    Sums leftOut() {
        return leftOut;
    }

    /** Rows that were read, each once. */
    long rows() {
        return taken + (daysOutsidePeriod == DaysOutsidePeriod.LEFT_OUT ? rowsOutsidePeriod : 0);
    }

    /** Rows that belong to the statement. */
    long taken() {
        return taken;
    }

    int repeatedPages() {
        return repeatedPages;
    }

    long overlappingRows() {
        return overlappingRows;
    }

    /** Rows of days outside of the period. */
    long rowsOutsidePeriod() {
        return rowsOutsidePeriod;
    }

    /**
     * Writes what is needed to continue. Digests of more rows than a record holds are dropped; the control total still
     * covers them.
     */
    void write(ObjectNode target) {
        links.forEach(target.putArray("links")::add);
        pages.forEach(target.putArray("pages")::add);
        if (rows.size() <= MOST_KEPT) {
            target.put("rows", rows.toText());
        }
        read.write(target.putObject("read"));
        leftOut.write(target.putObject("leftOut"));
        target.put("answers", answers)
                .put("repeatedPages", repeatedPages)
                .put("overlappingRows", overlappingRows)
                .put("strangeRows", rowsOutsidePeriod)
                .put("taken", taken);
    }

    /** @throws RuntimeException if {@link #write} did not write it */
    void restore(JsonNode source) {
        links = longs(source.get("links"));
        pages = longs(source.get("pages"));
        rows = source.has("rows") ? RowDigests.ofText(source.get("rows").asText()) : new RowDigests();
        read = Sums.read(source.get("read"));
        leftOut = Sums.read(source.get("leftOut"));
        answers = source.get("answers").asInt();
        repeatedPages = source.get("repeatedPages").asInt();
        overlappingRows = source.get("overlappingRows").asLong();
        rowsOutsidePeriod = source.get("strangeRows").asLong();
        taken = source.get("taken").asLong();
    }

    private void countRepetition(ApiPage page) {
        if (page.rows().isEmpty() || pages.add(fingerprint(page))) {
            return;
        }
        repeatedPages++;
        LOGGER.warn("{}: page {} came before", object, answers);
        if (repeatedPages > pages.size() + REPEATS_TO_BEGIN_WITH) {
            throw new DeliveryChangedException(
                    object, repeatedPages + " pages came again, and only " + pages.size() + " were new");
        }
    }

    private boolean isNew(ApiRow row) {
        RowDigests.Seen seen = rows.add(row.key(), row.content());
        if (seen == RowDigests.Seen.OTHERWISE) {
            throw new DeliveryChangedException(
                    object,
                    "page " + answers + " states a row otherwise than a page before: it was restated meanwhile");
        }
        if (seen == RowDigests.Seen.ALIKE) {
            overlappingRows++;
            return false;
        }
        read.add(row.currency(), row.cost());
        return true;
    }

    private boolean belongs(ApiRow row) {
        boolean isOutside = row.day().isPresent() && !period.holds(row.day().get());
        if (!isOutside) {
            return true;
        }
        rowsOutsidePeriod++;
        if (daysOutsidePeriod == DaysOutsidePeriod.REFUSED) {
            throw new DeliveryChangedException(
                    object,
                    "has a row of " + row.day().get() + ": expected a day from " + period.start() + " to "
                            + period.lastDay());
        }
        if (daysOutsidePeriod == DaysOutsidePeriod.LEFT_OUT) {
            leftOut.add(row.currency(), row.cost());
            return false;
        }
        return true;
    }

    private static Set<Long> longs(JsonNode array) {
        Set<Long> longs = new LinkedHashSet<>();
        array.forEach(value -> longs.add(value.asLong()));
        return longs;
    }
}
