package io.tributary.local.command.dlq;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.config.ConfigException;

/** Checks files that options name, before anything is started. */
final class OptionFiles {

    private OptionFiles() {}

    /** @throws ConfigException if it is no file, or one that cannot be read */
    static void requireReadable(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw new ConfigException(option + " is '" + file + "', which is a directory: expected a file");
        }
        if (!Files.isReadable(file)) {
            throw new ConfigException(option + " is '" + file + "', which cannot be read: expected a file");
        }
    }

    /** @throws ConfigException if a file cannot be written there, or something else than a file is there */
    static void requireWritable(String option, Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || Files.isDirectory(file)) {
            throw new ConfigException(option + " is '" + file + "', which is a directory: expected a file");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ConfigException(option + " is '" + file + "', which is no regular file: it is not replaced");
        }
        if (!Files.isDirectory(folder)) {
            throw new ConfigException(option + " is '" + file + "': expected a folder that is there, but "
                    + file.getParent() + " is none");
        }
        if (!Files.isWritable(folder)) {
            throw new ConfigException(option + " is '" + file + "': the folder " + folder + " cannot be written to");
        }
    }
}
