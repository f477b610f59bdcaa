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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dumps of real tables of Google Cloud through the whole pipeline. */
@Tag(RealData.TAG)
class RealGcpBillIT {

    private static final Pattern CREDIT = Pattern.compile("'amount': ([^,}]+)");

    private final Path dumps = RealData.path("gcp");

    @TempDir
    private Path directory;

    @Test
    void everyRowIsAccountedForAndCostsWithAllCreditsAreTheSameToTheLastDecimal() throws IOException {
        CommandLineRun run = CommandLineRun.of(
                "run",
                "--input",
                dumps.toString(),
                "--data-dir",
                directory.resolve("data").toString());

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(run.out()).contains("gcp.standard", "gcp.detailed", "no problems found");
        assertThat(net())
                .isNotEmpty()
                .allSatisfy((period, net) -> assertThat(run.out())
                        .as(period)
                        .containsPattern(
                                "  gcp +" + period + " +USD +[\\d,]+ +" + Pattern.quote(Amounts.exact(net)) + " "));
        assertThat(rows())
                .allSatisfy((period, rows) -> assertThat(run.out())
                        .containsPattern(
                                period + " +\\d+ slices? +COMPLETE +" + String.format(Locale.ROOT, "%,d", rows) + " "));
    }

    /** Costs and credits by account and month. */
    private Map<String, BigDecimal> net() throws IOException {
        Map<String, BigDecimal> net = new TreeMap<>();
        for (NamedCsvRecord row : records()) {
            net.merge(period(row), new BigDecimal(row.getField("cost")), BigDecimal::add);
            CREDIT.matcher(row.getField("credits"))
                    .results()
                    .map((MatchResult credit) -> new BigDecimal(credit.group(1)))
                    .forEach(amount -> net.merge(period(row), amount, BigDecimal::add));
        }
        return net;
    }

    private Map<String, Integer> rows() throws IOException {
        Map<String, Integer> rows = new TreeMap<>();
        records().forEach(row -> rows.merge(period(row), 1, Integer::sum));
        return rows;
    }

    /** As a pattern of the summary. */
    private static String period(NamedCsvRecord row) {
        String month = row.getField("invoice.month");
        return row.getField("billing_account_id") + " +" + month.substring(0, 4) + "-" + month.substring(4);
    }

    private List<NamedCsvRecord> records() throws IOException {
        try (Stream<Path> files = Files.list(dumps)) {
            List<Path> tables = files.filter(file -> file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
            List<NamedCsvRecord> records = new ArrayList<>();
            for (Path dump : tables) {
                try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(dump)) {
                    reader.forEach(records::add);
                }
            }
            return records;
        }
    }
}
