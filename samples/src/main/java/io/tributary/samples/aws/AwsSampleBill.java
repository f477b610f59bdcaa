package io.tributary.samples.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.TruthFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Makes bills that look like AWS Cost and Usage Reports and Data Exports, in the layout of the bucket that would hold
 * them, and the truth about them beside it.
 *
 * <p>Rows are written as they are made: the memory needed does not grow with their number.
 */
public final class AwsSampleBill {

    private static final String[] BROKEN_COSTS = {"12O.50", "$1,000.00"};

    private AwsSampleBill() {}

    /**
     * Writes the sample, replacing an earlier one of the same settings, which may have fewer deliveries.
     *
     * @param directory becomes the bucket; made if it does not exist
     * @throws IllegalArgumentException when the directory holds something else
     */
    public static SampleTruth write(AwsSampleSettings settings, Path directory) throws IOException {
        requireNonNull(settings, "settings");
        requireNonNull(directory, "directory");
        Map<String, String> described = describe(settings);
        refuseOtherContent(described, directory);
        SampleTruth truth = write(settings, described, directory, directory.resolve(SampleTruth.FILE_NAME));
        InvoiceSummaries.write(truth.invoices(), directory);
        return truth;
    }

    /**
     * Writes the sample into a directory that may hold others, like a bucket with several reports of one payer.
     * Settings that differ only in the format, or in the deliveries of the newest month, give the same payer and the
     * same bill.
     *
     * @param directory the bucket; made if it does not exist
     * @return the truth of this sample alone, which is in a file named after the format, such as truth-cur2-csv.json
     */
    public static SampleTruth writeBeside(AwsSampleSettings settings, Path directory) throws IOException {
        requireNonNull(settings, "settings");
        requireNonNull(directory, "directory");
        return write(
                settings,
                describe(settings),
                directory,
                directory.resolve(settings.format().truthFile()));
    }

    private static SampleTruth write(
            AwsSampleSettings settings, Map<String, String> described, Path directory, Path truthFile)
            throws IOException {
        Files.createDirectories(directory);

        List<SampleTruth.Delivery> deliveries = new ArrayList<>();
        List<SampleTruth.BrokenRow> broken = new ArrayList<>();
        Map<String, String> invoices = new HashMap<>();
        for (BillPlan.Delivery planned : BillPlan.deliveries(settings)) {
            SampleTruth.Delivery delivery = delivery(settings, planned, directory, broken);
            invoices.put(delivery.assemblyId(), Bill.invoiceId(planned));
            if (settings.mode() == ReportMode.OVERWRITE) {
                deliveries.removeIf(earlier -> earlier.manifest().equals(delivery.manifest()));
            }
            deliveries.add(delivery);
        }
        SampleTruth truth = SampleTruth.ofReports(described, deliveries, newest(deliveries), broken)
                .invoiced(invoices(newestDeliveries(deliveries), invoices));
        TruthFile.write(truth, truthFile);
        return truth;
    }

    private static SampleTruth.Delivery delivery(
            AwsSampleSettings settings, BillPlan.Delivery planned, Path directory, List<SampleTruth.BrokenRow> broken)
            throws IOException {
        DeliveryFolder folder = DeliveryFolder.of(directory, planned, settings);
        BillRows.Files where = new BillRows.Files(directory, folder.dataKey(), linesInFile(planned, settings));
        try (BillRows files = BillRows.of(planned, settings, where)) {
            Bill bill = new Bill(planned, settings, files);
            rows(bill, settings);
            files.finish();
            String manifest = folder.complete(files.keys());
            broken.addAll(bill.broken());
            return new SampleTruth.Delivery(
                    planned.report().payer(),
                    planned.report().name(),
                    planned.period(),
                    planned.assemblyId(),
                    manifest,
                    folder.time(),
                    files.keys(),
                    settings.discounts().isNet() ? "net" : "unblended",
                    files.rows(),
                    bill.broken().size(),
                    Map.of(settings.currency().getCurrencyCode(), files.totals()));
        }
    }

    private static long linesInFile(BillPlan.Delivery delivery, AwsSampleSettings settings) {
        // An overwritten delivery may have had more files. The last of them stays behind, and no manifest lists it.
        boolean moreFiles = settings.mode() == ReportMode.OVERWRITE && (delivery.of() - delivery.number()) % 2 == 1;
        int files = settings.files() + (moreFiles ? 1 : 0);
        return (delivery.rows() + files - 1L) / files;
    }

    private static void rows(Bill bill, AwsSampleSettings settings) throws IOException {
        BillPlan.Delivery delivery = bill.delivery();
        Commitments commitments = new Commitments(delivery.report());
        MonthlyCharges monthly = new MonthlyCharges(bill, commitments);
        UsageBlocks usage = new UsageBlocks(bill, commitments);
        boolean monthlyFirst = delivery.number() % 2 == 1;
        if (monthlyFirst) {
            monthly.rows();
        }
        for (int i = 0; i < delivery.brokenRows(); i++) {
            bill.add(usage.small(-1 - i).broken(BROKEN_COSTS[i % BROKEN_COSTS.length]));
        }
        usage.rows();
        if (!monthlyFirst) {
            monthly.rows();
        }
        if (settings.lineItems() == LineItems.ALL) {
            new MoreCommitments(bill, commitments).rows();
            new SpecialCommitments(bill).rows();
            new SpecialUsage(bill).rows();
        }
        if (settings.splitCost()) {
            new SplitCosts(bill).rows();
        }
        bill.discounts().rows(new CurLine(), bill);
        if (bill.rows() > delivery.rows()) {
            throw new IllegalStateException("delivery " + delivery.number() + " of " + delivery.period()
                    + " was to have " + delivery.rows() + " rows and has " + bill.rows());
        }
        for (int i = 0; bill.rows() < delivery.rows(); i++) {
            bill.addRecurring(usage.small(i), -1 - i);
        }
    }

    private static List<SampleTruth.Newest> newest(List<SampleTruth.Delivery> deliveries) {
        List<SampleTruth.Newest> sums = new ArrayList<>();
        newestDeliveries(deliveries)
                .forEach(delivery -> delivery.currencies()
                        .forEach((currency, totals) -> sums.add(
                                new SampleTruth.Newest(delivery.account(), delivery.period(), currency, totals))));
        return sums;
    }

    private static List<SampleTruth.Delivery> newestDeliveries(List<SampleTruth.Delivery> deliveries) {
        Map<String, Map<YearMonth, SampleTruth.Delivery>> newest = new TreeMap<>();
        for (SampleTruth.Delivery delivery : deliveries) {
            newest.computeIfAbsent(delivery.account(), account -> new TreeMap<>())
                    .put(delivery.period(), delivery);
        }
        return newest.values().stream()
                .flatMap(periods -> periods.values().stream())
                .toList();
    }

    /** What was invoiced by the deliveries whose rows name an invoice. */
    private static List<SampleTruth.Invoice> invoices(
            List<SampleTruth.Delivery> newest, Map<String, String> invoiceIds) {
        List<SampleTruth.Invoice> invoices = new ArrayList<>();
        for (SampleTruth.Delivery delivery : newest) {
            String invoiceId = invoiceIds.get(delivery.assemblyId());
            delivery.currencies().forEach((currency, totals) -> {
                SampleTruth.Costs tax = totals.categories().get("Tax");
                if (!invoiceId.isEmpty()) {
                    invoices.add(SampleTruth.Invoice.of(
                            "aws",
                            delivery.account(),
                            delivery.period().atDay(1),
                            invoiceId,
                            currency,
                            totals.billedCost(),
                            tax == null ? BigDecimal.ZERO : tax.billedCost()));
                }
            });
        }
        return invoices;
    }

    private static void refuseOtherContent(Map<String, String> described, Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        if (Files.exists(directory.resolve(SampleTruth.FILE_NAME))) {
            Map<String, String> there =
                    new TreeMap<>(SampleTruth.read(directory).settings());
            Map<String, String> wanted = new TreeMap<>(described);
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

    private static Map<String, String> describe(AwsSampleSettings settings) {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("seed", Long.toString(settings.seed()));
        described.put("rows", Integer.toString(settings.rows()));
        described.put("accounts", Integer.toString(settings.accounts()));
        described.put("newestPeriod", settings.newestPeriod().toString());
        described.put("periods", Integer.toString(settings.periods()));
        described.put("deliveries", Integer.toString(settings.deliveries()));
        described.put("from", Integer.toString(settings.from()));
        described.put("through", Integer.toString(settings.through()));
        described.put("granularity", settings.granularity().name());
        described.put("format", settings.format().name());
        described.put("columns", settings.columns().name());
        described.put("lineItems", settings.lineItems().name());
        described.put("splitCost", Boolean.toString(settings.splitCost()));
        described.put("discounts", settings.discounts().name());
        described.put("compression", settings.compression().name());
        described.put("mode", settings.mode().name());
        described.put("files", Integer.toString(settings.files()));
        described.put("currency", settings.currency().getCurrencyCode());
        described.put("brokenRows", Integer.toString(settings.brokenRows()));
        return described;
    }
}
