package io.tributary.local.command.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command on one data directory. */
record Commands(Path data) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data-dir", data.toString()));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    /** The same with the exit code that is expected. */
    CommandLineRun expect(int exitCode, String... arguments) {
        CommandLineRun run = run(arguments);
        assertThat(run.exitCode())
                .as(String.join(" ", arguments) + "\n" + run.out() + run.err())
                .isEqualTo(exitCode);
        return run;
    }

    /** What a command prints with {@code --json}. */
    JsonNode json(int exitCode, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return MAPPER.readTree(expect(exitCode, all.toArray(String[]::new)).out());
    }

    /** What is parked now by {@code dlq list}: by account, period and currency. */
    Map<String, BigDecimal> parked() throws IOException {
        Map<String, BigDecimal> parked = new TreeMap<>();
        json(0, "dlq", "list")
                .get("open")
                .forEach(account -> account.get("parked")
                        .forEach(sum -> parked.merge(
                                account.get("billingAccountId").asText() + " "
                                        + account.get("billingPeriodStart").asText() + " "
                                        + sum.get("currency").asText(),
                                new BigDecimal(sum.get("parkedCost").asText()),
                                BigDecimal::add)));
        return parked;
    }

    /** Ids of open letters, in the order of the topic. */
    List<String> openLetters() throws IOException {
        List<String> letters = new ArrayList<>();
        json(0, "dlq", "list", "--letters")
                .get("letters")
                .forEach(letter -> letters.add(letter.get("letter").asText()));
        return letters;
    }

    /** What the clean view's manifest says is billed: by account, period and currency. */
    Map<String, BigDecimal> viewed() throws IOException {
        Map<String, BigDecimal> billed = new TreeMap<>();
        JsonNode manifest = MAPPER.readTree(data.resolve("view/_manifest.json").toFile());
        manifest.get("periods")
                .forEach(period -> period.get("totals")
                        .forEach(total -> billed.put(
                                period.get("billingAccountId").asText() + " "
                                        + period.get("billingPeriodStart").asText() + " "
                                        + total.get("currency").asText(),
                                new BigDecimal(total.get("billedCost").asText()).stripTrailingZeros())));
        return billed;
    }

    /** Whether the manifest says that every period is complete. */
    boolean isViewComplete() throws IOException {
        return MAPPER.readTree(data.resolve("view/_manifest.json").toFile())
                .get("complete")
                .asBoolean();
    }
}
