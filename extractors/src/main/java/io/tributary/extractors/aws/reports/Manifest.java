package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A delivery of a report as AWS states it.
 *
 * @param object the manifest itself
 * @param dataSet what was delivered
 * @param version version of the data set's shape, where the manifest states one
 * @param id AWS's id of the delivery
 * @param time when it was made
 * @param account the payer, as written
 * @param report name of the report or export
 * @param periodStart first day of the billing period
 * @param periodEnd first day after it
 * @param isParquet whether files are Parquet if their names do not show it
 * @param files keys of the data files, in order
 */
public record Manifest(
        StoredObject object,
        DataSet dataSet,
        Optional<String> version,
        String id,
        Instant time,
        String account,
        String report,
        LocalDate periodStart,
        LocalDate periodEnd,
        boolean isParquet,
        List<String> files) {

    public Manifest {
        requireNonNull(object, "object");
        requireNonNull(dataSet, "dataSet");
        requireNonNull(version, "version");
        requireNonNull(time, "time");
        files = List.copyOf(files);
    }

    /**
     * Reads a manifest.
     *
     * @param uri name of the manifest, for messages
     * @param look reads the first row of the first existing file of a list, for what only rows state
     * @return empty if the manifest is of a Data Export that is not a bill, such as recommendations
     * @throws SourceException.Malformed naming what is missing or wrong
     */
    static Optional<Manifest> parse(
            String uri, StoredObject object, byte[] content, Function<List<String>, FirstRow> look) {
        ManifestFields fields = ManifestFields.parse(uri, content);
        return ExportManifest.isOne(fields)
                ? new ExportManifest(fields, object, look).read()
                : Optional.of(LegacyManifest.read(fields, object));
    }

    /** What the delivery is a complete statement of. */
    String scope() {
        return Keys.scope(Provider.AWS.name(), dataSet.id(), account, periodStart, report);
    }

    /** Whether a file of the delivery is Parquet: by its name, or else as the manifest says. */
    boolean isParquet(String key) {
        String name = key.toLowerCase(Locale.ROOT);
        if (name.endsWith(".parquet")) {
            return true;
        }
        boolean isCsv = name.endsWith(".csv") || name.endsWith(".gz") || name.endsWith(".zip");
        return !isCsv && isParquet;
    }
}
