package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.Progress;
import io.tributary.extractors.metrics.ExtractorMetrics;
import io.tributary.extractors.metrics.ExtractorMetrics.Kind;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong, said once for as long as it stays so, however often and by however many deliveries it is met. */
final class ReportedErrors {

    private static final Logger LOGGER = LoggerFactory.getLogger(ReportedErrors.class);

    private final Progress progress;
    private final ExtractorMetrics metrics;
    private final Map<String, Set<String>> standing = new HashMap<>();
    private final List<SourceException> said = new ArrayList<>();

    ReportedErrors(Progress progress, ExtractorMetrics metrics) {
        this.progress = requireNonNull(progress, "progress");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /**
     * Takes note of all that is wrong with something now; what was wrong with it before no longer is.
     *
     * @param subject an input or a scope
     */
    void about(String subject, List<SourceException> errors) {
        Set<String> known = new HashSet<>();
        standing.values().forEach(known::addAll);
        Set<String> before = standing.remove(subject);
        Set<String> now = new HashSet<>();
        for (SourceException error : errors) {
            metrics.failed(kind(error));
            now.add(sameness(error));
            if (known.add(sameness(error))) {
                // The message says what is wrong and where; where it was thrown helps nobody but us.
                LOGGER.error("{}", error.getMessage());
                LOGGER.debug("{}", error.getMessage(), error);
                said.add(error);
                progress.failed(error);
            }
        }
        if (!now.isEmpty()) {
            standing.put(subject, now);
        } else if (before != null) {
            LOGGER.info("{}: nothing is wrong with it any more", subject);
        }
    }

    /** Whether nothing is wrong with anything. */
    boolean isEmpty() {
        return standing.isEmpty();
    }

    /** What was said, in the order in which it was met. */
    List<SourceException> said() {
        return List.copyOf(said);
    }

    /** Forgets what was said: what stands is still not said again. */
    void forget() {
        said.clear();
    }

    /** What two errors have in common that are one. What may pass is worded differently each time it is met. */
    private static String sameness(SourceException error) {
        return error.getClass().getName() + " " + (error.mayPass() ? error.object() : error.getMessage());
    }

    private static Kind kind(SourceException error) {
        if (error instanceof SourceException.Throttled) {
            return Kind.THROTTLED;
        }
        return switch (error.exitCode()) {
            case 3 -> Kind.MISSING;
            case 4 -> Kind.MALFORMED;
            case 5 -> Kind.DENIED;
            default -> Kind.UNAVAILABLE;
        };
    }
}
