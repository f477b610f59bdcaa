package io.tributary.local.command.history;

import io.tributary.schemas.Delivery;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one cause changed of the total: a reading of a delivery, or a decision about it. Slices of one day may share a
 * line.
 *
 * @param at when it began, by publication time
 * @param cause READING, CONFIRMED, REPLACED or SEVERAL; empty where nothing of the delivery was taken
 * @param deliveries the delivery that it is about, or the slices; as they are now
 * @param recordsAdded records that were new
 * @param recordsRestated records that were known with other content
 * @param recordsVanished records that were withdrawn
 * @param currencies amounts by currency
 */
record HistoryLine(
        Instant at,
        String cause,
        List<Delivery> deliveries,
        long recordsAdded,
        long recordsRestated,
        long recordsVanished,
        SortedMap<String, CurrencyLine> currencies) {

    HistoryLine {
        deliveries = List.copyOf(deliveries);
        currencies = Collections.unmodifiableSortedMap(new TreeMap<>(currencies));
    }

    /** The delivery, or one of the slices. */
    Delivery delivery() {
        return deliveries.get(0);
    }

    HistoryLine with(SortedMap<String, CurrencyLine> others) {
        return new HistoryLine(at, cause, deliveries, recordsAdded, recordsRestated, recordsVanished, others);
    }
}
