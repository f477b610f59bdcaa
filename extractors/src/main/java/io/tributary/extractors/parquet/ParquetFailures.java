package io.tributary.extractors.parquet;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.io.FileNotFoundException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Translates exceptions of Parquet's reader, which may be of any type. */
final class ParquetFailures {

    private ParquetFailures() {}

    /** @throws DeliveryChangedException if the failure is one */
    static SourceException of(String object, Exception failure) {
        if (failure instanceof DeliveryChangedException changed) {
            throw changed;
        }
        if (failure instanceof SourceException known) {
            return known;
        }
        if (failure instanceof NoSuchFileException || failure instanceof FileNotFoundException) {
            return new SourceException.Missing(object, "is not there: expected a Parquet file", failure);
        }
        if (failure instanceof AccessDeniedException) {
            return new SourceException.Denied(object, "may not be read", failure);
        }
        if (failure instanceof FileSystemException) {
            return new SourceException.Unavailable(object, "cannot be read: " + failure.getMessage(), failure);
        }
        return new SourceException.Malformed(object, "is damaged: " + innermost(failure), failure);
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause == failure ? failure.toString() : failure.getMessage() + " (" + cause + ")";
    }
}
