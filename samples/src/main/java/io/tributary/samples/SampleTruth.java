package io.tributary.samples;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a sample bill holds exactly, counted row by row while it was made: the oracle of tests and benchmarks.
 *
 * <p>AWS's deliveries are those of a payer's report. Other providers' are those of a billing scope, which may bill
 * several accounts, in several data sets that belong together.
 *
 * @param settings name and value of each of the sample's settings
 * @param deliveries AWS: every delivery that can still be read, in order of publication; not those that were
 *     overwritten
 * @param newest AWS: what a consumer must end up with, the sums of the newest deliveries, by payer, period and currency
 * @param deadLetters the rows that cannot become a record; no sum or record count includes them, {@code rows} does
 * @param scopes every other provider's deliveries that can still be read, of each scope in order of publication
 * @param live what a consumer of other providers must end up with, by account, period and currency
 * @param invoices what was invoiced by the newest deliveries, where the month is over
 */
public record SampleTruth(
        Map<String, String> settings,
        List<Delivery> deliveries,
        List<Newest> newest,
        List<BrokenRow> deadLetters,
        List<ScopeDelivery> scopes,
        List<Live> live,
        List<Invoice> invoices) {

    /** Name of the truth's file, in the sample's directory. */
    public static final String FILE_NAME = "truth.json";

    public SampleTruth {
        settings = Map.copyOf(settings);
        deliveries = List.copyOf(deliveries);
        newest = List.copyOf(newest);
        deadLetters = List.copyOf(deadLetters);
        scopes = List.copyOf(scopes);
        live = List.copyOf(live);
        invoices = List.copyOf(invoices);
    }

    /** The truth of a sample of AWS. */
    public static SampleTruth ofReports(
            Map<String, String> settings, List<Delivery> deliveries, List<Newest> newest, List<BrokenRow> deadLetters) {
        return new SampleTruth(settings, deliveries, newest, deadLetters, List.of(), List.of(), List.of());
    }

    /** The truth of a sample of any other provider. */
    public static SampleTruth ofScopes(
            Map<String, String> settings, List<ScopeDelivery> scopes, List<Live> live, List<BrokenRow> deadLetters) {
        return new SampleTruth(settings, List.of(), List.of(), deadLetters, scopes, live, List.of());
    }

    /** The same with what was invoiced. */
    public SampleTruth invoiced(List<Invoice> all) {
        return new SampleTruth(settings, deliveries, newest, deadLetters, scopes, live, all);
    }

    /**
     * Reads the truth of the sample in a directory.
     *
     * @throws java.nio.file.NoSuchFileException when the directory holds no sample
     */
    public static SampleTruth read(Path directory) throws IOException {
        return read(directory, FILE_NAME);
    }

    /**
     * Reads the truth of a sample that was written beside others.
     *
     * @param fileName the name of its file
     * @throws java.nio.file.NoSuchFileException when the directory holds no such sample
     */
    public static SampleTruth read(Path directory, String fileName) throws IOException {
        return TruthFile.read(directory.resolve(fileName));
    }

    /** Writes the truth into the sample's directory. */
    public void write(Path directory) throws IOException {
        TruthFile.write(this, directory.resolve(FILE_NAME));
    }

    /** Rows of all deliveries that can still be read, dead letters included. */
    public long rows() {
        return deliveries.stream().mapToLong(Delivery::rows).sum()
                + scopes.stream().mapToLong(ScopeDelivery::rows).sum();
    }

    /** The last delivery of each data set, scope and period, of those that are taken. */
    public Collection<ScopeDelivery> newestOfScopes() {
        Map<List<Object>, ScopeDelivery> newest = new LinkedHashMap<>();
        scopes.stream()
                .filter(ScopeDelivery::taken)
                .forEach(delivery -> newest.put(
                        List.of(delivery.scope(), delivery.dataSet(), delivery.source(), delivery.periodStart()),
                        delivery));
        return List.copyOf(newest.values());
    }

    /** How many deliveries can still be read. */
    public int deliveryCount() {
        return deliveries.size() + scopes.size();
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
     * @param listCost sum of ListCost
     * @param contractedCost sum of ContractedCost
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
            BigDecimal listCost,
            BigDecimal contractedCost,
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

        /** The records, and what they come to. */
        public Costs costs() {
            return new Costs(records, billedCost, effectiveCost, listCost, contractedCost);
        }
    }

    /**
     * Records and what they come to.
     *
     * @param records FOCUS records
     * @param billedCost sum of BilledCost
     * @param effectiveCost sum of EffectiveCost
     * @param listCost sum of ListCost
     * @param contractedCost sum of ContractedCost
     */
    public record Costs(
            long records,
            BigDecimal billedCost,
            BigDecimal effectiveCost,
            BigDecimal listCost,
            BigDecimal contractedCost) {

        /** The sum of both. */
        public Costs plus(Costs other) {
            return new Costs(
                    records + other.records,
                    billedCost.add(other.billedCost),
                    effectiveCost.add(other.effectiveCost),
                    listCost.add(other.listCost),
                    contractedCost.add(other.contractedCost));
        }
    }

    /**
     * One delivery of a data set of a billing scope.
     *
     * @param provider for example {@code azure}
     * @param scope the billing scope, as raw pages state it
     * @param dataSet the data set as raw pages name it, for example {@code azure.actual.commitments}
     * @param source the name of the export
     * @param periodStart first day of the billing period
     * @param periodEnd the day after the billing period
     * @param deliveryId the provider's id of the delivery
     * @param manifest key of the manifest, relative to the sample's directory; empty where there is none
     * @param time when the provider made it; orders the deliveries of a data set and period
     * @param files keys of the data files, relative to the sample's directory
     * @param taken whether its rows are to be taken: false where other deliveries state the same money
     * @param rows rows in the files, dead letters included
     * @param deadLetters rows that cannot become a record
     * @param currencies sums by ISO 4217 code
     */
    public record ScopeDelivery(
            String provider,
            String scope,
            String dataSet,
            String source,
            LocalDate periodStart,
            LocalDate periodEnd,
            String deliveryId,
            String manifest,
            Instant time,
            List<String> files,
            boolean taken,
            long rows,
            long deadLetters,
            Map<String, ScopeTotals> currencies) {

        public ScopeDelivery {
            requireNonNull(provider, "provider");
            requireNonNull(scope, "scope");
            requireNonNull(dataSet, "dataSet");
            requireNonNull(source, "source");
            requireNonNull(periodStart, "periodStart");
            requireNonNull(periodEnd, "periodEnd");
            requireNonNull(deliveryId, "deliveryId");
            requireNonNull(manifest, "manifest");
            requireNonNull(time, "time");
            files = List.copyOf(files);
            currencies = Map.copyOf(currencies);
        }
    }

    /**
     * Sums over the readable rows of a delivery. Amounts are exact.
     *
     * @param rows source rows
     * @param sourceCost sum of the source's cost column: billedCost and excludedCost
     * @param costs the FOCUS records they become, and what these come to
     * @param excludedCost what another row or data set bills
     */
    public record ScopeTotals(long rows, BigDecimal sourceCost, Costs costs, BigDecimal excludedCost) {}

    /**
     * What one account, period and currency come to when every delivery has been taken.
     *
     * @param provider for example {@code azure}
     * @param account BillingAccountId of the records
     * @param periodStart first day of the billing period
     * @param currency ISO 4217 code
     * @param costs the records, and what they come to
     */
    public record Live(String provider, String account, LocalDate periodStart, String currency, Costs costs) {}

    /**
     * What an account was invoiced for a period.
     *
     * @param provider for example {@code azure}
     * @param account BillingAccountId of the records
     * @param periodStart first day of the billing period
     * @param invoiceId the invoice; of providers that name it in their rows, what these say
     * @param currency ISO 4217 code
     * @param billedCost what its records come to, exactly
     * @param taxCost those of them that are tax
     * @param amount what is payable: billedCost, rounded half up to cents
     */
    public record Invoice(
            String provider,
            String account,
            LocalDate periodStart,
            String invoiceId,
            String currency,
            BigDecimal billedCost,
            BigDecimal taxCost,
            BigDecimal amount) {

        public Invoice {
            requireNonNull(provider, "provider");
            requireNonNull(account, "account");
            requireNonNull(periodStart, "periodStart");
            requireNonNull(invoiceId, "invoiceId");
            requireNonNull(currency, "currency");
            requireNonNull(billedCost, "billedCost");
            requireNonNull(taxCost, "taxCost");
            requireNonNull(amount, "amount");
        }

        /** An invoice of these records. */
        public static Invoice of(
                String provider,
                String account,
                LocalDate periodStart,
                String invoiceId,
                String currency,
                BigDecimal billedCost,
                BigDecimal taxCost) {
            BigDecimal payable = billedCost.setScale(2, RoundingMode.HALF_UP);
            return new Invoice(provider, account, periodStart, invoiceId, currency, billedCost, taxCost, payable);
        }
    }

    /**
     * A row that cannot become a record.
     *
     * @param report the report's name
     * @param period the month billed
     * @param assemblyId the delivery
     * @param file key of its data file
     * @param row its place among the file's rows; the first after the header is 0
     * @param lineItemId its identity/LineItemId
     * @param column the column that cannot be read
     * @param value the text of that column
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
