package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.Instruction;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rebuild that is damaged, cut short or wrong: nothing becomes known by it that is not so, and it is said. */
class RebuildTest extends Scenario {

    private static SmallBill three() {
        return SmallBill.november().usage("a", "1").usage("b", "2").usage("c", "4");
    }

    private static RawPage damaged(RawPage page) {
        return RawPage.newBuilder(page).setChecksum(7).build();
    }

    private static RawPage of(RawPage page, byte[] content, int records) {
        CRC32C checksum = new CRC32C();
        checksum.update(content);
        return RawPage.newBuilder(page)
                .setContent(ByteBuffer.wrap(content))
                .setRowCount(records)
                .setChecksum(checksum.getValue())
                .build();
    }

    /** The statement was known until its rebuild began: a delivery that follows is not compared with nothing. */
    @Test
    void rebuildWhoseFirstPageIsDamagedForgetsAndDoublesNothing() {
        harness.send(read(three(), "d1", FIRST, "r1"));
        List<RawPage> rebuild = rebuild("d1", SECOND);
        harness.send(damaged(rebuild.get(0)));
        List<RawPage> third = read(SmallBill.november().usage("a", "1").usage("b", "2"), "d2", THIRD, "r2");
        harness.send(third);

        total("7");
        is("d2", "FORGOTTEN");
        assertThat(harness.deadLetters()).hasSize(1);

        harness.send(rebuild("d1", FOURTH));
        harness.send(Pages.replayed(third, "r3"));
        total("3");
        complete("d2");
    }

    @Test
    void rebuildThatBeginsWithItsCompletionForgetsAndDoublesNothing() {
        harness.send(read(three(), "d1", FIRST, "r1"));
        List<RawPage> rebuild = rebuild("d1", SECOND);
        harness.send(rebuild.get(rebuild.size() - 1));
        harness.send(read(SmallBill.november().usage("a", "1").usage("b", "2"), "d2", THIRD, "r2"));

        total("7");
        is("d2", "FORGOTTEN");
    }

    /** A page is taken whole or not at all, whichever of its records cannot be read. */
    @ParameterizedTest
    @ValueSource(strings = {"0", "2147483647"})
    void pageOfARebuildThatCannotBeReadWholeLeavesNothingBehind(String cached) {
        harness.close();
        harness = new Harness(state.resolve("cached"), Map.of("streams.rows.cached", cached));
        harness.send(read(three(), "d1", FIRST, "r1"));
        List<RawPage> rebuild = rebuild("d1", SECOND);
        byte[] whole = rebuild.get(0).getContent().array();
        harness.send(of(rebuild.get(0), whole, 3));
        harness.settle();
        harness.send(rebuild);
        harness.send(read(SmallBill.november().usage("a", "1").usage("b", "3"), "d2", THIRD, "r2"));

        total("4");
        complete("d2");
        assertThat(verdict("d2").getRecordsVanished()).isEqualTo(1);
    }

    /** What the ledger holds besides is charged and reversed once, however often the page comes. */
    @Test
    void pageOfARebuildThatCannotBeReadWholeWritesNothingToTheLedger() {
        harness.close();
        harness = new Harness(state.resolve("off"), Map.of("streams.ledger", "false"));
        harness.send(read(three(), "d1", FIRST, "r1"));
        List<RawPage> rebuild = rebuild("d1", SECOND);
        harness.restart(Map.of("streams.ledger", "true"));
        harness.send(of(rebuild.get(0), rebuild.get(0).getContent().array(), 3));
        harness.send(rebuild);

        total("7");
    }

    @Test
    void recordThatARebuildHasTwiceIsRefused() {
        harness.send(read(three(), "d1", FIRST, "r1"));
        List<Harness.Published> twice = new ArrayList<>(harness.published(PAYER));
        twice.add(twice.get(0));
        harness.send(pages("report", "d1", SECOND, SECOND).ofReading("twice").rebuild(twice, 2));
        List<RawPage> next = read(SmallBill.november().usage("a", "1").usage("b", "2"), "d2", THIRD, "r2");
        harness.send(next);

        total("7");
        is("d2", "FORGOTTEN");
        harness.send(rebuild("d1", FOURTH));
        harness.send(Pages.replayed(next, "r3"));
        total("3");
        complete("d2");
    }

    /** None of these may end the application, which would read it again after each restart. */
    @Test
    void contentThatIsNoRecordsIsDeadLettered() {
        harness.send(read(three(), "d1", FIRST, "r1"));
        RawPage first = rebuild("d1", SECOND).get(0);
        List<byte[]> contents = List.of(
                ByteBuffer.allocate(8).array(),
                ByteBuffer.allocate(8).putInt(0).putInt(-1).array(),
                ByteBuffer.allocate(8).putInt(-1).putInt(-1).array(),
                ByteBuffer.allocate(8).putInt(Integer.MAX_VALUE).array(),
                ByteBuffer.allocate(12).putInt(4).array(),
                new byte[] {1, 2});
        for (byte[] content : contents) {
            harness.send(of(first, content, 1));
        }

        assertThat(harness.deadLetters())
                .hasSize(contents.size())
                .allSatisfy(letter -> assertThat(letter.getCode()).isEqualTo("PAGE_MALFORMED"));
        harness.send(rebuild("d1", THIRD));
        harness.send(read(three(), "d2", FOURTH, "r2"));
        total("7");
        complete("d2");
    }

    @Test
    void rebuildInSeveralWindowsWithRestartsBetweenItsPages() {
        harness.close();
        harness = new Harness(state.resolve("uncached"), Map.of("streams.rows.cached", "0"));
        harness.send(read(three(), "d1", FIRST, "r1"));
        List<RawPage> rebuild = rebuild("d1", SECOND);
        for (int i = 0; i < rebuild.size(); i++) {
            RawPage late = RawPage.newBuilder(rebuild.get(i))
                    .setInstruction(new Instruction("REBUILD", "test"))
                    .build();
            harness.send(late);
            harness.restart();
            harness.send(late);
            harness.settle();
        }
        harness.send(read(
                SmallBill.november().usage("a", "1").usage("b", "3"), "d2", FIRST.plus(Duration.ofDays(100)), "r2"));

        total("4");
        complete("d2");
    }
}
