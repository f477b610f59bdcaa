package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A data set of BigQuery, or one table of it.
 *
 * @param project the project that it is in
 * @param dataSet the data set
 * @param table the table; empty: all that are billing exports
 */
public record BigQueryAddress(String project, String dataSet, Optional<String> table) {

    /** What is expected, for messages. */
    static final String EXPECTED = "bigquery://project/dataset or bigquery://project/dataset/table";

    /** The scheme of inputs in BigQuery. */
    static final String SCHEME = "bigquery://";

    // Names that BigQuery allows, without those that a query would have to escape.
    private static final Pattern ADDRESS =
            Pattern.compile("(?:bigquery://)?([a-zA-Z0-9][a-zA-Z0-9.:-]*)/(\\w+)(?:/([\\w$-]+))?/?");

    public BigQueryAddress {
        requireNonNull(project, "project");
        requireNonNull(dataSet, "dataSet");
        requireNonNull(table, "table");
    }

    /**
     * Parses an input: an address, or several with commas between them, each with or without {@link #SCHEME}.
     *
     * @throws IllegalArgumentException if one of them is no address
     */
    public static List<BigQueryAddress> all(String input) {
        return Arrays.stream(input.split(",", -1))
                .map(BigQueryAddress::of)
                .distinct()
                .toList();
    }

    private static BigQueryAddress of(String text) {
        Matcher address = ADDRESS.matcher(text.strip());
        if (!address.matches()) {
            throw new IllegalArgumentException("'" + text.strip() + "' is no address: expected " + EXPECTED);
        }
        return new BigQueryAddress(address.group(1), address.group(2), Optional.ofNullable(address.group(3)));
    }

    @Override
    public String toString() {
        return SCHEME + project + "/" + dataSet + table.map(name -> "/" + name).orElse("");
    }
}
