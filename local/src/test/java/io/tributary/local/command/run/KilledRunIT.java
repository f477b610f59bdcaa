package io.tributary.local.command.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.command.CommandLineRun;
import io.tributary.local.command.RunProcess;
import io.tributary.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends runs in the middle, and runs again on what they leave behind. */
class KilledRunIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern BROKER = Pattern.compile("broker (127\\.0\\.0\\.1:\\d+)");
    /** Small pages and transactions, so that there are many places to be killed at. */
    private static final String[] SMALL_STEPS = {
        "--set",
        "extractor.page.rows=200",
        "--set",
        "extractor.transaction.pages=2",
        "--set",
        "streams.commit.interval.ms=50"
    };

    @TempDir
    private Path directory;

    private Process process;

    @AfterEach
    void endProcess() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void totalsAreExactlyRightAfterAKillInMidRun() throws Exception {
        startRun();
        awaitCommittedCosts();
        assertThat(process.isAlive()).as(output()).isTrue();

        process.destroyForcibly().waitFor();
        CommandLineRun again = CommandLineRun.of(arguments());

        assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
        assertThat(again.out()).contains("equal the samples' truth");
        String account = again.view().stream()
                .filter(line -> line.startsWith("aws "))
                .findFirst()
                .orElseThrow();
        CommandLineRun history = CommandLineRun.of(
                "history",
                "--data-dir",
                directory.resolve("data").toString(),
                "--account",
                account.split(" ")[1],
                "--period",
                account.split(" ")[2]);
        assertThat(history.exitCode()).as(history.out() + history.err()).isZero();
    }

    @Test
    void ctrlCClosesWhatWasOpened() throws Exception {
        startRun();
        awaitCommittedCosts();

        process.destroy();

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(output()).contains("tributary: interrupted").doesNotContain("internal error");
        // Kafka writes it as the last thing of an orderly stop.
        assertThat(directory.resolve("data/broker/.kafka_cleanshutdown")).exists();
    }

    private String[] arguments() {
        String[] first = {"run", "--data-dir", directory.resolve("data").toString()};
        String[] all = Arrays.copyOf(first, first.length + SMALL_STEPS.length);
        System.arraycopy(SMALL_STEPS, 0, all, first.length, SMALL_STEPS.length);
        return all;
    }

    private void startRun() throws IOException {
        process = RunProcess.start(directory.resolve("output"), arguments());
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"));
    }

    /** Waits until some costs, and surely not all, are there for readers of what is committed. */
    private void awaitCommittedCosts() throws Exception {
        String bootstrapServers = awaitBroker();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.partitionsFor(Topics.COSTS.name()).isEmpty()) {
                assertThat(System.nanoTime()).as(output()).isLessThan(deadline);
            }
            consumer.assign(consumer.partitionsFor(Topics.COSTS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList());
            while (consumer.poll(Duration.ofMillis(20)).isEmpty()) {
                assertThat(System.nanoTime()).as(output()).isLessThan(deadline);
            }
        }
    }

    private String awaitBroker() throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            Matcher broker = BROKER.matcher(output());
            if (broker.find()) {
                return broker.group(1);
            }
            // Returns at once when the process ends.
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("No broker: " + output());
    }
}
