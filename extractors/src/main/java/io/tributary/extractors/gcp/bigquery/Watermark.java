package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.SourceCursor;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far earlier runs read a table, according to the cursors of its slices. It does not depend on this machine's
 * clock.
 *
 * @param firstDay the first partition that was taken, at least in part
 * @param exportTime the newest time of an export that was taken
 */
record Watermark(LocalDate firstDay, Instant exportTime) {

    Watermark {
        requireNonNull(firstDay, "firstDay");
        requireNonNull(exportTime, "exportTime");
    }

    /** The watermark of a table; empty if nothing of it was taken. */
    static Optional<Watermark> of(BillingTable table, Map<String, SourceCursor> cursors) {
        Optional<Watermark> watermark = Optional.empty();
        for (String scope : cursors.keySet()) {
            Optional<List<String>> parts = Slice.parts(scope)
                    .filter(slice -> slice.get(1).equals(table.export().dataSet())
                            && slice.get(4).equals(table.name()));
            if (parts.isPresent()) {
                Watermark next = new Watermark(
                        LocalDate.parse(parts.get().get(5)),
                        Instant.parse(parts.get().get(6)));
                watermark = Optional.of(watermark.map(next::and).orElse(next));
            }
        }
        return watermark;
    }

    private Watermark and(Watermark other) {
        return new Watermark(
                firstDay.isBefore(other.firstDay) ? firstDay : other.firstDay,
                exportTime.isAfter(other.exportTime) ? exportTime : other.exportTime);
    }

    /** The day of the newest export. */
    LocalDate newestDay() {
        return LocalDate.ofInstant(exportTime, ZoneOffset.UTC);
    }
}
