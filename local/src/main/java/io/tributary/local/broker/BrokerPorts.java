package io.tributary.local.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The loopback ports of a broker and its controller: those of the last run where they are still free, else any free
 * ones. With the same ports clients find a restarted broker, and so do the transactions that a killed run left open.
 */
record BrokerPorts(int broker, int controller) {

    private static final String FILE = "broker.ports";

    /** Ports that are free now; another process may take one before the broker does. */
    static BrokerPorts free(Path dataDirectory) {
        BrokerPorts ports = last(dataDirectory);
        return ports.areFree() ? ports : new BrokerPorts(anyFree(), anyFree());
    }

    /** Notes the ports for the next run. */
    void keep(Path dataDirectory) {
        try {
            Files.writeString(dataDirectory.resolve(FILE), broker + " " + controller);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BrokerPorts last(Path dataDirectory) {
        try {
            List<String> ports = List.of(
                    Files.readString(dataDirectory.resolve(FILE)).strip().split(" "));
            return new BrokerPorts(Integer.parseInt(ports.get(0)), Integer.parseInt(ports.get(1)));
        } catch (IOException | RuntimeException e) {
            // The first run, or a note that cannot be read: it is written again.
            return new BrokerPorts(0, 0);
        }
    }

    private boolean areFree() {
        return broker != controller && isFree(broker) && isFree(controller);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As the broker does, else connections of the last run that linger would keep the port from us.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port != 0;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free loopback port", e);
        }
    }
}
