package io.tributary.extractors;

import io.tributary.extractors.ExtractorConfig.Provider;
import io.tributary.extractors.aws.AwsSource;
import io.tributary.extractors.azure.exports.ExportsSource;
import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells whose bills an input holds. */
final class ProviderChoice {

    private static final PageLimits HEADER_ONLY = new PageLimits(1, 1, 1);

    private ProviderChoice() {}

    /**
     * The provider that is set, or that the input's form tells, or that a look into the directory shows; never
     * {@link Provider#AUTO}.
     *
     * @throws SourceException where a directory is not there, or holds what tells of none or of several
     */
    static Provider of(ExtractorConfig config) {
        if (config.provider() != Provider.AUTO) {
            return config.provider();
        }
        return switch (InputForm.of(config.input())) {
            case S3 -> Provider.AWS;
            case BLOB, COST_MANAGEMENT -> Provider.AZURE;
            case BIGQUERY -> Provider.GCP;
            case DIRECTORY -> ofDirectory(config.input());
        };
    }

    private static Provider ofDirectory(String input) {
        List<StoredObject> objects;
        try (ObjectStore directory = LocalObjects.open(input)) {
            objects = directory.list(key -> true);
        }
        Optional<String> aws = first(objects, AwsSource::isManifest);
        Optional<String> azure = first(objects, ExportsSource::isManifest);
        if (aws.isPresent() && azure.isPresent()) {
            throw new SourceException.Malformed(
                    input,
                    "holds a manifest of AWS, " + aws.get() + ", and an export of Azure, " + azure.get()
                            + ": expected the setting extractor.provider, aws or azure");
        }
        if (aws.isPresent() || azure.isPresent()) {
            return aws.isPresent() ? Provider.AWS : Provider.AZURE;
        }
        // Without a manifest, a file's columns tell; a report of AWS is then said to lack its manifest.
        Optional<StoredObject> data = objects.stream()
                .filter(object -> ExportsSource.isData(object.key()))
                .findFirst();
        if (data.isPresent()) {
            return isReport(input, data.get()) ? Provider.AWS : Provider.AZURE;
        }
        throw new SourceException.Missing(
                input,
                "has no manifest: expected one of AWS, named like report-Manifest.json, or an export of Azure, manifest.json"
                        + " or CSV files; it has " + objects.size() + " files"
                        + objects.stream()
                                .findFirst()
                                .map(object -> ", the first " + object.key())
                                .orElse(""));
    }

    /** Whether a file has the columns of a report of AWS. One that cannot be read is complained of by whoever reads it. */
    private static boolean isReport(String input, StoredObject file) {
        boolean[] isReport = new boolean[1];
        try (ObjectStore directory = LocalObjects.open(input);
                CsvPages pages = new CsvPages(
                        directory.uri(file.key()),
                        directory.open(file, 0),
                        0,
                        0,
                        HEADER_ONLY,
                        header -> isReport[0] = AwsSource.isReport(header))) {
            pages.readHeader();
            return isReport[0];
        } catch (SourceException | DeliveryChangedException e) {
            return false;
        }
    }

    private static Optional<String> first(List<StoredObject> objects, Predicate<String> isWanted) {
        return objects.stream().map(StoredObject::key).filter(isWanted).findFirst();
    }
}
