package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.DatasetId;
import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.Table;
import com.google.cloud.bigquery.TableDefinition;
import com.google.cloud.bigquery.TableId;
import io.tributary.extractors.gcp.BigQueryAddress;
import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the tables with billing exports. */
final class BillingTables {

    private final BigQuery bigQuery;
    private final Requests requests;

    BillingTables(BigQuery bigQuery, Requests requests) {
        this.bigQuery = requireNonNull(bigQuery, "bigQuery");
        this.requests = requireNonNull(requests, "requests");
    }

    /**
     * All tables, each once.
     *
     * @throws SourceException if a data set or a table cannot be read, or there is none
     */
    List<BillingTable> find(List<BigQueryAddress> addresses) {
        List<BillingTable> found = new ArrayList<>();
        for (TableId id : addresses.stream()
                .flatMap(address -> named(address).stream())
                .distinct()
                .toList()) {
            found.add(look(id));
        }
        if (found.isEmpty()) {
            throw new SourceException.Missing(
                    String.join(
                            ",",
                            addresses.stream().map(BigQueryAddress::toString).toList()),
                    "has no billing export: expected a table named like "
                            + "gcp_billing_export_resource_v1_XXXXXX_XXXXXX_XXXXXX (detailed),"
                            + " gcp_billing_export_v1_XXXXXX_XXXXXX_XXXXXX (standard) or"
                            + " gcp_billing_export_focus_XXXXXX_XXXXXX_XXXXXX (focus)");
        }
        return found;
    }

    private List<TableId> named(BigQueryAddress address) {
        if (address.table().isPresent()) {
            return List.of(TableId.of(
                    address.project(), address.dataSet(), address.table().get()));
        }
        return requests.of(address.toString(), () -> {
            List<TableId> named = new ArrayList<>();
            for (Table table : bigQuery.listTables(DatasetId.of(address.project(), address.dataSet()))
                    .iterateAll()) {
                String name = table.getTableId().getTable();
                if (BillingExport.ofTable(name).isPresent()) {
                    named.add(TableId.of(address.project(), address.dataSet(), name));
                }
            }
            return named;
        });
    }

    private BillingTable look(TableId id) {
        String uri = BillingTable.uri(id);
        Table table = requests.of(uri, () -> bigQuery.getTable(id));
        if (table == null) {
            throw new SourceException.Missing(uri, "is not there");
        }
        TableDefinition definition = table.getDefinition();
        FieldList columns = definition.getSchema() == null
                ? FieldList.of(List.of())
                : definition.getSchema().getFields();
        BillingExport export = BillingExport.ofTable(id.getTable())
                .or(() -> ExportColumns.export(columns))
                .orElseThrow(() -> new SourceException.Malformed(
                        uri,
                        "has the columns "
                                + columns.stream()
                                        .map(column -> column.getName())
                                        .toList()
                                + ": expected those of a billing export, export_time, cost and invoice among them"));
        if (!ExportColumns.isTimestamp(columns, export.exportTime())) {
            throw new SourceException.Malformed(
                    uri, "has no column " + export.exportTime() + " of type TIMESTAMP: expected a billing export");
        }
        Optional<String> location = definition instanceof StandardTableDefinition standard
                ? Optional.ofNullable(standard.getLocation())
                : Optional.empty();
        return new BillingTable(id, export, columns, Partitioning.of(definition, columns, export), location);
    }
}
