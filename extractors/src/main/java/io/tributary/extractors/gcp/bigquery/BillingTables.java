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
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the tables with billing exports, and chooses one of those that state the same costs. */
final class BillingTables {

    private static final Logger LOGGER = LoggerFactory.getLogger(BillingTables.class);

    private final BigQuery bigQuery;
    private final Requests requests;
    private final Tables choice;

    BillingTables(BigQuery bigQuery, Requests requests, Tables choice) {
        this.bigQuery = requireNonNull(bigQuery, "bigQuery");
        this.requests = requireNonNull(requests, "requests");
        this.choice = requireNonNull(choice, "choice");
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
        if (found.stream().noneMatch(table -> isAskedFor(table.export()))) {
            throw new SourceException.Missing(
                    String.join(
                            ",",
                            addresses.stream().map(BigQueryAddress::toString).toList()),
                    "has no table with the export that the setting " + GcpConfig.TABLES
                            + " asks for: expected one named like "
                            + "gcp_billing_export_resource_v1_XXXXXX_XXXXXX_XXXXXX (detailed),"
                            + " gcp_billing_export_v1_XXXXXX_XXXXXX_XXXXXX (standard) or"
                            + " gcp_billing_export_focus_XXXXXX_XXXXXX_XXXXXX (focus)");
        }
        return found;
    }

    /**
     * The tables to read: one for each billing account, since all its tables state the same costs.
     *
     * @param scopes the scopes that earlier runs took
     * @param errors receives billing accounts that cannot be read
     */
    List<BillingTable> choose(List<BillingTable> found, Set<String> scopes, List<SourceException> errors) {
        Map<String, List<BillingTable>> owners = new LinkedHashMap<>();
        for (BillingTable table : found) {
            owners.computeIfAbsent(table.export().owner(table.name()), owner -> new ArrayList<>())
                    .add(table);
        }
        Map<String, Export> before = takenBefore(scopes);
        List<BillingTable> taken = new ArrayList<>();
        owners.forEach((owner, tables) -> {
            try {
                chosen(owner, tables, Optional.ofNullable(before.get(owner))).ifPresent(taken::add);
            } catch (SourceException e) {
                errors.add(e);
            }
        });
        return taken;
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
                if (Export.ofName(name).isPresent()) {
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
        Export export = Export.ofName(id.getTable())
                .or(() -> Export.ofColumns(columns))
                .orElseThrow(() -> new SourceException.Malformed(
                        uri,
                        "has the columns "
                                + columns.stream()
                                        .map(column -> column.getName())
                                        .toList()
                                + ": expected those of a billing export, export_time, cost and invoice among them"));
        if (!Export.isTimestamp(columns, export.exportTime())) {
            throw new SourceException.Malformed(
                    uri, "has no column " + export.exportTime() + " of type TIMESTAMP: expected a billing export");
        }
        Optional<String> location = definition instanceof StandardTableDefinition standard
                ? Optional.ofNullable(standard.getLocation())
                : Optional.empty();
        return new BillingTable(id, export, columns, Partitioning.of(definition, columns, export), location);
    }

    private boolean isAskedFor(Export export) {
        return choice == Tables.AUTO || choice == export.setting();
    }

    private Optional<BillingTable> chosen(String owner, List<BillingTable> tables, Optional<Export> before) {
        Optional<BillingTable> chosen = before.flatMap(export -> first(tables, export))
                .filter(table -> isAskedFor(table.export()))
                .or(() -> Arrays.stream(Export.values())
                        .filter(this::isAskedFor)
                        .flatMap(export -> first(tables, export).stream())
                        .findFirst());
        if (chosen.isPresent()
                && before.isPresent()
                && before.get() != chosen.get().export()) {
            throw new SourceException.Malformed(
                    chosen.get().uri(),
                    "is not taken: the costs of " + owner + " were taken from "
                            + before.get().dataSet()
                            + " before, which states the same: expected that table, with the setting "
                            + GcpConfig.TABLES + "="
                            + before.get().setting().name().toLowerCase(Locale.ROOT) + " or auto");
        }
        for (BillingTable table : tables) {
            if (!chosen.equals(Optional.of(table))) {
                LOGGER.warn(
                        "{} is skipped: {}",
                        table.uri(),
                        chosen.map(other -> "it states the same costs of " + owner + " as " + other.uri()
                                        + ", which is taken; the setting " + GcpConfig.TABLES + " chooses")
                                .orElse("the setting " + GcpConfig.TABLES + " asks for another export"));
            }
        }
        return chosen;
    }

    /** The export that earlier runs took for each billing account. */
    private static Map<String, Export> takenBefore(Set<String> scopes) {
        Map<String, Export> before = new HashMap<>();
        for (String scope : scopes) {
            Slice.tableOf(scope)
                    .ifPresent(
                            table -> Export.ofName(table).ifPresent(export -> before.put(export.owner(table), export)));
        }
        return before;
    }

    private static Optional<BillingTable> first(List<BillingTable> tables, Export export) {
        return tables.stream().filter(table -> table.export() == export).findFirst();
    }
}
