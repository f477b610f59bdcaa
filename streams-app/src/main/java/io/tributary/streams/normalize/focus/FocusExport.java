package io.tributary.streams.normalize.focus;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.RowNormalizer;
import io.tributary.streams.normalize.aws.AwsFocus;
import io.tributary.streams.normalize.azure.AzureFocus;
import io.tributary.streams.normalize.gcp.GcpFocus;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** FOCUS data as a provider exports it, in any version from 1.0-preview on. */
public final class FocusExport implements DataSetNormalizer {

    private final FocusDialect dialect;

    public FocusExport(FocusDialect dialect) {
        this.dialect = requireNonNull(dialect, "dialect");
    }

    /** Microsoft's FOCUS exports of Cost Management. */
    public static FocusExport microsoft() {
        return new FocusExport(new AzureFocus(Set.of()));
    }

    /** Google Cloud's own FOCUS export to BigQuery. */
    public static FocusExport google() {
        return new FocusExport(new GcpFocus());
    }

    /** AWS Data Exports' FOCUS tables, also after they passed through a database, which writes NULL. */
    public static FocusExport aws() {
        return new FocusExport(new AwsFocus(Set.of("NULL")));
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
    public Optional<String> claim(RawPage page) {
        return dialect.claim(page);
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
