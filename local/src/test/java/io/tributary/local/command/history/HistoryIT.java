package io.tributary.local.command.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.console.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks through the command how totals came to be, on a real broker. */
class HistoryIT {

    private static final String PAYER = "012345678901";
    private static final String HEADER = "identity/LineItemId,bill/PayerAccountId,bill/BillingPeriodStartDate,"
            + "bill/BillingPeriodEndDate,lineItem/UsageAccountId,lineItem/LineItemType,lineItem/UsageStartDate,"
            + "lineItem/UsageEndDate,lineItem/ProductCode,lineItem/ResourceId,lineItem/UsageAmount,"
            + "lineItem/CurrencyCode,lineItem/UnblendedCost\n";
    private static final String[] LEDGER = {"--set", "streams.ledger=true"};

    @TempDir
    private Path folder;

    @Test
    void deliveriesAndReplaysAddUpAlsoByService() throws Exception {
        deliver("aaaa", "AmazonEC2=a=1.25", "AmazonS3=b=2");
        assertThat(run(LEDGER).exitCode()).isZero();
        deliver("bbbb", "AmazonEC2=a=1.5", "AmazonS3=c=4", "AmazonS3=d=0.000000000000000000000001");
        assertThat(run(LEDGER).exitCode()).isZero();
        assertThat(command(List.of("replay", "--account", PAYER, "--period", "2025-11"), LEDGER)
                        .exitCode())
                .isZero();

        JsonNode json = json(history(PAYER, "2025-11", "--by", "service", "--json"));
        CommandLineRun text = history(PAYER, "2025-11");
        CommandLineRun csv = history(PAYER, "2025-11", "--csv", "--currency", "USD");
        CommandLineRun otherCurrency = history(PAYER, "2025-11", "--currency", "EUR");

        assertThat(json.at("/agrees").asBoolean()).isTrue();
        assertThat(json.at("/changes")).hasSize(3);
        assertThat(json.at("/changes/0/totals/0/billedCostAfter").textValue()).isEqualTo("3.25");
        JsonNode second = json.at("/changes/1/totals/0");
        assertThat(second.at("/addedBilledCost").textValue()).isEqualTo("4.000000000000000000000001");
        assertThat(second.at("/restatedBilledCost").textValue()).isEqualTo("0.25");
        assertThat(second.at("/vanishedBilledCost").textValue()).isEqualTo("2.00");
        assertThat(json.at("/changes/2/recordsAdded").asInt())
                .as("of the replay")
                .isZero();
        assertThat(json.at("/totals/0/billedCost").textValue()).isEqualTo("5.500000000000000000000001");
        assertThat(sum(json.at("/services"), "billedChange")).isEqualByComparingTo("5.500000000000000000000001");
        assertThat(json.at("/services")).hasSize(4);
        assertThat(text.exitCode()).as(text.out() + text.err()).isZero();
        assertThat(text.out()).contains("OK", "The changes add up to what is live", "5.500000000000000000000001");
        assertThat(csv.out().lines()).hasSize(4);
        assertThat(otherCurrency.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(otherCurrency.err()).contains("EUR", "[USD]");
    }

    @Test
    void servicesAreNeverGuessedWhereNoLedgerIsKept() throws Exception {
        deliver("aaaa", "AmazonEC2=a=1.25");
        assertThat(run().exitCode()).isZero();

        CommandLineRun without = history(PAYER, "2025-11", "--by", "service", "--json");
        deliver("bbbb", "AmazonEC2=a=1.5");
        run(LEDGER);
        CommandLineRun late = history(PAYER, "2025-11", "--by", "service");

        assertThat(without.exitCode()).isEqualTo(ExitCode.PROBLEM);
        JsonNode json = new ObjectMapper().readTree(without.out());
        assertThat(json.at("/services").isNull()).isTrue();
        assertThat(json.at("/agrees").asBoolean()).isTrue();
        assertThat(json.at("/notes/0").textValue()).contains("streams.ledger=true");
        assertThat(late.exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(late.out()).contains("billing.ledger says something else").contains("of 2 deliveries");
    }

    @Test
    void samplesOfEveryProviderAddUp() throws Exception {
        CommandLineRun run = command(List.of("run"));
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        JsonNode deliveries =
                json(command(List.of("deliveries", "list", "--json"))).at("/deliveries");
        Map<String, JsonNode> ofProviders = new LinkedHashMap<>();
        deliveries.forEach(delivery -> ofProviders.put(delivery.at("/provider").textValue(), delivery));

        assertThat(ofProviders).containsKeys("aws", "azure", "gcp");
        for (JsonNode delivery : ofProviders.values()) {
            JsonNode history = json(history(
                    delivery.at("/billingAccountId").textValue(),
                    delivery.at("/billingPeriodStart").textValue(),
                    "--json"));
            assertThat(history.at("/agrees").asBoolean()).as(history.toString()).isTrue();
            assertThat(history.at("/totals/0/records").asLong()).isPositive();
            JsonNode changes = history.at("/changes");
            assertThat(changes.get(changes.size() - 1).at("/totals/0/billedCostAfter"))
                    .isEqualTo(history.at("/totals/0/billedCost"));
        }
    }

    private static BigDecimal sum(JsonNode elements, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode element : elements) {
            sum = sum.add(new BigDecimal(element.at("/" + field).textValue()));
        }
        return sum;
    }

    private static JsonNode json(CommandLineRun run) throws IOException {
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private CommandLineRun run(String... options) {
        return command(List.of("run", "--input", folder.resolve("bills").toString()), options);
    }

    private CommandLineRun history(String account, String period, String... options) {
        return command(List.of("history", "--account", account, "--period", period), options);
    }

    private CommandLineRun command(List<String> command, String... options) {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        arguments.addAll(List.of(options));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }

    /** A delivery of lines {@code product=resource=cost}, under the manifest of its period. */
    private void deliver(String assembly, String... lines) throws IOException {
        Path period = folder.resolve("bills/main/20251101-20251201");
        Path file = period.resolve(assembly + "/main-1.csv");
        Files.createDirectories(file.getParent());
        StringBuilder csv = new StringBuilder(HEADER);
        for (String line : lines) {
            String[] parts = line.split("=");
            csv.append("x," + PAYER + ",2025-11-01T00:00:00Z,2025-12-01T00:00:00Z," + PAYER + ",Usage,")
                    .append("2025-11-01T00:00:00Z,2025-11-02T00:00:00Z,")
                    .append(parts[0])
                    .append(',')
                    .append(parts[1])
                    .append(",1,USD,")
                    .append(parts[2])
                    .append('\n');
        }
        Files.writeString(file, csv);
        Files.writeString(period.resolve("main-Manifest.json"), String.format("""
                        {"assemblyId": "%1$s", "account": "%2$s", "columns": [], "charset": "UTF-8",
                         "compression": "NONE", "contentType": "text/csv", "reportName": "main",
                         "billingPeriod": {"start": "20251101T000000.000Z", "end": "20251201T000000.000Z"},
                         "bucket": "b", "reportKeys": ["main/20251101-20251201/%1$s/main-1.csv"]}
                        """, assembly, PAYER));
    }
}
