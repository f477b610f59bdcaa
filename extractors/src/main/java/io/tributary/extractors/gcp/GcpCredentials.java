package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Credentials of the requests.
 *
 * @param kind the source of tokens
 * @param file a key of a service account or any other credentials of Google's, as a JSON file; empty: application
 *     default credentials
 * @param impersonated the service account that these credentials act as; empty: as themselves
 */
public record GcpCredentials(Kind kind, Optional<String> file, Optional<String> impersonated) {

    /** Where tokens come from. */
    public enum Kind {
        /** A file where one is set; else application default credentials. */
        DEFAULT,
        /** Nowhere: for a server that asks for none. */
        NONE
    }

    /** Nothing is set: application default credentials. */
    public static final GcpCredentials UNSET = new GcpCredentials(Kind.DEFAULT, Optional.empty(), Optional.empty());

    public GcpCredentials {
        requireNonNull(kind, "kind");
        requireNonNull(file, "file");
        requireNonNull(impersonated, "impersonated");
    }
}
