package io.tributary.streams.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.DataSetNormalizer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A page on its way through the comparison.
 *
 * @param raw the record that it came in
 * @param page the page
 * @param timestamp publication time, which never goes back, in milliseconds since 1970-01-01T00:00Z
 * @param statementKey key of the statement that it is part of
 * @param deliveryKey key of its delivery
 * @param readingKey key of the reading that cut it
 * @param deliveryId its delivery's id, as headers carry it
 * @param mappingVersion version of today's mapping rules
 * @param costBasis which cost column counts; {@code null} where the data set has only one
 * @param supplement what states the rest of the money, where it may come in two parts
 * @param supplements what the statement is a supplement of, where it is one
 * @param lease what only one data set may state, where that is more than the statement
 */
record Incoming(
        Record<byte[], byte[]> raw,
        RawPage page,
        long timestamp,
        long statementKey,
        long deliveryKey,
        long readingKey,
        byte[] deliveryId,
        String mappingVersion,
        String costBasis,
        Optional<DataSetNormalizer.Supplement> supplement,
        Optional<DataSetNormalizer.Supplemented> supplements,
        Optional<String> lease) {

    /** Characters that a scope or a delivery's id may have: their statement's state holds them. */
    private static final int LONGEST_NAME = 2_000;

    private static final int SCOPE_PARTS = 5;
    private static final int SHOWN = 100;

    /** @throws RejectedPageException if none of {@code dataSets} is the page's, or its names cannot be such */
    static Incoming of(Record<byte[], byte[]> raw, RawPage page, long timestamp, List<DataSetNormalizer> dataSets) {
        DataSetNormalizer dataSet = dataSets.stream()
                .filter(candidate -> candidate.dataSet().equals(page.getDataSet()))
                .findFirst()
                .orElseThrow(() -> new RejectedPageException(
                        RejectionCode.UNKNOWN_DATA_SET,
                        "dataSet is '" + page.getDataSet() + "': expected one of "
                                + dataSets.stream()
                                        .map(DataSetNormalizer::dataSet)
                                        .toList()));
        requireNames(page);
        return new Incoming(
                raw,
                page,
                timestamp,
                StoreKeys.statement(dataSet.statement(page)),
                StoreKeys.delivery(page.getScope(), page.getDeliveryId()),
                StoreKeys.reading(page.getScope(), page.getDeliveryId(), page.getReading()),
                page.getDeliveryId().getBytes(UTF_8),
                dataSet.mappingVersion(),
                dataSet.costBasis(page),
                dataSet.supplement(page),
                dataSet.supplements(page),
                dataSet.lease(page));
    }

    private static void requireNames(RawPage page) {
        String scope = page.getScope();
        if (scope.split("/", -1).length < SCOPE_PARTS || scope.length() > LONGEST_NAME) {
            throw malformed("scope", scope, "provider/data set/account/period/source");
        }
        if (page.getDeliveryId().length() > LONGEST_NAME) {
            throw malformed("deliveryId", page.getDeliveryId(), "an id");
        }
        if (page.getPageNumber() < 0) {
            throw malformed("pageNumber", Integer.toString(page.getPageNumber()), "0 or more");
        }
    }

    private static RejectedPageException malformed(String field, String value, String expected) {
        String shown = value.length() > SHOWN ? value.substring(0, SHOWN) + "..." : value;
        return new RejectedPageException(
                RejectionCode.PAGE_MALFORMED,
                field + " is '" + shown + "': expected " + expected + " of at most " + LONGEST_NAME + " characters");
    }

    boolean isInstruction() {
        return page.getInstruction() != null;
    }

    boolean isCompletion() {
        return page.getCompletion() != null;
    }

    Instant now() {
        return Instant.ofEpochMilli(timestamp);
    }
}
