package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableDefinition;
import com.google.cloud.bigquery.TimePartitioning;
import io.tributary.extractors.gcp.BillingExport;
import java.time.LocalDate;

/**
 * How a table is partitioned. A query that names partitions is cheaper.
 *
 * @param column the column, or pseudo-column, with a row's partition
 * @param type type of the column: TIMESTAMP, DATETIME or DATE
 * @param unit how long a partition is
 */
record Partitioning(String column, String type, TimePartitioning.Type unit) {

    Partitioning {
        requireNonNull(column, "column");
        requireNonNull(type, "type");
        requireNonNull(unit, "unit");
    }

    /**
     * The partitioning of a table. A table without partitions is filtered by the time of its exports, which reads it
     * completely.
     */
    static Partitioning of(TableDefinition table, FieldList columns, BillingExport export) {
        TimePartitioning time =
                table instanceof StandardTableDefinition standard ? standard.getTimePartitioning() : null;
        if (time == null) {
            return new Partitioning("`" + export.exportTime() + "`", "TIMESTAMP", TimePartitioning.Type.DAY);
        }
        if (time.getField() == null) {
            return new Partitioning("_PARTITIONTIME", "TIMESTAMP", time.getType());
        }
        String type = columns.get(time.getField()).getType().getStandardType().name();
        return new Partitioning("`" + time.getField() + "`", type, time.getType());
    }

    /** The first day of a row's partition, as an expression. */
    String day() {
        return "DATE(" + column + ")";
    }

    /** Condition that a row is in a partition from a day on. It is false for rows that have no partition yet. */
    String from(LocalDate day) {
        return column + " >= " + literal(floor(day));
    }

    /** Condition that a row is in a partition that begins before a day. */
    String before(LocalDate day) {
        return column + " < " + literal(day);
    }

    /** The first day of the partition that a day is in. */
    LocalDate floor(LocalDate day) {
        if (unit == TimePartitioning.Type.MONTH) {
            return day.withDayOfMonth(1);
        }
        return unit == TimePartitioning.Type.YEAR ? day.withDayOfYear(1) : day;
    }

    private String literal(LocalDate day) {
        return type + " \"" + day + "\"";
    }
}
