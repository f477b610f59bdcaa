package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.StandardTableDefinition;
import com.google.cloud.bigquery.TableDefinition;
import com.google.cloud.bigquery.TimePartitioning;
import java.time.LocalDate;

/**
 * How a table is cut into partitions, which a query must name to be cheap.
 *
 * @param column the column, or pseudo-column, that tells a row's partition
 * @param type type of the column: TIMESTAMP, DATETIME or DATE
 * @param unit how long a partition is
 */
record Partitioning(String column, String type, TimePartitioning.Type unit) {

    Partitioning {
        requireNonNull(column, "column");
        requireNonNull(type, "type");
        requireNonNull(unit, "unit");
    }

    /** The partitioning of a table; one without is looked at by the time of its exports, which reads it whole. */
    static Partitioning of(TableDefinition table, FieldList columns, Export export) {
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

    /** The day that a row's partition begins with, as an expression. */
    String day() {
        return "DATE(" + column + ")";
    }

    /** That a row is in a partition from a day on, as a condition. Rows that are in no partition yet are not. */
    String from(LocalDate day) {
        return column + " >= " + literal(floor(day));
    }

    /** That a row is in a partition that begins before a day, as a condition. */
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
