package io.tributary.samples.aws;

import io.tributary.samples.file.Text;
import io.tributary.samples.file.TsvTable;
import java.util.EnumMap;
import java.util.Map;

/** A kind of usage, as price lists have it. */
enum UsageKind {
    EC2_GENERAL,
    EC2_COMPUTE,
    EC2_WINDOWS,
    FARGATE,
    LAMBDA_DURATION,
    RDS_INSTANCE,
    EC2_SPOT,
    EBS_STORAGE,
    S3_STORAGE,
    S3_WRITES,
    S3_READS,
    LAMBDA_REQUESTS,
    TRANSFER_OUT,
    TRANSFER_BETWEEN_ZONES,
    NAT_GATEWAY,
    DYNAMODB_WRITES,
    CLOUDFRONT_TRANSFER,
    CLOUDWATCH_REQUESTS,
    QUEUE_REQUESTS,
    KEY_REQUESTS;

    private static final UsageKind[] ALL = values();
    /** The kinds that Savings Plans cover come first. */
    private static final int SAVINGS_PLAN_KINDS = 5;

    private static final UsageKind[] RESERVABLE = {EC2_GENERAL, RDS_INSTANCE};

    private final Service service;
    private final Meter meter;
    private final String description;
    private final Resource resource;
    private final Discount discount;
    private final Map<LegacyColumn, String> attributes = new EnumMap<>(LegacyColumn.class);
    private final long price;

    UsageKind() {
        TsvTable.Row row = Table.KINDS.row(name());
        service = new Service(
                row.text("productCode"), row.text("productName"), row.text("serviceCode"), row.text("productFamily"));
        meter = new Meter(
                row.text("usageType"), row.text("operation"), row.text("unit"), row.constant("shape", Shape.class));
        description = row.text("description");
        resource = row.constant("resource", Resource.class);
        discount = row.text("discount").isEmpty() ? null : row.constant("discount", Discount.class);
        price = Price.of(row.text("price"));
        for (TsvTable.Row attribute : Table.ATTRIBUTES.rows()) {
            if (attribute.name().equals(name())) {
                attributes.put(attribute.constant("column", LegacyColumn.class), attribute.text("value"));
            }
        }
    }

    static UsageKind underSavingsPlan(int index) {
        return ALL[index % SAVINGS_PLAN_KINDS];
    }

    static UsageKind reservable(int index) {
        return RESERVABLE[index % RESERVABLE.length];
    }

    boolean isUnderSavingsPlan() {
        return ordinal() < SAVINGS_PLAN_KINDS;
    }

    /** Whether it is the same everywhere, so that its rows have no region. */
    boolean isGlobal() {
        return this == CLOUDFRONT_TRANSFER;
    }

    Service service() {
        return service;
    }

    Meter meter() {
        return meter;
    }

    String description() {
        return description;
    }

    Resource resource() {
        return resource;
    }

    /** The discount of a contract, or null. */
    Discount discount() {
        return discount;
    }

    /** Product columns that only some kinds have. */
    Map<LegacyColumn, String> attributes() {
        return attributes;
    }

    /** In 10^-{@value Price#SCALE}. */
    long price() {
        return price;
    }

    Shape shape() {
        return meter.shape();
    }

    /**
     * The service that offers it.
     *
     * @param productCode lineItem/ProductCode
     * @param name product/ProductName
     * @param code product/servicecode
     * @param family product/productFamily
     */
    record Service(String productCode, String name, String code, String family) {}

    /**
     * How it is measured.
     *
     * @param usageType lineItem/UsageType, without the region
     * @param operation lineItem/Operation
     * @param unit pricing/unit, in one of the spellings that exist
     * @param shape how much of it is used
     */
    record Meter(String usageType, String operation, String unit, Shape shape) {}

    /** The form of resource ids: bare ids, or ARNs. */
    enum Resource {
        INSTANCE("i-0", ""),
        VOLUME("vol-0", ""),
        BUCKET("data-lake-", ""),
        TASK("arn:aws:ecs:", ":task/main/"),
        FUNCTION("arn:aws:lambda:", ":function:resize-"),
        DATABASE("arn:aws:rds:", ":db:orders-"),
        GATEWAY("arn:aws:ec2:", ":natgateway/nat-0"),
        TABLE("arn:aws:dynamodb:", ":table/sessions-"),
        DISTRIBUTION("arn:aws:cloudfront::", ":distribution/E"),
        ALARM("arn:aws:cloudwatch:", ":alarm:latency-"),
        QUEUE("arn:aws:sqs:", ":incoming-"),
        KEY("arn:aws:kms:", ":key/");

        private static final int DIGITS = 16;
        private final byte[] head;
        private final byte[] tail;

        Resource(String head, String tail) {
            this.head = Text.field(head);
            this.tail = Text.field(tail);
        }

        byte[] id(Text text, Region region, byte[] account, long number) {
            text.clear().put(head);
            if (tail.length > 0) {
                if (this != DISTRIBUTION) {
                    text.put(region.codeText()).put(':');
                }
                text.put(account).put(tail);
            }
            return text.hex(number, DIGITS).bytes();
        }
    }

    /** Apart from the constants, which are made before anything else of their class. */
    private static final class Table {
        private static final TsvTable KINDS = TsvTable.beside(UsageKind.class, "usage-kinds.tsv");
        private static final TsvTable ATTRIBUTES = TsvTable.beside(UsageKind.class, "product-attributes.tsv");
    }
}
