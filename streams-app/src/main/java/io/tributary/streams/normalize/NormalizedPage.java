package io.tributary.streams.normalize;

import io.tributary.streams.record.ByteBuilder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page's records and rejected rows, before they are compared with what is known. After this step nothing about its
 * rows can fail any more. Valid until the next page is normalized.
 */
public final class NormalizedPage {

    /**
     * What belongs to one commitment, in one currency.
     *
     * @param currency ISO 4217 code
     * @param commitmentId the commitment's id, an ARN
     */
    public record Settlement(String currency, String commitmentId) implements Comparable<Settlement> {
        @Override
        public int compareTo(Settlement other) {
            int byCurrency = currency.compareTo(other.currency);
            return byCurrency != 0 ? byCurrency : commitmentId.compareTo(other.commitmentId);
        }
    }

    /**
     * The cost of a source row that may turn out to repeat another one.
     *
     * @param currency ISO 4217 code
     * @param cost the source's cost
     * @param excluded the part of it that no record of the row bills
     */
    public record RowCost(String currency, BigDecimal cost, BigDecimal excluded) {}

    final ByteBuilder bodies;
    final List<NormalizedRecord> records = new ArrayList<>();
    final List<Integer> known = new ArrayList<>();
    final List<RejectedRow> rejectedRows = new ArrayList<>();
    final Map<String, BigDecimal> sourceCosts = new TreeMap<>();
    final Map<String, BigDecimal> excludedCosts = new TreeMap<>();
    final Map<Settlement, BigDecimal> settlements = new TreeMap<>();
    final Map<Integer, RowCost> rowCosts = new TreeMap<>();
    AccountClaims claims;
    boolean repeatsAreOverlap;
    int rows;
    int excludedRows;
    int mendedRows;
    String mappingVersion;
    String costBasis;
    RowNormalizer normalizer;
    byte[] header = new byte[0];

    /** @param bodies where its records are encoded; used again for the next page */
    NormalizedPage(ByteBuilder bodies) {
        this.bodies = bodies;
        bodies.clear();
    }

    /** Source rows, rejected ones included. */
    public int rows() {
        return rows;
    }

    /** Rows that become no record by a named rule. */
    public int excludedRows() {
        return excludedRows;
    }

    /** Rows that a person mended, rejected ones included. */
    public int mendedRows() {
        return mendedRows;
    }

    /** Rows that are known as they are, as {@link KnownSources} names them. */
    public List<Integer> known() {
        return known;
    }

    /** Records in the order of their rows; none of those that are known as they are. */
    public List<NormalizedRecord> records() {
        return records;
    }

    /** Rows that become dead letters, in order. */
    public List<RejectedRow> rejectedRows() {
        return rejectedRows;
    }

    /** Sum of the source's costs by currency, over the rows that were read or are settled by a commitment. */
    public Map<String, BigDecimal> sourceCosts() {
        return sourceCosts;
    }

    /** Sum by currency of source costs that other rows bill, by a rule of the data set. */
    public Map<String, BigDecimal> excludedCosts() {
        return excludedCosts;
    }

    /** Sum of costs that are settled by a commitment. */
    public Map<Settlement, BigDecimal> settlements() {
        return settlements;
    }

    /** What the records bill to which accounts; without those rows that are known as they are. */
    public AccountClaims claims() {
        return claims;
    }

    /** Whether a natural key that occurs again within the delivery is an overlap of pages. */
    public boolean repeatsAreOverlap() {
        return repeatsAreOverlap;
    }

    /** What source row {@code row} costs; known only where repeats are an overlap. */
    public RowCost rowCost(int row) {
        return rowCosts.get(row);
    }

    public String mappingVersion() {
        return mappingVersion;
    }

    /** Which cost column counts; {@code null} where the data set has only one. */
    public String costBasis() {
        return costBasis;
    }

    /** The page's header line. */
    public byte[] header() {
        return header;
    }

    /** The encoded bodies that records point into. */
    public byte[] bodies() {
        return bodies.array();
    }
}
