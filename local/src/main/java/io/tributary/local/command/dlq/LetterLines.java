package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Printable;
import io.tributary.local.command.console.Table;
import io.tributary.schemas.DeadLetter;
import java.util.List;
import java.util.Objects;

/** Dead letters one by one: a line, or an object, for each. */
final class LetterLines {

    private static final int LONGEST = 200;

    private LetterLines() {}

    static Table table() {
        return new Table(List.of(
                Table.Column.text("letter"),
                Table.Column.text("state").usually("open"),
                Table.Column.text("code"),
                Table.Column.text("column"),
                Table.Column.text("parked"),
                Table.Column.id("account"),
                Table.Column.text("period"),
                Table.Column.id("delivery"),
                Table.Column.sentence("what is wrong, and what closed it")));
    }

    static void add(Table table, Letter letter) {
        DeadLetter content = letter.content();
        table.add(List.of(
                letter.id(),
                letter.state().kind().text(),
                content.getCode(),
                Objects.requireNonNullElse(content.getColumn(), ""),
                parked(letter),
                letter.account(),
                letter.period(),
                Objects.requireNonNullElse(content.getDeliveryId(), ""),
                Printable.shortened(content.getMessage(), LONGEST)
                        + (letter.state().isOpen() ? "" : "; " + letter.state().why())));
    }

    /** What a letter parks, as people read it. */
    static String parked(Letter letter) {
        return letter.parked()
                .map(cost -> Amounts.exact(cost) + " " + letter.currency())
                .orElse("unknown");
    }

    /** A letter for other programs, without its row. */
    static ObjectNode json(Letter letter) {
        DeadLetter content = letter.content();
        return Json.object()
                .put("letter", letter.id())
                .put("state", letter.state().kind().name())
                .put("why", letter.state().isOpen() ? null : letter.state().why())
                .put("code", content.getCode())
                .put("message", content.getMessage())
                .put("column", content.getColumn())
                .put("value", content.getValue())
                .put("provider", content.getProvider())
                .put("dataSet", content.getDataSet())
                .put("billingAccountId", letter.account())
                .put("billingPeriodStart", letter.period())
                .put("scope", content.getScope())
                .put("deliveryId", content.getDeliveryId())
                .put("reading", content.getReading())
                .put("topic", content.getTopic())
                .put("partition", content.getPartition())
                .put("offset", content.getOffset())
                .put("pageNumber", content.getPageNumber())
                .put("pageRow", content.getPageRow())
                .put("artifact", content.getArtifact())
                .put("artifactRow", content.getArtifactRow())
                .put("lineKey", content.getLineKey())
                .put("parkedCost", letter.parked().map(Amounts::exact).orElse(null))
                .put("parkedCurrency", content.getParkedCurrency())
                .put("rejectedAt", content.getRejectedAt().toString());
    }
}
