package io.tributary.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedProcessTest {

    @TempDir
    private Path directory;

    @Test
    void theTimesOfAShellsChildrenAreItsSecondLine() {
        assertThat(WatchedProcess.childrenOf("0m0.010000s 0m0.020000s\n1m2.500000s 0m3.250000s\n"))
                .isEqualTo(Duration.ofMillis(65_750));
        assertThat(WatchedProcess.childrenOf("0m0.010s 0m0.020s\n0m0,125s 0m0,005s\n"))
                .isEqualTo(Duration.ofMillis(130));
        assertThatThrownBy(() -> WatchedProcess.childrenOf("0m0.010s 0m0.020s\n"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("user and system time");
    }

    @Test
    void aCommandIsRunWithItsEnvironmentAndWhatItPrintsIsKept() throws Exception {
        Path log = directory.resolve("run");

        ProcessCost cost = WatchedProcess.run(
                List.of(
                        "/bin/sh",
                        "-c",
                        "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done; echo $WORD; echo up >&2; exit 3"),
                Map.of("WORD", "said"),
                log,
                line -> line.equals("up"));

        assertThat(cost.exitCode()).isEqualTo(3);
        assertThat(Files.readString(directory.resolve("run.out"))).isEqualTo("said\n");
        assertThat(Files.readString(directory.resolve("run.err"))).isEqualTo("up\n");
        assertThat(cost.cpu()).isPositive();
        assertThat(cost.wall()).isPositive();
    }
}
