package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import io.tributary.samples.file.Text;
import java.nio.charset.StandardCharsets;
import java.util.Currency;
import java.util.Locale;

/** The fields of usage rows that are the same for all users of a kind of usage in a region. */
final class Catalogue {

    private final byte[][][][] rows = new byte[UsageKind.values().length][Region.values().length][][];
    private final byte[][] blank;

    /** @param base what every row of a delivery says */
    Catalogue(byte[][] base, Currency currency) {
        this.blank = base;
        for (UsageKind kind : UsageKind.values()) {
            for (Region region : Region.values()) {
                rows[kind.ordinal()][region.ordinal()] = row(base, kind, region, currency);
            }
        }
    }

    /** A row of usage, without who, when and how much. */
    byte[][] row(UsageKind kind, Region region) {
        return rows[kind.ordinal()][region.ordinal()];
    }

    /** A row of nothing that is in a price list. */
    byte[][] blank() {
        return blank;
    }

    private static byte[][] row(byte[][] base, UsageKind kind, Region region, Currency currency) {
        CurLine line = new CurLine().begin(base, LineItemType.USAGE, DecimalStyle.SCIENTIFIC);
        UsageKind.Service service = kind.service();
        UsageKind.Meter meter = kind.meter();
        String usageType = kind.isGlobal() ? meter.usageType() : region.usagePrefix() + meter.usageType();
        line.text(LegacyColumn.PRODUCT_CODE, service.productCode())
                .text(LegacyColumn.USAGE_TYPE, usageType)
                .text(LegacyColumn.OPERATION, meter.operation())
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, kind.description())
                .text(LegacyColumn.PRODUCT_NAME, service.name())
                .text(LegacyColumn.PRODUCT_SERVICE_CODE, service.code())
                .text(LegacyColumn.PRODUCT_SERVICE_NAME, service.name())
                .text(LegacyColumn.PRODUCT_FAMILY, service.family())
                .text(LegacyColumn.PRODUCT_OPERATION, meter.operation())
                .text(LegacyColumn.PRODUCT_USAGE_TYPE, usageType);
        kind.attributes().forEach(line::text);
        if (kind.service().family().equals("Data Transfer")) {
            line.text(LegacyColumn.PRODUCT_FROM_LOCATION, kind.isGlobal() ? "Europe" : region.location());
            line.text(LegacyColumn.PRODUCT_FROM_LOCATION_TYPE, kind.isGlobal() ? "AWS Edge Location" : "AWS Region");
            line.text(LegacyColumn.PRODUCT_FROM_REGION_CODE, kind.isGlobal() ? "" : region.code());
        }
        if (!kind.isGlobal()) {
            line.text(LegacyColumn.PRODUCT_LOCATION, region.location())
                    .text(LegacyColumn.PRODUCT_LOCATION_TYPE, "AWS Region")
                    .text(LegacyColumn.PRODUCT_REGION, region.code())
                    .text(LegacyColumn.PRODUCT_REGION_CODE, region.code());
        }
        long mixed = SeededRandom.mix(kind.ordinal(), region.ordinal());
        String sku = new String(new Text().base32(mixed).bytes(), StandardCharsets.US_ASCII).toUpperCase(Locale.ROOT);
        line.text(LegacyColumn.PRODUCT_SKU, sku)
                .text(LegacyColumn.PRICING_RATE_CODE, sku + ".JRTCKXETXF.6YS6EN2CT7")
                .text(LegacyColumn.PRICING_RATE_ID, Long.toString(mixed >>> 30))
                .text(LegacyColumn.PRICING_CURRENCY, currency.getCurrencyCode())
                .number(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_RATE, kind.price(), Price.SCALE)
                .text(LegacyColumn.PRICING_TERM, "OnDemand")
                .text(LegacyColumn.PRICING_UNIT, meter.unit());
        byte[][] row = new byte[LegacyColumn.COUNT][];
        for (LegacyColumn column : LegacyColumn.values()) {
            row[column.ordinal()] = line.text(column);
        }
        return row;
    }
}
