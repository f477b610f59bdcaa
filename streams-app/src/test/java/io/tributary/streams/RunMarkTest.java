package io.tributary.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which stores are kept for the next run. */
class RunMarkTest {

    @TempDir
    private Path state;

    private Path store;
    private Path processId;

    @BeforeEach
    void storeOfARun() throws IOException {
        store = Files.createDirectories(state.resolve("application/0_0/rocksdb/store"));
        Files.writeString(store.resolve("CURRENT"), "");
        processId = Files.writeString(state.resolve("application/kafka-streams-process-metadata"), "");
    }

    @Test
    void storesOfARunThatEndedWellAreKept() {
        new RunMark(state, "application").set();
        new RunMark(state, "application").remove();
        new RunMark(state, "application").set();

        assertThat(store.resolve("CURRENT")).exists();
    }

    @Test
    void storesOfARunThatWasKilledAreDiscardedAndItsProcessIdIsKept() {
        new RunMark(state, "application").set();
        new RunMark(state, "application").set();

        assertThat(state.resolve("application/0_0")).doesNotExist();
        assertThat(processId).exists();
    }

    @Test
    void storesOfATaskWithoutRowsAreDiscardedAfterARunThatEndedWell() throws IOException {
        Files.createDirectories(state.resolve("application/0_0/known-rows"));
        Files.createDirectories(state.resolve("application/0_1/known-rows/known-rows.0"));

        new RunMark(state, "application").set();

        assertThat(state.resolve("application/0_0")).doesNotExist();
        assertThat(state.resolve("application/0_1/known-rows/known-rows.0")).exists();
        assertThat(processId).exists();
    }

    @Test
    void anotherApplicationsStoresAreNotTouched() {
        new RunMark(state, "other").set();
        new RunMark(state, "other").set();

        assertThat(store.resolve("CURRENT")).exists();
    }

    @Test
    void stateDirectoryNeedNotExist() {
        new RunMark(state.resolve("new"), "application").set();

        assertThat(state.resolve("new/application.running")).exists();
    }
}
