package io.tributary.local.sample;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;

/**
 * What is exactly so of a sample bill, computed row by row while it was made: the oracle of tests and benchmarks.
 *
 * @param settings name and value of each of the {@link SampleSettings}
 * @param deliveries every delivery that can still be read, in order of publication; overwritten ones are not among them
 * @param newest what a consumer must end up with: sums of the newest deliveries, by payer, period and currency
 * @param deadLetters the rows that cannot become a record; no sum or record count includes them, {@code rows} does
 */
public record SampleTruth(
        Map<String, String> settings, List<Delivery> deliveries, List<Newest> newest, List<BrokenRow> deadLetters) {

    /** Name of the truth's file, in the sample's directory. */
    public static final String FILE_NAME = "truth.json";

    public SampleTruth {
        settings = Map.copyOf(settings);
        deliveries = List.copyOf(deliveries);
        newest = List.copyOf(newest);
        deadLetters = List.copyOf(deadLetters);
    }

    /**
     * Reads the truth of the sample in a directory.
     *
     * @throws java.nio.file.NoSuchFileException when the directory holds no sample
     */
    public static SampleTruth read(Path directory) throws IOException {
        return TruthFile.read(directory.resolve(FILE_NAME));
    }

    /** Rows of all deliveries that can still be read, dead letters included. */
    public long rows() {
        return deliveries.stream().mapToLong(Delivery::rows).sum();
    }

    /**
     * One delivery.
     *
     * @param account the payer, 12 digits
     * @param report the report's name
     * @param period the month billed
     * @param assemblyId the provider's id of the delivery
     * @param manifest key of the manifest, relative to the sample's directory
     * @param manifestTime when the manifest was last modified; orders the deliveries of a period
     * @param files keys of the data files, relative to the sample's directory
     * @param basis the cost column that counts: {@code unblended} or {@code net}
     * @param rows rows in the files, dead letters included
     * @param deadLetters rows that cannot become a record
     * @param currencies sums by ISO 4217 code
     */
    public record Delivery(
            String account,
            String report,
            YearMonth period,
            String assemblyId,
            String manifest,
            Instant manifestTime,
            List<String> files,
            String basis,
            long rows,
            long deadLetters,
            Map<String, Totals> currencies) {

        public Delivery {
            requireNonNull(account, "account");
            requireNonNull(report, "report");
            requireNonNull(period, "period");
            requireNonNull(assemblyId, "assemblyId");
            requireNonNull(manifest, "manifest");
            requireNonNull(manifestTime, "manifestTime");
            requireNonNull(basis, "basis");
            files = List.copyOf(files);
            currencies = Map.copyOf(currencies);
        }
    }

    /**
     * What one payer, period and currency come to when every delivery has been taken.
     *
     * @param account the payer
     * @param period the month billed
     * @param currency ISO 4217 code
     * @param totals sums of the newest delivery
     */
    public record Newest(String account, YearMonth period, String currency, Totals totals) {}

    /**
     * Sums over the readable rows of a delivery. Amounts are exact.
     *
     * @param rows source rows
     * @param unblendedCost sum of lineItem/UnblendedCost
     * @param netUnblendedCost sum of lineItem/NetUnblendedCost; 0 where the column does not exist
     * @param records FOCUS records they become, residual adjustments included
     * @param billedCost sum of BilledCost: equals the sum of the basis column
     * @param effectiveCost sum of EffectiveCost
     * @param categories the records by ChargeCategory
     * @param subAccounts the records by SubAccountId; residual adjustments belong to the Savings Plan's owner here
     * @param lineItemTypes source rows by lineItem/LineItemType
     * @param residuals what covered usage and its negation leave over, by Savings Plan ARN; none is 0
     */
    public record Totals(
            long rows,
            BigDecimal unblendedCost,
            BigDecimal netUnblendedCost,
            long records,
            BigDecimal billedCost,
            BigDecimal effectiveCost,
            Map<String, Costs> categories,
            Map<String, Costs> subAccounts,
            Map<String, Long> lineItemTypes,
            Map<String, BigDecimal> residuals) {

        public Totals {
            categories = Map.copyOf(categories);
            subAccounts = Map.copyOf(subAccounts);
            lineItemTypes = Map.copyOf(lineItemTypes);
            residuals = Map.copyOf(residuals);
        }
    }

    /**
     * Records and what they come to.
     *
     * @param records FOCUS records
     * @param billedCost sum of BilledCost
     * @param effectiveCost sum of EffectiveCost
     */
    public record Costs(long records, BigDecimal billedCost, BigDecimal effectiveCost) {}

    /**
     * A row that cannot become a record.
     *
     * @param report the report's name
     * @param period the month billed
     * @param assemblyId the delivery
     * @param file key of its data file
     * @param row its place among the file's rows, the first after the header being 0
     * @param lineItemId its identity/LineItemId
     * @param column the column that cannot be read
     * @param value what stands there
     */
    public record BrokenRow(
            String report,
            YearMonth period,
            String assemblyId,
            String file,
            long row,
            String lineItemId,
            String column,
            String value) {}
}
