package io.tributary.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The name of an instance that has been given none: that of its host, and a random id that is kept in a file beside its
 * stores. It is the same over restarts. No two instances share it: each has a state directory of its own, and one that
 * was copied to another host has another name there.
 */
final class InstanceId {

    /** Kafka takes 249 characters, to which Kafka Streams adds the thread's number. */
    private static final int LONGEST_HOST = 128;

    private static final String UNKNOWN_HOST = "host";

    private InstanceId() {}

    /**
     * The instance's name; its random part is made and kept at the first call.
     *
     * @throws IllegalStateException if the file does not hold an id
     */
    static String of(Path stateDirectory, String applicationId) {
        return name(host(), kept(stateDirectory.resolve(applicationId + ".instance")));
    }

    /** Joins the parts, without characters of the host's name that Kafka would refuse. */
    static String name(String host, String id) {
        String plain = host.replaceAll("[^a-zA-Z0-9._-]", "-");
        return plain.substring(0, Math.min(plain.length(), LONGEST_HOST)) + "-" + id;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // The random part does for itself.
            return UNKNOWN_HOST;
        }
    }

    private static String kept(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            String id = Files.readString(file).strip();
            if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
                throw new IllegalStateException("The instance's id in " + file + " is '" + id
                        + "': expected a UUID; delete the file to have a new one made");
            }
            return id;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the instance's id in " + file, e);
        }
    }

    /** Moved to its place when it is whole: no reader sees half an id. */
    private static void create(Path file) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.createTempFile(directory, file.getFileName().toString(), ".new");
        try {
            Files.writeString(whole, UUID.randomUUID() + "\n");
            Files.move(whole, file);
        } catch (FileAlreadyExistsException e) {
            // Theirs is the id.
            return;
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
