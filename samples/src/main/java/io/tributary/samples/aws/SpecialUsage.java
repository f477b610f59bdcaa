package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import java.io.IOException;
import java.util.Locale;

/**
 * Usage that names more than a region: capacity reservations, whose own rows have their ARN as the resource, and zones
 * that are no part of a region's data centers.
 */
final class SpecialUsage {

    private static final int INSTANTS = 2;
    private static final int RESERVED = 10;
    private static final int USED = 2;
    private static final long PRICE = Price.of("0.096");

    private final Bill bill;
    private final CurLine line = new CurLine();

    SpecialUsage(Bill bill) {
        this.bill = bill;
    }

    void rows() throws IOException {
        for (int instant = 0; instant < INSTANTS; instant++) {
            capacityReservation(instant);
            zone("USW2-LAX1-BoxUsage:t3.medium", "us-west-2-lax-1a", "AWS Local Zone", instant);
            zone("USE1-WL1-BOS1-BoxUsage:t3.medium", "us-east-1-wl1-bos-wlz-1", "AWS Wavelength Zone", instant);
        }
        bill.begin(line, null, LineItemType.REFUND, 0)
                .text(LegacyColumn.PRODUCT_CODE, "AmazonEC2")
                .text(LegacyColumn.PRODUCT_NAME, "Amazon Elastic Compute Cloud")
                .text(LegacyColumn.USAGE_TYPE, "UnusedBox:m5.large")
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, "Refund of capacity that was not there")
                .quantity(1, 0)
                .cost(Price.amount("-0.768"));
        bill.add(line);
    }

    /** All that is reserved, which costs nothing, what is used of it, and what is not. */
    private void capacityReservation(int instant) throws IOException {
        String arn = "arn:aws:ec2:us-east-1:" + bill.delivery().report().payer() + ":capacity-reservation/cr-0"
                + Long.toHexString(SeededRandom.mix(bill.delivery().report().seed(), 100) >>> 1);
        instance("Reservation:m5.large", 0, instant);
        of(arn, "Reserved").text(LegacyColumn.RESOURCE_ID, arn).quantity(RESERVED * Offer.hours(bill), 0);
        bill.add(line);
        instance("UnusedBox:m5.large", RESERVED - USED, instant);
        of(arn, "Unused").text(LegacyColumn.RESOURCE_ID, arn);
        bill.add(line);
        instance("BoxUsage:m5.large", USED, instant);
        of(arn, "Used").text(LegacyColumn.RESOURCE_ID, "i-0inreservedcapacity" + instant);
        bill.add(line);
    }

    private CurLine of(String arn, String status) {
        return line.text(LegacyColumn.AVAILABILITY_ZONE, "us-east-1a")
                .text(LegacyColumn.CAPACITY_RESERVATION_ARN, arn)
                .text(LegacyColumn.CAPACITY_RESERVATION_STATUS, status)
                .text(LegacyColumn.CAPACITY_RESERVATION_TYPE, "ODCR");
    }

    private void zone(String usageType, String zone, String locationType, int instant) throws IOException {
        instance(usageType, 1, instant);
        line.text(LegacyColumn.RESOURCE_ID, "i-0atthe" + zone)
                .text(LegacyColumn.AVAILABILITY_ZONE, zone)
                .text(LegacyColumn.PRODUCT_LOCATION_TYPE, locationType);
        bill.add(line);
    }

    private CurLine instance(String usageType, int instances, int instant) {
        Offer offer = new Offer(
                "AmazonEC2",
                "Amazon Elastic Compute Cloud",
                usageType,
                "RunInstances",
                "Hrs",
                instances == 0 ? 0 : PRICE,
                "SKU" + Integer.toHexString(usageType.hashCode()).toUpperCase(Locale.ROOT));
        long hours = instances * Offer.hours(bill);
        long cost = Price.cost(hours, 0, PRICE);
        return offer.begin(line, bill, LineItemType.USAGE, instant % bill.accounts(), instant)
                .discounted(Discount.ENTERPRISE)
                .quantity(hours, 0)
                .rate(offer.price())
                .cost(cost)
                .amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST, cost);
    }
}
