package io.tributary.local.command.console;

/**
 * What the command ends with. From 3 to 6 it is what an extraction could not read: missing, malformed, denied, out of
 * reach for now.
 */
public final class ExitCode {

    /** Nothing is amiss. */
    public static final int FINE = 0;

    /** The data were processed, and something about them is amiss: the summary says what. */
    public static final int AMISS = 1;

    /** Wrong options or settings; nothing was started. */
    public static final int USAGE = 2;

    /** The cluster or the provider is out of reach for now. */
    static final int OUT_OF_REACH = 6;

    /** A defect, or a fault of this machine. BSD's EX_SOFTWARE. */
    static final int INTERNAL = 70;

    /** Ended by Ctrl-C: 128 and the signal's number, as shells have it. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
