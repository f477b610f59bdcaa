package io.tributary.local.command.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PrintableTest {

    private static final String FORGED = "a\nPROBLEM forged\r\tX\0\u009b31m\u001b[32mOK\u001b[0m\u202eDSU\u200b\u2028";

    @Test
    void whatCouldMoveTheCursorOrBeginALineIsEscaped() {
        assertThat(Printable.text(FORGED))
                .isEqualTo("a\\nPROBLEM forged\\r\\tX\\u0000\\u009b31m\\u001b[32mOK\\u001b[0m\\u202eDSU\\u200b\\u2028");
    }

    @Test
    void lettersOfEveryScriptStayAsTheyAre() {
        String text = "Müller 請求書 😀 Счёт €1,50";

        assertThat(Printable.text(text)).isSameAs(text);
    }

    @Test
    void noCharacterIsCutInTwo() {
        String text = "a" + "😀".repeat(100);

        for (int longest = 3; longest < 20; longest++) {
            String shortened = Printable.shortened(text, longest);
            assertThat(shortened.length()).isBetween(longest - 2, longest);
            assertThat(Printable.text(shortened)).isEqualTo(shortened);
        }
    }

    @Test
    void sentencesTablesAndFailuresPrintNothingRaw() {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed);
        Output output = new Output(writer, 80, false);
        output.sentence(FORGED);
        output.marked(Output.Mark.PROBLEM, FORGED, List.of(FORGED));
        Table table = new Table(List.of(Table.Column.id("account"), Table.Column.sentence("why")));
        table.add(List.of(FORGED, FORGED));
        output.table(table);
        CommandLine command = new CommandLine(CommandLine.Model.CommandSpec.create()).setErr(writer);
        Failures.handle(new IllegalStateException("X\u001b[2J"), command);
        writer.flush();

        assertThat(printed.toString().lines())
                .noneMatch(line -> line.startsWith("PROBLEM forged"))
                .allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(printed.toString()).contains("X\\u001b[2J");
    }
}
