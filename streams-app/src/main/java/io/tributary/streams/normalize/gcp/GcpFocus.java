package io.tributary.streams.normalize.gcp;

import static java.util.Map.entry;

import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.JsonText;
import io.tributary.streams.normalize.Ownership;
import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.normalize.ServiceCategories;
import io.tributary.streams.normalize.SliceMemo;
import io.tributary.streams.normalize.SourceDefect;
import io.tributary.streams.normalize.focus.FocusColumns;
import io.tributary.streams.normalize.focus.FocusDialect;
import io.tributary.streams.normalize.focus.FocusVersion;
import io.tributary.streams.page.SourceRow;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Google Cloud's FOCUS export to BigQuery, a preview of 1.2. As in its other exports, rows are only ever added. It has
 * no ServiceCategory, InvoiceIssuerName, SubAccountType, ResourceType and Tags: what stands in for them is the same as
 * in records of the detailed export. Labels, tags and system labels are arrays of structs in columns of their own.
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
            entry("x_ServiceCode", List.of("x_ServiceId")),
            entry("Tags", List.of("x_Tags")));

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
        return GcpText.GOOGLE_CLOUD;
    }

    @Override
    public String invoiceIssuerName() {
        return GcpText.GOOGLE;
    }

    @Override
    public String subAccountType() {
        return "Project";
    }

    @Override
    public Optional<ServiceCategories> services() {
        return Optional.of(GcpText.CATEGORIES);
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

    /**
     * Converts tags from structs to FOCUS's object, and units to FOCUS's words. The arrays are kept in x_TagsRaw and
     * x_SourceColumns.
     */
    private static final class GoogleRules implements Rules {

        private static final int TAGS = CostColumns.TAGS;
        private static final int X_TAGS_RAW = CostColumns.X_TAGS_RAW;
        private static final byte[] NO_TAGS = {'[', ']'};

        private final RowReader reader;
        private final int[] tagsColumns;
        private final int labels;
        private final int projectLabels;
        private final int systemLabels;
        private final int pricingUnit;
        private final int consumedUnit;
        private final int modelId;
        private final int modelDescription;
        private final JsonText json = new JsonText();
        private final GcpTags tags = new GcpTags(json, new SliceMemo<>(Structs::of));

        GoogleRules(FocusColumns columns, RowReader reader) {
            this.reader = reader;
            tagsColumns = columns.all("Tags");
            labels = columns.find("x_Labels");
            projectLabels = columns.find("x_ProjectLabels");
            systemLabels = columns.find("x_SystemLabels");
            pricingUnit = columns.find("PricingUnit");
            consumedUnit = columns.find("ConsumedUnit");
            modelId = columns.find("x_ConsumptionModelId");
            modelDescription = columns.find("x_ConsumptionModelDescription");
        }

        @Override
        public void apply(SourceRow row, CostRow record, Set<SourceDefect> defects, Kept kept) {
            json.clear();
            tags(row, record, defects);
            unit(row, record, CostColumns.PRICING_UNIT, pricingUnit, kept);
            unit(row, record, CostColumns.CONSUMED_UNIT, consumedUnit, kept);
            resourceType(record);
            consumptionModel(row, record);
        }

        private void tags(SourceRow row, CostRow record, Set<SourceDefect> defects) {
            if (record.has(TAGS)) {
                return;
            }
            for (int column : tagsColumns) {
                if (reader.is(column, NO_TAGS)) {
                    record.absent(X_TAGS_RAW);
                }
            }
            tags.begin();
            add(row, labels, "");
            add(row, projectLabels, "project/");
            add(row, systemLabels, "system/");
            for (int column : tagsColumns) {
                add(row, column, "tag/");
            }
            tags.end(record, defects);
            if (ChargeKind.is(record, ChargeCategory.USAGE)) {
                tags.capacityReservation(record);
            }
        }

        private void add(SourceRow row, int column, String prefix) {
            if (!reader.isBlank(column)) {
                tags.add(row, column, prefix);
            }
        }

        private void unit(SourceRow row, CostRow record, int field, int column, Kept kept) {
            if (reader.isBlank(column)) {
                return;
            }
            String delivered = row.string(column);
            String unit = Units.of(delivered);
            if (!unit.equals(delivered)) {
                record.text(field, text(unit));
                kept.keep(column);
            }
        }

        private static void resourceType(CostRow record) {
            if (record.has(CostColumns.RESOURCE_ID) && !record.has(CostColumns.RESOURCE_TYPE)) {
                String type = GcpText.type(record.string(CostColumns.RESOURCE_ID));
                if (!type.isEmpty()) {
                    record.text(CostColumns.RESOURCE_TYPE, text(type));
                }
            }
        }

        private void consumptionModel(SourceRow row, CostRow record) {
            if (record.has(CostColumns.X_CONSUMPTION_MODEL)) {
                return;
            }
            json.begin();
            pair("description", row, modelDescription);
            pair("id", row, modelId);
            if (json.end()) {
                record.text(CostColumns.X_CONSUMPTION_MODEL, json.source(), json.offset(), json.length());
            }
        }

        private void pair(String key, SourceRow row, int column) {
            if (!reader.isBlank(column)) {
                json.pair(JsonText.key(key), row.source(column), row.offset(column), row.length(column));
            }
        }

        private static byte[] text(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
