package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.Amounts;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real exports of Azure through the whole pipeline. */
@Tag(RealData.TAG)
class RealAzureBillIT {

    private final Path exports = RealData.path("azure");

    @TempDir
    private Path directory;

    @Test
    void everyRowOfEveryFileIsAccountedForAndCostsAreTheSameToTheLastDecimal() throws IOException {
        copyExports();

        CommandLineRun run = CommandLineRun.of(
                "run",
                "--input",
                directory.resolve("exports").toString(),
                "--data-dir",
                directory.resolve("data").toString());

        assertThat(List.of(
                        billed("azure.amortized", "ea-amortized-anonymous.csv", "CostInBillingCurrency", "CAD"),
                        billed("azure.actual", "mca-camel-case.csv", "costInBillingCurrency", "USD"),
                        billed("azure.actual", "payg-bom.csv", "PreTaxCost", "USD"),
                        billed("azure.actual", "payg-camel-case-bom.csv", "preTaxCost", "USD"),
                        billed("azure.actual", "headers-enterprisecamel.csv", "costInBillingCurrency", "USD"),
                        billed("azure.actual", "headers-german.csv", "PreTaxCost (PreTaxCost)", "USD"),
                        billed("azure.actual", "headers-ya.csv", "costInBillingCurrency", "USD")))
                .allSatisfy(line -> assertThat(run.out()).containsPattern(line));
        // Its currency was masked, and is none: all of its money is parked.
        assertThat(run.out()).contains("5 rows were not read; " + sum("ea-pascal-case.csv", "CostInBillingCurrency"));
        // It has no currency at all, and of the last one the only row has no account.
        assertThat(run.out()).contains("1 whole page of rows was not read", "headers-bom.csv: has no BillingAccountId");
        assertThat(run.out()).doesNotContain("CONFLICT").doesNotContain("not conserved");
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(4);
    }

    private void copyExports() throws IOException {
        Path target = Files.createDirectory(directory.resolve("exports"));
        try (Stream<Path> files = Files.list(exports)) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        // It has the subscription and the month of another one, and would be in conflict with it.
        Path another = target.resolve("headers-ya.csv");
        String text = Files.readString(another);
        assertThat(target.resolve("headers-ya.csv").toFile().setWritable(true)).isTrue();
        Files.writeString(another, text.replace("11111111-12ab", "22222222-12ab"));
    }

    /** The summary's line of a file's delivery, from its data set on. */
    private String billed(String dataSet, String file, String costColumn, String currency) throws IOException {
        return Pattern.quote(dataSet) + " .*COMPLETE +" + rows(file).size() + " +" + currency + " +"
                + Pattern.quote(sum(file, costColumn) + " ");
    }

    private String sum(String file, String costColumn) throws IOException {
        return Amounts.exact(rows(file).stream()
                .map(row -> new BigDecimal(row.getField(costColumn)))
                .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private List<NamedCsvRecord> rows(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .skipEmptyLines(true)
                .ofNamedCsvRecord(exports.resolve(file))) {
            return reader.stream().toList();
        }
    }
}
