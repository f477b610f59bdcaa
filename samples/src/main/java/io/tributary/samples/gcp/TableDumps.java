package io.tributary.samples.gcp;

import io.tributary.samples.gcp.GcpPlan.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Dumps a table of a billing account.
 *
 * @param root where the table's folder is
 * @param charges the account's rows
 * @param truth hears of every row
 */
record TableDumps(
        Path root,
        GcpSampleSettings settings,
        GcpPlan plan,
        Account account,
        GcpDataSet dataSet,
        Charges charges,
        SliceTruth truth) {

    /**
     * Writes the rows that a state has and an earlier one has not.
     *
     * @param name what the names of the files begin with
     * @param from the earlier state; 0 where there is none
     * @param state the state, from 1
     */
    void write(String name, int from, int state) throws IOException {
        try (TableFolder folder = new TableFolder(root, account.id(), dataSet, name, schemaChange(), settings)) {
            charges.between(plan.cut(from), plan.cut(state), row -> write(row, folder));
            if (state == settings.deliveries() && account.index() == 0 && dataSet == settings.breakable()) {
                for (int number = 0; number < settings.brokenRows(); number++) {
                    write(charges.broken(number, settings.newestPeriod().atEndOfMonth()), folder);
                }
            }
            folder.complete(plan.cut(state).plus(Duration.ofMinutes(17)));
        }
    }

    private void write(GcpRow row, TableFolder folder) throws IOException {
        folder.write(row);
        Set<GcpColumn> columns = EnumSet.copyOf(GcpColumn.of(dataSet, folder.isOld(row)));
        truth.add(dataSet, row, columns, folder.lastKey(), folder.lastRow());
    }

    /** Of several months, those before the last have the columns of 2022. */
    private Instant schemaChange() {
        return settings.periods() == 1 ? Instant.EPOCH : GcpPlan.start(settings.newestPeriod());
    }
}
