package io.tributary.local.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.aws.DiscountStyle;
import io.tributary.samples.aws.ExportColumns;
import io.tributary.samples.aws.Granularity;
import io.tributary.samples.aws.LineItems;
import io.tributary.samples.aws.ReportFormat;
import io.tributary.samples.azure.Agreement;
import io.tributary.samples.azure.AzureDataSet;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.azure.ExportFormat;
import io.tributary.samples.gcp.GcpDataSet;
import io.tributary.samples.gcp.GcpDumps;
import io.tributary.samples.gcp.GcpFormat;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import io.tributary.schemas.Provider;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** All four costs of the records of sample bills, in every format, against the truth. */
class SampleCostsTest {

    private static final List<DiscountStyle> STYLES = List.of(DiscountStyle.values());

    @TempDir
    private Path directory;

    /** A bill by its name. */
    private record Bill(String name, Provider provider, Writer writer) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** Writes a bill. */
    private interface Writer {
        SampleTruth write(Path directory) throws IOException;
    }

    @ParameterizedTest
    @EnumSource(ReportFormat.class)
    void reportsOfEveryFormat(ReportFormat format) throws IOException {
        for (DiscountStyle discounts : STYLES) {
            assertSame(aws(
                    discounts.name(),
                    settings -> settings.format(format)
                            .discounts(discounts)
                            .lineItems(LineItems.ALL)
                            .splitCost(true)));
        }
    }

    static Stream<Bill> bills() {
        Stream<Bill> reports = Stream.of(
                aws("daily", settings -> settings.granularity(Granularity.DAILY).brokenRows(2)),
                aws(
                        "few columns",
                        settings -> settings.format(ReportFormat.CUR2_CSV)
                                .columns(ExportColumns.FEW)
                                .lineItems(LineItems.ALL)),
                aws("rupees", settings -> settings.currency(Currency.getInstance("INR"))));
        Stream<Bill> azure = Stream.of(Agreement.values())
                .flatMap(agreement -> Stream.of(
                        azure(
                                agreement + " both",
                                settings -> settings.agreement(agreement)
                                        .dataSets(
                                                agreement == Agreement.MOSA
                                                        ? Set.of(AzureDataSet.ACTUAL)
                                                        : Set.of(AzureDataSet.ACTUAL, AzureDataSet.AMORTIZED))),
                        azure(
                                agreement + " actual",
                                settings -> settings.agreement(agreement).dataSets(Set.of(AzureDataSet.ACTUAL))),
                        azure(
                                agreement + " focus",
                                settings -> settings.agreement(agreement)
                                        .format(ExportFormat.PARQUET)
                                        .dataSets(Set.of(AzureDataSet.FOCUS)))));
        Stream<Bill> google = Stream.of(GcpDataSet.values())
                .flatMap(dataSet -> Stream.of(
                        gcp(
                                dataSet + " json",
                                settings -> settings.dataSets(Set.of(dataSet)).format(GcpFormat.JSON)),
                        gcp(
                                dataSet + " csv",
                                settings -> settings.dataSets(Set.of(dataSet))
                                        .format(GcpFormat.CSV)
                                        .dumps(GcpDumps.WHOLE)
                                        .brokenRows(2))));
        return Stream.of(reports, azure, google).flatMap(all -> all);
    }

    private static Bill aws(String name, Consumer<AwsSampleSettings.Builder> change) {
        AwsSampleSettings.Builder settings =
                AwsSampleSettings.builder().rows(2_400).periods(1).accounts(2);
        change.accept(settings);
        return new Bill(name, Provider.AWS, directory -> AwsSampleBill.write(settings.build(), directory));
    }

    private static Bill azure(String name, Consumer<AzureSampleSettings.Builder> change) {
        AzureSampleSettings.Builder settings =
                AzureSampleSettings.builder().rows(3_600).subscriptions(2);
        change.accept(settings);
        return new Bill(name, Provider.AZURE, directory -> AzureSampleBill.write(settings.build(), directory));
    }

    private static Bill gcp(String name, Consumer<GcpSampleSettings.Builder> change) {
        GcpSampleSettings.Builder settings =
                GcpSampleSettings.builder().rows(3_000).periods(2);
        change.accept(settings);
        return new Bill(name, Provider.GCP, directory -> GcpSampleBill.write(settings.build(), directory));
    }

    @ParameterizedTest
    @MethodSource("bills")
    void billsOfEveryKind(Bill bill) throws IOException {
        assertSame(bill);
    }

    private void assertSame(Bill bill) throws IOException {
        Path into = directory.resolve(bill.name());
        SampleTruth truth = bill.writer().write(into);
        Map<String, SampleTruth.Costs> expected = new TreeMap<>();
        truth.newest()
                .forEach(newest -> expected.merge(
                        group(newest.account(), newest.period().atDay(1), newest.currency()),
                        newest.totals().costs(),
                        SampleTruth.Costs::plus));
        truth.live()
                .forEach(live -> expected.merge(
                        group(live.account(), live.periodStart(), live.currency()),
                        live.costs(),
                        SampleTruth.Costs::plus));
        Map<String, SampleTruth.Costs> found = new TreeMap<>();

        long rejected = NormalizedBill.read(
                bill.provider(),
                into,
                record -> found.merge(
                        group(
                                record.getBillingAccountId(),
                                record.getBillingPeriodStart()
                                        .atOffset(ZoneOffset.UTC)
                                        .toLocalDate(),
                                record.getBillingCurrency()),
                        new SampleTruth.Costs(
                                1,
                                record.getBilledCost(),
                                record.getEffectiveCost(),
                                record.getListCost(),
                                record.getContractedCost()),
                        SampleTruth.Costs::plus));

        assertThat(text(found)).as(bill.name()).isEqualTo(text(expected));
        assertThat(rejected).isEqualTo(truth.deadLetters().size());
    }

    private static String group(String account, LocalDate start, String currency) {
        return account + " " + start + " " + currency;
    }

    private static Map<String, String> text(Map<String, SampleTruth.Costs> costs) {
        Map<String, String> text = new TreeMap<>();
        costs.forEach((group, sums) -> text.put(
                group,
                sums.records() + " records, billed " + plain(sums.billedCost()) + ", effective "
                        + plain(sums.effectiveCost()) + ", list " + plain(sums.listCost()) + ", contracted "
                        + plain(sums.contractedCost())));
        return text;
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
