package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import io.tributary.streams.BillingTopology;
import io.tributary.streams.StreamsAppConfig;
import io.tributary.streams.deadletter.RejectedPageException;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.PageNormalizer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Tells the lines of a bill that a row is of, by today's rules. Used by one thread. */
public final class LineKeys {

    private final StreamsAppConfig config;
    private final Map<String, PageNormalizer> byProvider = new HashMap<>();

    /** @param settings of the streams application */
    public LineKeys(Map<String, String> settings) {
        config = StreamsAppConfig.from(settings);
    }

    /**
     * The natural keys of what a row becomes, or would become if all of it could be read; none where they cannot be
     * told.
     *
     * @param delivery the row's delivery
     * @param contentType how the page is framed
     * @param page a page that has the row alone
     */
    public Set<String> of(Delivery delivery, String contentType, byte[] page) {
        RawPage alone = DeliveryRecords.of(delivery, Instant.EPOCH)
                .setContentType(contentType)
                .setContent(ByteBuffer.wrap(page))
                .setRowCount(1)
                .build();
        Set<String> keys = new HashSet<>();
        try {
            NormalizedPage read = byProvider
                    .computeIfAbsent(
                            delivery.getProvider(),
                            provider -> new PageNormalizer(
                                    BillingTopology.dataSets(provider, config), config.largestRecord()))
                    .normalize(alone);
            read.records().forEach(record -> keys.add(record.key().toString()));
            read.rejectedRows().forEach(row -> row.rejection().keys().forEach(key -> keys.add(key.toString())));
        } catch (RejectedPageException unreadable) {
            // Nothing can be told of it: who reads the delivery says so.
        }
        return keys;
    }
}
