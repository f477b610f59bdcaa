package io.tributary.local.command.deliveries;

import io.tributary.schemas.Delivery;
import io.tributary.schemas.RawPage;
import java.nio.ByteBuffer;
import java.time.Instant;

/** Raw records without rows that are about a delivery. */
final class DeliveryRecords {

    /** The artifact of a record that an operator made. */
    static final String OPERATOR = "operator";

    private DeliveryRecords() {}

    /** A record that names {@code delivery}, as its pages do, and says nothing yet. */
    static RawPage.Builder of(Delivery delivery, Instant now) {
        return RawPage.newBuilder()
                .setProvider(delivery.getProvider())
                .setDataSet(delivery.getDataSet())
                .setBillingAccountId(delivery.getBillingAccountId())
                .setBillingPeriodStart(delivery.getBillingPeriodStart())
                .setBillingPeriodEnd(delivery.getBillingPeriodEnd())
                .setScope(delivery.getScope())
                .setDeliveryId(delivery.getDeliveryId())
                .setDeliveryTime(delivery.getDeliveryTime())
                .setPageNumber(0)
                .setContentType("none")
                .setContent(ByteBuffer.allocate(0))
                .setRowCount(0)
                .setChecksum(0)
                .setArtifact(OPERATOR)
                .setArtifactRow(0)
                .setExtractedAt(now)
                .setExtractorVersion(OPERATOR);
    }
}
