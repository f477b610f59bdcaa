package io.tributary.samples.azure;

import java.math.BigDecimal;

/** What is metered or sold: its names, its unit and its prices. Prices are of one unit of measure, block included. */
enum Meter {
    VIRTUAL_MACHINE(
            "Virtual Machines",
            "Dsv5 Series",
            "D2s v5",
            "1 Hour",
            1,
            "0.0912",
            "0.096",
            "Microsoft.Compute/virtualMachines",
            "Compute"),
    LARGE_MACHINE(
            "Virtual Machines",
            "Dv3/DSv3 Series",
            "D4 v3/D4s v3",
            "10 Hours",
            10,
            "1.7475",
            "1.92",
            "Microsoft.Compute/virtualMachines",
            "Compute"),
    SPOT_MACHINE(
            "Virtual Machines",
            "DSv2 Series",
            "DS4 v2 Spot",
            "1 Hour",
            1,
            "0.081579474",
            "0.0932",
            "Microsoft.Compute/virtualMachineScaleSets",
            "Compute"),
    DISK(
            "Storage",
            "Standard HDD Managed Disks",
            "S4 LRS Disk",
            "1 /Month",
            1,
            "1.5",
            "1.536",
            "Microsoft.Compute/disks",
            "Storage"),
    DISK_OPERATIONS(
            "Storage",
            "Standard HDD Managed Disks",
            "Disk Operations",
            "10K",
            10_000,
            "0.0005",
            "0.0005",
            "Microsoft.Compute/disks",
            "Storage"),
    QUEUE_OPERATIONS(
            "Storage",
            "Queues v2",
            "Class 2 Operations",
            "10K",
            10_000,
            "0.004379084",
            "0.0044",
            "Microsoft.Storage/storageAccounts",
            "Storage"),
    BLOB_STORAGE(
            "Storage",
            "Blob Storage",
            "Hot LRS Data Stored",
            "1 GB/Month",
            1,
            "0.0177",
            "0.0184",
            "Microsoft.Storage/storageAccounts",
            "Storage"),
    DATA_FACTORY(
            "Azure Data Factory v2",
            "",
            "Cloud Orchestration Activity Run",
            "1K",
            1_000,
            "0.92",
            "1.00",
            "Microsoft.DataFactory/factories",
            "Analytics"),
    LOAD_BALANCER(
            "Load Balancer",
            "",
            "Standard Included LB Rules and Outbound Rules",
            "100 Hours",
            100,
            "2.375",
            "2.50",
            "Microsoft.Network/loadBalancers",
            "Networking"),
    PEERING(
            "Virtual Network",
            "Peering",
            "Intra-Region Ingress",
            "1 GB",
            1,
            "0.00995",
            "0.01",
            "Microsoft.Network/virtualNetworks",
            "Networking"),
    DATA_TRANSFER(
            "Bandwidth",
            "Rtn Preference: MGN",
            "Standard Data Transfer Out",
            "1 GB",
            1,
            "0.08265",
            "0.087",
            "Microsoft.Compute/virtualMachines",
            "Networking"),
    DATABASE(
            "SQL Database",
            "Single/Elastic Pool General Purpose - Compute Gen5",
            "vCore",
            "1 Hour",
            1,
            "0.243991515",
            "0.2544",
            "Microsoft.Sql/servers",
            "Databases"),
    MARKETPLACE_SERVER("SaaS", "Contoso Observability", "Host Hour", "1 Hour", 1, "0.031", "0", "", "Marketplace"),
    MARKETPLACE_PLAN("SaaS", "Contoso Observability", "Monthly plan", "1", 1, "129.99", "0", "", "Marketplace"),
    SUPPORT("Azure Support", "", "Standard Support", "1", 1, "100", "0", "", "Support"),
    RESERVED_MACHINES("Virtual Machines", "Reservation", "D2s v5 reserved", "1", 1, "175.2", "0", "", "Compute"),
    COMPUTE_PLAN("Savings Plan", "", "Compute savings plan", "1", 1, "37.2", "0", "", "Compute"),
    NOTHING("Unassigned", "Unassigned", "Unassigned", "", 1, "0", "0", "", "");

    /** Those that subscriptions use every day. */
    static final int METERED = DATABASE.ordinal() + 1;

    private final String category;
    private final String subCategory;
    private final String name;
    private final String unit;
    private final int block;
    private final BigDecimal unitPrice;
    private final BigDecimal listPrice;
    private final String resourceType;
    private final String serviceFamily;
    private final String id;
    private final String product;
    private final String partNumber;

    Meter(
            String category,
            String subCategory,
            String name,
            String unit,
            int block,
            String unitPrice,
            String listPrice,
            String resourceType,
            String serviceFamily) {
        this.category = category;
        this.subCategory = subCategory;
        this.name = name;
        this.unit = unit;
        this.block = block;
        this.unitPrice = new BigDecimal(unitPrice);
        this.listPrice = new BigDecimal(listPrice);
        this.resourceType = resourceType;
        this.serviceFamily = serviceFamily;
        boolean something = !unit.isEmpty();
        this.id = something ? Guid.of(0, name()) : "00000000-0000-0000-0000-000000000000";
        this.product = something
                ? category + (subCategory.isEmpty() ? "" : " " + subCategory) + " - " + name + " - US East"
                : "Unassigned";
        this.partNumber = something && !category.equals("SaaS") ? "AAH-%05d".formatted(10_000 + 37 * ordinal()) : "";
    }

    /** Whether its price falls with the quantity of the month, so that each delivery has another for all days. */
    boolean isTiered() {
        return this == BLOB_STORAGE || this == DATA_TRANSFER || this == QUEUE_OPERATIONS;
    }

    /** Whether it is sold by someone else than Microsoft. */
    boolean isMarketplace() {
        return this == MARKETPLACE_SERVER || this == MARKETPLACE_PLAN;
    }

    String id() {
        return id;
    }

    String category() {
        return category;
    }

    String subCategory() {
        return subCategory;
    }

    String meterName() {
        return name;
    }

    String unit() {
        return unit;
    }

    /** How many of what is used make one unit of measure. */
    int block() {
        return block;
    }

    BigDecimal unitPrice() {
        return unitPrice;
    }

    /** Pay-as-you-go price; 0 where there is none. */
    BigDecimal listPrice() {
        return listPrice;
    }

    /** Provider and type of the resource; empty where the charge has no resource. */
    String resourceType() {
        return resourceType;
    }

    String resourceProvider() {
        return resourceType.isEmpty() ? "" : resourceType.substring(0, resourceType.indexOf('/'));
    }

    String serviceFamily() {
        return serviceFamily;
    }

    String product() {
        return product;
    }

    /** Empty where the charge is no part of Microsoft's price list. */
    String partNumber() {
        return partNumber;
    }
}
