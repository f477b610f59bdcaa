package io.tributary.benchmarks.command;

import java.util.List;

/**
 * A part of the command that takes CPU, told by the names of its threads.
 *
 * <p>Linux cuts names of threads after 15 characters, so a part has the beginnings of names, as they are then.
 */
enum Part {
    /** Told by time: all that the process, and the script before it, do until the broker is up. */
    START("start", List.of()),

    /** Reading and cutting the input, and handing its pages to the producer. */
    EXTRACTING("extracting", List.of("extractor")),

    /**
     * The streams application and its stores; also the network threads of all producers, the extractor's among them,
     * whose names begin alike.
     */
    STREAMS(
            "streams",
            List.of(
                    "tributary-strea",
                    "kafka-producer-",
                    "kafka-consumer-",
                    "kafka-coordinat",
                    "kafka-admin-cli",
                    "rocksdb:")),

    /** Broker and controller, and the schema registry. */
    BROKER(
            "broker",
            List.of(
                    "data-plane-",
                    "kafka-1-",
                    "kafka-log-",
                    "kafka-scheduler",
                    "broker-1-",
                    "controller-1-",
                    "quorum-",
                    "raft-",
                    "group-",
                    "share-",
                    "transaction-",
                    "executor-",
                    "log-closing-",
                    "client-metrics-",
                    "metrics-meter-",
                    "network-partiti",
                    "persister-",
                    "PersisterState",
                    "ExpirationReap",
                    "LogDirFailure",
                    "TxnMarker",
                    "AddPartitions",
                    "SensorExpiry",
                    "local-registry",
                    "HTTP-Dispatcher",
                    "idle-timeout-",
                    "HttpClient-")),

    /** Reading records and writing the view, and the main thread, which waits, sums and prints. */
    CLEAN_VIEW("clean view, main thread", List.of("clean-view", "java", "main")),

    /** The JVM's compilers. */
    COMPILER("compiler", List.of("C1 ", "C2 ", "Sweeper ")),

    /** The JVM's garbage collector, and its thread for what stops all others. */
    GARBAGE_COLLECTOR("garbage collector", List.of("GC ", "G1 ", "VM Thread")),

    /** All other threads, and what the process took beyond the last readings of its threads. */
    REST("rest", List.of());

    private final String label;
    private final List<String> beginnings;

    Part(String label, List<String> beginnings) {
        this.label = label;
        this.beginnings = beginnings;
    }

    String label() {
        return label;
    }

    /** What the names of its threads begin with. */
    List<String> beginnings() {
        return beginnings;
    }

    /** The part that a thread works for after the start. */
    static Part of(String thread) {
        for (Part part : values()) {
            if (part.beginnings.stream().anyMatch(thread::startsWith)) {
                return part;
            }
        }
        return REST;
    }
}
