package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.Progress;
import io.tributary.extractors.metrics.ExtractorMetrics;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reports each problem once for as long as it lasts, however often and in however many deliveries it is found. */
final class ReportedErrors {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReportedErrors.class);

    private final Progress progress;
    private final ExtractorMetrics metrics;
    private final Map<String, Set<String>> standing = new HashMap<>();
    private final List<SourceException> reported = new ArrayList<>();

    ReportedErrors(Progress progress, ExtractorMetrics metrics) {
        this.progress = requireNonNull(progress, "progress");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /**
     * Takes all problems that a subject has now. Problems that it had before and that are not among them are over.
     *
     * @param subject an input or a scope
     */
    void report(String subject, List<SourceException> errors) {
        Set<String> known = new HashSet<>();
        standing.values().forEach(known::addAll);
        Set<String> before = standing.remove(subject);
        Set<String> now = new HashSet<>();
        for (SourceException error : errors) {
            metrics.failed(error.kind());
            now.add(identity(error));
            if (known.add(identity(error))) {
                // The message says what is wrong and where. The stack trace helps developers only.
                LOGGER.error("{}", error.getMessage());
                LOGGER.debug("{}", error.getMessage(), error);
                reported.add(error);
                progress.failed(error);
            }
        }
        if (!now.isEmpty()) {
            standing.put(subject, now);
        } else if (before != null) {
            LOGGER.info("{}: its problems are over", subject);
        }
    }

    /** Whether there is no problem now. */
    boolean isEmpty() {
        return standing.isEmpty();
    }

    /** The problems that were reported, in the order in which they were found. */
    List<SourceException> all() {
        return List.copyOf(reported);
    }

    /** Forgets what was reported. Problems that last are still not reported again. */
    void forget() {
        reported.clear();
    }

    /** What identifies a problem. The message of one that may pass differs each time it is found. */
    private static String identity(SourceException error) {
        return error.getClass().getName() + " " + (error.mayPass() ? error.object() : error.getMessage());
    }
}
