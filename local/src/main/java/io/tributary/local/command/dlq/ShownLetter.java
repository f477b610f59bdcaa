package io.tributary.local.command.dlq;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.local.command.console.Output;
import io.tributary.local.command.console.Printable;
import io.tributary.local.command.console.Table;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** A letter as a person looks at it: what is wrong, where it came from, what it parks, and its row by columns. */
final class ShownLetter {

    private final Letter letter;
    private final Optional<LetterRow> row;
    private final Optional<RawPage> page;

    ShownLetter(Letter letter, Map<String, String> settings) {
        this.letter = letter;
        this.row = letter.isRow() ? row(letter.content()) : Optional.empty();
        this.page = letter.isRow() ? Optional.empty() : LetterPage.of(letter.content(), settings);
    }

    private static Optional<LetterRow> row(DeadLetter letter) {
        try {
            return Optional.of(LetterRow.of(letter));
        } catch (RejectedPageException hasNoColumns) {
            return Optional.empty();
        }
    }

    Optional<String> lineKey() {
        return Optional.ofNullable(letter.content().getLineKey());
    }

    void print(Output output, LastGoodValues values) {
        DeadLetter content = letter.content();
        output.sentence(letter.id() + "  " + letter.state().kind().text()
                + (letter.state().isOpen() ? "" : ": " + letter.state().why()));
        output.sentence(content.getCode() + ": " + content.getMessage());
        output.sentence("parks " + LetterLines.parked(letter)
                + (letter.state().isOpen()
                        ? ""
                        : letter.state().kind() == LetterState.Kind.DISCARDED
                                ? ", which stays out of the total"
                                : ", no longer"));
        if (content.getDeliveryId() != null) {
            output.sentence("account " + letter.account() + ", period " + letter.period() + ", " + content.getDataSet()
                    + " delivery " + content.getDeliveryId());
        }
        output.sentence("from " + from(content));
        lineKey()
                .ifPresent(key -> values.of(key)
                        .forEach(value -> output.sentence("live of the same line: "
                                + Amounts.exact(value.billedCost()) + " " + value.currency() + " of delivery "
                                + value.delivery()
                                + ", record " + value.recordId())));
        page.ifPresent(whole -> output.sentence("page of " + Amounts.count(whole.getRowCount(), "row") + ", "
                + Amounts.count(whole.getContent().remaining(), "byte") + ", " + whole.getContentType()
                + "; --export writes its content"));
        row.ifPresentOrElse(columns -> output.table(table(columns)), () -> {
            if (letter.isRow()) {
                output.sentence(Printable.text(LetterRow.text(content.getContent())));
            }
        });
        output.sentence("");
    }

    private static String from(DeadLetter letter) {
        List<String> parts = new ArrayList<>();
        if (letter.getArtifact() != null) {
            parts.add(letter.getArtifact()
                    + (letter.getArtifactRow() == null ? "" : ", row " + (letter.getArtifactRow() + 1)));
        }
        if (letter.getPageNumber() != null) {
            parts.add("page " + letter.getPageNumber()
                    + (letter.getPageRow() == null ? "" : ", its row " + letter.getPageRow()));
        }
        parts.add(letter.getTopic() + " partition " + letter.getPartition() + " offset " + letter.getOffset());
        return String.join("; ", parts);
    }

    /** The columns that have a value, and the one at fault. */
    private Table table(LetterRow columns) {
        Table table = new Table(List.of(
                Table.Column.text("column"),
                Table.Column.text("value"),
                Table.Column.text("").usually("")));
        String atFault = Objects.requireNonNullElse(letter.content().getColumn(), "");
        places(columns)
                .filter(place ->
                        !columns.value(place).isEmpty() || columns.name(place).equals(atFault))
                .forEach(place -> table.add(List.of(
                        columns.name(place),
                        columns.value(place),
                        columns.name(place).equals(atFault) ? "<- at fault" : "")));
        return table;
    }

    private static IntStream places(LetterRow columns) {
        return IntStream.range(
                0, Math.max(columns.names().size(), columns.values().size()));
    }

    ObjectNode json(LastGoodValues values) {
        ObjectNode json = LetterLines.json(letter);
        json.set(
                "row",
                Json.array(
                        row.map(columns -> places(columns)
                                        .mapToObj(place -> Json.object()
                                                .put("name", columns.name(place))
                                                .put("value", columns.value(place)))
                                        .toList())
                                .orElse(List.of()),
                        column -> column));
        json.put("pageRows", page.map(RawPage::getRowCount).orElse(null));
        json.set("live", Json.array(lineKey().map(values::of).orElse(List.of()), LastGoodValues.Value::json));
        return json;
    }
}
