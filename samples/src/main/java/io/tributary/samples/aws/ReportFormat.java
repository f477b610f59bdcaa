package io.tributary.samples.aws;

import io.tributary.samples.file.Compression;
import java.util.Locale;

/**
 * The kind of report of a bill, and the format of its files.
 *
 * <p>All Cost and Usage Reports have the same lines and the same costs. They differ in what their columns can hold:
 *
 * <ul>
 *   <li>In Parquet, costs and quantities are binary floating point. Costs are chosen such that nothing is lost. The two
 *       quantities of 19 and more digits lose their last digits, and a cost that is no number is {@code NaN}.
 *   <li>In all but {@link #LEGACY_CSV}, keys of tags are in lower case. If two become the same, the first counts.
 *   <li>Data Exports name the accounts, and always have the net columns.
 * </ul>
 *
 * <p>FOCUS has other rows for the same bill, which {@link FocusRules} makes. The sum of its billed costs is that of a
 * Cost and Usage Report less the residuals in the truth of such a report: usage that Savings Plans cover is billed as
 * 0, and there are no negation rows.
 */
public enum ReportFormat {
    /** A legacy Cost and Usage Report as CSV. */
    LEGACY_CSV(Table.LEGACY, false, ""),
    /** A legacy Cost and Usage Report as Parquet, in the layout for Athena. */
    LEGACY_PARQUET(Table.LEGACY, true, "-athena"),
    /** A Data Export of CUR 2.0 as CSV. */
    CUR2_CSV(Table.COST_AND_USAGE_REPORT, false, "-cur2"),
    /** A Data Export of CUR 2.0 as Parquet. */
    CUR2_PARQUET(Table.COST_AND_USAGE_REPORT, true, "-cur2-parquet"),
    /** A Data Export of FOCUS 1.2 as CSV. */
    FOCUS_CSV(Table.FOCUS_1_2_AWS, false, "-focus"),
    /** A Data Export of FOCUS 1.2 as Parquet. */
    FOCUS_PARQUET(Table.FOCUS_1_2_AWS, true, "-focus-parquet"),
    /** A Data Export of FOCUS 1.0 as CSV. */
    FOCUS_1_0_CSV(Table.FOCUS_1_0_AWS, false, "-focus-1-0"),
    /** A Data Export of FOCUS 1.0 as Parquet. */
    FOCUS_1_0_PARQUET(Table.FOCUS_1_0_AWS, true, "-focus-1-0-parquet");

    private final Table table;
    private final boolean parquet;
    private final String nameSuffix;

    ReportFormat(Table table, boolean parquet, String nameSuffix) {
        this.table = table;
        this.parquet = parquet;
        this.nameSuffix = nameSuffix;
    }

    /** What is exported. */
    Table table() {
        return table;
    }

    boolean isParquet() {
        return parquet;
    }

    /** The ending of a report's name, which keeps the reports of one payer apart. */
    String nameSuffix() {
        return nameSuffix;
    }

    /** Name of the truth's file, where the report is written beside others. */
    String truthFile() {
        return "truth-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".json";
    }

    boolean canBePacked(Compression compression) {
        return parquet
                || table == Table.LEGACY
                || compression == Compression.GZIP
                || compression == Compression.GZIP_MEMBERS;
    }

    /** A table of Data Exports. */
    enum Table {
        /** The legacy report, which is not a table of Data Exports. */
        LEGACY,
        COST_AND_USAGE_REPORT,
        FOCUS_1_0_AWS,
        FOCUS_1_2_AWS;

        boolean isFocus() {
            return this == FOCUS_1_0_AWS || this == FOCUS_1_2_AWS;
        }
    }
}
