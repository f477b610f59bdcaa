package io.tributary.benchmarks.command;

import java.time.Duration;

/**
 * CPU time of a thread or a process, from a {@code stat} file of Linux.
 *
 * @param name the thread's name, 15 characters at most
 * @param started when it started, in ticks since the machine did: with its id, this tells it from later ones
 * @param cpu its user and system time
 * @param children user and system time of the children that the process has waited for
 */
record ThreadStat(String name, long started, Duration cpu, Duration children) {

    /** The kernel counts CPU time in hundredths of a second. */
    private static final long TICK_MILLISECONDS = 10;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int CHILDREN_USER_TIME = 13;
    private static final int CHILDREN_SYSTEM_TIME = 14;
    private static final int START_TIME = 19;

    /** Reads the line of the file; names may have blanks and brackets. */
    static ThreadStat parse(String line) {
        int end = line.lastIndexOf(')');
        String[] fields = line.substring(end + 2).trim().split(" ");
        return new ThreadStat(
                line.substring(line.indexOf('(') + 1, end),
                Long.parseLong(fields[START_TIME]),
                ticks(fields, USER_TIME, SYSTEM_TIME),
                ticks(fields, CHILDREN_USER_TIME, CHILDREN_SYSTEM_TIME));
    }

    private static Duration ticks(String[] fields, int user, int system) {
        return Duration.ofMillis(TICK_MILLISECONDS * (Long.parseLong(fields[user]) + Long.parseLong(fields[system])));
    }
}
