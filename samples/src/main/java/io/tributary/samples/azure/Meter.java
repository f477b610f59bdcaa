package io.tributary.samples.azure;

import io.tributary.samples.file.TsvTable;
import java.math.BigDecimal;

/** A meter or a product: its names, its unit and its prices. Prices are of one unit of measure, block included. */
enum Meter {
    VIRTUAL_MACHINE,
    LARGE_MACHINE,
    SPOT_MACHINE,
    DISK,
    DISK_OPERATIONS,
    QUEUE_OPERATIONS,
    BLOB_STORAGE,
    DATA_FACTORY,
    LOAD_BALANCER,
    PEERING,
    DATA_TRANSFER,
    DATABASE,
    MARKETPLACE_SERVER,
    MARKETPLACE_PLAN,
    SUPPORT,
    RESERVED_MACHINES,
    COMPUTE_PLAN,
    NOTHING;

    /** The number of meters that subscriptions use every day. */
    static final int METERED = DATABASE.ordinal() + 1;

    private final String category;
    private final String subCategory;
    private final String meterName;
    private final String unit;
    private final int block;
    private final BigDecimal unitPrice;
    private final BigDecimal listPrice;
    private final String resourceType;
    private final String serviceFamily;
    private final boolean isTiered;
    private final String focusCategory;
    private final String id;
    private final String product;
    private final String partNumber;

    Meter() {
        TsvTable.Row row = Table.ROWS.row(name());
        category = row.text("category");
        subCategory = row.text("subCategory");
        meterName = row.text("name");
        unit = row.text("unit");
        block = row.integer("block");
        unitPrice = row.decimal("unitPrice");
        listPrice = row.decimal("listPrice");
        resourceType = row.text("resourceType");
        serviceFamily = row.text("serviceFamily");
        isTiered = row.flag("tiered");
        focusCategory = row.text("focusCategory");
        boolean something = !unit.isEmpty();
        id = something ? Guid.of(0, name()) : "00000000-0000-0000-0000-000000000000";
        product = something
                ? category + (subCategory.isEmpty() ? "" : " " + subCategory) + " - " + meterName + " - US East"
                : "Unassigned";
        partNumber = something && !category.equals("SaaS") ? "AAH-%05d".formatted(10_000 + 37 * ordinal()) : "";
    }

    /** Whether its price falls with the quantity of the month, so that each delivery changes the price of all days. */
    boolean isTiered() {
        return isTiered;
    }

    /** Whether another company than Microsoft sells it. */
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
        return meterName;
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

    /** ServiceCategory in Microsoft's FOCUS export. */
    String focusCategory() {
        return focusCategory;
    }

    String product() {
        return product;
    }

    /** Empty where Microsoft's price list does not have the charge. */
    String partNumber() {
        return partNumber;
    }

    /** Apart from the constants, which are made before anything else of their class. */
    private static final class Table {
        private static final TsvTable ROWS = TsvTable.beside(Meter.class, "meters.tsv");
    }
}
