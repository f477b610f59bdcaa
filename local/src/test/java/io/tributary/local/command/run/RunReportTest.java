package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.extractors.ExtractionResult;
import io.tributary.extractors.source.SourceException;
import io.tributary.local.command.DocumentedFields;
import io.tributary.local.command.console.ExitCode;
import io.tributary.local.command.deliveries.DeadLetterKinds;
import io.tributary.local.view.UnknownType;
import io.tributary.local.view.ViewTotal;
import io.tributary.local.view.WrittenView;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reports a run as JSON, and with an exit code. */
class RunReportTest {

    private static final LocalDate NOVEMBER = LocalDate.of(2026, 11, 1);

    @Test
    void jsonHasTheFieldsThatAreDocumented() throws IOException {
        Delivery delivery = delivery();
        delivery.setRowsRejected(1);
        SourceException missing = new SourceException.Missing("s3://bucket/other", "is not there");

        ObjectNode json = report(delivery, List.of(missing)).json();

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
                List.of(new ViewTotal("aws", "111", NOVEMBER, "USD", 1, ten, ten)),
                List.of(new UnknownType("aws.cur.legacy", "Gift", 1)));
        return new RunReport(
                new Pipeline.Outcome(
                        new ExtractionResult(List.of(), 0, 0, 0, errors), List.of(delivery), List.of(delivery)),
                kinds,
                view,
                Path.of("view"),
                List.of());
    }

    private static Delivery delivery() {
        Delivery delivery = SampleDeliveries.of("aws", "aws.cur.legacy", "111", NOVEMBER, "one");
        delivery.setTotals(List.of(SampleDeliveries.totals("10", "9", "0")));
        return delivery;
    }
}
