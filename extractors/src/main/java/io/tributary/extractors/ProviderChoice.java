package io.tributary.extractors;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvPages;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.objects.LocalObjects;
import io.tributary.extractors.objects.ObjectStore;
import io.tributary.extractors.objects.StoredObject;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds out whose bills an input holds. */
public final class ProviderChoice {

    private static final PageLimits HEADER_ONLY = new PageLimits(1, 1, 1);

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
        // Without a manifest, a file's columns decide. A report of AWS is then reported to lack its manifest.
        for (StoredObject object : objects) {
            Optional<Provider> candidate = ofPath(object.key());
            if (candidate.isPresent()) {
                return ofColumns(input, object, candidate.get());
            }
        }
        throw new SourceException.Missing(input, nothingFound(objects));
    }

    private static String nothingFound(List<StoredObject> objects) {
        return "has no manifest: expected "
                + ProviderExtractors.all().stream()
                        .map(ProviderExtractor::expectedInDirectory)
                        .collect(Collectors.joining(", or "))
                + "; it has " + objects.size() + " files"
                + objects.stream()
                        .findFirst()
                        .map(object -> ", the first " + object.key())
                        .orElse("");
    }

    /** The provider that may have written a data file, by its path. */
    private static Optional<Provider> ofPath(String path) {
        return ProviderExtractors.all().stream()
                .filter(extractor -> extractor.isData(path))
                .map(ProviderExtractor::provider)
                .findFirst();
    }

    /**
     * The provider whose columns a file has, or {@code candidate}. A file that cannot be read is reported by its
     * reader.
     */
    private static Provider ofColumns(String input, StoredObject file, Provider candidate) {
        Provider[] provider = {candidate};
        try (ObjectStore directory = LocalObjects.open(input);
                CsvPages pages = new CsvPages(
                        directory.uri(file.key()),
                        directory.open(file, 0),
                        0,
                        0,
                        HEADER_ONLY,
                        header -> provider[0] = ofHeader(header).orElse(candidate))) {
            pages.readHeader();
            return provider[0];
        } catch (SourceException | DeliveryChangedException e) {
            return candidate;
        }
    }

    private static Optional<Provider> ofHeader(CsvHeader header) {
        return ProviderExtractors.all().stream()
                .filter(extractor -> extractor.isBill(header))
                .map(ProviderExtractor::provider)
                .findFirst();
    }
}
