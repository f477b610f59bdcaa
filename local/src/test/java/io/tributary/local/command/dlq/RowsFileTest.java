package io.tributary.local.command.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.DeadLetter;
import io.tributary.streams.page.CsvRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows go to a file and come back, to the character, whatever they hold and in whatever order their columns are. */
class RowsFileTest {

    private static final int FILES = 300;
    private static final String[] PARTS = {
        "", "0001", "=1+1", "@x", "\"", ",", "\n", "\r\n", "\r", " ", "\t", "\u001b[0m", "é\ud83d\ude42", ";"
    };

    @TempDir
    private Path directory;

    @Test
    void rowsThatNobodyTouchedAreAsTheyWereDelivered() throws IOException {
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            List<String> columns = columns(random);
            Letter letter = letter(columns, values(columns.size(), random));

            assertThat(file(letter, columns, LetterRow.of(letter.content()).values(), random)
                            .mended(letter))
                    .as("seed %d", seed)
                    .isEmpty();
        }
    }

    @Test
    void changedValuesComeBackInTheOrderOfTheRow() throws IOException {
        for (int seed = 0; seed < FILES; seed++) {
            Random random = new Random(seed);
            List<String> columns = columns(random);
            Letter letter = letter(columns, values(columns.size(), random));
            List<String> edited = new ArrayList<>(LetterRow.of(letter.content()).values());
            int place = random.nextInt(columns.size());
            edited.set(place, "edited" + value(random));

            RowsFile file = file(letter, columns, edited, random);
            RowsFile.MendedRow mended = file.mended(letter).orElseThrow();

            CsvRows row = new CsvRows();
            byte[] content = mended.content().get();
            row.reset(content, 0, content.length);
            assertThat(row.next()).isTrue();
            assertThat(row.strings()).as("seed %d", seed).isEqualTo(edited);
            assertThat(row.next()).as("another row, seed %d", seed).isFalse();
            assertThat(mended.columns()).containsExactly(columns.get(place));
        }
    }

    @Test
    void rowsWithAnotherNumberOfFieldsThanTheirHeaderAreMendedByTheFile() throws IOException {
        List<String> columns = List.of("a", "b", "c");
        for (List<String> delivered : List.of(List.of("1"), List.of("1", "", "", ""), List.of("1", "", "", "", ""))) {
            RowsFile.MendedRow mended = file("a,b,c,x_extra_1,x_letter,x_digest\n1,,,,%s", letter(columns, delivered));

            assertThat(mended.columns()).as("%s", delivered).containsExactly("number of fields");
            assertThat(mended.content().get()).asString(UTF_8).isEqualTo("1,,");
        }
    }

    @Test
    void rowThatIsNotTheOneOfItsLetterIsRefused() throws IOException {
        List<String> columns = List.of("a", "b");
        Letter letter = letter(columns, List.of("1", "2"));
        Path rows = directory.resolve("rows.csv");
        String digest = LetterRow.digest(letter.content());
        Files.writeString(rows, "x_letter,x_digest,a,b\n" + letter.id() + "," + digest + ",1,3");
        RowsFile file = RowsFile.read(rows);

        // The same id in another data directory.
        assertThatThrownBy(() -> file.mended(letter(columns, List.of("1", "4"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(letter.id())
                .hasMessageContaining("x_digest is '" + digest)
                .hasMessageContaining("export the rows again");
        assertThat(file.mended(letter)).isPresent();
        Files.writeString(rows, "x_letter,a,b\n" + letter.id() + ",1,3");
        assertThatThrownBy(() -> RowsFile.read(rows)).hasMessageContaining("has no column x_digest");
        Files.writeString(rows, "x_letter,x_digest,a,b\n");
        assertThatThrownBy(() -> RowsFile.read(rows)).hasMessageContaining("no rows");
    }

    private RowsFile.MendedRow file(String content, Letter letter) throws IOException {
        String named = String.format(content, letter.id() + "," + LetterRow.digest(letter.content()));
        return RowsFile.read(Files.writeString(directory.resolve("rows.csv"), named))
                .mended(letter)
                .orElseThrow();
    }

    /** The file as an editor writes it, which may put the columns in another order. */
    private RowsFile file(Letter letter, List<String> columns, List<String> values, Random random) throws IOException {
        List<Integer> order = new ArrayList<>();
        for (int place = 0; place < columns.size(); place++) {
            order.add(place);
        }
        Collections.shuffle(order, random);
        List<String> head = new ArrayList<>();
        List<String> row = new ArrayList<>();
        order.forEach(place -> {
            head.add(columns.get(place));
            row.add(values.get(place));
        });
        int at = random.nextInt(head.size() + 1);
        head.add(at, RowsExport.LETTER);
        row.add(at, letter.id());
        int digest = random.nextInt(head.size() + 1);
        head.add(digest, RowsExport.DIGEST);
        row.add(digest, LetterRow.digest(letter.content()));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(random.nextBoolean() ? "\ufeff".getBytes(UTF_8) : new byte[0]);
        content.writeBytes(CsvText.row(head));
        content.writeBytes((random.nextBoolean() ? "\n" : "\r\n").getBytes(UTF_8));
        content.writeBytes(CsvText.row(row));
        return RowsFile.read(Files.write(directory.resolve("rows.csv"), content.toByteArray()));
    }

    private static List<String> columns(Random random) {
        List<String> columns = new ArrayList<>();
        for (int column = random.nextInt(4); column >= 0; column--) {
            columns.add("column " + column + value(random));
        }
        return columns;
    }

    private static List<String> values(int count, Random random) {
        List<String> values = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            // Never an empty line, which is no row.
            values.add((place == 0 ? "x" : "") + value(random));
        }
        return values;
    }

    private static String value(Random random) {
        StringBuilder value = new StringBuilder();
        for (int part = random.nextInt(4); part > 0; part--) {
            value.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return value.toString();
    }

    private static Letter letter(List<String> columns, List<String> values) {
        DeadLetter content = DeadLetter.newBuilder()
                .setCode("INVALID_AMOUNT")
                .setMessage("wrong")
                .setContent(ByteBuffer.wrap(CsvText.row(values)))
                .setHeader(ByteBuffer.wrap(CsvText.row(columns)))
                .setTopic("billing.raw.aws")
                .setPartition(0)
                .setOffset(12)
                .setPageNumber(0)
                .setPageRow(3)
                .setRejectedAt(Instant.EPOCH)
                .build();
        return new Letter(content, LetterState.OPEN, Optional.empty(), "", "");
    }
}
