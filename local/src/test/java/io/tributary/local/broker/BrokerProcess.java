package io.tributary.local.broker;

import java.io.IOException;
import java.nio.file.Path;

/** A JVM that starts a broker on the directory it is given, says where it listens, and stays until it is ended. */
final class BrokerProcess {

    private BrokerProcess() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start(Path.of(arguments[0]));
        System.out.println(broker.bootstrapServers());
        System.in.read();
    }
}
