package io.tributary.benchmarks;

import io.tributary.local.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;

/** A JVM of its own for the broker, so that its CPU time can be told from the application's. */
final class BrokerProcess {

    private BrokerProcess() {}

    /** @param arguments the data directory */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]))) {
            ChildJvm.ready(broker.bootstrapServers());
            ChildJvm.awaitEndOfParent();
        }
    }
}
