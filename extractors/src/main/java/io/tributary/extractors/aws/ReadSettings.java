package io.tributary.extractors.aws;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;

/**
 * How files are read.
 *
 * @param limits how large a page may be
 * @param parallelism files that are read ahead at the same time
 * @param costSurvey whether a delivery with net columns is read once before its first page is published
 * @param backoff how often and after how long a broken connection is replaced
 * @param pause lets the time between pass
 */
record ReadSettings(PageLimits limits, int parallelism, boolean costSurvey, Backoff backoff, Pause pause) {

    ReadSettings {
        requireNonNull(limits, "limits");
        requireNonNull(backoff, "backoff");
        requireNonNull(pause, "pause");
    }
}
