package io.tributary.streams.normalize;

import io.tributary.schemas.RawPage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A data set whose rows may be of any account and period, for cases of rows that are not about these. */
public record AnyAccount(DataSetNormalizer delegate) implements DataSetNormalizer {

    /** Normalizes pages of these data sets, whatever account and period their rows are of. */
    public static PageNormalizer normalizer(int largestRecord, DataSetNormalizer... dataSets) {
        return normalizer(largestRecord, List.of(dataSets));
    }

    /** The same. */
    public static PageNormalizer normalizer(int largestRecord, List<? extends DataSetNormalizer> dataSets) {
        return new PageNormalizer(
                dataSets.stream().<DataSetNormalizer>map(AnyAccount::new).toList(), largestRecord);
    }

    @Override
    public Ownership ownership(RawPage page) {
        return Ownership.ANY;
    }

    @Override
    public String dataSet() {
        return delegate.dataSet();
    }

    @Override
    public String statement(RawPage page) {
        return delegate.statement(page);
    }

    @Override
    public String mappingVersion() {
        return delegate.mappingVersion();
    }

    @Override
    public String costBasis(RawPage page) {
        return delegate.costBasis(page);
    }

    @Override
    public Repeats repeats() {
        return delegate.repeats();
    }

    @Override
    public Set<String> wholeObjects() {
        return delegate.wholeObjects();
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header) {
        return delegate.open(page, header);
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header, Optional<String> costBasis) {
        return delegate.open(page, header, costBasis);
    }
}
