package io.tributary.local.command.dlq;

import static io.tributary.local.command.dlq.SmallReport.HEADER;
import static io.tributary.local.command.dlq.SmallReport.PAYER;
import static io.tributary.local.command.dlq.SmallReport.good;
import static io.tributary.local.command.dlq.SmallReport.parked;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.CommandLineRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mends that are about nothing, about other rows, or other than before, are refused before anything is published. */
class MendsThatDoNotFitIT {

    private static final String MONTH = PAYER + " 2025-11-01 USD";
    private static final String COST = "lineItem/UnblendedCost";

    @TempDir
    private Path directory;

    @Test
    void rowsAreMendedOnceAndCanBeMendedOnceMore() throws IOException {
        Commands commands = new Commands(directory.resolve("data"));
        new SmallReport(directory.resolve("bills"))
                .deliver("aaaa", HEADER, good("a", "1"), good("b", "2O"), good("c", "4O"), parked("d", "8"));
        commands.expect(1, "run", "--input", directory.resolve("bills").toString());
        Path file = directory.resolve("rows.csv");
        String rows = file.toString();

        assertThat(commands.expect(2, "dlq", "redrive", "--period", "2025-10").err())
                .contains(
                        "No dead letter is of 2025-10. Open are 2 of " + PAYER + " 2025-11 with INVALID_AMOUNT, 1 of");
        assertThat(commands.expect(2, "dlq", "show", "--account", "other").err())
                .contains("No dead letter is of account other. Open are 2 of");
        assertThat(commands.expect(2, "dlq", "discard", "--code", "INVALID_AMOUT", "--reason", "none")
                        .err())
                .contains("--code is 'INVALID_AMOUT': expected one of", "INVALID_AMOUNT");
        commands.expect(0, "dlq", "show", "--account", PAYER, "--export", rows);
        List<Map<String, String>> exported = MendedFile.read(file);
        exported.forEach(row -> row.put(COST, row.get(COST).replace("O", "")));
        exported.get(2).put("lineItem/UsageStartDate", "2025-11-01T00:00:00Z");
        MendedFile.write(file, exported);
        String right = Files.readString(file);
        assertThat(commands.expect(2, "dlq", "redrive", "--rows", rows, "--account", "other")
                        .err())
                .contains("None of the letters of " + rows + " is meant by the other options");
        swap(exported, "x_letter");
        MendedFile.write(file, exported);
        assertThat(commands.expect(2, "dlq", "redrive", "--rows", rows).err()).contains("x_digest is 'r");
        swap(exported, "x_digest");
        MendedFile.write(file, exported);
        assertThat(commands.expect(2, "dlq", "redrive", "--rows", rows).err())
                .contains("is of another line of the bill as it is mended");

        Files.writeString(file, right);
        commands.expect(0, "dlq", "redrive", "--rows", rows);
        assertThat(commands.viewed()).isEqualTo(Map.of(MONTH, new BigDecimal("15")));
        assertThat(commands.expect(0, "dlq", "redrive", "--rows", rows).out())
                .contains("3 letters are closed already", "Nothing was published.");

        Files.writeString(file, right.replace(",8", ",16"));
        assertThat(commands.expect(2, "dlq", "redrive", "--rows", rows).err())
                .contains("the file says other than what was mended before", "--again");
        assertThat(commands.viewed()).isEqualTo(Map.of(MONTH, new BigDecimal("15")));
        CommandLineRun again = commands.expect(0, "dlq", "redrive", "--rows", rows, "--again");
        assertThat(again.out()).contains("with 1 mended row", "3 rows were mended by a person");
        assertThat(commands.viewed()).isEqualTo(Map.of(MONTH, new BigDecimal("23")));
        assertThat(commands.expect(0, "dlq", "redrive", "--rows", rows).out()).contains("Nothing was published.");
    }

    /** Gives the first two rows each other's value. */
    private static void swap(List<Map<String, String>> rows, String column) {
        String first = rows.get(0).put(column, rows.get(1).get(column));
        rows.get(1).put(column, first);
    }
}
