package io.tributary.local.command.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.local.command.CommandLineRun;
import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reconciles sample bills of every provider with the invoices that are written beside them, in the provider's form. */
class SampleReconcileIT {

    @TempDir
    private Path folder;

    @Test
    void everyInvoiceOfASampleIsItsBillButForRoundingToCents() throws IOException {
        List<SampleTruth.Invoice> invoices = new ArrayList<>();
        List<String> statements = new ArrayList<>(List.of("statement", "import"));
        List<String> run = new ArrayList<>(List.of("run"));
        for (String options : List.of(
                "--provider aws --rows 3000",
                "--provider azure --agreement mca --rows 4000",
                "--provider azure --agreement ea --seed 2 --rows 4000",
                "--provider gcp --rows 3000")) {
            Path bills = folder.resolve(options.replaceAll("[^a-z0-9]+", "-"));
            CommandLineRun sample = CommandLineRun.of(("sample " + options + " --output " + bills).split(" "));
            assertThat(sample.exitCode()).as(sample.err()).isZero();
            invoices.addAll(SampleTruth.read(bills).invoices());
            run.addAll(List.of("--input", bills.toString()));
            try (Stream<Path> files = Files.list(bills)) {
                files.filter(file -> file.getFileName().toString().startsWith("_"))
                        .sorted()
                        .forEach(file -> statements.add(file.toString()));
            }
        }
        CommandLineRun imported = command(statements);
        CommandLineRun read = command(run);
        CommandLineRun reconciled = command(List.of("reconcile", "--json"));

        assertThat(imported.exitCode()).as(imported.err()).isZero();
        assertThat(imported.out()).contains("invoice summaries of AWS", "invoices of Azure", "a cost table of Google");
        assertThat(read.exitCode()).as(read.out() + read.err()).isZero();
        assertThat(read.out()).contains("Reconciled with what was billed", "no problems found");
        assertThat(reconciled.exitCode()).as(reconciled.out()).isZero();
        JsonNode json = new ObjectMapper().readTree(reconciled.out());
        Map<String, JsonNode> found = new HashMap<>();
        json.at("/reconciled")
                .forEach(one -> found.put(
                        one.at("/billingAccountId").asText()
                                + one.at("/billingPeriodStart").asText()
                                + one.at("/currency").asText(),
                        one));
        // What a plan's covered usage and its negation leave names no invoice.
        Map<String, BigDecimal> residuals = new HashMap<>();
        json.at("/withoutStatement").forEach(one -> {
            assertThat(one.at("/invoiceId").isNull()).as(one.toString()).isTrue();
            assertThat(one.at("/provider").asText()).isEqualTo("aws");
            residuals.put(
                    one.at("/billingAccountId").asText()
                            + one.at("/billingPeriodStart").asText()
                            + one.at("/currency").asText(),
                    new BigDecimal(one.at("/feed").asText()));
        });
        assertThat(invoices).hasSizeGreaterThan(8);
        assertThat(json.at("/reconciled")).hasSize(invoices.size());
        for (SampleTruth.Invoice invoice : invoices) {
            String account = invoice.account().substring(invoice.account().lastIndexOf('/') + 1);
            String key = account + invoice.periodStart() + invoice.currency();
            JsonNode one = found.get(key);
            assertThat(one).as(invoice.toString()).isNotNull();
            assertThat(one.at("/invoices/0").asText()).isEqualTo(invoice.invoiceId());
            BigDecimal named = invoice.billedCost().subtract(residuals.getOrDefault(key, BigDecimal.ZERO));
            assertThat(new BigDecimal(one.at("/feed").asText()))
                    .as(invoice.toString())
                    .isEqualByComparingTo(named);
            assertThat(new BigDecimal(one.at("/billed").asText())).isEqualByComparingTo(invoice.amount());
            BigDecimal rounding = invoice.amount().subtract(named);
            assertThat(new BigDecimal(one.at("/gap").asText())).isEqualByComparingTo(rounding);
            if (rounding.signum() == 0) {
                assertThat(one.at("/state").asText()).isEqualTo("AGREED");
            } else {
                assertThat(one.at("/causes")).hasSize(1);
                assertThat(one.at("/causes/0/cause").asText()).isEqualTo("ROUNDING");
                assertThat(new BigDecimal(one.at("/causes/0/amount").asText())).isEqualByComparingTo(rounding);
            }
        }
    }

    @Test
    void amortizedCostsThatNameAnInvoiceAfterActualOnesDidHaveNotChanged() throws IOException {
        Path bills = folder.resolve("azure");
        CommandLineRun sample = CommandLineRun.of(
                ("sample --provider azure --agreement mca --rows 4000 --deliveries 1 --periods 1 --output " + bills)
                        .split(" "));
        assertThat(sample.exitCode()).as(sample.err()).isZero();
        assertThat(command(List.of("run", "--input", bills.toString())).exitCode())
                .isZero();
        List<SampleTruth.Invoice> invoices = SampleTruth.read(bills).invoices();
        assertThat(invoices).isNotEmpty();
        for (SampleTruth.Invoice invoice : invoices) {
            CommandLineRun added = command(List.of(
                    "statement",
                    "add",
                    "--provider",
                    "azure",
                    "--account",
                    invoice.account(),
                    "--period",
                    invoice.periodStart().toString(),
                    "--currency",
                    invoice.currency(),
                    "--invoice",
                    invoice.invoiceId(),
                    "--issued",
                    invoice.periodStart().toString(),
                    "--amount",
                    invoice.amount().add(BigDecimal.valueOf(1_000)).toPlainString()));
            assertThat(added.exitCode()).as(added.err()).isZero();
        }

        JsonNode json = new ObjectMapper()
                .readTree(command(List.of("reconcile", "--json")).out());

        assertThat(json.at("/reconciled")).hasSize(invoices.size());
        json.at("/reconciled").forEach(one -> {
            assertThat(one.at("/comparedWith").asText()).isEqualTo("INVOICE");
            assertThat(one.at("/causes")).as(one.toString()).hasSize(1);
            assertThat(one.at("/causes/0/cause").asText()).isEqualTo("UNEXPLAINED");
        });
    }

    private CommandLineRun command(List<String> options) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        return CommandLineRun.of(arguments.toArray(String[]::new));
    }
}
