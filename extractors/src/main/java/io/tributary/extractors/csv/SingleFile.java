package io.tributary.extractors.csv;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A delivered file that is one CSV file. */
final class SingleFile implements FileParts {

    private final InputStream in;
    private boolean isTaken;

    SingleFile(InputStream in) {
        this.in = in;
    }

    @Override
    public Optional<InputStream> next() {
        boolean wasTaken = isTaken;
        isTaken = true;
        return wasTaken ? Optional.empty() : Optional.of(in);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
