package io.tributary.local.command.console;

import io.tributary.extractors.source.SourceException;

/** The exit codes of the command. Those from 3 to 6 say why an input could not be read. */
public final class ExitCode {

    /** No problem was found. */
    public static final int OK = 0;

    /** The data were processed, and there are problems with them: the summary says which. */
    public static final int PROBLEM = 1;

    /** Wrong options or settings; nothing was started. */
    public static final int USAGE = 2;

    /** The input, or a file that it lists, is missing. */
    static final int MISSING = 3;

    /** The input is malformed. */
    static final int MALFORMED = 4;

    /** Access to the input is denied. */
    static final int DENIED = 5;

    /** The cluster or the provider is out of reach for now. */
    static final int OUT_OF_REACH = 6;

    /** A defect, or a fault of this machine. BSD's EX_SOFTWARE. */
    static final int INTERNAL = 70;

    /** Ended by Ctrl-C: 128 and the signal's number, as shells have it. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** The code of an error of an extraction. */
    public static int of(SourceException.Kind kind) {
        return switch (kind) {
            case MISSING -> MISSING;
            case MALFORMED -> MALFORMED;
            case DENIED -> DENIED;
            case THROTTLED, UNAVAILABLE -> OUT_OF_REACH;
        };
    }
}
