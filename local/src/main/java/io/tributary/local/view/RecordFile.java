package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import java.io.IOException;

/** A file that records are written to. */
interface RecordFile extends AutoCloseable {

    /** Appends a record. */
    void write(CostRecord cost) throws IOException;

    /** Completes the file. */
    @Override
    void close() throws IOException;
}
