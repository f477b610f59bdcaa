package io.tributary.samples.aws;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a service is by FOCUS.
 *
 * @param category ServiceCategory
 * @param subcategory ServiceSubcategory
 */
record FocusService(byte[] category, byte[] subcategory) {

    private static final FocusService OTHER = of("Other", "Other (Other)");

    private static final Map<String, FocusService> BY_PRODUCT_CODE = Map.ofEntries(
            Map.entry("AmazonEC2", of("Compute", "Virtual Machines")),
            Map.entry("AmazonECS", of("Compute", "Containers")),
            Map.entry("AmazonEKS", of("Compute", "Containers")),
            Map.entry("AWSLambda", of("Compute", "Serverless Compute")),
            Map.entry("ComputeSavingsPlans", of("Compute", "Other (Compute)")),
            Map.entry("AmazonRDS", of("Databases", "Relational Databases")),
            Map.entry("AmazonDynamoDB", of("Databases", "NoSQL Databases")),
            Map.entry("AmazonS3", of("Storage", "Object Storage")),
            Map.entry("AmazonCloudFront", of("Networking", "Content Delivery")),
            Map.entry("AmazonCloudWatch", of("Management and Governance", "Observability")),
            Map.entry("AWSCloudTrail", of("Management and Governance", "Compliance")),
            Map.entry("AWSQueueService", of("Integration", "Messaging")),
            Map.entry("awskms", of("Security", "Other (Security)")),
            Map.entry("AWSGlue", of("Analytics", "Data Processing")));

    /** The service that a line is about. */
    static FocusService of(CurLine line) {
        byte[] code = line.text(LegacyColumn.PRODUCT_CODE);
        return code == null ? OTHER : BY_PRODUCT_CODE.getOrDefault(new String(code, StandardCharsets.UTF_8), OTHER);
    }

    private static FocusService of(String category, String subcategory) {
        return new FocusService(Text.field(category), Text.field(subcategory));
    }
}
