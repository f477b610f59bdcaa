package io.tributary.extractors;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.parquet.ParquetPages;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Finds out whose bills an input holds. */
public final class ProviderChoice {

    private static final PageLimits HEADER_ONLY = new PageLimits(1, 1, 1);
    private static final String PARQUET = ".parquet";
    private static final int SHOWN_COLUMNS = 8;

    private ProviderChoice() {}

    /**
     * The provider that is set, or that the input's form shows, or that a look into the directory shows.
     *
     * @throws SourceException if a directory does not exist, or holds bills of no provider or of several
     */
    public static Provider of(ExtractorConfig config) {
        return config.provider().or(() -> Inputs.provider(config.input())).orElseGet(() -> ofDirectory(config.input()));
    }

    private static Provider ofDirectory(String input) {
        List<StoredObject> objects;
        try (ObjectStore directory = LocalObjects.open(input)) {
            objects = directory.list(path -> true);
        }
        Map<Provider, String> found = new LinkedHashMap<>();
        for (ProviderExtractor<?> extractor : ProviderExtractors.all()) {
            objects.stream()
                    .map(StoredObject::key)
                    .filter(extractor::isManifest)
                    .findFirst()
                    .ifPresent(path -> found.put(extractor.provider(), path));
        }
        if (found.size() > 1) {
            throw new SourceException.Malformed(
                    input,
                    "holds files of several providers, " + found + ": expected the setting " + ExtractorConfig.PROVIDER
                            + ", " + ExtractorConfig.providerNames());
        }
        if (found.size() == 1) {
            return found.keySet().iterator().next();
        }
        return ofColumns(input, objects);
    }

    /**
     * The provider whose columns a file has, where no path shows one. A report of AWS is then reported to lack its
     * manifest. What is unknown is nobody's.
     */
    private static Provider ofColumns(String input, List<StoredObject> objects) {
        SourceException problem = null;
        try (ObjectStore directory = LocalObjects.open(input)) {
            for (StoredObject object : objects) {
                if (isData(object.key())) {
                    try {
                        return ofColumns(directory, object);
                    } catch (SourceException e) {
                        problem = problem == null ? e : problem;
                    }
                }
            }
        }
        throw problem == null ? new SourceException.Missing(input, nothingFound(objects)) : problem;
    }

    private static String nothingFound(List<StoredObject> objects) {
        return "holds no provider's bills: expected "
                + ProviderExtractors.all().stream()
                        .map(ProviderExtractor::expectedInDirectory)
                        .collect(Collectors.joining(", or "))
                + "; it has " + objects.size() + " files"
                + objects.stream()
                        .findFirst()
                        .map(object -> ", the first " + object.key())
                        .orElse("");
    }

    private static boolean isData(String path) {
        return ProviderExtractors.all().stream().anyMatch(extractor -> extractor.isData(path));
    }

    private static Provider ofColumns(ObjectStore directory, StoredObject file) {
        String uri = directory.uri(file.key());
        CsvHeader header = header(directory, uri, file);
        return ProviderExtractors.all().stream()
                .filter(extractor -> extractor.isBill(header))
                .map(ProviderExtractor::provider)
                .findFirst()
                .orElseThrow(() -> new SourceException.Malformed(uri, notRecognised(header)));
    }

    private static CsvHeader header(ObjectStore directory, String uri, StoredObject file) {
        AtomicReference<CsvHeader> header = new AtomicReference<>();
        try {
            if (file.key().toLowerCase(Locale.ROOT).endsWith(PARQUET)) {
                Path path = Path.of(uri);
                try (ParquetPages pages = new ParquetPages(uri, path, 0, 0, HEADER_ONLY, header::set)) {
                    pages.readHeader();
                }
            } else {
                try (CsvPages pages = new CsvPages(uri, directory.open(file, 0), 0, 0, HEADER_ONLY, header::set)) {
                    pages.readHeader();
                }
            }
        } catch (DeliveryChangedException e) {
            throw new SourceException.Unavailable(uri, "is being rewritten: " + e.getMessage(), e);
        }
        return header.get();
    }

    private static String notRecognised(CsvHeader header) {
        List<String> names = header.names();
        return "is not recognised as any provider's bill: its "
                + (names.size() == 1 ? "one column is " : names.size() + " columns are ")
                + names.stream().limit(SHOWN_COLUMNS).collect(Collectors.joining(", "))
                + (names.size() > SHOWN_COLUMNS ? ", ..." : "") + "; expected "
                + ProviderExtractors.all().stream()
                        .map(extractor -> "for " + extractor.provider().label() + " " + extractor.expectedColumns())
                        .collect(Collectors.joining("; "))
                + ". Where it is a bill all the same, set " + ExtractorConfig.PROVIDER;
    }
}
