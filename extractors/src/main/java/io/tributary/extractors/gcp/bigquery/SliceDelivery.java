package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.ControlTotal;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.Provider;
import io.tributary.schemas.SourceCursor;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** One reading of a slice. */
final class SliceDelivery implements SourceDelivery {

    private static final String CONTENT_TYPE = "application/x-ndjson";

    /** Tolerance of sums: BigQuery writes a binary number differently in a sum and in a row. */
    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    private final TableReading table;
    private final Slice slice;
    private final SliceReading reading;
    private final PageLimits limits;
    private final DeliveryHeader header;
    private final boolean isTaken;

    private boolean isChanged;

    private SliceDelivery(
            TableReading table,
            Slice slice,
            SliceReading reading,
            PageLimits limits,
            Choice choice,
            boolean isTaken,
            String id,
            Instant time) {
        this.isTaken = isTaken;
        this.table = requireNonNull(table, "table");
        this.slice = requireNonNull(slice, "slice");
        this.reading = requireNonNull(reading, "reading");
        this.limits = requireNonNull(limits, "limits");
        LocalDate month = slice.key().month().atDay(1);
        this.header = new DeliveryHeader(
                Provider.GCP.name(),
                table.table().export().dataSet(),
                Optional.empty(),
                slice.key().account(),
                month,
                month.plusMonths(1),
                slice.scope(table.table()),
                id,
                time,
                CONTENT_TYPE,
                choice);
    }

    /** The delivery of a slice that was taken before and is unchanged. */
    static SliceDelivery taken(
            TableReading table,
            Slice slice,
            SliceReading reading,
            PageLimits limits,
            Choice choice,
            SourceCursor before) {
        return new SliceDelivery(
                table, slice, reading, limits, choice, true, before.getDeliveryId(), before.getDeliveryTime());
    }

    /** Whether it has the rows that were read before, chosen for the same reason. */
    boolean isAsBefore(SourceCursor before) {
        return before.getFingerprint().equals(header.fingerprint(new Snapshot()));
    }

    /**
     * A delivery that begins now.
     *
     * @param time when it was requested, or the first moment after the delivery before it
     */
    static SliceDelivery begun(
            TableReading table, Slice slice, SliceReading reading, PageLimits limits, Choice choice, Instant time) {
        String id = Slice.digest(slice.uri(table.table()) + "|" + slice.fingerprint() + "|" + time);
        return new SliceDelivery(table, slice, reading, limits, choice, false, id, time);
    }

    @Override
    public DeliveryHeader header() {
        return header;
    }

    @Override
    public Optional<Extent> extent() {
        return Optional.of(new Extent(Extent.Unit.ROWS, slice.rows()));
    }

    @Override
    public boolean sharesTransaction() {
        return true;
    }

    @Override
    public DeliverySnapshot snapshot() {
        // After the table's reading has failed, no further slice is started.
        return isTaken ? new Snapshot() : table.guarded(Snapshot::new);
    }

    @Override
    public SourceDelivery refreshed() {
        Instant after = header.time().plusMillis(1);
        if (!isChanged) {
            return begun(table, slice, reading, limits, header.choice(), after);
        }
        Inventory now = table.look(slice.day());
        Slice grown = now.slices().stream()
                .filter(other -> other.key().equals(slice.key()))
                .findFirst()
                .orElseThrow(() -> new SourceException.Missing(slice.uri(table.table()), "is not there any more"));
        return begun(
                table,
                grown,
                table.reading(List.of(grown)),
                limits,
                header.choice(),
                now.time().isBefore(after) ? after : now.time());
    }

    /** The slice as the inventory found it. */
    private final class Snapshot implements DeliverySnapshot {

        private Optional<SlicePages> pages = Optional.empty();

        @Override
        public List<ArtifactVersion> artifacts() {
            return List.of(new ArtifactVersion(slice.uri(table.table()), slice.fingerprint()));
        }

        @Override
        public String fingerprint() {
            return slice.fingerprint();
        }

        @Override
        public Optional<Extent> extent(int artifact) {
            return SliceDelivery.this.extent();
        }

        @Override
        public Optional<CostSurvey> survey(LongConsumer consumed) {
            return Optional.empty();
        }

        /** A query gives the rows of a slice in no order of their own, so that none can be read from its middle on. */
        @Override
        public PageReader pages(int artifact, long row) {
            if (row > 0) {
                throw new DeliveryChangedException(
                        slice.uri(table.table()),
                        "was read as far as row " + row + ", and has to be read from its first row on");
            }
            SlicePages opened = new SlicePages(table, reading, slice, slice.uri(table.table()), limits);
            pages = Optional.of(opened);
            return opened;
        }

        @Override
        public void verifyUnchanged() {
            SlicePages read = pages.orElseThrow();
            BigDecimal expected = slice.totals().stream()
                    .map(total -> total.cost().add(total.credits()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            boolean isSame = read.rows() == slice.rows()
                    && read.net().subtract(expected).abs().compareTo(TOLERANCE) <= 0;
            if (!isSame) {
                isChanged = true;
                throw new DeliveryChangedException(
                        slice.uri(table.table()),
                        "has " + read.rows() + " rows of " + read.net().toPlainString() + ", and had " + slice.rows()
                                + " rows of " + expected.toPlainString() + " a moment ago");
            }
        }

        @Override
        public List<ControlTotal> controlTotals() {
            return slice.controlTotals();
        }
    }
}
