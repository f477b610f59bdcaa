package io.tributary.local.command.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.local.command.deliveries.AccountPeriod;
import io.tributary.local.command.deliveries.LineKeys;
import io.tributary.local.command.deliveries.MendedNow;
import io.tributary.local.command.run.SampleDeliveries;
import io.tributary.schemas.DeadLetter;
import io.tributary.schemas.Delivery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;

/** What a file of rows and options mean, and what of it is refused before anything is published. */
class RedrivePlanTest {

    private static final Delivery DELIVERY =
            SampleDeliveries.of("aws", "aws.cur.legacy", SmallReport.PAYER, LocalDate.of(2025, 11, 1), "one");
    private static final String HEADER = "x_letter,x_digest," + SmallReport.HEADER + "\n";
    private static final RedrivePlan.Allowed NOTHING = new RedrivePlan.Allowed(false, false);
    private static final RedrivePlan.Allowed AGAIN = new RedrivePlan.Allowed(true, false);
    private static final RedrivePlan.Allowed OTHER_LINE = new RedrivePlan.Allowed(false, true);
    private static final LetterState READ_AGAIN =
            new LetterState(LetterState.Kind.READ_AGAIN, "its delivery was read again at noon");

    @TempDir
    private Path directory;

    private final LineKeys keys = new LineKeys(Map.of(
            "kafka.bootstrap.servers", "localhost:1",
            "schema.registry.url", "http://localhost:1",
            "streams.state.directory", "unused"));
    private final Map<Integer, String> mendedNow = new HashMap<>();

    @Test
    void optionsThatMeanNoLetterSayWhatIsOpen() {
        Letter letter = letter(3, SmallReport.good("a", "1O"), LetterState.OPEN);
        RedrivePlan plan = new RedrivePlan(
                ChosenLetters.some(List.of(), filter("--period", "2025-10", "--code", "invalid_amount")),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                NOTHING,
                "",
                Instant.EPOCH);

        assertThatThrownBy(() -> make(plan, letter))
                .isInstanceOf(ConfigException.class)
                .hasMessage("No dead letter is of 2025-10, with code invalid_amount. Open are 1 of " + SmallReport.PAYER
                        + " 2025-11 with INVALID_AMOUNT: see tributary dlq list");
        assertThatThrownBy(() -> ChosenLetters.some(List.of(), filter("--code", "INVALID_AMOUT")))
                .hasMessageContaining("--code is 'INVALID_AMOUT': expected one of");
    }

    @Test
    void fileWhoseLettersTheOptionsLeaveOutIsRefused() throws IOException {
        Letter letter = letter(3, SmallReport.good("a", "1O"), LetterState.OPEN);
        RedrivePlan plan = plan(ChosenLetters.any(List.of(), filter("--account", "other")), NOTHING, letter, "1");

        assertThatThrownBy(() -> make(plan, letter)).hasMessageContaining("is meant by the other options. Open are 1");
    }

    @Test
    void rowThatBecomesAnotherLineIsRefused() throws IOException {
        Letter first = letter(3, SmallReport.good("a", "1O"), LetterState.OPEN);
        Letter second = letter(4, SmallReport.good("b", "2O"), LetterState.OPEN);
        String rows = HEADER + row(first, second, "20") + row(second, first, "10");

        assertThatThrownBy(() -> make(plan(rows, NOTHING), first, second))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("Letter " + first.id())
                .hasMessageContaining("is of another line of the bill as it is mended");
        RedrivePlan allowed = plan(rows, OTHER_LINE);
        make(allowed, first, second);
        assertThat(allowed.mendedRows()).isEqualTo(2);
    }

    @Test
    void rowsWhoseLinesAreNotKnownAreNotMendedIntoTheSame() throws IOException {
        Letter first = letter(3, SmallReport.parked("a", "1"), LetterState.OPEN);
        Letter second = letter(4, SmallReport.parked("b", "2"), LetterState.OPEN);
        first.content().setLineKey(null);
        second.content().setLineKey(null);
        String mended = LetterRow.text(first.content().getContent()).replace("yesterday", "2025-11-01T00:00:00Z");
        String rows = HEADER + file(first, mended) + file(second, mended);

        assertThatThrownBy(() -> make(plan(rows, NOTHING), first, second))
                .hasMessageContaining("Letters " + first.id() + " and " + second.id())
                .hasMessageContaining("say the same as they are mended");
    }

    @Test
    void rowThatWasMendedBeforeIsMendedOtherwiseOnlyWhereThatIsSaid() throws IOException {
        Letter letter = letter(3, SmallReport.good("a", "1O"), READ_AGAIN);

        mendedNow.put(3, amount(letter, "10"));
        RedrivePlan same = plan(ChosenLetters.any(List.of(), filter()), NOTHING, letter, "10");
        make(same, letter);
        assertThat(same.closed()).isEqualTo(1);
        assertThat(same.deliveries()).isEmpty();
        assertThat(same.changes()).isEmpty();

        RedrivePlan other = plan(ChosenLetters.any(List.of(), filter()), NOTHING, letter, "11");
        assertThatThrownBy(() -> make(other, letter))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the file says other than what was mended before: not taken");
        RedrivePlan again = plan(ChosenLetters.any(List.of(), filter()), AGAIN, letter, "11");
        make(again, letter);
        assertThat(again.mendedAgain()).isEqualTo(1);
        assertThat(again.deliveries()
                        .get(AccountPeriod.of(DELIVERY))
                        .get(DELIVERY)
                        .rows())
                .isEqualTo(1);

        mendedNow.clear();
        RedrivePlan notMended = plan(ChosenLetters.any(List.of(), filter()), AGAIN, letter, "11");
        assertThatThrownBy(() -> make(notMended, letter)).hasMessageContaining("its row is not one that was mended");
    }

    private void make(RedrivePlan plan, Letter... letters) {
        plan.make(consumer -> List.of(letters).forEach(consumer), keys, rows -> {
            Map<MendedNow.Row, ByteBuffer> found = new HashMap<>();
            rows.stream()
                    .filter(row -> mendedNow.containsKey(row.number()))
                    .forEach(row -> found.put(
                            row, ByteBuffer.wrap(mendedNow.get(row.number()).getBytes(UTF_8))));
            return found;
        });
    }

    private RedrivePlan plan(String rows, RedrivePlan.Allowed allowed) throws IOException {
        return plan(ChosenLetters.any(List.of(), filter()), allowed, rows);
    }

    private RedrivePlan plan(ChosenLetters chosen, RedrivePlan.Allowed allowed, Letter letter, String amount)
            throws IOException {
        return plan(chosen, allowed, HEADER + row(letter, letter, amount));
    }

    private RedrivePlan plan(ChosenLetters chosen, RedrivePlan.Allowed allowed, String rows) throws IOException {
        RowsFile file = RowsFile.read(Files.writeString(directory.resolve("rows.csv"), rows));
        return new RedrivePlan(
                chosen, Optional.of(file), Optional.empty(), OptionalInt.empty(), allowed, "", Instant.EPOCH);
    }

    private static String row(Letter letter, Letter values, String amount) {
        return file(letter, amount(values, amount));
    }

    private static String file(Letter letter, String row) {
        return letter.id() + "," + LetterRow.digest(letter.content()) + "," + row + "\n";
    }

    private static String amount(Letter letter, String amount) {
        return LetterRow.text(letter.content().getContent()).replaceFirst("[^,]+$", amount);
    }

    private static LetterFilter filter(String... arguments) {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return options.filter;
    }

    /** A command that has nothing else. */
    @CommandLine.Command
    private static final class Options {
        @Mixin
        private LetterFilter filter;
    }

    private Letter letter(int row, String content, LetterState state) {
        byte[] page = (SmallReport.HEADER + "\n" + content).getBytes(UTF_8);
        Set<String> lines = keys.of(DELIVERY, "text/csv", page);
        DeadLetter letter = DeadLetter.newBuilder()
                .setCode("INVALID_AMOUNT")
                .setMessage("wrong")
                .setContent(ByteBuffer.wrap(content.getBytes(UTF_8)))
                .setHeader(ByteBuffer.wrap(SmallReport.HEADER.getBytes(UTF_8)))
                .setTopic("billing.raw.aws")
                .setPartition(0)
                .setOffset(12)
                .setScope(DELIVERY.getScope())
                .setDeliveryId(DELIVERY.getDeliveryId())
                .setReading("earlier")
                .setPageNumber(0)
                .setPageRow(row)
                .setLineKey(lines.stream().findFirst().orElse(null))
                .setRejectedAt(Instant.EPOCH)
                .build();
        return new Letter(letter, state, Optional.of(DELIVERY), SmallReport.PAYER, "2025-11-01");
    }
}
