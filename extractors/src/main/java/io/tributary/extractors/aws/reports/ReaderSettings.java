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
 * @param writingTime how long it may take to overwrite a delivery: a file that is younger than this, and than its
 *     manifest, counts as one of the next delivery; zero for copies, whose times mean nothing
 * @param backoff how often and after how long a broken connection is replaced
 * @param pause waits before the next attempt
 * @param clock the time from which the age of files is computed
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
