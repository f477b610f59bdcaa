package io.tributary.local.command.sample;

import static java.util.Objects.requireNonNull;

import io.tributary.samples.SampleTruth;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A sample bill that is not written yet.
 *
 * @param rows rows that were asked for
 * @param seed where its choices start
 * @param writer writes it
 */
public record Sample(int rows, long seed, Writer writer) {

    public Sample {
        requireNonNull(writer, "writer");
    }

    /** Writes a sample below a directory. */
    @FunctionalInterface
    public interface Writer {

        /** Returns what the sample holds. */
        SampleTruth write(Path directory) throws IOException;
    }
}
