package io.tributary.extractors.azure.exports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.azure.CostView;
import io.tributary.extractors.azure.exports.ExportManifest.Blob;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.Extent;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A run of an export, which is one delivery; a file that states several is a run for each.
 *
 * @param origin what states the run: its manifest, or its first file where it has none
 * @param source name of the export
 * @param scope whose costs it holds
 * @param isWholeScope whether it holds all costs of the scope, as the export says; else the rows name the scope alone,
 *     and it may hold a part
 * @param view which view of them
 * @param dataVersion version of its columns, where stated
 * @param period the billing period
 * @param id id of the run
 * @param time when it was asked for
 * @param files its files, in order, as the origin names them
 * @param listed bytes of these files as they were listed; empty if one was not
 * @param rows which of their rows belong to the delivery
 */
record ExportRun(
        StoredObject origin,
        String source,
        BillingScope scope,
        boolean isWholeScope,
        CostView view,
        Optional<String> dataVersion,
        Period period,
        String id,
        Instant time,
        List<Blob> files,
        Optional<Extent> listed,
        RowFilter rows) {

    private static final String ANY_EXPORT = "any-export";

    /** From the oldest to the newest. */
    static final Comparator<ExportRun> BY_TIME = Comparator.comparing(ExportRun::time)
            .thenComparing(run -> run.origin().key());

    ExportRun {
        requireNonNull(origin, "origin");
        requireNonNull(source, "source");
        requireNonNull(scope, "scope");
        requireNonNull(view, "view");
        requireNonNull(dataVersion, "dataVersion");
        requireNonNull(period, "period");
        requireNonNull(id, "id");
        requireNonNull(time, "time");
        files = List.copyOf(files);
        requireNonNull(listed, "listed");
        requireNonNull(rows, "rows");
    }

    /**
     * The last part of the delivery's scope: the same for all exports that are known to state the same, whose newest
     * snapshot stands whatever they are called.
     */
    String extent() {
        return isWholeScope ? ANY_EXPORT : source;
    }
}
