package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.Records;
import io.tributary.streams.normalize.aws.AwsFocus;
import io.tributary.streams.normalize.azure.AzureFocus;
import io.tributary.streams.page.CsvRows;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The FOCUS specification's worked examples of commitments, read as an export: every cost arrives as it is stated. */
@Tag(RealData.TAG)
class FocusScenariosTest {

    // The examples write null where they have no value.
    private static final Set<String> NULL_WORDS = Set.of("null");

    // What the examples state of a charge besides its costs.
    private static final List<String> KIND_OF_CHARGE = List.of(
            "ChargeCategory",
            "ChargeFrequency",
            "PricingCategory",
            "ConsumedUnit",
            "CommitmentDiscountId",
            "CommitmentDiscountCategory",
            "CommitmentDiscountStatus",
            "CommitmentDiscountUnit");

    @Test
    void everyCostOfTheSpecificationsExamplesIsKeptByMicrosoftsExport() throws IOException {
        check(new FocusExport(new AzureFocus(NULL_WORDS)));
    }

    @Test
    void everyCostOfTheSpecificationsExamplesIsKeptByAwssExport() throws IOException {
        check(new FocusExport(new AwsFocus(NULL_WORDS)));
    }

    private static void check(FocusExport export) throws IOException {
        List<Path> files;
        try (Stream<Path> list = Files.list(RealData.path("focus-scenarios"))) {
            files = list.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            check(export, file);
        }
    }

    private static void check(FocusExport export, Path file) throws IOException {
        CsvRows rows = new CsvRows();
        rows.open(Files.readAllBytes(file));
        List<String> header = rows.names();
        // The examples leave out what they are not about.
        boolean currency = header.contains("BillingCurrency");
        StringBuilder content = new StringBuilder(Csv.line(header)).append(currency ? "\n" : ",BillingCurrency\n");
        List<BigDecimal> billed = new ArrayList<>();
        List<BigDecimal> effective = new ArrayList<>();
        List<List<String>> stated = new ArrayList<>();
        while (rows.next()) {
            List<String> row = rows.strings();
            content.append(Csv.line(row)).append(currency ? "\n" : ",USD\n");
            stated.add(row);
            billed.add(new BigDecimal(row.get(header.indexOf("BilledCost"))));
            effective.add(new BigDecimal(row.get(header.indexOf("EffectiveCost"))));
        }

        RawPage raw = export.dataSet().startsWith("aws")
                ? FocusPages.aws(content.toString(), billed.size(), null)
                : FocusPages.of(content.toString(), billed.size(), null);
        NormalizedPage page = AnyAccount.normalizer(900_000, export).normalize(raw);

        // Some examples end a charge at thirty o'clock: such rows are kept apart with their cost.
        assertThat(page.rejectedRows()).as(file.toString()).allSatisfy(row -> {
            assertThat(row.rejection().value())
                    .hasValueSatisfying(value -> assertThat(value).contains("T30:00:00Z"));
            assertThat(row.rejection().parkedCost()).contains(billed.get(row.row()));
        });
        assertThat(page.records())
                .as(file.toString())
                .hasSize(billed.size() - page.rejectedRows().size());
        List<CostRecord> records = Records.of(page);
        for (int i = 0; i < records.size(); i++) {
            NormalizedRecord record = page.records().get(i);
            kindOfCharge(header, stated.get(record.row()), records.get(i));
            assertThat(record.billedCost())
                    .as("BilledCost of row " + record.row() + " in " + file)
                    .isEqualByComparingTo(billed.get(record.row()));
            assertThat(record.effectiveCost())
                    .as("EffectiveCost of row " + record.row() + " in " + file)
                    .isEqualByComparingTo(effective.get(record.row()));
        }
    }

    private static void kindOfCharge(List<String> header, List<String> row, CostRecord record) {
        for (String column : KIND_OF_CHARGE) {
            int at = header.indexOf(column);
            if (at < 0) {
                continue;
            }
            Object value = record.get(column);
            assertThat(value == null ? "null" : value.toString()).as(column).isEqualTo(row.get(at));
        }
    }
}
