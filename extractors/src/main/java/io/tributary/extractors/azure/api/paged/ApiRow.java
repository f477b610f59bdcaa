package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A row of an answer, with what the guard needs.
 *
 * @param start where it begins in the answer's bytes
 * @param end where it ends there
 * @param key digest of what identifies the row in its answer
 * @param content digest of all values of the row
 * @param cost what it costs
 * @param currency in which currency
 * @param day its day, if it states one
 */
public record ApiRow(
        int start, int end, long key, long content, BigDecimal cost, String currency, Optional<LocalDate> day) {

    public ApiRow {
        requireNonNull(cost, "cost");
        requireNonNull(currency, "currency");
        requireNonNull(day, "day");
    }

    public int length() {
        return end - start;
    }
}
