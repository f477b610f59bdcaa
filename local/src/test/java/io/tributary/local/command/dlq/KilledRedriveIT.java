package io.tributary.local.command.dlq;

import static io.tributary.local.command.dlq.SmallReport.HEADER;
import static io.tributary.local.command.dlq.SmallReport.PAYER;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.RunProcess;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a redrive at a moment of chance, and redrives again: every row is in the total once. */
class KilledRedriveIT {

    private static final int ROWS = 3_000;
    private static final int KILLS = Integer.getInteger("kills", 2);

    /** Small pages, so that there are many places to be killed at. */
    private static final String[] SMALL_STEPS = {
        "--set", "extractor.page.rows=50", "--set", "streams.commit.interval.ms=50"
    };

    @TempDir
    private Path directory;

    private Process process;

    @AfterEach
    void endProcess() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void everyRowIsInTheTotalOnceAfterKills() throws Exception {
        Commands commands = new Commands(directory.resolve("data"));
        Path rows = bill(commands);
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);

        for (int kill = 0; kill < KILLS; kill++) {
            killInTheMiddle(commands, rows, random);
        }
        commands.expect(0, arguments("dlq", "redrive", "--rows", rows.toString()));

        String month = PAYER + " 2025-11-01 USD";
        assertThat(commands.viewed())
                .as("seed %d", seed)
                .containsEntry(month, new BigDecimal(ROWS).stripTrailingZeros());
        assertThat(commands.parked()).isEmpty();
        assertThat(commands.json(0, "deliveries", "list")
                        .at("/deliveries/0/rowsMended")
                        .asInt())
                .isEqualTo(ROWS / 100);
    }

    /** A bill of rows that cost 1 each, of which one in a hundred cannot be read. */
    private Path bill(Commands commands) throws IOException {
        SmallReport report = new SmallReport(directory.resolve("bills"));
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            lines.add(row % 100 == 0 ? SmallReport.parked("r" + row, "1") : SmallReport.good("r" + row, "1"));
        }
        report.deliver("aaaa", HEADER, lines.toArray(String[]::new));
        commands.expect(1, arguments("run", "--input", report.bills().toString()));
        Path rows = directory.resolve("rows.csv");
        commands.expect(0, "dlq", "show", "--account", PAYER, "--export", rows.toString());
        MendedFile.edit(rows, row -> row.put("lineItem/UsageStartDate", "2025-11-01T00:00:00Z"));
        return rows;
    }

    private static String[] arguments(String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(List.of(SMALL_STEPS));
        return all.toArray(String[]::new);
    }

    private void killInTheMiddle(Commands commands, Path rows, Random random) throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        List<String> all = new ArrayList<>(List.of(arguments("dlq", "redrive", "--rows", rows.toString())));
        all.addAll(List.of("--data-dir", commands.data().toString()));
        process = RunProcess.start(output, all.toArray(String[]::new));
        // From before the broker runs until the application has taken everything.
        process.waitFor(2_000 + random.nextInt(12_000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        assertThat(Files.readString(output)).doesNotContain("internal error");
    }
}
