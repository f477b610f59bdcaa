package io.tributary.schemas;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A cloud whose bills are read.
 *
 * @param name its name in topics, settings, scopes and records, for example {@code aws}: lower-case letters and digits
 * @param label its name for people, for example {@code Google Cloud}
 */
public record Provider(String name, String label) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*");

    public static final Provider AWS = new Provider("aws", "AWS");
    public static final Provider AZURE = new Provider("azure", "Azure");
    public static final Provider GCP = new Provider("gcp", "Google Cloud");

    public Provider {
        requireNonNull(name, "name");
        requireNonNull(label, "label");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Provider '" + name + "', expected lower-case letters and digits, a letter first");
        }
    }

    /** The providers that Tributary comes with. */
    public static List<Provider> builtIn() {
        return List.of(AWS, AZURE, GCP);
    }

    /** The topic of the provider's raw pages. Key: {@link Keys#accountPeriod}. */
    public Topic<RawPage> rawTopic() {
        return Topics.raw(name);
    }

    @Override
    public String toString() {
        return name;
    }
}
