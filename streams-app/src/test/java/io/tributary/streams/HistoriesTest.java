package io.tributary.streams;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random histories of two payers' statements against a plain model: a statement's live records are what its newest
 * complete delivery says. A delivery that is COMPLETE with anything else fails.
 *
 * <p>{@code -Dhistories=N} runs N histories, {@code -Dhistories.seed=S} the one of that seed, which a failure names.
 */
class HistoriesTest {

    private static final int HISTORIES = Integer.getInteger("histories", 200);
    private static final Long SEED = Long.getLong("histories.seed");
    private static final long FIRST_SEED = 20_261_130L;

    @TempDir
    private Path state;

    @Test
    void completeDeliveryIsAlwaysWhatIsLive() {
        long[] seeds = SEED == null
                ? LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES).toArray()
                : new long[] {SEED};
        for (long seed : seeds) {
            History history = new History(seed, state.resolve("seed-" + seed));
            try {
                history.run();
            } catch (AssertionError | RuntimeException wrong) {
                List<String> story = history.story();
                throw new AssertionError(
                        "History with -Dhistories.seed=" + seed + " after\n  " + String.join("\n  ", story) + "\n"
                                + wrong.getMessage(),
                        wrong);
            }
        }
    }
}
