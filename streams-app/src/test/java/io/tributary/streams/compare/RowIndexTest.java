package io.tributary.streams.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.compare.RowIndex.Content;
import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.record.ByteBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowIndexTest {

    private static final NaturalKey KEY = key(1);

    private final RowIndex rows = new RowIndex();

    @Test
    void rowIsKnownByItsKeyItsContentAndItsFingerprint() {
        int position = rows.add(KEY, content(1, 7));

        rows.beginReading();

        assertThat(rows.sightEqual(KEY, digest(2))).isEqualTo(RowIndex.NONE);
        assertThat(rows.sightEqual(key(2), digest(1))).isEqualTo(RowIndex.NONE);
        assertThat(rows.sightUnchanged(8)).isEqualTo(RowIndex.NONE);
        assertThat(rows.sightUnchanged(7)).isEqualTo(position);
        assertThat(rows.sightUnchanged(7)).isEqualTo(RowIndex.NONE);
        assertThat(rows.sightNext(KEY)).isEqualTo(RowIndex.NONE);
    }

    @Test
    void alikeRowsKeepTheirOrdinals() {
        int first = rows.add(KEY, content(1, 0));
        int second = rows.add(KEY, content(2, 0));
        int third = rows.add(KEY, content(2, 0));

        rows.beginReading();

        assertThat(List.of(rows.ordinal(first), rows.ordinal(second), rows.ordinal(third)))
                .containsExactly(0, 1, 2);
        assertThat(rows.sightEqual(KEY, digest(2))).isEqualTo(second);
        assertThat(rows.sightEqual(KEY, digest(2))).isEqualTo(third);
        assertThat(rows.sightEqual(KEY, digest(2))).isEqualTo(RowIndex.NONE);
        assertThat(rows.sightNext(KEY)).isEqualTo(first);
    }

    @Test
    void ordinalOfARowThatWasWithdrawnIsTakenFirst() {
        int first = rows.add(KEY, content(1, 0));
        int second = rows.add(KEY, content(2, 0));
        rows.remove(first);

        int third = rows.add(KEY, content(3, 0));

        assertThat(rows.ordinal(third)).isZero();
        assertThat(rows.ordinal(second)).isEqualTo(1);
        assertThat(rows.live()).isEqualTo(2);
    }

    @Test
    void sightingsOfARefusedPageAreTakenBack() {
        rows.add(KEY, content(1, 7));
        rows.settle();
        rows.beginReading();

        rows.sightUnchanged(7);
        rows.undo();

        assertThat(rows.unsighted(false)).isOne();
        assertThat(rows.sightUnchanged(7)).isNotEqualTo(RowIndex.NONE);
    }

    @Test
    void earlierSightingsOutliveAReadingThatIsBegunAnew() {
        rows.add(key(1), content(1, 0));
        rows.add(key(2), content(2, 0));
        rows.beginReading();
        rows.sightNext(key(1));

        rows.beginReading();
        assertThat(rows.unsighted(true)).isOne();
        rows.sightNext(key(2));
        rows.beginReadingAnew();

        assertThat(rows.unsighted(false)).isEqualTo(2);
        assertThat(rows.unsighted(true)).isOne();
    }

    @Test
    void amountsAreExactWhateverTheirSize() {
        BigDecimal huge = new BigDecimal("99999999999999.999999999999999999999999");
        int position = rows.add(
                KEY,
                new Content(
                        digest(1), 0, "EUR", huge, new BigDecimal("-0.000000000000000000000001"), true, false, true));

        RowIndex read = reread(rows);

        assertThat(read.content(position)).isEqualTo(rows.content(position));
        assertThat(read.billedCost(position)).isEqualTo(huge);
        assertThat(read.isRounded(position)).isTrue();
        assertThat(read.isUnreadable(position)).isTrue();
    }

    /** What a reading does, on many rows at random, against lists that are looked through one by one. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithAPlainList(long seed) {
        Random random = new Random(seed);
        List<Model> model = new ArrayList<>();
        int keys = random.nextBoolean() ? 400 : 3;
        for (int reading = 0; reading < 6; reading++) {
            rows.beginReading();
            model.forEach(row -> row.sighted = false);
            for (int i = 0; i < 1_000; i++) {
                NaturalKey key = key(random.nextInt(keys));
                int says = random.nextInt(20);
                long fingerprint = 1000L * key.low() + says + 1;
                int position = rows.sightUnchanged(fingerprint);
                if (position == RowIndex.NONE) {
                    position = rows.sightEqual(key, digest(says));
                }
                if (position != RowIndex.NONE) {
                    Model row = sight(model, position);
                    assertThat(row.says).isEqualTo(says);
                    rows.refingerprint(position, fingerprint);
                } else {
                    assertThat(model).noneMatch(row -> !row.sighted && row.key.equals(key) && row.says == says);
                    position = rows.sightNext(key);
                    if (position == RowIndex.NONE) {
                        assertThat(model).noneMatch(row -> !row.sighted && row.key.equals(key));
                        position = rows.add(key, content(says, fingerprint));
                        model.add(new Model(position, key, says));
                    } else {
                        sight(model, position).says = says;
                        rows.restate(position, content(says, fingerprint));
                    }
                }
            }
            for (int position = 0; position < rows.positions(); position++) {
                if (rows.isLive(position) && !rows.isSighted(position) && random.nextBoolean()) {
                    int gone = position;
                    rows.remove(position);
                    model.removeIf(row -> row.position == gone);
                }
            }
            assertThat(rows.live()).isEqualTo(model.size());
            Set<String> ids = new HashSet<>();
            for (Model row : model) {
                assertThat(rows.digest(row.position)).isEqualTo(digest(row.says));
                ids.add(rows.key(row.position) + "/" + rows.ordinal(row.position));
            }
            assertThat(ids).hasSameSizeAs(model);
            RowIndex read = reread(rows);
            assertThat(read.live()).isEqualTo(rows.live());
            model.forEach(row -> assertThat(read.content(row.position)).isEqualTo(rows.content(row.position)));
        }
    }

    @Test
    void hundredsOfThousandsOfAlikeRowsAreWorkedInSeconds() {
        int count = 400_000;
        org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(60), () -> {
            for (int i = 0; i < count; i++) {
                rows.add(KEY, content(i, i + 1L));
            }
            rows.beginReading();
            for (int i = 0; i < count; i++) {
                if (i % 2 == 0) {
                    rows.sightUnchanged(i + 1L);
                } else {
                    rows.restate(rows.sightNext(KEY), content(-i, count + i));
                }
            }
            rows.beginReading();
            for (int position = 0; position < rows.positions(); position++) {
                rows.remove(position);
            }
        });
        assertThat(rows.live()).isZero();
    }

    private static Model sight(List<Model> model, int position) {
        Model row = model.stream()
                .filter(candidate -> candidate.position == position)
                .findFirst()
                .orElseThrow();
        assertThat(row.sighted).isFalse();
        row.sighted = true;
        return row;
    }

    private static final class Model {
        private final int position;
        private final NaturalKey key;
        private int says;
        private boolean sighted = true;

        Model(int position, NaturalKey key, int says) {
            this.position = position;
            this.key = key;
            this.says = says;
        }
    }

    private static RowIndex reread(RowIndex rows) {
        RowIndex read = new RowIndex();
        for (int number = 0; number < rows.blocks(); number++) {
            byte[] block = RowBlock.write(rows, number, new ByteBuilder(64));
            if (block != null) {
                RowBlock.read(read, number, block);
            }
        }
        return read;
    }

    private static NaturalKey key(long number) {
        // Spread as a hash's bits are.
        return new NaturalKey(number * 0x9E3779B97F4A7C15L, number);
    }

    private static ContentDigest digest(long number) {
        return new ContentDigest(number, ~number);
    }

    private static Content content(long says, long fingerprint) {
        return new Content(
                digest(says),
                fingerprint,
                "USD",
                BigDecimal.valueOf(says, 2),
                BigDecimal.valueOf(says, 3),
                false,
                false,
                false);
    }
}
