package io.tributary.local.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the streams application logs when it is stopped in good order and started again. */
@Timeout(600)
class CleanRestartIT {

    private static final Instant START =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(10));

    @TempDir
    private Path directory;

    /** One partition of AWS has pages; its other partition, and those of the other providers, are idle. */
    @Test
    void idleTasksAreNotTakenForCorrupted() throws Exception {
        try (Stage stage = new Stage(directory, 2, Map.of());
                Feed feed = new Feed(stage.settings())) {
            stage.publish(0, SmallBill.november().usage("a", "1").delivered("d1", START, 10));
            stage.start();
            feed.awaitState(0, "d1", "COMPLETE");
            stage.stop();
            String first = stage.printed();

            stage.publish(0, SmallBill.november().usage("a", "2").delivered("d2", START.plusSeconds(1), 10));
            stage.start();
            feed.awaitState(0, "d2", "COMPLETE");
            stage.stop();
            String second = stage.printed();

            assertThat(first)
                    .containsOnlyOnce("Streams application runs application=tributary-streams version=")
                    .contains("topics=[billing.raw.aws, ", "stateDirectory=" + stage.state());
            assertThat(first + second)
                    .containsOnlyOnce(" delivery=d1 rows=1 billed=[1 USD]")
                    .containsOnlyOnce(" delivery=d2 rows=1 billed=[2 USD]");
            assertThat(second)
                    .contains("Streams application runs application=tributary-streams")
                    .doesNotContain("corrupt", "Corrupt");
        }
    }
}
