package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.source.SourceException;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.alerts.InputsNotRead;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.command.reconcile.Reconciled;
import io.tributary.local.command.reconcile.Reconciling;
import io.tributary.local.command.reconcile.WithoutStatement;
import io.tributary.local.reconcile.Cause;
import io.tributary.local.reconcile.Finding;
import io.tributary.local.reconcile.PartAmounts;
import io.tributary.local.reconcile.Reconciliation;
import io.tributary.local.view.UnknownType;
import io.tributary.local.view.ViewSource;
import io.tributary.local.view.ViewTotal;
import io.tributary.local.view.WrittenView;
import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reports a run as JSON, and with an exit code. */
class RunReportTest {

    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

    @Test
    void jsonHasTheFieldsThatAreDocumented() throws IOException {
        Delivery delivery = delivery();
        delivery.setRowsRejected(1);
        SourceException missing = new SourceException.Missing("s3://bucket/other", "is not there");

        ObjectNode json = report(
                        delivery,
                        List.of(delivery),
                        List.of(check("DIFFERS", "Not the same.")),
                        List.of(missing),
                        reconciled())
                .json(List.of("1 alert opened."));

        assertThat(DocumentedFields.of(json)).isEqualTo(DocumentedFields.of("`run`"));
        assertThat(json.get("exitCode").intValue()).isEqualTo(3);
        assertThat(json.at("/problems/0/reasons/0/column").textValue()).isEqualTo("Cost");
        assertThat(json.at("/problems/0/reasons/0/row").longValue()).isEqualTo(18);
        assertThat(json.at("/view/totals/0/billedCost").textValue()).isEqualTo("10.00");
        assertThat(json.get("equalsSamplesTruth").isNull()).isTrue();
    }

    @Test
    void theExitCodeSaysWhetherThereAreProblems() {
        Delivery held = delivery();
        held.setState("HELD");

        assertThat(report(delivery(), List.of()).exitCode()).isEqualTo(ExitCode.OK);
        assertThat(report(held, List.of()).exitCode()).isEqualTo(ExitCode.PROBLEM);
    }

    private static RunReport report(Delivery delivery, List<SourceException> errors) {
        return report(delivery, List.of(delivery), List.of(check("COMPLETE", "")), errors);
    }

    private static RunReport report(
            Delivery delivery, List<Delivery> known, List<Delivery> checks, List<SourceException> errors) {
        return report(delivery, known, checks, errors, Reconciling.Result.NONE);
    }

    private static RunReport report(
            Delivery delivery,
            List<Delivery> known,
            List<Delivery> checks,
            List<SourceException> errors,
            Reconciling.Result reconciled) {
        DeadLetterKinds kinds = new DeadLetterKinds(List.of(delivery));
        kinds.add(DeadLetter.newBuilder()
                .setCode("INVALID_AMOUNT")
                .setMessage("Cost is '1,0': expected a number")
                .setColumn("Cost")
                .setValue("1,0")
                .setContent(ByteBuffer.allocate(0))
                .setScope(delivery.getScope())
                .setDeliveryId(delivery.getDeliveryId())
                .setTopic("raw.aws.billing")
                .setPartition(0)
                .setOffset(0)
                .setPageRow(0)
                .setArtifact("bill.csv")
                .setArtifactRow(17L)
                .setRejectedAt(delivery.getFirstSeen())
                .build());
        BigDecimal ten = new BigDecimal("10");
        WrittenView view = new WrittenView(
                List.of(new ViewTotal("aws", "111", NOVEMBER, "USD", 1, ten, ten, ten, ten)),
                List.of(new ViewSource("aws", "111", NOVEMBER, "aws.cur.legacy", "one")),
                List.of(),
                List.of(new UnknownType("aws.cur.legacy", "Gift", 1)),
                "topic",
                List.of("billing_period=2026-11/part-00000.parquet"));
        return new RunReport(
                new Pipeline.Outcome(
                        new ExtractionResult(List.of(), 0, 0, 0, errors), List.of(delivery), known, checks, Map.of()),
                kinds,
                view,
                Path.of("view"),
                List.of(),
                LiveDeliveries.of(known, checks, SampleDeliveries.SETTINGS),
                reconciled,
                InputsNotRead.none()
                        .after(Map.of(
                                "https://host/bills?sig=secret",
                                errors.stream().map(SourceException::getMessage).toList())));
    }

    /** A gap with a cause that was found, and an invoice of the bill that no statement is of. */
    private static Reconciling.Result reconciled() {
        BilledStatement statement = BilledStatement.newBuilder()
                .setProvider("aws")
                .setBillingAccountId("111")
                .setBillingPeriodStart(NOVEMBER)
                .setInvoiceId("A")
                .setCurrency("USD")
                .setAmount(new BigDecimal("12").setScale(24))
                .setSource("manual")
                .setRecordedAt(SampleDeliveries.EARLY)
                .build();
        PartAmounts two = PartAmounts.of(PartAmounts.Part.CHARGES, new BigDecimal("2"));
        return new Reconciling.Result(
                List.of(new Reconciled(
                        List.of(statement),
                        Reconciled.Extent.INVOICE,
                        1,
                        PartAmounts.of(PartAmounts.Part.CHARGES, BigDecimal.TEN),
                        statement.getAmount(),
                        new Reconciliation.Gap(
                                new BigDecimal("2"),
                                List.of(new Cause(
                                        Cause.Kind.PARKED,
                                        new BigDecimal("2"),
                                        List.of(new Finding(two, 1, "one", "1 row was not read")))),
                                List.of("something")),
                        "111",
                        Reconciled.Unread.OPEN)),
                List.of(new WithoutStatement("aws", "111", NOVEMBER, Optional.of("B"), "USD", 1, BigDecimal.TEN)));
    }

    @Test
    void nothingIsCompleteWhileAnInputIsNotRead() throws IOException {
        List<SourceException> errors = List.of(new SourceException.Missing("bills/a.csv", "is not there"));

        RunReport report = report(delivery(), errors);
        JsonNode manifest = new ObjectMapper().readTree(report.manifest(SampleDeliveries.EARLY));

        assertThat(manifest.get("complete").booleanValue()).isFalse();
        assertThat(manifest.at("/periods/0/lacks/0").textValue()).isEqualTo("input https://host/bills was not read");
        assertThat(manifest.at("/inputsNotRead/0").textValue()).isEqualTo("https://host/bills");
        assertThat(new ObjectMapper()
                        .readTree(report(delivery(), List.of()).manifest(SampleDeliveries.EARLY))
                        .get("complete")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void theManifestHasTheFieldsThatAreDocumentedAndSaysWhatIsMissing() throws IOException {
        Delivery open = delivery();
        open.setState("INCOMPLETE");
        open.setPagesSeen(3);
        open.setPagesExpected(5);
        open.setRowsSeen(1_200);
        open.setRowsExpected(2_000L);

        JsonNode manifest = new ObjectMapper()
                .readTree(report(open, List.of(new SourceException.Missing("bills/a.csv", "is not there")))
                        .manifest(SampleDeliveries.EARLY));

        assertThat(DocumentedFields.of(manifest)).isEqualTo(DocumentedFields.of("The clean view's manifest"));
        assertThat(manifest.get("complete").booleanValue()).isFalse();
        assertThat(manifest.get("hasProblems").booleanValue()).isTrue();
        assertThat(manifest.at("/periods/0/complete").booleanValue()).isFalse();
        assertThat(manifest.at("/periods/0/lacks/0").textValue())
                .isEqualTo("aws.cur.legacy delivery one: INCOMPLETE, 3 of 5 pages, 1,200 of 2,000 rows");
        assertThat(manifest.at("/periods/0/totals/0/billedCost").textValue()).isEqualTo("10.00");
        assertThat(manifest.at("/periods/0/deliveries/0/state").textValue()).isEqualTo("INCOMPLETE");
    }

    @Test
    void theManifestOfACleanRunSaysThatAllIsThere() throws IOException {
        JsonNode manifest =
                new ObjectMapper().readTree(report(delivery(), List.of()).manifest(SampleDeliveries.EARLY));

        assertThat(manifest.get("complete").booleanValue()).isTrue();
        assertThat(manifest.get("hasProblems").booleanValue()).isFalse();
        assertThat(manifest.get("exitCode").intValue()).isZero();
    }

    @Test
    void anotherScopeOfTheSameAccountsPeriodThatStandsInConflictIsAProblem() {
        Delivery conflict = conflict();

        RunReport report = report(delivery(), List.of(delivery(), conflict), List.of(), List.of());

        assertThat(report.exitCode()).isEqualTo(ExitCode.PROBLEM);
        assertThat(report.json(List.of("1 alert opened."))
                        .at("/problems/0/message")
                        .textValue())
                .contains("two", "CONFLICT", "It states 90.00 EUR in 9 rows.");
        Delivery elsewhere = conflict();
        elsewhere.setBillingAccountId("222");
        assertThat(report(delivery(), List.of(delivery(), elsewhere), List.of(), List.of())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void whatIsNotTakenIsAProblemUntilItsPeriodIsStated() {
        Delivery notTaken = conflict();
        notTaken.setState("NOT_TAKEN");
        Delivery later = delivery();
        later.setLastSeen(SampleDeliveries.EARLY.plusSeconds(60));

        assertThat(report(delivery(), List.of(delivery(), notTaken), List.of(), List.of())
                        .exitCode())
                .isEqualTo(ExitCode.PROBLEM);
        assertThat(report(later, List.of(later, notTaken), List.of(), List.of()).exitCode())
                .isEqualTo(ExitCode.OK);
        assertThat(report(notTaken, List.of(notTaken), List.of(), List.of()).exitCode())
                .isEqualTo(ExitCode.PROBLEM);
    }

    @Test
    void checksAreProblemsOrNotesAndAreNoDeliveries() {
        Delivery failed = check("DIFFERS", "5.00 EUR are billed twice.");
        Delivery remarked = check("COMPLETE", "2 rows have no counterpart.");

        ObjectNode bad = report(delivery(), List.of(delivery()), List.of(failed), List.of())
                .json(List.of("1 alert opened."));
        ObjectNode good = report(delivery(), List.of(delivery()), List.of(remarked), List.of())
                .json(List.of("1 alert opened."));

        assertThat(bad.get("exitCode").intValue()).isEqualTo(ExitCode.PROBLEM);
        assertThat(bad.at("/problems/0/message").textValue())
                .isEqualTo("111 2026-11-01 check.overlap DIFFERS: 5.00 EUR are billed twice.");
        assertThat(bad.get("deliveries")).hasSize(1);
        assertThat(bad.at("/view/periods/0/complete").booleanValue()).isFalse();
        assertThat(good.get("exitCode").intValue()).isZero();
        assertThat(report(delivery(), List.of(delivery()), List.of(check("COMPLETE", "Agrees: 2.00.")), List.of())
                        .json(List.of("1 alert opened."))
                        .get("notes"))
                .hasSize(1);
        assertThat(good.get("notes")).hasSize(2);
        assertThat(good.at("/notes/0").textValue()).contains("check.overlap: 2 rows have no counterpart.");
        assertThat(good.at("/view/periods/0/complete").booleanValue()).isTrue();
    }

    private static Delivery conflict() {
        Delivery conflict = SampleDeliveries.of("aws", "aws.focus", "111", NOVEMBER, "two");
        conflict.setState("CONFLICT");
        conflict.setVerdict("Another scope states it. It states 90.00 EUR in 9 rows.");
        return conflict;
    }

    private static Delivery check(String state, String verdict) {
        Delivery check = SampleDeliveries.of("aws", "check.overlap", "111", NOVEMBER, "check");
        check.setState(state);
        check.setVerdict(verdict);
        return check;
    }

    private static Delivery delivery() {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", NOVEMBER, "one");
        delivery.setTotals(List.of(SampleDeliveries.totals("10", "9", "0")));
        return delivery;
    }
}
