package io.tributary.local.command.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.view.CommittedRecords;
import io.tributary.samples.SampleTruth;
import io.tributary.schemas.LedgerEntry;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken rows in the bills of three providers: listed, written to files, mended, and handed in again. */
class RedriveIT {

    private static final List<String> PROVIDERS = List.of("aws", "azure", "gcp");
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final BigDecimal MENDED = new BigDecimal("10.000000000007");

    @TempDir
    private Path directory;

    @Test
    void rowsOfThreeProvidersAreMendedToTheLastDecimal() throws IOException {
        Commands commands = new Commands(directory.resolve("data"));
        Map<String, BigDecimal> truth = samples();
        commands.expect(1, run());
        assertThat(commands.viewed()).as("without the broken rows").isEqualTo(truth);
        assertThat(commands.isViewComplete()).isFalse();
        assertThat(commands.openLetters()).hasSize(6);

        BigDecimal expected = total(truth);
        for (String provider : PROVIDERS) {
            Path rows = directory.resolve(provider + ".csv");
            commands.expect(0, "dlq", "show", "--provider", provider, "--export", rows.toString());
            mend(rows);
            expected = expected.add(mended(rows));
            CommandLineRun redriven = commands.expect(0, redrive(rows));
            assertThat(redriven.out()).contains("2 mended rows", "nothing of it is parked");
        }

        assertThat(total(commands.viewed())).isEqualByComparingTo(expected);
        assertThat(total(ledger())).as("a plain sum of the ledger").isEqualByComparingTo(expected);
        assertThat(commands.isViewComplete()).isTrue();
        assertThat(commands.expect(0, "dlq", "list").out()).contains("nothing is parked");
        JsonNode deliveries = commands.json(0, "deliveries", "list").get("deliveries");
        assertThat(sum(deliveries, "rowsMended")).isEqualTo(6);
        assertThat(sum(deliveries, "rowsRejected")).isZero();

        Map<String, BigDecimal> once = commands.viewed();
        for (String provider : PROVIDERS) {
            CommandLineRun again = commands.expect(0, redrive(directory.resolve(provider + ".csv")));
            assertThat(again.out()).contains("2 letters are closed already", "Nothing was published.");
        }
        assertThat(commands.viewed()).isEqualTo(once);
        commands.expect(0, run());
        assertThat(commands.viewed()).as("after another run").isEqualTo(once);
    }

    private Map<String, BigDecimal> samples() throws IOException {
        Map<String, BigDecimal> billed = new TreeMap<>();
        for (String provider : PROVIDERS) {
            Path bill = directory.resolve("bills").resolve(provider);
            CommandLineRun sample = CommandLineRun.of(
                    "sample",
                    "--provider",
                    provider,
                    "--rows",
                    "1500",
                    "--periods",
                    "1",
                    "--deliveries",
                    "1",
                    "--broken-rows",
                    "2",
                    "--output",
                    bill.toString());
            assertThat(sample.exitCode()).as(sample.err()).isZero();
            SampleTruth truth = SampleTruth.read(bill);
            truth.newest()
                    .forEach(newest -> billed.put(
                            newest.account() + " " + newest.period().atDay(1) + " " + newest.currency(),
                            newest.totals().costs().billedCost().stripTrailingZeros()));
            truth.live()
                    .forEach(live -> billed.put(
                            live.account() + " " + live.periodStart() + " " + live.currency(),
                            live.costs().billedCost().stripTrailingZeros()));
        }
        return billed;
    }

    private String[] run() {
        List<String> arguments = new ArrayList<>(List.of("run", "--set", "streams.ledger=true"));
        PROVIDERS.forEach(provider -> arguments.addAll(
                List.of("--input", directory.resolve("bills").resolve(provider).toString())));
        return arguments.toArray(String[]::new);
    }

    private static String[] redrive(Path rows) {
        return new String[] {
            "dlq", "redrive", "--rows", rows.toString(), "--reason", "confirmed", "--set", "streams.ledger=true"
        };
    }

    /** Puts an amount in place of the word that is there, in a column or in JSON. */
    private static void mend(Path rows) throws IOException {
        MendedFile.edit(rows, row -> {
            row.replaceAll((column, value) -> switch (column) {
                case "lineItem/UnblendedCost", "CostInBillingCurrency" -> MENDED.toPlainString();
                case "x_row" -> value.replaceFirst("\"cost\" ?: ?\"[^\"]*\"", "\"cost\":" + MENDED.toPlainString());
                default -> value;
            });
        });
    }

    /** What the mended rows of a file come to; those of Google Cloud net of their credits. */
    private static BigDecimal mended(Path rows) throws IOException {
        BigDecimal sum = BigDecimal.ZERO;
        for (Map<String, String> row : MendedFile.read(rows)) {
            sum = sum.add(MENDED);
            if (row.containsKey("x_row")) {
                for (JsonNode credit : MAPPER.readTree(row.get("x_row")).path("credits")) {
                    sum = sum.add(credit.get("amount").decimalValue());
                }
            }
        }
        return sum;
    }

    private static BigDecimal total(Map<String, BigDecimal> amounts) {
        return amounts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static long sum(JsonNode deliveries, String field) {
        long sum = 0;
        for (JsonNode delivery : deliveries) {
            sum += delivery.get(field).asLong();
        }
        return sum;
    }

    /** BilledCost of all entries, by account. */
    private Map<String, BigDecimal> ledger() {
        Map<String, BigDecimal> billed = new TreeMap<>();
        String topic = Topics.LEDGER.name();
        try (LocalCluster cluster = LocalCluster.start(Map.of(), directory.resolve("data"));
                CommittedRecords records = new CommittedRecords(topic, KafkaSettings.of(cluster.settings()));
                Deserializer<LedgerEntry> entries =
                        AvroSerdes.valueDeserializer(LedgerEntry.class, cluster.settings())) {
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    LedgerEntry entry = entries.deserialize(topic, record.value());
                    billed.merge(entry.getBillingAccountId(), entry.getBilledCost(), BigDecimal::add);
                }
            }
        }
        return billed;
    }
}
