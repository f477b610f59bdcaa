package io.tributary.benchmarks.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTest {

    /** Names as Linux has them in a run, cut after 15 characters. */
    @ParameterizedTest
    @CsvSource({
        "extractor, EXTRACTING",
        "extractor-read-, EXTRACTING",
        "tributary-strea, STREAMS",
        "kafka-producer-, STREAMS",
        "kafka-coordinat, STREAMS",
        "kafka-admin-cli, STREAMS",
        "rocksdb:high, STREAMS",
        "rocksdb:low, STREAMS",
        "data-plane-kafk, BROKER",
        "kafka-1-metadat, BROKER",
        "kafka-1-raft-io, BROKER",
        "kafka-log-clean, BROKER",
        "kafka-scheduler, BROKER",
        "broker-1-to-con, BROKER",
        "controller-1-Th, BROKER",
        "quorum-controll, BROKER",
        "group-coordinat, BROKER",
        "executor-Fetch, BROKER",
        "ExpirationReape, BROKER",
        "log-closing-/tm, BROKER",
        "metrics-meter-t, BROKER",
        "transaction-log, BROKER",
        "TxnMarkerSender, BROKER",
        "AddPartitionsTo, BROKER",
        "local-registry, BROKER",
        "HttpClient-1-Wo, BROKER",
        "clean-view-writ, CLEAN_VIEW",
        "java, CLEAN_VIEW",
        "main, CLEAN_VIEW",
        "C1 CompilerThre, COMPILER",
        "C2 CompilerThre, COMPILER",
        "Sweeper thread, COMPILER",
        "GC Thread#0, GARBAGE_COLLECTOR",
        "G1 Conc#0, GARBAGE_COLLECTOR",
        "VM Thread, GARBAGE_COLLECTOR",
        "VM Periodic Tas, REST",
        "Common-Cleaner, REST",
        "ForkJoinPool.co, REST",
    })
    void aThreadBelongsToThePartThatItsNameBeginsLike(String thread, Part part) {
        assertThat(Part.of(thread)).isEqualTo(part);
    }
}
