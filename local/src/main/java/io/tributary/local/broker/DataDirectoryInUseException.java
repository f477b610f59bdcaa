package io.tributary.local.broker;

import java.nio.file.Path;

/** Another run has the data directory. */
public final class DataDirectoryInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(Path dataDirectory, String processId) {
        super("Data directory " + dataDirectory + " is in use by process " + (processId.isBlank() ? "?" : processId)
                + ": wait until that run has ended, or choose another directory with --data-dir");
    }
}
