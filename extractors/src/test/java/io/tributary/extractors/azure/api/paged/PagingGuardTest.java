package io.tributary.extractors.azure.api.paged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.extractors.azure.api.Period;
import io.tributary.extractors.azure.api.paged.PagingGuard.DaysOutsidePeriod;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Pages that overlap, repeat and contradict each other. */
class PagingGuardTest {

    private static final Period NOVEMBER = Period.of(YearMonth.of(2026, 11));
    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 200)
    void everyRowIsTakenOnceWhateverOverlapsAndWhereverReadingWasResumed(
            @ForAll @Size(min = 1, max = 30) List<@IntRange(min = 0, max = 8) Integer> backwards,
            @ForAll @IntRange(min = 0, max = 30) int resumedAt) {
        PagingGuard guard = guard(DaysOutsidePeriod.LEFT_OUT);
        List<ApiRow> taken = new ArrayList<>();
        int end = 0;
        for (int i = 0; i < backwards.size(); i++) {
            if (i == resumedAt) {
                guard = resumed(guard);
            }
            int from = Math.max(0, end - backwards.get(i));
            end += 3;
            taken.addAll(guard.accept(page(
                    IntStream.range(from, end).mapToObj(PagingGuardTest::row).toList())));
        }

        int all = end;
        assertThat(taken.stream().map(ApiRow::key))
                .containsExactlyElementsOf(IntStream.range(0, all)
                        .mapToObj(number -> row(number).key())
                        .toList());
        assertThat(guard.taken()).isEqualTo(all);
        assertThat(guard.read().byCurrency().get("EUR").total())
                .isEqualByComparingTo(BigDecimal.valueOf((long) all * (all - 1) / 2));
    }

    @Test
    void rowWithOtherValuesIsAChange() {
        PagingGuard guard = guard(DaysOutsidePeriod.LEFT_OUT);
        guard.accept(page(List.of(row(1), row(2))));
        ApiRow other = row(2, 99, "2.5", LocalDate.of(2026, 11, 3));

        assertThatThrownBy(() -> guard.accept(page(List.of(other))))
                .isInstanceOf(DeliveryChangedException.class)
                .hasMessageContaining("page 2 states a row otherwise than a page before");
    }

    @Test
    void linkIsFollowedOnce() {
        PagingGuard guard = guard(DaysOutsidePeriod.LEFT_OUT);
        guard.follow("a");
        PagingGuard resumed = resumed(guard);

        assertThatThrownBy(() -> resumed.follow("a"))
                .isInstanceOf(DeliveryChangedException.class)
                .hasMessageContaining("its links go in a circle");
    }

    @Test
    void daysOfAnotherPeriodAreLeftOutTakenOrRefused() {
        ApiPage page = page(List.of(row(1), row(7, 7, "10", LocalDate.of(2026, 12, 1))));
        PagingGuard leavingOut = guard(DaysOutsidePeriod.LEFT_OUT);

        assertThat(leavingOut.accept(page)).hasSize(1);
        assertThat(leavingOut.read().byCurrency().get("EUR").total()).isEqualByComparingTo("11");
        assertThat(leavingOut.leftOut().byCurrency().get("EUR").total()).isEqualByComparingTo("10");
        assertThat(guard(DaysOutsidePeriod.TAKEN).accept(page)).hasSize(2);
        assertThatThrownBy(() -> guard(DaysOutsidePeriod.REFUSED).accept(page))
                .isInstanceOf(DeliveryChangedException.class)
                .hasMessageContaining("has a row of 2026-12-01: expected a day from 2026-11-01 to 2026-11-30");
    }

    @Test
    void pagesAreBounded() {
        PagingGuard guard = new PagingGuard("object", NOVEMBER, DaysOutsidePeriod.LEFT_OUT, 2);
        guard.accept(page(List.of(row(1))));
        guard.accept(page(List.of()));

        assertThatThrownBy(() -> guard.accept(page(List.of(row(2)))))
                .isInstanceOf(SourceException.Malformed.class)
                .hasMessageContaining("has more than 2 pages: expected at most azure.api.pages");
    }

    @Test
    void moreRowsThanACursorHoldsAreForgottenAndStillCounted() {
        PagingGuard guard = guard(DaysOutsidePeriod.LEFT_OUT);
        guard.accept(
                page(IntStream.range(0, 20_001).mapToObj(PagingGuardTest::row).toList()));

        PagingGuard resumed = resumed(guard);

        assertThat(state(guard).toString().length()).isLessThan(10_000);
        assertThat(resumed.taken()).isEqualTo(20_001);
        assertThat(resumed.accept(page(List.of(row(5), row(20_001))))).hasSize(2);
        assertThat(resumed.read().byCurrency().get("EUR").total())
                .isEqualByComparingTo(BigDecimal.valueOf(20_001L * 20_002 / 2 + 5));
    }

    private static PagingGuard guard(DaysOutsidePeriod daysOutsidePeriod) {
        return new PagingGuard("object", NOVEMBER, daysOutsidePeriod, 1000);
    }

    private static PagingGuard resumed(PagingGuard guard) {
        PagingGuard resumed = guard(DaysOutsidePeriod.LEFT_OUT);
        resumed.restore(state(guard));
        return resumed;
    }

    private static JsonNode state(PagingGuard guard) {
        try {
            return JSON.readTree(Continuation.stateOf(guard).toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApiPage page(List<ApiRow> rows) {
        return new ApiPage(new byte[0], new byte[0], new byte[0], rows, Optional.empty());
    }

    private static ApiRow row(int number) {
        return row(number, number, Integer.toString(number), LocalDate.of(2026, 11, 3));
    }

    private static ApiRow row(int number, int content, String cost, LocalDate day) {
        return new ApiRow(
                0,
                0,
                Digests.of(List.of("key", Integer.toString(number))),
                Digests.of(List.of("content", Integer.toString(content))),
                new BigDecimal(cost),
                "EUR",
                Optional.of(day));
    }
}
