package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.TableId;
import io.tributary.extractors.gcp.BillingExport;
import java.util.Optional;

/**
 * A table with a billing export, as it is now.
 *
 * @param id the table
 * @param export which export it is
 * @param columns its columns
 * @param partitioning how it is cut into partitions
 * @param location where it is stored; empty if BigQuery does not state it
 */
record BillingTable(
        TableId id, BillingExport export, FieldList columns, Partitioning partitioning, Optional<String> location) {

    BillingTable {
        requireNonNull(id, "id");
        requireNonNull(export, "export");
        requireNonNull(columns, "columns");
        requireNonNull(partitioning, "partitioning");
        requireNonNull(location, "location");
    }

    /** Its name within its data set. */
    String name() {
        return id.getTable();
    }

    /** Its address, for messages and artifacts. */
    String uri() {
        return uri(id);
    }

    static String uri(TableId id) {
        return "bigquery://" + id.getProject() + "/" + id.getDataset() + "/" + id.getTable();
    }

    /** Its name in a query. */
    String quoted() {
        return "`" + id.getProject() + "." + id.getDataset() + "." + id.getTable() + "`";
    }
}
