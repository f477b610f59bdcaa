package io.tributary.extractors;

import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.gcp.BigQueryAddress;
import io.tributary.extractors.gcp.files.BucketObjects;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What an input may be, told by how it is written. */
enum InputForm {
    /** A directory, laid out as a provider writes its bucket or container. */
    DIRECTORY,
    /** {@code s3://bucket/prefix}. */
    S3,
    /** {@code gs://bucket/prefix}. */
    CLOUD_STORAGE,
    /** {@code https://account.blob.core.windows.net/container/prefix}. */
    BLOB,
    /** {@code azure://scope}: Cost Management itself. */
    COST_MANAGEMENT,
    /** {@code bigquery://project/dataset/table}. */
    BIGQUERY;

    /** What is expected, for messages. */
    static final String EXPECTED =
            "a directory, s3://bucket/prefix (several with commas between them), gs://bucket/prefix,"
                    + " https://account.blob.core.windows.net/container/prefix, azure://scope or bigquery://project/dataset";

    private static final String BUCKET = "s3://";
    private static final String SCHEME = "(?i)[a-z][a-z0-9+.-]+://.*";
    private static final String AZURE = "azure://";

    /** The form of an input. */
    static InputForm of(String input) {
        if (input.startsWith(BUCKET)) {
            return S3;
        }
        if (input.startsWith(BucketObjects.SCHEME)) {
            return CLOUD_STORAGE;
        }
        if (input.startsWith("https://") || input.startsWith("http://")) {
            return BLOB;
        }
        if (input.startsWith(BigQueryAddress.SCHEME)) {
            return BIGQUERY;
        }
        return input.startsWith(AZURE) ? COST_MANAGEMENT : DIRECTORY;
    }

    /** What is wrong with an input; empty where nothing is. Never repeats what may be a secret. */
    static Optional<String> problem(String input) {
        if (input.isBlank()) {
            return Optional.of("is empty: expected " + EXPECTED);
        }
        return switch (of(input)) {
            case S3 ->
                problemUnless(
                        all(input).stream().allMatch(one -> one.matches("s3://[^/]+(/.*)?")),
                        input,
                        "s3://bucket/prefix, or several with commas between them");
            case CLOUD_STORAGE -> problemUnless(input.matches("gs://[^/]+(/.*)?"), input, "gs://bucket/prefix");
            case BLOB -> problemOfBlob(input);
            case COST_MANAGEMENT -> problemOfScopes(input.substring(AZURE.length()));
            case BIGQUERY -> problemOfTables(input);
            case DIRECTORY -> problemUnless(!input.matches(SCHEME), input, EXPECTED);
        };
    }

    /** The inputs that a setting names: several buckets of AWS with commas between them, or any other one. */
    static List<String> all(String input) {
        return of(input) == S3
                ? Arrays.stream(input.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList()
                : List.of(input);
    }

    private static Optional<String> problemUnless(boolean isRight, String input, String expected) {
        return isRight ? Optional.empty() : Optional.of("is " + input + ": expected " + expected);
    }

    private static Optional<String> problemOfBlob(String input) {
        if (input.contains("?")) {
            return Optional.of("has a query: expected a URL without one, and a shared access signature in"
                    + " azure.blob.sas.token");
        }
        String expected = "a URL like https://account.blob.core.windows.net/container/prefix";
        try {
            URI uri = new URI(input.replace(" ", "%20"));
            if (uri.getUserInfo() != null) {
                return Optional.of("has a user in it: expected " + expected);
            }
            return problemUnless(
                    uri.getHost() != null
                            && uri.getPath() != null
                            && uri.getPath().matches("/+[^/].*"),
                    input,
                    expected);
        } catch (URISyntaxException e) {
            return Optional.of("is no URL (" + e.getReason() + "): expected " + expected);
        }
    }

    private static Optional<String> problemOfTables(String input) {
        try {
            BigQueryAddress.all(input);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(
                    "is " + input + ": expected " + BigQueryAddress.EXPECTED + ", or several with commas between them");
        }
    }

    private static Optional<String> problemOfScopes(String scopes) {
        for (String scope : scopes.split(",", -1)) {
            try {
                BillingScope.of(scope);
            } catch (IllegalArgumentException e) {
                return Optional.of("is " + AZURE + scopes + ": expected after azure:// " + BillingScope.EXPECTED
                        + ", or several with commas between them");
            }
        }
        return Optional.empty();
    }
}
