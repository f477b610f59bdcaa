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
 * @param statementKey key of the statement that it is part of
 * @param deliveryKey key of its delivery under today's mapping rules
 * @param deliveryId its delivery's id, as headers carry it
 * @param mappingVersion version of the mapping rules
 * @param costBasis which cost column counts; {@code null} where the data set has only one
 * @param supplement what states the rest of the money, where it may come in two parts
 * @param supplements what the statement is a supplement of, where it is one
 * @param lease what only one data set may state, where that is more than the statement
 */
record Incoming(
        Record<byte[], byte[]> raw,
        RawPage page,
        long statementKey,
        long deliveryKey,
        byte[] deliveryId,
        String mappingVersion,
        String costBasis,
        Optional<DataSetNormalizer.Supplement> supplement,
        Optional<DataSetNormalizer.Supplemented> supplements,
        Optional<String> lease) {

    /** @throws RejectedPageException if none of {@code dataSets} is the page's */
    static Incoming of(Record<byte[], byte[]> raw, RawPage page, List<DataSetNormalizer> dataSets) {
        DataSetNormalizer dataSet = dataSets.stream()
                .filter(candidate -> candidate.dataSet().equals(page.getDataSet()))
                .findFirst()
                .orElseThrow(() -> new RejectedPageException(
                        RejectionCode.UNKNOWN_DATA_SET,
                        "dataSet is '" + page.getDataSet() + "': expected one of "
                                + dataSets.stream()
                                        .map(DataSetNormalizer::dataSet)
                                        .toList()));
        String basis = dataSet.costBasis(page);
        String version = dataSet.mappingVersion();
        return new Incoming(
                raw,
                page,
                StoreKeys.statement(dataSet.statement(page)),
                StoreKeys.delivery(page.getScope(), page.getDeliveryId(), version, basis),
                page.getDeliveryId().getBytes(UTF_8),
                version,
                basis,
                dataSet.supplement(page),
                dataSet.supplements(page),
                dataSet.lease(page));
    }

    boolean isInstruction() {
        return page.getInstruction() != null;
    }

    boolean isCompletion() {
        return page.getCompletion() != null;
    }

    /** Publication time, in milliseconds since 1970-01-01T00:00Z. */
    long timestamp() {
        return raw.timestamp();
    }

    Instant now() {
        return Instant.ofEpochMilli(raw.timestamp());
    }
}
