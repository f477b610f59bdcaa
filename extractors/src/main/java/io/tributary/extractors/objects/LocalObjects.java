package io.tributary.extractors.objects;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A directory with the layout of a bucket, or of a part of one. A file's size and time of last change stand for its
 * ETag: a file that was copied again counts as another version, which costs a second reading but never misses a
 * change.
 */
public final class LocalObjects implements ObjectStore {

    private final Path root;

    LocalObjects(Path root) {
        this.root = requireNonNull(root, "root").toAbsolutePath().normalize();
        if (!Files.isDirectory(this.root)) {
            throw new SourceException.Missing(
                    this.root.toString(), Files.exists(this.root) ? "is not a directory" : "does not exist");
        }
    }

    /**
     * Opens a directory.
     *
     * @throws SourceException.Missing if it does not exist
     */
    public static LocalObjects open(String directory) {
        try {
            return new LocalObjects(Path.of(directory));
        } catch (InvalidPathException e) {
            throw new SourceException.Missing(directory, "is no path: " + e.getReason(), e);
        }
    }

    @Override
    public void forEach(Predicate<String> isWanted, Consumer<StoredObject> consumer) {
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String key = root.relativize(file)
                        .toString()
                        .replace(file.getFileSystem().getSeparator(), "/");
                if (isWanted.test(key)) {
                    look(file, key).ifPresent(consumer);
                }
            }
        } catch (UncheckedIOException e) {
            throw translate(root, e.getCause());
        } catch (IOException e) {
            throw translate(root, e);
        }
    }

    @Override
    public Optional<StoredObject> head(String key) {
        return locate(key).flatMap(file -> look(file, key));
    }

    @Override
    public InputStream open(StoredObject object, long offset) {
        Path file = locate(object.key())
                .orElseThrow(() -> new SourceException.Missing(uri(object.key()), "is no path of this system"));
        StoredObject now = look(file, object.key())
                .orElseThrow(
                        () -> new DeliveryChangedException(uri(object.key()), "was deleted while it was being read"));
        if (!now.version().equals(object.version())) {
            throw new DeliveryChangedException(uri(object.key()), "was rewritten while it was being read");
        }
        try {
            SeekableByteChannel channel = Files.newByteChannel(file);
            channel.position(offset);
            return Channels.newInputStream(channel);
        } catch (IOException e) {
            throw translate(file, e);
        }
    }

    @Override
    public String uri(String key) {
        return root + "/" + key;
    }

    @Override
    public void close() {
        // Holds nothing.
    }

    /** The file of a key, if the key is one on this system, and within the directory. */
    private Optional<Path> locate(String key) {
        try {
            Path file = root.resolve(key.replaceAll("^/+", "")).normalize();
            return file.startsWith(root) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<StoredObject> look(Path file, String key) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            String version = attributes.size() + "-"
                    + Long.toHexString(attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
            return Optional.of(
                    new StoredObject(key, version, attributes.lastModifiedTime().toInstant(), attributes.size()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw translate(file, e);
        }
    }

    private static SourceException translate(Path file, IOException e) {
        if (e instanceof AccessDeniedException) {
            return new SourceException.Denied(file.toString(), "may not be read", e);
        }
        if (e instanceof NoSuchFileException) {
            return new SourceException.Missing(file.toString(), "does not exist", e);
        }
        return new SourceException.Unavailable(file.toString(), "cannot be read: " + e.getMessage(), e);
    }
}
