package io.tributary.local.command.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.cluster.LocalCluster;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.statements.StatementValues;
import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Keys;
import io.tributary.schemas.Topics;
import io.tributary.schemas.wire.AvroSerdes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Statements through the command, on a real broker. */
class StatementIT {

    @TempDir
    private Path directory;

    @Test
    void statementsAreAddedImportedListedSupersededAndRemoved() throws IOException {
        CommandLineRun added =
                statement(("add --provider aws --account 012345678901 --period 2026-10 --invoice 77 --currency USD"
                                + " --amount 1234.5600000000000000000001 --tax 97.20 --credits -1 --issued 2026-11-03")
                        .split(" "));
        Path file = Files.writeString(directory.resolve("more.csv"), """
                provider,account,period,invoice,currency,amount
                gcp,018984-D0AAA4-940B88,2026-10,,EUR,7
                aws,012345678901,2026-10,78,USD,8
                """);
        CommandLineRun imported = statement("import", file.toString());
        Path wrong = Files.writeString(directory.resolve("wrong.csv"), """
                provider,account,period,invoice,currency,amount
                aws,012345678901,2026-10,79,USD,9
                aws,012345678901,2026-10,80,USD,nine
                """);
        CommandLineRun refused = statement("import", file.toString(), wrong.toString());
        CommandLineRun later = statement(
                "add --provider aws --account 012345678901 --period 2026-10 --invoice 78 --currency USD --amount -3"
                        .split(" "));
        JsonNode listed = list("--provider", "aws");
        CommandLineRun several = statement("remove", "--account", "012345678901");
        CommandLineRun removed = statement("remove", "--account", "012345678901", "--invoice", "77");

        assertThat(added.exitCode()).as(added.err()).isZero();
        assertThat(added.out()).contains("1234.5600000000000000000001", "97.20", "manual");
        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("CSV with the columns", "2 statements", "2 statements imported.");
        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.err()).contains("wrong.csv, line 3: amount is 'nine', expected a decimal number");
        assertThat(later.exitCode()).as(later.err()).isZero();
        assertThat(listed.at("/statements")).hasSize(2);
        assertThat(listed.at("/statements/0/amount").asText()).isEqualTo("1234.5600000000000000000001");
        assertThat(listed.at("/statements/0/issuedAt").asText()).isEqualTo("2026-11-03T00:00:00Z");
        assertThat(listed.at("/statements/1/amount").asText()).isEqualTo("-3.00");
        assertThat(DocumentedFields.of(listed)).isEqualTo(DocumentedFields.of("`statement list`"));
        assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(several.err()).contains("mean 2 statements", "invoice 77", "invoice 78");
        assertThat(removed.exitCode()).as(removed.err()).isZero();
        JsonNode left = list();
        assertThat(left.at("/statements")).hasSize(2);
        assertThat(left.findValuesAsText("invoiceId")).containsExactly("78", "null");
    }

    @Test
    void anAccountIsOneInEverySpellingAndAStatementCanBeRemovedByAnyOfThem() throws IOException {
        // What was kept before accounts were the same in every spelling.
        try (LocalCluster cluster = LocalCluster.start(Map.of(), directory.resolve("data"))) {
            StatementCommand.topic(cluster.settings());
            send(
                    cluster.settings(),
                    kept("azure", "qbn7-aaaa", null, "2", "2026-11-02T00:00:00Z"),
                    kept("azure", "QBN7-AAAA", null, "1", "2026-11-01T00:00:00Z"),
                    kept("AWS", "8033430000", "77", "5", "2026-11-01T00:00:00Z"));
        }
        String profile = "/providers/Microsoft.Billing/billingAccounts/a/billingProfiles/Qbn7-Aaaa";

        JsonNode before = list();
        CommandLineRun corrected = azure("add", profile, "--amount", "3");
        JsonNode superseded = list("--provider", "Azure");
        azure("add", profile, "--invoice", "I1", "--amount", "4");
        CommandLineRun several = azure("remove", "qbn7-aaaa");
        CommandLineRun whole = azure("remove", "qbn7-aaaa", "--whole-period");
        azure("add", "qbn7-aaaa", "--invoice", "I2", "--amount", "5");
        CommandLineRun exact = azure("remove", "qbn7-aaaa");
        CommandLineRun padded = statement("remove", "--provider", "AWS", "--account", "8033430000");
        JsonNode left = list();

        assertThat(before.findValuesAsText("billingAccountId")).containsExactly("008033430000", "qbn7-aaaa");
        assertThat(before.findValuesAsText("provider")).containsExactly("aws", "azure");
        assertThat(before.findValuesAsText("amount")).containsExactly("5.00", "2.00");
        assertThat(corrected.exitCode()).as(corrected.err()).isZero();
        assertThat(superseded.findValuesAsText("amount")).containsExactly("3.00");
        assertThat(several.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(several.err()).contains("mean 2 statements", "whole period", "invoice I1");
        assertThat(whole.exitCode()).as(whole.err()).isZero();
        assertThat(exact.exitCode()).as(exact.err()).isZero();
        assertThat(exact.out()).contains("I2").doesNotContain("I1");
        assertThat(padded.exitCode()).as(padded.err()).isZero();
        assertThat(left.findValuesAsText("invoiceId")).containsExactly("I1");
    }

    @Test
    void aLaterListInWhichAnInvoiceIsVoidTakesItsStatementBack() throws IOException {
        CommandLineRun imported = statement("import", invoices("Due").toString());
        azure("add", "OTHER", "--invoice", "G1", "--amount", "9");
        CommandLineRun voided = statement("import", invoices("Void").toString());
        JsonNode left = list();

        assertThat(imported.out()).contains("1 statement imported.");
        assertThat(voided.exitCode()).as(voided.err()).isZero();
        assertThat(voided.out())
                .contains(
                        "invoice G1 is left out: it is void",
                        "The statement of azure ABCD 2026-10 invoice G1 USD was taken back: it is void.",
                        "The statement of azure OTHER 2026-10 invoice G1 USD still stands",
                        "tributary statement remove --provider azure --account 'OTHER' --period 2026-10"
                                + " --invoice 'G1' --currency USD",
                        "0 statements imported.");
        assertThat(left.findValuesAsText("billingAccountId")).containsExactly("OTHER");
    }

    private Path invoices(String status) throws IOException {
        return Files.writeString(directory.resolve("invoices.json"), """
                [{"name": "G1", "id": "x", "billingProfileId": "ABCD", "status": "%s",
                  "totalAmount": {"currency": "USD", "value": 1}, "invoicePeriodStartDate": "2026-10-01T00:00:00Z"}]
                """.formatted(status));
    }

    private CommandLineRun azure(String command, String account, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                command, "--provider", "azure", "--account", account, "--period", "2026-10", "--currency", "USD"));
        arguments.addAll(List.of(more));
        return statement(arguments.toArray(String[]::new));
    }

    private static BilledStatement kept(
            String provider, String account, String invoice, String amount, String recorded) {
        return BilledStatement.newBuilder()
                .setProvider(provider)
                .setBillingAccountId(account)
                .setBillingPeriodStart(LocalDate.parse("2026-10-01"))
                .setInvoiceId(invoice)
                .setCurrency("USD")
                .setAmount(new BigDecimal(amount).setScale(StatementValues.DECIMALS))
                .setSource("manual")
                .setRecordedAt(Instant.parse(recorded))
                .build();
    }

    /** Sends statements, with keys that have the provider and the account just as the statements have them. */
    private static void send(Map<String, String> settings, BilledStatement... statements) {
        try (Serializer<BilledStatement> serializer = AvroSerdes.valueSerializer(BilledStatement.class, settings);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        KafkaSettings.of(settings), new ByteArraySerializer(), new ByteArraySerializer())) {
            String topic = Topics.STATEMENTS.name();
            for (BilledStatement statement : statements) {
                String key = Keys.billedStatement(
                        statement.getProvider(),
                        statement.getBillingAccountId(),
                        statement.getBillingPeriodStart(),
                        statement.getInvoiceId(),
                        statement.getCurrency());
                producer.send(new ProducerRecord<>(
                        topic, key.getBytes(StandardCharsets.UTF_8), serializer.serialize(topic, statement)));
            }
        }
    }

    @Test
    void wrongOptionsAreNamedAndNothingIsStarted() {
        assertThat(statement("add", "--provider", "aws").err()).contains("--account");
        assertThat(add("--amount", "ten").err()).contains("--amount is 'ten', expected a decimal number");
        assertThat(add("--amount", "1e3").err()).contains("--amount is '1e3', expected a decimal number");
        assertThat(add("--amount", "1", "--provider", "asw").err())
                .contains("--provider is 'asw', expected a provider that is installed here, one of [aws, azure, gcp]");
        assertThat(add("--amount", "1", "--period", "2026-09-15").err())
                .contains("--period is '2026-09-15', expected a month, 2026-11, or its first day, 2026-11-01");
        assertThat(add("--amount", "1", "--account", "a|b").err()).contains("--account is 'a|b', expected the id");
        assertThat(add("--amount", "1", "--invoice", "a\nb").err()).contains("expected a text of one line");
        assertThat(add("--amount", "1", "--credits", "2").err()).contains("--credits is '2', expected 0 or less");
        assertThat(add("--amount", "1", "--exchange-rate", "2").err()).contains("--converted-from");
        assertThat(add("--amount", "1", "--issued", "soon").err()).contains("--issued is 'soon', expected a day");
        assertThat(statement("import", directory.resolve("absent.csv").toString())
                        .exitCode())
                .isEqualTo(3);
        assertThat(statement("remove", "--whole-period", "--invoice", "1").err())
                .contains("--whole-period and --invoice exclude each other");
        assertThat(statement("list", "--period", "now").err()).contains("--period is 'now'");
        assertThat(directory.resolve("data/broker")).doesNotExist();
    }

    private CommandLineRun add(String... more) {
        Map<String, String> options = new LinkedHashMap<>(
                Map.of("--provider", "aws", "--account", "1", "--period", "2026-10", "--currency", "USD"));
        for (int at = 0; at < more.length; at += 2) {
            options.put(more[at], more[at + 1]);
        }
        List<String> arguments = new ArrayList<>(List.of("add"));
        options.forEach((name, value) -> arguments.addAll(List.of(name, value)));
        CommandLineRun run = statement(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
        return run;
    }

    private JsonNode list(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("list", "--json"));
        arguments.addAll(List.of(more));
        CommandLineRun run = statement(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return new ObjectMapper().readTree(run.out());
    }

    private CommandLineRun statement(String... options) {
        List<String> arguments = new ArrayList<>(List.of("statement", options[0]));
        arguments.addAll(List.of(options).subList(1, options.length));
        arguments.addAll(List.of("--data-dir", directory.resolve("data").toString()));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
