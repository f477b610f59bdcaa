package io.tributary.samples.aws;

import static io.tributary.samples.aws.LegacyColumn.PRODUCT_AVAILABILITY;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_CAPACITY_STATUS;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_DATABASE_ENGINE;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_DEPLOYMENT_OPTION;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_DURABILITY;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_GROUP;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_GROUP_DESCRIPTION;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_INSTANCE_FAMILY;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_INSTANCE_TYPE;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_INSTANCE_TYPE_FAMILY;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_LICENSE_MODEL;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_MEMORY;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_NETWORK_PERFORMANCE;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_NORMALIZATION_SIZE_FACTOR;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_OPERATING_SYSTEM;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_PHYSICAL_PROCESSOR;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_PRE_INSTALLED_SW;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_PROCESSOR_ARCHITECTURE;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_STORAGE;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_STORAGE_CLASS;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_STORAGE_MEDIA;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_TENANCY;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_TO_LOCATION;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_TO_LOCATION_TYPE;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_TRANSFER_TYPE;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_VCPU;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_VOLUME_API_NAME;
import static io.tributary.samples.aws.LegacyColumn.PRODUCT_VOLUME_TYPE;

import java.util.EnumMap;
import java.util.Map;

/** Something that can be used, as a price list has it. Prices are from public lists of 2023, in US dollars. */
enum UsageKind {
    EC2_GENERAL(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AmazonEC2", "Compute Instance"),
            new Meter("BoxUsage:m5.large", "RunInstances", "Hrs", "0.096", Shape.HOURS),
            "$0.096 per On Demand Linux m5.large Instance Hour",
            Resource.INSTANCE,
            Discount.ENTERPRISE,
            instance("m5.large", "General purpose", "M5", "2", "8 GiB", "4", "Linux")),
    EC2_COMPUTE(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AmazonEC2", "Compute Instance"),
            new Meter("BoxUsage:c6g.xlarge", "RunInstances", "Hrs", "0.136", Shape.HOURS),
            "$0.136 per On Demand Linux c6g.xlarge Instance Hour",
            Resource.INSTANCE,
            Discount.ENTERPRISE,
            instance("c6g.xlarge", "Compute optimized", "C6G", "4", "8 GiB", "8", "Linux")),
    EC2_WINDOWS(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AmazonEC2", "Compute Instance"),
            new Meter("BoxUsage:r5.xlarge", "RunInstances:0002", "hours", "0.436", Shape.HOURS),
            "$0.436 per On Demand Windows r5.xlarge Instance Hour",
            Resource.INSTANCE,
            Discount.ENTERPRISE,
            instance("r5.xlarge", "Memory optimized", "R5", "4", "32 GiB", "8", "Windows")),
    FARGATE(
            new Service("AmazonECS", "Amazon Elastic Container Service", "AmazonECS", "Compute"),
            new Meter("Fargate-vCPU-Hours:perCPU", "FargateTask", "hours", "0.04048", Shape.HOURS),
            "AWS Fargate - vCPU - per hour",
            Resource.TASK,
            null,
            Map.of(PRODUCT_TENANCY, "Shared")),
    LAMBDA_DURATION(
            new Service("AWSLambda", "AWS Lambda", "AWSLambda", "Serverless"),
            new Meter("Lambda-GB-Second", "Invoke", "Lambda-GB-Second", "0.0000166667", Shape.GIGABYTE_SECONDS),
            "AWS Lambda - Total Compute - $0.0000166667 per GB-second",
            Resource.FUNCTION,
            Discount.SOLUTION_PROVIDER,
            Map.of(
                    PRODUCT_GROUP,
                    "AWS-Lambda-Duration",
                    PRODUCT_GROUP_DESCRIPTION,
                    "Invocation duration, in GB-seconds")),
    RDS_INSTANCE(
            new Service("AmazonRDS", "Amazon Relational Database Service", "AmazonRDS", "Database Instance"),
            new Meter("InstanceUsage:db.r5.large", "CreateDBInstance:0014", "Hrs", "0.25", Shape.HOURS),
            "$0.250 per RDS db.r5.large Single-AZ instance hour (or partial hour) running PostgreSQL",
            Resource.DATABASE,
            null,
            Map.of(
                    PRODUCT_INSTANCE_TYPE, "db.r5.large",
                    PRODUCT_INSTANCE_FAMILY, "Memory optimized",
                    PRODUCT_INSTANCE_TYPE_FAMILY, "R5",
                    PRODUCT_VCPU, "2",
                    PRODUCT_MEMORY, "16 GiB",
                    PRODUCT_DATABASE_ENGINE, "PostgreSQL",
                    PRODUCT_DEPLOYMENT_OPTION, "Single-AZ",
                    PRODUCT_LICENSE_MODEL, "No license required",
                    PRODUCT_NORMALIZATION_SIZE_FACTOR, "4")),
    EC2_SPOT(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AmazonEC2", "Compute Instance"),
            new Meter("SpotUsage:m5.large", "RunInstances:SV001", "Hrs", "0.0374", Shape.HOURS),
            "m5.large Linux/UNIX Spot Instance-hour",
            Resource.INSTANCE,
            null,
            instance("m5.large", "General purpose", "M5", "2", "8 GiB", "4", "Linux")),
    EBS_STORAGE(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AmazonEC2", "Storage"),
            new Meter("EBS:VolumeUsage.gp3", "CreateVolume-Gp3", "GB-Mo", "0.08", Shape.GIGABYTE_MONTHS),
            "$0.08 per GB-month of General Purpose (gp3) provisioned storage",
            Resource.VOLUME,
            null,
            Map.of(
                    PRODUCT_STORAGE_MEDIA, "SSD-backed",
                    PRODUCT_VOLUME_API_NAME, "gp3",
                    PRODUCT_VOLUME_TYPE, "General Purpose")),
    S3_STORAGE(
            new Service("AmazonS3", "Amazon Simple Storage Service", "AmazonS3", "Storage"),
            new Meter("TimedStorage-ByteHrs", "StandardStorage", "GB-Mo", "0.023", Shape.GIGABYTE_MONTHS),
            "$0.023 per GB - first 50 TB / month of storage used",
            Resource.BUCKET,
            Discount.PRIVATE_RATE,
            Map.of(
                    PRODUCT_STORAGE_CLASS, "General Purpose",
                    PRODUCT_VOLUME_TYPE, "Standard",
                    PRODUCT_AVAILABILITY, "99.99%",
                    PRODUCT_DURABILITY, "99.999999999%")),
    S3_WRITES(
            new Service("AmazonS3", "Amazon Simple Storage Service", "AmazonS3", "API Request"),
            new Meter("Requests-Tier1", "PutObject", "Requests", "0.000005", Shape.REQUESTS),
            "$0.005 per 1,000 PUT, COPY, POST, or LIST requests",
            Resource.BUCKET,
            Discount.PRIVATE_RATE,
            Map.of(PRODUCT_GROUP, "S3-API-Tier1", PRODUCT_GROUP_DESCRIPTION, "PUT/COPY/POST or LIST requests")),
    S3_READS(
            new Service("AmazonS3", "Amazon Simple Storage Service", "AmazonS3", "API Request"),
            new Meter("Requests-Tier2", "HeadBucket", "Requests", "0.0000004", Shape.REQUESTS),
            "$0.004 per 10,000 GET and all other requests",
            Resource.BUCKET,
            null,
            Map.of(PRODUCT_GROUP, "S3-API-Tier2", PRODUCT_GROUP_DESCRIPTION, "GET and all other requests")),
    LAMBDA_REQUESTS(
            new Service("AWSLambda", "AWS Lambda", "AWSLambda", "Serverless"),
            new Meter("Request", "Invoke", "Requests", "0.0000002", Shape.REQUESTS),
            "AWS Lambda - Total Requests - $0.20 per 1,000,000 requests",
            Resource.FUNCTION,
            null,
            Map.of(
                    PRODUCT_GROUP,
                    "AWS-Lambda-Requests",
                    PRODUCT_GROUP_DESCRIPTION,
                    "Invocation call for a Lambda function")),
    TRANSFER_OUT(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AWSDataTransfer", "Data Transfer"),
            new Meter("DataTransfer-Out-Bytes", "RunInstances", "GB", "0.09", Shape.GIGABYTES),
            "$0.09 per GB - first 10 TB / month data transfer out beyond the global free tier",
            Resource.INSTANCE,
            null,
            Map.of(
                    PRODUCT_TRANSFER_TYPE, "AWS Outbound",
                    PRODUCT_TO_LOCATION, "External",
                    PRODUCT_TO_LOCATION_TYPE, "Other")),
    TRANSFER_BETWEEN_ZONES(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AWSDataTransfer", "Data Transfer"),
            new Meter("DataTransfer-Regional-Bytes", "InterZone-In", "GB", "0.01", Shape.GIGABYTES),
            "$0.010 per GB - regional data transfer - in/out/between EC2 AZs or using elastic IPs or ELB",
            Resource.INSTANCE,
            null,
            Map.of(PRODUCT_TRANSFER_TYPE, "IntraRegion")),
    NAT_GATEWAY(
            new Service("AmazonEC2", "Amazon Elastic Compute Cloud", "AmazonEC2", "NAT Gateway"),
            new Meter("NatGateway-Hours", "NatGateway", "Hours", "0.045", Shape.HOURS),
            "$0.045 per NAT Gateway Hour",
            Resource.GATEWAY,
            null,
            Map.of(PRODUCT_GROUP, "NGW:NatGateway", PRODUCT_GROUP_DESCRIPTION, "Hourly charge for NAT Gateways")),
    DYNAMODB_WRITES(
            new Service(
                    "AmazonDynamoDB", "Amazon DynamoDB", "AmazonDynamoDB", "Amazon DynamoDB PayPerRequest Throughput"),
            new Meter(
                    "WriteRequestUnits", "PayPerRequestThroughput", "WriteRequestUnits", "0.00000125", Shape.REQUESTS),
            "$1.25 per million write request units (N. Virginia)",
            Resource.TABLE,
            Discount.PLAIN,
            Map.of(
                    PRODUCT_GROUP,
                    "DDB-WriteUnits",
                    PRODUCT_GROUP_DESCRIPTION,
                    "DynamoDB PayPerRequest Write Request Units")),
    CLOUDFRONT_TRANSFER(
            new Service("AmazonCloudFront", "Amazon CloudFront", "AmazonCloudFront", "Data Transfer"),
            new Meter("EU-DataTransfer-Out-Bytes", "GET", "GB", "0.085", Shape.GIGABYTES),
            "$0.085 per GB - first 10 TB / month data transfer out",
            Resource.DISTRIBUTION,
            Discount.BUNDLED,
            Map.of(PRODUCT_TRANSFER_TYPE, "CloudFront Outbound")),
    CLOUDWATCH_REQUESTS(
            new Service("AmazonCloudWatch", "AmazonCloudWatch", "AmazonCloudWatch", "API Request"),
            new Meter("CW:Requests", "GetMetricData", "Requests", "0.00001", Shape.REQUESTS),
            "$0.01 per 1,000 requests",
            Resource.ALARM,
            null,
            Map.of(PRODUCT_GROUP, "CW", PRODUCT_GROUP_DESCRIPTION, "API requests, of \"get\" kind")),
    QUEUE_REQUESTS(
            new Service("AWSQueueService", "Amazon Simple Queue Service", "AWSQueueService", "API Request"),
            new Meter("Requests-Tier1", "SendMessage", "Requests", "0", Shape.REQUESTS),
            "First 1,000,000 Amazon SQS Requests per month are free",
            Resource.QUEUE,
            null,
            Map.of(PRODUCT_GROUP, "SQS-APIRequest-Tier1")),
    KEY_REQUESTS(
            new Service("awskms", "AWS Key Management Service", "awskms", "API Request"),
            new Meter("KMS-Requests", "Decrypt", "Requests", "0", Shape.REQUESTS),
            "$0.00 per request - Monthly Global Free Tier for KMS requests",
            Resource.KEY,
            null,
            Map.of(PRODUCT_GROUP, "awskms-APIRequest-All", PRODUCT_GROUP_DESCRIPTION, "All AWS KMS API requests"));

    private static final UsageKind[] ALL = values();
    /** Those that Savings Plans cover come first. */
    private static final int SAVINGS_PLAN_KINDS = 5;

    private static final UsageKind[] RESERVABLE = {EC2_GENERAL, RDS_INSTANCE};

    private final Service service;
    private final Meter meter;
    private final String description;
    private final Resource resource;
    private final Discount discount;
    private final Map<LegacyColumn, String> attributes;
    private final long price;

    UsageKind(
            Service service,
            Meter meter,
            String description,
            Resource resource,
            Discount discount,
            Map<LegacyColumn, String> attributes) {
        this.service = service;
        this.meter = meter;
        this.description = description;
        this.resource = resource;
        this.discount = discount;
        this.attributes = attributes;
        this.price = Price.of(meter.price());
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

    /** What a contract takes off it, or null. */
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

    private static Map<LegacyColumn, String> instance(
            String type, String family, String typeFamily, String vcpu, String memory, String factor, String system) {
        Map<LegacyColumn, String> attributes = new EnumMap<>(LegacyColumn.class);
        attributes.put(PRODUCT_INSTANCE_TYPE, type);
        attributes.put(PRODUCT_INSTANCE_FAMILY, family);
        attributes.put(PRODUCT_INSTANCE_TYPE_FAMILY, typeFamily);
        attributes.put(PRODUCT_VCPU, vcpu);
        attributes.put(PRODUCT_MEMORY, memory);
        attributes.put(PRODUCT_NORMALIZATION_SIZE_FACTOR, factor);
        attributes.put(PRODUCT_OPERATING_SYSTEM, system);
        attributes.put(PRODUCT_CAPACITY_STATUS, "Used");
        attributes.put(PRODUCT_LICENSE_MODEL, "No License required");
        attributes.put(PRODUCT_NETWORK_PERFORMANCE, "Up to 10 Gigabit");
        attributes.put(PRODUCT_PHYSICAL_PROCESSOR, "Intel Xeon Platinum 8175 (Skylake)");
        attributes.put(PRODUCT_PRE_INSTALLED_SW, "NA");
        attributes.put(PRODUCT_PROCESSOR_ARCHITECTURE, "64-bit");
        attributes.put(PRODUCT_STORAGE, "EBS only");
        attributes.put(PRODUCT_TENANCY, "Shared");
        return attributes;
    }

    /**
     * Who offers it.
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
     * @param price a unit's, as a decimal
     * @param shape how much of it is used
     */
    record Meter(String usageType, String operation, String unit, String price, Shape shape) {}

    /** How the ids of the things that are used look: bare, or as ARNs. */
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
}
