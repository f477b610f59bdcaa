package io.tributary.local.registry;

import java.util.List;

/** Where the registry's changes are kept. */
interface ChangeLog extends AutoCloseable {

    /** All changes so far, oldest first. */
    List<Change> replay();

    /** Keeps a change; it is safe when this returns. */
    void append(Change change);

    @Override
    void close();
}
