package io.tributary.streams.normalize.focus;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowNormalizer;
import java.util.List;
import java.util.Optional;

/** FOCUS data as a provider exports it, in any version from 1.0-preview on. */
public final class FocusExport implements DataSetNormalizer {

    private final FocusDialect dialect;

    public FocusExport(FocusDialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect");
    }

    @Override
    public String dataSet() {
        return dialect.dataSet();
    }

    @Override
    public String statement(RawPage page) {
        return dialect.statement(page);
    }

    @Override
    public Optional<Supplement> supplement(RawPage page) {
        return dialect.supplement(page);
    }

    @Override
    public Optional<String> lease(RawPage page) {
        return dialect.lease(page);
    }

    @Override
    public Ownership ownership(RawPage page) {
        return dialect.ownership(page);
    }

    @Override
    public String mappingVersion() {
        return dialect.mappingVersion();
    }

    @Override
    public String costBasis(RawPage page) {
        return null;
    }

    @Override
    public RowNormalizer open(RawPage page, List<String> header) {
        return new FocusRows(dialect, FocusColumns.of(header, dialect), page);
    }
}
