package io.tributary.samples.gcp;

import static java.util.Objects.requireNonNull;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.gcp.GcpPlan.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes bills that look like tables of Google Cloud's billing export, dumped into a folder for each table, and the
 * truth about them beside it.
 *
 * <p>A state of the tables has all rows that were exported until then. No row ever changes: late and corrected usage is
 * in rows of later states. The standard and the detailed export are made from the same charges, and are the same money.
 */
public final class GcpSampleBill {

    private GcpSampleBill() {}

    /**
     * Writes the sample, replacing an earlier one of the same settings, which may have fewer deliveries.
     *
     * @param directory gets a folder for each table; made if it does not exist
     * @throws IllegalArgumentException when the directory holds something else
     */
    public static SampleTruth write(GcpSampleSettings settings, Path directory) throws IOException {
        requireNonNull(settings, "settings");
        requireNonNull(directory, "directory");
        refuseOtherContent(settings, directory);
        Files.createDirectories(directory);

        SliceTruth truth = new SliceTruth(settings);
        GcpPlan plan = new GcpPlan(settings);
        for (Account account : plan.accounts()) {
            Charges charges = new Charges(account, plan, settings);
            for (GcpDataSet dataSet : settings.dataSets()) {
                TableDumps table = new TableDumps(directory, settings, plan, account, dataSet, charges, truth);
                if (settings.dumps() == GcpDumps.WHOLE) {
                    table.write("", 0, settings.through());
                } else {
                    for (int state = 1; state <= settings.through(); state++) {
                        table.write("dump-%02d-".formatted(state), state - 1, state);
                    }
                }
            }
        }
        SampleTruth whole = truth.whole();
        whole.write(directory);
        CostTables.write(whole.invoices(), directory);
        return whole;
    }

    private static void refuseOtherContent(GcpSampleSettings settings, Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (Files.exists(directory.resolve(SampleTruth.FILE_NAME))) {
            Map<String, String> there =
                    new TreeMap<>(SampleTruth.read(directory).settings());
            Map<String, String> wanted = new TreeMap<>(settings.described());
            there.remove("through");
            wanted.remove("through");
            if (!there.equals(wanted)) {
                throw new IllegalArgumentException(
                        directory + " holds a sample of other settings: " + there + ", not " + wanted);
            }
            return;
        }
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new IllegalArgumentException(
                        directory + " must be empty or hold a sample: it holds something else");
            }
        }
    }
}
