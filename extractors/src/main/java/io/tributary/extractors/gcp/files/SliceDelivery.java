package io.tributary.extractors.gcp.files;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.Extent;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.schemas.ControlTotal;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The rows of a slice as a delivery. Its id depends on the rows alone: a second dump of the same rows is the same
 * delivery.
 *
 * @param key what the slice is
 * @param kind which export it is of
 * @param choice why it is that one which states the month
 * @param rows its rows, which are kept until the source is closed
 * @param uri address of the dump that has them
 * @param limits how large a page may be
 */
record SliceDelivery(SliceKey key, BillingExport kind, Choice choice, SliceRows rows, String uri, PageLimits limits)
        implements SourceDelivery, DeliverySnapshot {

    private static final String CONTENT_TYPE = "application/x-ndjson";

    SliceDelivery {
        requireNonNull(key, "key");
        requireNonNull(kind, "kind");
        requireNonNull(choice, "choice");
        requireNonNull(rows, "rows");
        requireNonNull(uri, "uri");
        requireNonNull(limits, "limits");
    }

    @Override
    public DeliveryHeader header() {
        LocalDate start = key.month().atDay(1);
        return new DeliveryHeader(
                Provider.GCP.name(),
                kind.dataSet(),
                Optional.empty(),
                key.account(),
                start,
                start.plusMonths(1),
                Keys.scope(Provider.GCP.name(), kind.dataSet(), key.account(), start, key.source()),
                rows.content(),
                rows.newest().truncatedTo(ChronoUnit.MILLIS),
                CONTENT_TYPE,
                choice);
    }

    @Override
    public Optional<Extent> extent() {
        return Optional.of(new Extent(Extent.Unit.ROWS, rows.totals().rows()));
    }

    @Override
    public Optional<Extent> extent(int artifact) {
        return extent();
    }

    @Override
    public boolean sharesTransaction() {
        return true;
    }

    @Override
    public DeliverySnapshot snapshot() {
        return this;
    }

    /** The rows were copied when they were found, and are what they were. */
    @Override
    public SourceDelivery refreshed() {
        return this;
    }

    @Override
    public List<ArtifactVersion> artifacts() {
        String name = uri + "?partition=" + key.day() + "&export_time=" + ExportTimes.text(key.exportTime())
                + "&account=" + key.account() + "&month=" + key.month();
        return List.of(new ArtifactVersion(name, rows.content()));
    }

    @Override
    public String fingerprint() {
        return rows.content();
    }

    @Override
    public Optional<CostSurvey> survey(LongConsumer consumed) {
        return Optional.empty();
    }

    @Override
    public PageReader pages(int artifact, long row) {
        return new SlicePages(rows.file(), row, limits);
    }

    @Override
    public void verifyUnchanged() {
        // What is read is a copy, which nobody changes.
    }

    @Override
    public List<ControlTotal> controlTotals() {
        return rows.totals().controls();
    }
}
