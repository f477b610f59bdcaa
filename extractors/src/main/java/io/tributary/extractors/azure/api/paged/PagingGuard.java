package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
 * Makes a paged answer one statement, or refuses it. Azure's pages overlap, come again, and lead back to where they came
 * from, while what they are about is rated anew; so:
 *
 * <ul>
 *   <li>a link is followed once: one that was followed before leads in a circle;
 *   <li>a row that was read before, with the same content, is left out; with another one, the answer was restated while
 *       it was read, and is begun anew;
 *   <li>pages that come again are counted, and no more of them are read than there were new ones;
 *   <li>rows of days that were not asked for belong to another period's answer;
 *   <li>what is left is added up, to be held against the control total.
 * </ul>
 *
 * <p>Not thread-safe.
 */
public final class PagingGuard {

    /** What becomes of rows of days outside of the period. */
    public enum DaysOutsidePeriod {
        /** They are left out: the period whose days they are states them. */
        LEFT_OUT,
        /** They are what the period states: it is not made of days. */
        TAKEN,
        /** They show that another period was answered for. */
        REFUSED
    }

    /** Of pages that come again while hardly any was new. */
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
     * @param object what is asked, for messages
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
     * @throws DeliveryChangedException where the answers are not of one state of the costs
     * @throws SourceException.Malformed where there are more than was allowed
     */
    List<ApiRow> accept(ApiPage page) {
        answers++;
        if (answers > mostPages) {
            throw new SourceException.Malformed(
                    object, "has more than " + mostPages + " pages: expected at most azure.api.pages");
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
     * @throws DeliveryChangedException where it was followed before
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

    /** All rows that were read, each once, those of strange days among them: what a control total is of. */
    Sums read() {
        return read;
    }

    /** What of that was left out because it is of days outside of the period. */
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

    /** Writes what must be known to go on; more rows than a record holds are forgotten, and left to the control total. */
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

    /** @throws RuntimeException where this is not what {@link #write} wrote */
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
