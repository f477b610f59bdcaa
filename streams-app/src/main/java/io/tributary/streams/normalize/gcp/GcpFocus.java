package io.tributary.streams.normalize.gcp;

import static java.util.Map.entry;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.normalize.focus.FocusColumns;
import io.tributary.streams.normalize.focus.FocusDialect;
import io.tributary.streams.normalize.focus.FocusVersion;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Google Cloud's FOCUS export to BigQuery, a preview of 1.2. As in its other exports, rows are only ever added. Tags
 * are an array of structs, and labels have columns of their own.
 */
final class GcpFocus implements FocusDialect {

    private static final Map<String, List<String>> OTHER_NAMES = Map.ofEntries(
            entry("x_CostType", List.of()),
            entry("x_Credits", List.of()),
            entry("x_AdjustmentInfo", List.of()),
            entry("x_ExportTime", List.of()),
            entry("x_InvoiceMonth", List.of()),
            entry("x_ConversionRate", List.of("x_CurrencyConversionRate")),
            entry("x_ConsumptionModel", List.of()),
            entry("x_TransactionType", List.of()),
            entry("x_ServiceCode", List.of("x_ServiceId")));

    @Override
    public Provider provider() {
        return Provider.GCP;
    }

    @Override
    public String dataSet() {
        return "gcp.focus";
    }

    @Override
    public Ownership ownership(RawPage page) {
        return GcpDataSet.only(page);
    }

    @Override
    public String mappingVersion() {
        return "gcp.focus/3";
    }

    /** Each slice of the table states money of its own. */
    @Override
    public String statement(RawPage page) {
        return page.getScope();
    }

    @Override
    public Optional<String> lease(RawPage page) {
        return Optional.of(GcpDataSet.monthOf(page));
    }

    @Override
    public String providerName() {
        return "Google Cloud";
    }

    @Override
    public String billingAccountType(String billingAccountId) {
        return "Billing Account";
    }

    @Override
    public Map<String, List<String>> otherNames() {
        return OTHER_NAMES;
    }

    @Override
    public List<Identifying> identifying() {
        return List.of();
    }

    @Override
    public boolean isWholeRowIdentifying() {
        return true;
    }

    @Override
    public String versionName(FocusVersion version) {
        return version.toString();
    }

    @Override
    public Rules rules(FocusColumns columns, RowReader reader) {
        return new GoogleRules(columns, reader);
    }

    /** Converts tags from structs to FOCUS's object. The arrays are kept in x_TagsRaw and x_SourceColumns. */
    private static final class GoogleRules implements Rules {

        private static final int TAGS = CostColumns.TAGS;
        private static final int X_TAGS_RAW = CostColumns.X_TAGS_RAW;
        private static final byte[] NO_TAGS = {'[', ']'};

        private final RowReader reader;
        private final int tagsColumn;
        private final int labels;
        private final int projectLabels;
        private final JsonText json = new JsonText();
        private final GcpTags tags = new GcpTags(json);

        GoogleRules(FocusColumns columns, RowReader reader) {
            this.reader = reader;
            tagsColumn = columns.find("Tags");
            labels = columns.find("x_Labels");
            projectLabels = columns.find("x_ProjectLabels");
        }

        @Override
        public void apply(SourceRow row, CostRow record, Set<SourceDefect> defects, Kept kept) {
            if (record.has(TAGS)) {
                return;
            }
            if (reader.is(tagsColumn, NO_TAGS)) {
                record.absent(X_TAGS_RAW);
            }
            json.clear();
            tags.begin();
            add(row, labels, "");
            add(row, projectLabels, "project/");
            add(row, tagsColumn, "tag/");
            tags.end(record);
        }

        private void add(SourceRow row, int column, String prefix) {
            if (!reader.isBlank(column)) {
                tags.add(row, column, prefix);
            }
        }
    }
}
