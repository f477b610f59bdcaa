package io.tributary.local.command.dlq;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.DeadLetter;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is parked is counted once, whatever its currency. */
class LetterSumsTest {

    @Test
    void rowsOfAnAccountWithTwoCurrenciesAreCountedInTheirLines() {
        LetterSums sums = new LetterSums();
        sums.add(letter(0, "1.50", "EUR"));
        sums.add(letter(1, "2", "USD"));
        sums.add(letter(2, "4", "USD"));
        sums.add(letter(3, null, null));

        assertThat(rows(sums))
                .containsExactly(
                        "aws a 2026-10 1 0 EUR 1.50 0", "aws a 2026-10 2 0 USD 6.00 0", "aws a 2026-10 1 0 - - 1");
    }

    @Test
    void rowsOfOneCurrencyHaveOneLine() {
        LetterSums sums = new LetterSums();
        sums.add(letter(0, "1.50", "EUR"));
        sums.add(letter(1, null, null));

        assertThat(rows(sums)).containsExactly("aws a 2026-10 2 0 EUR 1.50 1");
    }

    /** The lines under the table's head, with one space between cells. */
    private static List<String> rows(LetterSums sums) {
        return sums.parked().lines().stream()
                .map(line -> line.strip().replaceAll(" +", " "))
                .filter(line -> line.startsWith("aws"))
                .toList();
    }

    private static Letter letter(int row, String cost, String currency) {
        DeadLetter content = DeadLetter.newBuilder()
                .setCode("INVALID_AMOUNT")
                .setMessage("wrong")
                .setContent(ByteBuffer.allocate(0))
                .setTopic("billing.raw.aws")
                .setPartition(0)
                .setOffset(12)
                .setProvider("aws")
                .setPageNumber(0)
                .setPageRow(row)
                .setParkedCost(cost == null ? null : new BigDecimal(cost).setScale(24))
                .setParkedCurrency(currency)
                .setRejectedAt(Instant.EPOCH)
                .build();
        return new Letter(content, LetterState.OPEN, Optional.empty(), "a", "2026-10-01");
    }
}
