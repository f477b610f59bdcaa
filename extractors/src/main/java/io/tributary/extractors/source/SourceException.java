package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/** A problem with a provider, or with what it delivered. Its message names the object that has the problem. */
public abstract sealed class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of problems. */
    public enum Kind {
        /** The provider asks to wait. */
        THROTTLED,
        /** The provider is out of reach for now. */
        UNAVAILABLE,
        /** Access is denied. */
        DENIED,
        /** The object is not as it should be. */
        MALFORMED,
        /** The object does not exist. */
        MISSING
    }

    private final String object;

    private SourceException(String object, String problem, Throwable cause) {
        super(requireNonNull(object, "object") + ": " + requireNonNull(problem, "problem"), cause);
        this.object = object;
    }

    /** The object that has the problem: its URI, or the input. */
    public final String object() {
        return object;
    }

    /** What kind of problem it is. */
    public abstract Kind kind();

    /** Whether another attempt may succeed later although nobody changes anything. */
    public boolean mayPass() {
        return false;
    }

    /** The provider asks to wait. */
    public static final class Throttled extends SourceException {

        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        /** @param retryAfter how long the provider asked to wait; null if it did not say */
        public Throttled(String object, Duration retryAfter, String problem, Throwable cause) {
            super(object, problem, cause);
            this.retryAfter = retryAfter;
        }

        /** How long the provider asked to wait; empty if it did not say. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public Kind kind() {
            return Kind.THROTTLED;
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** The provider could not be reached, failed, or kept changing what it was asked for. */
    public static final class Unavailable extends SourceException {

        private static final long serialVersionUID = 1L;

        public Unavailable(String object, String problem, Throwable cause) {
            super(object, problem, cause);
        }

        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** The provider does not let these credentials read the object. */
    public static final class Denied extends SourceException {

        private static final long serialVersionUID = 1L;

        public Denied(String object, String problem, Throwable cause) {
            super(object, problem, cause);
        }

        @Override
        public Kind kind() {
            return Kind.DENIED;
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** The object exists, and is not as it should be. */
    public static final class Malformed extends SourceException {

        private static final long serialVersionUID = 1L;

        public Malformed(String object, String problem, Throwable cause) {
            super(object, problem, cause);
        }

        public Malformed(String object, String problem) {
            this(object, problem, null);
        }

        @Override
        public Kind kind() {
            return Kind.MALFORMED;
        }
    }

    /** The object does not exist: the input, its manifests, or a file that a manifest lists. */
    public static final class Missing extends SourceException {

        private static final long serialVersionUID = 1L;

        public Missing(String object, String problem, Throwable cause) {
            super(object, problem, cause);
        }

        public Missing(String object, String problem) {
            this(object, problem, null);
        }

        @Override
        public Kind kind() {
            return Kind.MISSING;
        }
    }
}
