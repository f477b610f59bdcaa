package io.tributary.extractors;

import io.tributary.extractors.ExtractorConfig.Provider;
import io.tributary.extractors.aws.AwsSource;
import io.tributary.extractors.azure.exports.ExportsSource;
import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.files.FilesSource;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells whose bills an input holds. */
public final class ProviderChoice {

    private static final PageLimits HEADER_ONLY = new PageLimits(1, 1, 1);

    private ProviderChoice() {}

    /**
     * The provider that is set, or that the input's form tells, or that a look into the directory shows; never
     * {@link Provider#AUTO}.
     *
     * @throws SourceException where a directory is not there, or holds what tells of none or of several
     */
    public static Provider of(ExtractorConfig config) {
        if (config.provider() != Provider.AUTO) {
            return config.provider();
        }
        return switch (InputForm.of(config.input())) {
            case S3 -> Provider.AWS;
            case BLOB, COST_MANAGEMENT -> Provider.AZURE;
            case BIGQUERY, CLOUD_STORAGE -> Provider.GCP;
            case DIRECTORY -> ofDirectory(config.input());
        };
    }

    private static Provider ofDirectory(String input) {
        List<StoredObject> objects;
        try (ObjectStore directory = LocalObjects.open(input)) {
            objects = directory.list(key -> true);
        }
        Map<Provider, String> found = new EnumMap<>(Provider.class);
        first(objects, AwsSource::isManifest).ifPresent(key -> found.put(Provider.AWS, key));
        first(objects, ExportsSource::isManifest).ifPresent(key -> found.put(Provider.AZURE, key));
        first(objects, FilesSource::isExport).ifPresent(key -> found.put(Provider.GCP, key));
        if (found.size() > 1) {
            throw new SourceException.Malformed(
                    input,
                    "holds files of several providers, " + found
                            + ": expected the setting extractor.provider, aws, azure or gcp");
        }
        if (found.size() == 1) {
            return found.keySet().iterator().next();
        }
        // Without a manifest, a file's columns tell; a report of AWS is then said to lack its manifest.
        Optional<StoredObject> data = objects.stream()
                .filter(object -> ExportsSource.isData(object.key()))
                .findFirst();
        if (data.isPresent()) {
            return ofColumns(input, data.get());
        }
        throw new SourceException.Missing(
                input,
                "has no manifest: expected one of AWS, named like report-Manifest.json, or an export of Azure, manifest.json"
                        + " or CSV files, or tables of Google Cloud, gcp_billing_export_v1_...; it has "
                        + objects.size() + " files"
                        + objects.stream()
                                .findFirst()
                                .map(object -> ", the first " + object.key())
                                .orElse(""));
    }

    /** Whose columns a file has. One that cannot be read is complained of by whoever reads it. */
    private static Provider ofColumns(String input, StoredObject file) {
        Provider[] provider = {Provider.AZURE};
        try (ObjectStore directory = LocalObjects.open(input);
                CsvPages pages = new CsvPages(
                        directory.uri(file.key()),
                        directory.open(file, 0),
                        0,
                        0,
                        HEADER_ONLY,
                        header -> provider[0] = ofHeader(header))) {
            pages.readHeader();
            return provider[0];
        } catch (SourceException | DeliveryChangedException e) {
            return Provider.AZURE;
        }
    }

    private static Provider ofHeader(CsvHeader header) {
        if (AwsSource.isReport(header)) {
            return Provider.AWS;
        }
        return FilesSource.isExport(header) ? Provider.GCP : Provider.AZURE;
    }

    private static Optional<String> first(List<StoredObject> objects, Predicate<String> isWanted) {
        return objects.stream().map(StoredObject::key).filter(isWanted).findFirst();
    }
}
