package io.tributary.streams.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.streams.identity.ContentDigest;
import io.tributary.streams.record.ByteBuilder;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What is known of rows that are alike, and which of them a delivery's row is. */
class KnownRowTest {

    private static final long FIRST = 1;
    private static final long SECOND = 2;

    @Test
    void recordThatIsKeptForTheLedgerIsReadAsItWasKept() {
        KnownRow row = known(List.of(1));
        byte[] published = {0, 0, 0, 0, 7, 1, 2, 3};
        row.put(0, new Occurrence(digest(1), BigDecimal.ONE.setScale(24), BigDecimal.ONE.setScale(24), published));

        KnownRow read = KnownRow.read(row.toBytes(new ByteBuilder(8)));

        assertThat(read.occurrence(0).published()).isEqualTo(published);
    }

    @Property
    void rowIsReadAsItWasKept(@ForAll long seed, @ForAll @IntRange(max = 40) int occurrences) {
        Random random = new Random(seed);
        KnownRow row = new KnownRow("EUR", random.nextLong());
        for (int i = 0; i < occurrences; i++) {
            add(row, random(random));
        }
        row.stateBy(random.nextLong());
        for (int i = 0; i < occurrences / 2; i++) {
            row.claim(row.occurrence(random.nextInt(occurrences)).digest());
        }
        for (int ordinal : row.unclaimed()) {
            if (random.nextBoolean()) {
                row.vanish(ordinal);
            }
        }

        KnownRow read = KnownRow.read(row.toBytes(new ByteBuilder(1)));

        assertThat(read.currency()).isEqualTo("EUR");
        assertThat(read.delivery()).isEqualTo(row.delivery());
        assertThat(read.occurrences()).isEqualTo(occurrences);
        assertThat(read.unclaimed()).isEqualTo(row.unclaimed());
        assertThat(read.isEmpty()).isEqualTo(row.isEmpty());
        for (int i = 0; i < occurrences; i++) {
            assertThat(read.occurrence(i)).isEqualTo(row.occurrence(i));
        }
    }

    @Test
    void rowOfAnotherLayoutIsRefused() {
        byte[] kept = known(List.of(1)).toBytes(new ByteBuilder(1));
        kept[0] = 99;

        assertThatThrownBy(() -> KnownRow.read(kept))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("99");
    }

    /** As many rows as before, of the same contents in another order: each is the one that says the same. */
    @Property
    void rowsThatOnlyChangePlacesAreNotRestated(
            @ForAll @Size(max = 20) List<@IntRange(max = 5) Integer> contents, @ForAll long seed) {
        KnownRow row = known(contents);
        List<Integer> permuted = new ArrayList<>(contents);
        Collections.shuffle(permuted, new Random(seed));

        row.stateBy(SECOND);
        for (int content : permuted) {
            int ordinal = row.claim(digest(content));
            assertThat(row.occurrence(ordinal).digest()).isEqualTo(digest(content));
        }

        assertThat(row.unclaimed()).isEmpty();
    }

    /** Whatever the next delivery states: afterwards what stands is exactly that, as a multiset. */
    @Property
    void whatStandsAfterADeliveryIsWhatItStates(
            @ForAll @Size(max = 12) List<@IntRange(max = 4) Integer> before,
            @ForAll @Size(max = 12) List<@IntRange(max = 4) Integer> after) {
        KnownRow row = known(before);

        row.stateBy(SECOND);
        after.forEach(content -> state(row, content));
        row.unclaimed().forEach(row::vanish);

        List<ContentDigest> standing = new ArrayList<>();
        for (int i = 0; i < row.occurrences(); i++) {
            if (row.occurrence(i) != null) {
                standing.add(row.occurrence(i).digest());
            }
        }
        assertThat(standing)
                .containsExactlyInAnyOrderElementsOf(
                        after.stream().map(KnownRowTest::digest).toList());
        assertThat(row.isEmpty()).isEqualTo(after.isEmpty());
    }

    @Test
    void groupThatGrowsKeepsItsOrdinalsAndTakesTheNext() {
        KnownRow row = known(List.of(1, 1));

        row.stateBy(SECOND);

        assertThat(row.claim(digest(1))).isEqualTo(0);
        assertThat(row.claim(digest(1))).isEqualTo(1);
        assertThat(row.claim(digest(1))).isEqualTo(-1);
        assertThat(add(row, occurrence(1))).isEqualTo(2);
        assertThat(row.unclaimed()).isEmpty();
    }

    @Test
    void groupThatShrinksLeavesTheRestUnclaimed() {
        KnownRow row = known(List.of(1, 2, 3));

        row.stateBy(SECOND);
        row.claim(digest(2));

        assertThat(row.unclaimed()).containsExactly(0, 2);
    }

    @Test
    void ordinalOfWhatVanishedIsTakenByTheNextNewRow() {
        KnownRow row = known(List.of(1, 2, 3));
        row.stateBy(SECOND);
        row.claim(digest(1));
        row.claim(digest(3));
        row.unclaimed().forEach(row::vanish);

        row.stateBy(FIRST);

        assertThat(row.claim(digest(3))).isEqualTo(2);
        assertThat(row.claim(digest(1))).isEqualTo(0);
        assertThat(row.claim(digest(4))).isEqualTo(-1);
        assertThat(add(row, occurrence(4))).isEqualTo(1);
    }

    @Test
    void sameDeliveryGoesOnWhereItWas() {
        KnownRow row = known(List.of(1, 2));
        row.stateBy(SECOND);
        row.claim(digest(1));

        row.stateBy(SECOND);

        assertThat(row.unclaimed()).containsExactly(1);
    }

    @Test
    void rowThatCouldNotBeReadHoldsThePlaceOfOne() {
        KnownRow row = known(List.of(1, 2));
        row.stateBy(SECOND);

        assertThat(row.claimUnread()).isTrue();
        assertThat(row.claimUnread()).isTrue();
        assertThat(row.claimUnread()).isFalse();
        assertThat(row.unclaimed()).isEmpty();
        assertThat(row.occurrence(0)).isEqualTo(occurrence(1));
    }

    private static void state(KnownRow row, int content) {
        int ordinal = row.claim(digest(content));
        if (ordinal < 0) {
            add(row, occurrence(content));
        } else if (!row.occurrence(ordinal).digest().equals(digest(content))) {
            row.put(ordinal, occurrence(content));
        }
    }

    private static int add(KnownRow row, Occurrence occurrence) {
        int ordinal = row.nextOrdinal();
        row.put(ordinal, occurrence);
        return ordinal;
    }

    private static Occurrence random(Random random) {
        return new Occurrence(
                new ContentDigest(random.nextLong(), random.nextLong()),
                amount(random),
                amount(random),
                Occurrence.NOT_KEPT);
    }

    /** What the first delivery left behind. */
    private static KnownRow known(List<Integer> contents) {
        KnownRow row = new KnownRow("USD", FIRST);
        contents.forEach(content -> add(row, occurrence(content)));
        return row;
    }

    private static Occurrence occurrence(int content) {
        BigDecimal cost = BigDecimal.valueOf(content).setScale(Decimals.MONEY_SCALE);
        return new Occurrence(digest(content), cost, cost.negate(), Occurrence.NOT_KEPT);
    }

    private static ContentDigest digest(int content) {
        return new ContentDigest(content, -content);
    }

    private static BigDecimal amount(Random random) {
        BigInteger unscaled = new BigInteger(126, random).mod(BigInteger.TEN.pow(38));
        return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), Decimals.MONEY_SCALE);
    }
}
