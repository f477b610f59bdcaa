package io.tributary.streams.normalize;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.Rejection;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.page.CsvRows;
import io.tributary.streams.page.PageFraming;
import io.tributary.streams.page.PageRows;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.page.Utf8;
import io.tributary.streams.record.ByteBuilder;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRecordEncoder;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Turns a page into records and rejected rows. Not thread-safe. */
public final class PageNormalizer {

    /** Headers whose normalizers are kept, since pages of several scopes alternate in a partition. */
    private static final int OPENED_HEADERS = 32;

    /** Milliseconds. */
    private static final long DAY = 24 * 60 * 60 * 1000L;

    private final Map<String, DataSetNormalizer> dataSets;
    private final int largestRecord;
    private final CsvRows csv = new CsvRows();
    private final CostRecordEncoder encoder = new CostRecordEncoder();
    private final ByteBuilder frame = new ByteBuilder(4096);
    private final ByteBuilder bodies = new ByteBuilder(1 << 14);
    private final Map<Opened, OpenedRows> opened = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Opened, OpenedRows> eldest) {
            return size() > OPENED_HEADERS;
        }
    };

    /** What a normalizer was opened for, to be used again for the next such page. */
    private record Opened(String scope, String dataSet, String version, String costBasis, List<String> columns) {}

    private record OpenedRows(RowNormalizer normalizer, Optional<RowFingerprint> fingerprint) {}

    /** @param largestRecord bytes that a cost record may have */
    public PageNormalizer(List<DataSetNormalizer> dataSets, int largestRecord) {
        this.dataSets = dataSets.stream().collect(Collectors.toMap(DataSetNormalizer::dataSet, Function.identity()));
        this.largestRecord = largestRecord;
    }

    /**
     * Reads all rows of {@code page}. A row that cannot be read is rejected alone.
     *
     * @throws RejectedPageException if the page cannot be framed into the rows that it states, or its data set or its
     *     columns are not known
     */
    public NormalizedPage normalize(RawPage page) {
        return normalize(page, Optional.empty(), KnownSources.NONE);
    }

    /**
     * Reads all rows of {@code page}, and sights those that are known as they are instead of reading them. A row that
     * cannot be read is rejected alone.
     *
     * @param costBasis the cost basis with which reading the delivery began; empty for the page's own
     * @throws RejectedPageException as {@link #normalize(RawPage)}; rows that were sighted stay so
     */
    public NormalizedPage normalize(RawPage page, Optional<String> costBasis, KnownSources known) {
        DataSetNormalizer dataSet = dataSet(page);
        byte[] content = content(page);
        PageRows rows = rows(page, dataSet);
        try {
            return normalize(page, dataSet, costBasis, known, content, rows);
        } finally {
            // Normalizers are kept, and with them the rows that they were given last.
            rows.release();
        }
    }

    private NormalizedPage normalize(
            RawPage page,
            DataSetNormalizer dataSet,
            Optional<String> costBasis,
            KnownSources known,
            byte[] content,
            PageRows rows) {
        rows.open(content);
        NormalizedPage normalized = new NormalizedPage(bodies);
        OpenedRows openedRows = start(normalized, page, dataSet, costBasis, rows);
        boolean wellFormed = Utf8.isWellFormed(content, 0, content.length);
        SourceRow source = wellFormed ? rows : new RepairedRow(rows);
        // What is repaired, or may overlap, is always read.
        boolean fingerprints = wellFormed && !normalized.repeatsAreOverlap;
        Sink sink =
                new Sink(page, normalized, content, fingerprints ? openedRows.fingerprint() : Optional.empty(), known);
        while (rows.next()) {
            sink.next(normalized.rows++, source);
        }
        if (normalized.rows != page.getRowCount()) {
            throw new RejectedPageException(
                    RejectionCode.PAGE_ROW_COUNT,
                    "The page has " + normalized.rows + " rows: expected " + page.getRowCount() + ", which it states");
        }
        return normalized;
    }

    /**
     * The records that settle what the covered usage and the negation of a complete delivery left; none for a
     * commitment whose name makes its record too large.
     *
     * @param page the delivery's completion
     */
    public NormalizedPage residuals(RawPage page, Map<NormalizedPage.Settlement, BigDecimal> left) {
        DataSetNormalizer dataSet = dataSet(page);
        NormalizedPage normalized = new NormalizedPage(bodies);
        normalized.mappingVersion = dataSet.mappingVersion();
        normalized.costBasis = dataSet.costBasis(page);
        RowNormalizer normalizer = dataSet.open(page, List.of());
        Sink sink = new Sink(page, normalized, new byte[0], Optional.empty(), KnownSources.NONE);
        left.forEach((settlement, amount) -> sink.residual(normalizer, settlement, amount));
        return normalized;
    }

    private DataSetNormalizer dataSet(RawPage page) {
        DataSetNormalizer dataSet = dataSets.get(page.getDataSet());
        if (dataSet == null) {
            throw new RejectedPageException(
                    RejectionCode.UNKNOWN_DATA_SET,
                    "dataSet is '" + page.getDataSet() + "': expected one of " + dataSets.keySet());
        }
        return dataSet;
    }

    private PageRows rows(RawPage page, DataSetNormalizer dataSet) {
        PageFraming framing = PageFraming.of(page);
        return framing == PageFraming.CSV ? csv : framing.rows(dataSet.wholeObjects());
    }

    private OpenedRows start(
            NormalizedPage normalized,
            RawPage page,
            DataSetNormalizer dataSet,
            Optional<String> costBasis,
            PageRows rows) {
        normalized.mappingVersion = dataSet.mappingVersion();
        normalized.costBasis = costBasis.orElseGet(() -> dataSet.costBasis(page));
        normalized.repeatsAreOverlap = dataSet.repeats() == DataSetNormalizer.Repeats.ARE_OVERLAP;
        String basis = String.valueOf(normalized.costBasis);
        OpenedRows openedRows = opened.computeIfAbsent(
                new Opened(page.getScope(), page.getDataSet(), page.getDataSetVersion(), basis, rows.names()),
                first -> open(first, page, dataSet, costBasis));
        normalized.normalizer = openedRows.normalizer();
        normalized.header = rows.header();
        normalized.claims = new AccountClaims(dataSet.ownership(page), page.getBillingAccountId());
        return openedRows;
    }

    private static OpenedRows open(Opened key, RawPage page, DataSetNormalizer dataSet, Optional<String> costBasis) {
        RowNormalizer normalizer = dataSet.open(page, key.columns(), costBasis);
        List<String> rules = new ArrayList<>(List.of(
                key.scope(),
                key.dataSet(),
                String.valueOf(key.version()),
                key.costBasis(),
                dataSet.mappingVersion(),
                page.getContentType()));
        rules.addAll(key.columns());
        return new OpenedRows(
                normalizer, normalizer.renewedColumns().map(renewed -> new RowFingerprint(rules, renewed)));
    }

    private static byte[] content(RawPage page) {
        ByteBuffer content = page.getContent();
        if (content.hasArray() && content.arrayOffset() == 0 && content.remaining() == content.array().length) {
            return content.array();
        }
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    /** Encodes the records of each row in turn, and removes those of a row that is rejected half-way. */
    private final class Sink implements RecordSink {

        private final NormalizedPage normalized;
        private final RawPage page;
        private final byte[] deliveryId;
        private final long periodStart;
        private final byte[] mappingVersion;
        private int row;
        private String currency;
        private BigDecimal sourceCost;
        private String commitmentId;
        private BigDecimal settled;
        private BigDecimal excluded;
        private long fingerprint;
        private final byte[] content;
        private final Optional<RowFingerprint> fingerprints;
        private final KnownSources known;
        private final MendedRows mended;
        private boolean isMended;

        Sink(
                RawPage page,
                NormalizedPage normalized,
                byte[] content,
                Optional<RowFingerprint> fingerprints,
                KnownSources known) {
            this.page = page;
            this.normalized = normalized;
            this.content = content;
            this.fingerprints = fingerprints;
            this.known = known;
            mended = MendedRows.of(page);
            periodStart = Times.startOf(page.getBillingPeriodStart());
            deliveryId = page.getDeliveryId().getBytes(StandardCharsets.UTF_8);
            mappingVersion = normalized.mappingVersion.getBytes(StandardCharsets.UTF_8);
        }

        /** Encodes the record of what a commitment has left, which is no source row. */
        void residual(RowNormalizer normalizer, NormalizedPage.Settlement settlement, BigDecimal amount) {
            row = -1;
            isMended = false;
            int bytesBefore = normalized.bodies.length();
            try {
                normalizer.residual(settlement.commitmentId(), settlement.currency(), amount, this);
            } catch (RejectedRowException tooLarge) {
                normalized.bodies.truncate(bytesBefore);
            }
        }

        void next(int number, SourceRow source) {
            row = number;
            sourceCost = null;
            settled = null;
            excluded = null;
            fingerprint = RowFingerprint.NONE;
            isMended = mended.has(number);
            normalized.mendedRows += isMended ? 1 : 0;
            // A fingerprint stands for what a provider delivered: what a person mended is always read.
            if (fingerprints.isPresent() && !isMended) {
                fingerprint = fingerprints.get().of(source, content);
                if (isKnown(source)) {
                    return;
                }
            }
            int recordsBefore = normalized.records.size();
            int bytesBefore = normalized.bodies.length();
            Rejection rejection = attempt(source);
            if (rejection != null) {
                normalized
                        .records
                        .subList(recordsBefore, normalized.records.size())
                        .clear();
                normalized.bodies.truncate(bytesBefore);
                normalized.rejectedRows.add(new RejectedRow(
                        number, source.start(), source.end(), normalized.normalizer.park(source, rejection)));
                if (settled != null) {
                    // Half of what cancels out must not be missing.
                    normalized.sourceCosts.merge(currency, sourceCost, BigDecimal::add);
                    settle();
                }
                return;
            }
            normalized.sourceCosts.merge(currency, sourceCost, BigDecimal::add);
            if (normalized.repeatsAreOverlap) {
                BigDecimal elsewhere = excluded == null ? BigDecimal.ZERO : excluded;
                normalized.rowCosts.put(number, new NormalizedPage.RowCost(currency, sourceCost, elsewhere));
            }
            if (excluded != null) {
                normalized.excludedCosts.merge(currency, excluded, BigDecimal::add);
            }
            if (settled != null) {
                settle();
            }
            if (normalized.records.size() == recordsBefore) {
                normalized.excludedRows++;
            }
            if (fingerprint != RowFingerprint.NONE) {
                fingerprint(recordsBefore);
            }
        }

        private void settle() {
            normalized.settlements.merge(
                    new NormalizedPage.Settlement(currency, commitmentId), settled, BigDecimal::add);
        }

        /**
         * Whether the row is known as it is. It is sighted then, and its cost is read all the same, so that what the
         * source states stays a sum of its own.
         */
        private boolean isKnown(SourceRow source) {
            int position = known.sight(fingerprint);
            if (position < 0) {
                return false;
            }
            try {
                normalized.normalizer.cost(source, this);
            } catch (RejectedRowException unreadable) {
                sourceCost = null;
            }
            if (sourceCost == null || !known.bills(position, currency, sourceCost)) {
                known.release(position);
                sourceCost = null;
                return false;
            }
            normalized.sourceCosts.merge(currency, sourceCost, BigDecimal::add);
            normalized.known.add(position);
            return true;
        }

        /** Gives the row's record its fingerprint, if the record alone says all of the row. */
        private void fingerprint(int recordsBefore) {
            if (normalized.records.size() != recordsBefore + 1 || settled != null || excluded != null) {
                return;
            }
            NormalizedRecord record = normalized.records.get(recordsBefore);
            if (record.billedCost().compareTo(sourceCost) == 0) {
                normalized.records.set(recordsBefore, record.standsFor(fingerprint));
            }
        }

        /** Why the row could not be read, or {@code null}. */
        private Rejection attempt(SourceRow source) {
            try {
                normalized.normalizer.normalize(source, this);
                return null;
            } catch (RejectedRowException rejected) {
                return rejected.rejection();
            } catch (RuntimeException defect) {
                // One row must not stop a month. It is kept and alerted on, and becomes a code or a fixed bug.
                return Rejection.of(RejectionCode.UNEXPECTED, "Unexpected " + defect);
            }
        }

        @Override
        public void cost(String rowCurrency, BigDecimal cost) {
            currency = rowCurrency;
            sourceCost = cost;
        }

        @Override
        public void settledByCommitment(String id, BigDecimal cost) {
            commitmentId = id;
            settled = cost;
        }

        @Override
        public void excluded(BigDecimal cost) {
            excluded = cost;
        }

        @Override
        public void record(NaturalKey key, CostRow costs) {
            costs.text(CostColumns.X_DELIVERY_ID, deliveryId);
            costs.number(CostColumns.X_DELIVERY_TIME, page.getDeliveryTime().toEpochMilli());
            costs.number(CostColumns.X_EXTRACTED_AT, page.getExtractedAt().toEpochMilli());
            costs.number(CostColumns.X_PAGE_NUMBER, row < 0 ? -1 : page.getPageNumber());
            costs.number(CostColumns.X_PAGE_ROW, row);
            costs.text(CostColumns.X_MAPPING_VERSION, mappingVersion);
            costs.text(CostColumns.X_LINE_KEY, hex(key));
            RecordCompletion.complete(costs);
            if (isMended) {
                byte[] found = costs.has(CostColumns.X_SOURCE_DEFECTS)
                        ? costs.string(CostColumns.X_SOURCE_DEFECTS).getBytes(StandardCharsets.UTF_8)
                        : SourceDefect.names(Set.of());
                costs.text(CostColumns.X_SOURCE_DEFECTS, SourceDefect.ROW_MENDED.addedTo(found));
            }
            if (row >= 0 && !normalized.claims.isOfAny()) {
                requirePeriod(costs);
                normalized.claims.require(costs);
            }
            int from = normalized.bodies.length();
            encoder.encodeBody(costs, normalized.bodies);
            int to = normalized.bodies.length();
            if (to - from > largestRecord) {
                throw new RejectedRowException(
                        RejectionCode.RECORD_TOO_LARGE,
                        "The record",
                        (to - from) + " bytes",
                        "at most " + largestRecord + " bytes");
            }
            if (row >= 0 && !normalized.claims.isOfAny()) {
                normalized.claims.add(costs, currency, costs.decimal(CostColumns.BILLED_COST));
            }
            frame.clear();
            encoder.frameContent(normalized.bodies, frame);
            normalized.records.add(new NormalizedRecord(
                    row,
                    key,
                    ContentDigest.of(frame.array(), 0, frame.length()),
                    from,
                    to,
                    currency,
                    costs.decimal(CostColumns.BILLED_COST),
                    costs.decimal(CostColumns.EFFECTIVE_COST),
                    costs.has(CostColumns.X_AMOUNT_ROUNDED),
                    costs.has(CostColumns.X_UNKNOWN_LINE_ITEM_TYPE),
                    SourceDefect.VALUE_UNREADABLE.isAmong(costs.string(CostColumns.X_SOURCE_DEFECTS)),
                    RowFingerprint.NONE));
        }

        /** Checks that the record is of its page's period: another period has another statement. */
        private void requirePeriod(CostRow costs) {
            long start = costs.number(CostColumns.BILLING_PERIOD_START);
            // Providers begin a month in time zones of their own.
            if (Math.abs(start - periodStart) >= DAY) {
                throw new RejectedRowException(
                        RejectionCode.OTHER_PERIOD,
                        "BillingPeriodStart",
                        Instant.ofEpochMilli(start).toString(),
                        "the delivery's period, which begins on " + page.getBillingPeriodStart());
            }
        }

        private byte[] hex(NaturalKey key) {
            byte[] digits = new byte[32];
            for (int i = 0; i < 16; i++) {
                digits[i] = digit(key.high() >>> 60 - 4 * i);
                digits[16 + i] = digit(key.low() >>> 60 - 4 * i);
            }
            return digits;
        }

        private static byte digit(long value) {
            int nibble = (int) (value & 0xF);
            return (byte) (nibble < 10 ? '0' + nibble : 'a' + nibble - 10);
        }
    }

    /** A row of a page that is not well-formed UTF-8: its text is repaired, its place is kept. */
    private record RepairedRow(SourceRow rows) implements SourceRow {

        @Override
        public int fields() {
            return rows.fields();
        }

        @Override
        public byte[] source(int field) {
            return Utf8.repaired(rows.source(field), rows.offset(field), rows.length(field));
        }

        @Override
        public int offset(int field) {
            return 0;
        }

        @Override
        public int length(int field) {
            return rows.length(field) == 0 ? 0 : source(field).length;
        }

        @Override
        public int start() {
            return rows.start();
        }

        @Override
        public int end() {
            return rows.end();
        }
    }
}
