package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A row of an answer, and what the guard has to know of it.
 *
 * @param start where it begins in the answer's bytes
 * @param end where it ends there
 * @param key digest of what tells the row from others of its answer
 * @param content digest of all that the row says
 * @param cost what it costs
 * @param currency in which currency
 * @param day of which day it is, where it says so
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
