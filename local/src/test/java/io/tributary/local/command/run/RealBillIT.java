package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.ExitCode;
import io.tributary.testsupport.RealData;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real bill of AWS through the whole pipeline. */
@Tag(RealData.TAG)
class RealBillIT {

    private static final String FOLDER = "prefix/report/20231101-20231201/";
    private static final String COST = "lineItem/UnblendedCost";

    private final Path bill = RealData.path("aws/cur-legacy-daily-anonymous.csv");

    @TempDir
    private Path directory;

    @Test
    void everyRowOfARealBillIsAccountedForAndItsCostIsTheSameToTheLastDecimal() throws IOException {
        List<List<String>> rows = rows();
        deliver(rows);

        CommandLineRun run = run();

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).containsPattern("COMPLETE +1,281 +USD +" + quoted(sum(rows)));
        assertThat(run.out()).contains("no problems found");
    }

    @Test
    void twoCostsThatAreNoNumbersAreParkedAndTheOtherRowsPass() throws IOException {
        List<List<String>> rows = rows();
        int cost = rows.get(0).indexOf(COST);
        rows.get(100).set(cost, "12O.50");
        rows.get(200).set(cost, "$1,000.00");
        deliver(rows);
        rows.remove(200);
        rows.remove(100);

        CommandLineRun run = run();

        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.PROBLEM);
        assertThat(run.out()).containsPattern("COMPLETE +1,281 +USD +" + quoted(sum(rows)));
        assertThat(run.out()).contains("2 rows were not read; 2 amounts that cannot be read are missing");
    }

    private CommandLineRun run() {
        return CommandLineRun.of(
                "run",
                "--input",
                directory.resolve("bucket").toString(),
                "--data-dir",
                directory.resolve("data").toString());
    }

    private static String quoted(BigDecimal amount) {
        return Amounts.exact(amount).replace(".", "\\.") + " ";
    }

    /** The header, then the rows. */
    private List<List<String>> rows() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(bill)) {
            reader.forEach(row -> rows.add(new ArrayList<>(row.getFields())));
        }
        return rows;
    }

    private static BigDecimal sum(List<List<String>> rows) {
        int cost = rows.get(0).indexOf(COST);
        return rows.stream().skip(1).map(row -> new BigDecimal(row.get(cost))).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Lays the rows out as AWS delivers them. */
    private void deliver(List<List<String>> rows) throws IOException {
        Path folder = Files.createDirectories(directory.resolve("bucket").resolve(FOLDER));
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(folder.resolve("report-00001.csv.gz")));
                Writer text = new OutputStreamWriter(file, StandardCharsets.UTF_8);
                CsvWriter writer = CsvWriter.builder().build(text)) {
            rows.forEach(row -> writer.writeRecord(row.toArray(String[]::new)));
        }
        Files.writeString(folder.resolve("report-Manifest.json"), """
                {"assemblyId": "assembly", "account": "123412340534", "columns": [], "charset": "UTF-8",
                 "compression": "GZIP", "contentType": "text/csv", "reportId": "1", "reportName": "report",
                 "billingPeriod": {"start": "20231101T000000.000Z", "end": "20231201T000000.000Z"},
                 "bucket": "bucket", "reportKeys": ["%sreport-00001.csv.gz"], "additionalArtifactKeys": []}
                """.formatted(FOLDER));
    }
}
