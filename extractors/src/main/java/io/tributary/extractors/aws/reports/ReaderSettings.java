package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How files are read.
 *
 * @param limits how large a page may be
 * @param parallelism files that are read ahead at the same time
 * @param costSurvey whether a delivery with net columns is read once before its first page is published
 * @param writingTime how long a delivery that is overwritten may be being written: a file that is younger than that, and
 *     than its manifest, is taken for one of the next delivery; zero where times tell nothing, as those of copies do
 * @param backoff how often and after how long a broken connection is replaced
 * @param pause lets the time between pass
 * @param clock tells how old a file is
 */
public record ReaderSettings(
        PageLimits limits,
        int parallelism,
        boolean costSurvey,
        Duration writingTime,
        Backoff backoff,
        Pause pause,
        InstantSource clock) {

    public ReaderSettings {
        requireNonNull(limits, "limits");
        requireNonNull(writingTime, "writingTime");
        requireNonNull(backoff, "backoff");
        requireNonNull(pause, "pause");
        requireNonNull(clock, "clock");
    }
}
