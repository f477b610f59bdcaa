package io.tributary.samples.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes bills that look like exports of Azure Cost Management, in the layout of the container that would hold them, and
 * the truth about them beside it.
 *
 * <p>Actual costs, amortized costs and FOCUS are made from the same charges, and are the same money. The truth is
 * what {@code azure.costs=auto} reads: amortized costs and actual commitments where there are both.
 */
public final class AzureSampleBill {

    private AzureSampleBill() {}

    /**
     * Writes the sample, replacing an earlier one of the same settings, which may have fewer deliveries.
     *
     * @param directory becomes the container; made if it does not exist
     * @throws IllegalArgumentException when the directory holds something else
     */
    public static SampleTruth write(AzureSampleSettings settings, Path directory) throws IOException {
        requireNonNull(settings, "settings");
        requireNonNull(directory, "directory");
        refuseOtherContent(settings, directory);
        Files.createDirectories(directory);

        ScopeTruth truth = new ScopeTruth(settings);
        for (AzurePlan.Delivery delivery : AzurePlan.deliveries(settings)) {
            delivery(settings, delivery, directory, truth);
        }
        SampleTruth whole = truth.whole();
        whole.write(directory);
        InvoiceList.write(whole.invoices(), settings.agreement(), directory);
        return whole;
    }

    private static void delivery(
            AzureSampleSettings settings, AzurePlan.Delivery delivery, Path directory, ScopeTruth truth)
            throws IOException {
        Map<AzureDataSet, ExportFolder> folders = new EnumMap<>(AzureDataSet.class);
        Map<AzureDataSet, AzureTally> tallies = new EnumMap<>(AzureDataSet.class);
        List<SampleTruth.BrokenRow> broken = new ArrayList<>();
        MoneyBalance balance = new MoneyBalance();
        try {
            for (AzureDataSet dataSet : settings.dataSets()) {
                folders.put(dataSet, new ExportFolder(directory, delivery, dataSet, settings));
                tallies.put(dataSet, new AzureTally(dataSet, settings.agreement(), settings.dataSets()));
            }
            AzureDataSet breakable = settings.breakable();
            new Charges(delivery, settings, charge -> {
                        for (AzureDataSet dataSet : settings.dataSets()) {
                            if (dataSet.holds(charge) && (!charge.isBroken() || dataSet == breakable)) {
                                ExportFolder folder = folders.get(dataSet);
                                folder.write(charge);
                                tallies.get(dataSet).add(charge);
                                if (charge.isBroken()) {
                                    broken.add(broken(delivery, dataSet, folder, charge));
                                }
                            }
                        }
                        balance.add(charge);
                    })
                    .all();
            balance.check(delivery);
            for (AzureDataSet dataSet : settings.dataSets()) {
                ExportFolder folder = folders.get(dataSet);
                String manifest = folder.complete();
                truth.add(delivery, dataSet, manifest, folder.keys(), tallies.get(dataSet));
            }
            truth.add(broken);
        } finally {
            for (ExportFolder folder : folders.values()) {
                folder.close();
            }
        }
    }

    private static SampleTruth.BrokenRow broken(
            AzurePlan.Delivery delivery, AzureDataSet dataSet, ExportFolder folder, Charge charge) {
        return new SampleTruth.BrokenRow(
                dataSet.exportName(),
                YearMonth.from(delivery.start()),
                delivery.runId(dataSet),
                folder.key(),
                folder.rowsInLastFile() - 1,
                "",
                "cost",
                charge.costText(dataSet));
    }

    private static void refuseOtherContent(AzureSampleSettings settings, Path directory) throws IOException {
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

    /** The scope of a delivery as raw pages state it. */
    static String scopeOf(AzurePlan.Delivery delivery, AzureSampleSettings settings) {
        String id = delivery.scope().id();
        if (settings.agreement() == Agreement.MCA && !settings.layout().isDescribed()) {
            // Without a manifest that says more, a file belongs to the billing profile of its first row.
            id += "/billingProfiles/"
                    + delivery.scope().subscriptions().get(0).profile().id();
        }
        return id.substring(1).toLowerCase(Locale.ROOT);
    }
}
