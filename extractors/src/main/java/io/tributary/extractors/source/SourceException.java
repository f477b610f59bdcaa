package io.tributary.extractors.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;

/**
 * What is wrong with a provider, or with what it delivered: names the object that it is about, and says by its kind what
 * a program that stops because of it should exit with.
 */
public abstract sealed class SourceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String object;

    private SourceException(String object, String problem, Throwable cause) {
        super(requireNonNull(object, "object") + ": " + requireNonNull(problem, "problem"), cause);
        this.object = object;
    }

    /** What the trouble is with: an object's URI, or the input. */
    public final String object() {
        return object;
    }

    /** Exit code of a program that stops because of this: 3 missing, 4 malformed, 5 denied, 6 out of reach for now. */
    public abstract int exitCode();

    /** Whether trying again later may do, with nothing changed. */
    public boolean mayPass() {
        return false;
    }

    /** The provider asked to be left alone for a while. */
    public static final class Throttled extends SourceException {

        private static final long serialVersionUID = 1L;

        private final Duration retryAfter;

        /** @param retryAfter how long the provider asked to wait; null where it did not say */
        public Throttled(String object, Duration retryAfter, String problem, Throwable cause) {
            super(object, problem, cause);
            this.retryAfter = retryAfter;
        }

        /** How long the provider asked to wait; empty where it did not say. */
        public Optional<Duration> retryAfter() {
            return Optional.ofNullable(retryAfter);
        }

        @Override
        public int exitCode() {
            return 6;
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
        public int exitCode() {
            return 6;
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
        public int exitCode() {
            return 5;
        }

        @Override
        public boolean mayPass() {
            return true;
        }
    }

    /** The object is there and is not what it should be. */
    public static final class Malformed extends SourceException {

        private static final long serialVersionUID = 1L;

        public Malformed(String object, String problem, Throwable cause) {
            super(object, problem, cause);
        }

        public Malformed(String object, String problem) {
            this(object, problem, null);
        }

        @Override
        public int exitCode() {
            return 4;
        }
    }

    /** The object is not there: the input, its manifests, or a file that a manifest lists. */
    public static final class Missing extends SourceException {

        private static final long serialVersionUID = 1L;

        public Missing(String object, String problem, Throwable cause) {
            super(object, problem, cause);
        }

        public Missing(String object, String problem) {
            this(object, problem, null);
        }

        @Override
        public int exitCode() {
            return 3;
        }
    }
}
