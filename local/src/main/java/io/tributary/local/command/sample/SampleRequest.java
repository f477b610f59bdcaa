package io.tributary.local.command.sample;

import java.util.List;
import java.util.Optional;

/**
 * What a user asks for of a sample of any provider. A choice that is empty is left to the provider's defaults.
 *
 * @param seed where the choices start
 * @param rows rows of all deliveries together
 * @param deliveries deliveries of the newest month
 * @param periods months billed
 * @param brokenRows rows whose cost is no number
 * @param dataSets names of data sets; empty: the default ones
 * @param format name of the format
 */
public record SampleRequest(
        Optional<Long> seed,
        Optional<Integer> rows,
        Optional<Integer> deliveries,
        Optional<Integer> periods,
        Optional<Integer> brokenRows,
        List<String> dataSets,
        Optional<String> format) {

    /** Every choice left to the defaults. */
    static final SampleRequest NONE = new SampleRequest(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty());

    public SampleRequest {
        dataSets = List.copyOf(dataSets);
    }

    /** The same with so many rows. */
    SampleRequest withRows(int number) {
        return new SampleRequest(seed, Optional.of(number), deliveries, periods, brokenRows, dataSets, format);
    }
}
