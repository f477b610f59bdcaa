package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.schemas.CostRecord;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.Conformance;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.NormalizedRecord;
import io.tributary.streams.normalize.Records;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real line detail of every agreement, age and language: no row is lost, and totals are their own. */
@Tag(RealData.TAG)
class RealAzureBillsTest {

    @ParameterizedTest
    @CsvSource({
        "ea-amortized-anonymous.csv, AMORTIZED, CostInBillingCurrency, 27, CAD",
        "mca-camel-case.csv, AMORTIZED, costInBillingCurrency, 4, USD",
        "payg-bom.csv, ACTUAL, PreTaxCost, 3, USD",
        "payg-camel-case-bom.csv, ACTUAL, preTaxCost, 3, USD",
        "headers-german.csv, ACTUAL, PreTaxCost (PreTaxCost), 1, USD",
        "headers-ya.csv, ACTUAL, costInBillingCurrency, 1, USD",
        "headers-enterprisecamel.csv, ACTUAL, costInBillingCurrency, 1, USD"
    })
    void everyRowBecomesARecordAndTheTotalIsTheFilesOwn(
            String file, CostsRole role, String costColumn, int rows, String currency) {
        String content = content(file);
        BigDecimal total = sum(content, costColumn);

        NormalizedPage page = AzurePages.normalize(AzurePages.csv(role, content, rows));

        assertThat(page.rejectedRows()).isEmpty();
        assertThat(page.records()).hasSize(rows);
        assertThat(page.sourceCosts()).containsOnlyKeys(currency);
        assertThat(page.sourceCosts().get(currency)).isEqualByComparingTo(total);
        assertThat(billed(page)).isEqualByComparingTo(total);
        assertThat(page.excludedCosts()).isEmpty();
        Conformance.check(Records.of(page));
    }

    /**
     * Three pairs of the rows differ in their part numbers only: without that column they are alike, and all are kept.
     */
    @Test
    void enterpriseRowsThatAreAlikeAreAllKept() {
        String content = content("ea-amortized-anonymous.csv").replace("PartNumber", "Part");
        NormalizedPage page = AzurePages.normalize(AzurePages.csv(CostsRole.AMORTIZED, content, 27));

        Map<String, Long> rowsByKey = Records.of(page).stream()
                .collect(Collectors.groupingBy(CostRecord::getXLineKey, Collectors.counting()));

        assertThat(rowsByKey.values().stream().filter(count -> count > 1)).containsExactly(2L, 2L, 2L);
        assertThat(rowsByKey).hasSize(24);
        assertThat(billed(page)).isEqualByComparingTo(sum(content, "CostInBillingCurrency"));
    }

    @Test
    void quantitiesOfRealMetersAreInBlocksOfTheirUnit() {
        for (String file : List.of("ea-amortized-anonymous.csv", "mca-camel-case.csv")) {
            int rows = file.startsWith("ea") ? 27 : 4;
            List<CostRecord> records =
                    Records.of(AzurePages.normalize(AzurePages.csv(CostsRole.AMORTIZED, content(file), rows)));

            assertThat(records).allSatisfy(record -> {
                assertThat(record.getPricingQuantity()).isNotNull();
                assertThat(record.getConsumedQuantity())
                        .isEqualByComparingTo(record.getPricingQuantity().multiply(record.getXPricingBlockSize()));
                assertThat(record.getXUnitPriceDropped()).isNull();
            });
        }
    }

    /** Whoever published these made MC of their currency: it belongs to no total, but every amount is still known. */
    @Test
    void rowsInAnUnknownCurrencyAreParkedWithTheirAmounts() {
        String content = content("ea-pascal-case.csv");
        NormalizedPage page = AzurePages.normalize(AzurePages.csv(CostsRole.AMORTIZED, content, 5));

        assertThat(page.records()).isEmpty();
        assertThat(page.rejectedRows())
                .extracting(row -> row.rejection().code())
                .hasSize(5)
                .containsOnly(RejectionCode.UNKNOWN_CURRENCY);
        assertThat(page.rejectedRows().stream()
                        .map(row -> row.rejection().parkedCost().orElseThrow())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(sum(content, "CostInBillingCurrency"));
    }

    /** With a currency they are read, but their amounts were changed: none of the quantities fits price and cost. */
    @Test
    void rowsOfAnOlderEnterpriseSetGiveTheirOwnTotal() {
        String content = content("ea-pascal-case.csv").replace(",MC,", ",EUR,");
        NormalizedPage page = AzurePages.normalize(AzurePages.csv(CostsRole.AMORTIZED, content, 5));

        assertThat(page.rejectedRows()).isEmpty();
        assertThat(billed(page)).isEqualByComparingTo(sum(content, "CostInBillingCurrency"));
        assertThat(Records.of(page))
                .filteredOn(record -> record.getBilledCost().signum() != 0)
                .allSatisfy(record -> {
                    // Of one row, included units would explain why it costs less.
                    boolean explained = record.getBilledCost().compareTo(new BigDecimal("3.455664")) == 0;
                    assertThat(record.getPricingQuantity() != null).isEqualTo(explained);
                    assertThat(record.getXUnitPriceDropped()).isTrue();
                });
    }

    @Test
    void pageWithoutCurrencyIsRejectedNamingIt() {
        // Read before the assertion, so that a missing file skips the test.
        String content = content("tags-missing-braces.csv");

        assertThatThrownBy(() -> AzurePages.normalize(AzurePages.csv(CostsRole.ACTUAL, content, 1)))
                .isInstanceOf(RejectedPageException.class)
                .hasMessageContaining("billingcurrency");
    }

    @Test
    void tagsWithoutBracesAreRead() {
        String[] lines = content("tags-missing-braces.csv").split("\r?\n");
        String content = lines[0] + ",currency,meterid\n" + lines[1] + ",USD,m-1\n";

        CostRecord record = Records.of(AzurePages.normalize(AzurePages.csv(CostsRole.ACTUAL, content, 1)))
                .get(0);

        assertThat(record.getTags())
                .hasToString("{\"aksEngineVersion\":\"aks-release-v0.47.0-1-aks\","
                        + "\"creationSource\":\"aks-aks-nodepool1-12345678-vmss\","
                        + "\"resourceNameSuffix\":\"12345678\"}");
        assertThat(record.getSkuPriceDetails().toString()).contains("\"InstanceType\":\"Standard_DS2_v2\"");
        assertThat(record.getListCost()).isEqualByComparingTo("5");
        assertThat(record.getBilledCost()).isEqualByComparingTo("4");
    }

    @Test
    void rowWithoutCostIsRejected() {
        NormalizedPage page = AzurePages.normalize(AzurePages.csv(CostsRole.ACTUAL, content("headers-bom.csv"), 1));

        assertThat(page.records()).isEmpty();
        assertThat(page.rejectedRows()).hasSize(1);
    }

    private static String content(String file) {
        try {
            return Files.readString(RealData.path("azure/" + file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The sum of a column, read by another reader. */
    private static BigDecimal sum(String content, String column) {
        String withoutMark = content.startsWith("\uFEFF") ? content.substring(1) : content;
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(withoutMark)) {
            return rows.stream()
                    .map((Function<NamedCsvRecord, String>) row -> row.getField(column))
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static BigDecimal billed(NormalizedPage page) {
        return page.records().stream().map(NormalizedRecord::billedCost).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
