package io.tributary.extractors.aws.reports;

import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of one delivery of a Data Export that keeps its deliveries, such as
 * {@code 2024-04-02T13:14:43.337Z-6b622448-daaa-439c-92f1-afc727f1e0a3}.
 *
 * @param time when the delivery was made
 * @param executionId AWS's id of the delivery
 */
record DeliveryFolder(Instant time, String executionId) {

    private static final Pattern NAME =
            Pattern.compile("(\\d{4})-?(\\d\\d)-?(\\d\\d)T(\\d\\d):?(\\d\\d):?(\\d\\d)(\\.\\d{1,9})?Z-(.+)");

    DeliveryFolder {
        requireNonNull(time, "time");
        requireNonNull(executionId, "executionId");
    }

    /** The innermost such folder of a key; empty if there is none. */
    static Optional<DeliveryFolder> of(String key) {
        String[] folders = key.split("/");
        for (int i = folders.length - 2; i >= 0; i--) {
            Matcher name = NAME.matcher(folders[i]);
            if (name.matches()) {
                try {
                    return Optional.of(new DeliveryFolder(time(name), name.group(8)));
                } catch (DateTimeException e) {
                    // Digits that are not a time are an ordinary name.
                    continue;
                }
            }
        }
        return Optional.empty();
    }

    private static Instant time(Matcher name) {
        String fraction = name.group(7) == null ? "" : name.group(7);
        return Instant.parse(name.group(1) + "-" + name.group(2) + "-" + name.group(3) + "T" + name.group(4) + ":"
                + name.group(5) + ":" + name.group(6) + fraction + "Z");
    }
}
