package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import java.io.IOException;
import java.util.UUID;

/**
 * Reservations that AWS says less about than about reserved instances: it does not amortize those of Dedicated Hosts,
 * leaves the effective cost of Redshift's blank beside its parts, and does not say what of DynamoDB's nothing used.
 */
final class SpecialCommitments {

    private static final int USES = 3;
    private static final Offer HOST = new Offer(
            "AmazonEC2",
            "Amazon Elastic Compute Cloud",
            "ReservedHostUsage:m5",
            "RunInstances",
            "Hrs",
            Price.of("5.069"),
            "HOSTM5VIRGINIA");
    private static final Offer NODE = new Offer(
            "AmazonRedshift",
            "Amazon Redshift",
            "Node:ra3.xlplus",
            "RunComputeNode:0001",
            "Hrs",
            Price.of("1.086"),
            "NODERA3VIRGINIA");
    private static final Offer CAPACITY = new Offer(
            "AmazonDynamoDB",
            "Amazon DynamoDB",
            "ReadCapacityUnit-Hrs",
            "CommittedThroughput",
            "ReadCapacityUnits-Hours",
            Price.of("0.00013"),
            "READSVIRGINIA");

    private final Bill bill;
    private final CurLine line = new CurLine();

    SpecialCommitments(Bill bill) {
        this.bill = bill;
    }

    void rows() throws IOException {
        hosts();
        nodes();
        capacity();
    }

    /** All paid upfront. No column says how much of that an hour is. */
    private void hosts() throws IOException {
        String arn = arn("ec2", "host-reservation/hr-0", 70);
        fee(HOST, arn, "Sign up charge for host reservation", "3650").withoutAmortization();
        bill.add(line);
        monthlyFee(HOST, arn, 0).withoutAmortization();
        bill.add(line);
        for (int use = 0; use < USES; use++) {
            used(HOST, arn, use).withoutAmortization();
            bill.add(line);
        }
        bill.begin(line, null, LineItemType.REFUND, 0)
                .text(LegacyColumn.PRODUCT_CODE, HOST.product())
                .text(LegacyColumn.RESERVATION_ARN, arn)
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, "Refund of a host reservation, in part")
                .quantity(1, 0)
                .cost(Price.amount("-41.5"))
                .withoutAmortization();
        bill.add(line);
    }

    /** Partly paid upfront: hours have both parts, and no sum of them. */
    private void nodes() throws IOException {
        String arn = arn("redshift", "reserved-node/", 80);
        long upfront = Price.of("0.31");
        long recurring = Price.of("0.27");
        long hours = 24L * bill.delivery().period().lengthOfMonth();
        long idle = hours - USES * Offer.hours(bill);
        if (bill.isFirstMonth()) {
            fee(NODE, arn, "Sign up charge for reserved node", "0")
                    .cost(Price.cost(bill.hoursOfAllMonths(), 0, upfront));
            bill.add(line);
        }
        monthlyFee(NODE, arn, Price.cost(hours, 0, recurring))
                .number(LegacyColumn.RESERVATION_UNUSED_QUANTITY, idle, 0)
                .amount(
                        LegacyColumn.RESERVATION_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD,
                        Price.cost(hours, 0, upfront))
                .amount(
                        LegacyColumn.RESERVATION_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD,
                        Price.cost(idle, 0, upfront))
                .amount(
                        LegacyColumn.RESERVATION_NET_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD,
                        Price.cost(idle, 0, upfront))
                .amount(LegacyColumn.RESERVATION_UNUSED_RECURRING_FEE, Price.cost(idle, 0, recurring))
                .amount(LegacyColumn.RESERVATION_NET_UNUSED_RECURRING_FEE, Price.cost(idle, 0, recurring));
        bill.add(line);
        for (int use = 0; use < USES; use++) {
            long ofUpfront = Price.cost(Offer.hours(bill), 0, upfront);
            long ofRecurring = Price.cost(Offer.hours(bill), 0, recurring);
            used(NODE, arn, use)
                    .amount(LegacyColumn.RESERVATION_AMORTIZED_UPFRONT_COST_FOR_USAGE, ofUpfront)
                    .amount(LegacyColumn.RESERVATION_NET_AMORTIZED_UPFRONT_COST_FOR_USAGE, ofUpfront)
                    .amount(LegacyColumn.RESERVATION_RECURRING_FEE_FOR_USAGE, ofRecurring)
                    .amount(LegacyColumn.RESERVATION_NET_RECURRING_FEE_FOR_USAGE, ofRecurring);
            bill.add(line);
        }
    }

    /** Paid each month: what is used has its cost, and what is not has none. */
    private void capacity() throws IOException {
        String arn = arn("dynamodb", "reserved-capacity/", 90);
        long recurring = Price.of("0.000059");
        long units = 100L * 24 * bill.delivery().period().lengthOfMonth();
        bill.add(monthlyFee(CAPACITY, arn, Price.cost(units, 0, recurring)));
        for (int use = 0; use < USES; use++) {
            long used = 60L * Offer.hours(bill);
            long effective = Price.cost(used, 0, recurring);
            used(CAPACITY, arn, use)
                    .quantity(used, 0)
                    .amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST, Price.cost(used, 0, CAPACITY.price()))
                    .amount(LegacyColumn.RESERVATION_EFFECTIVE_COST, effective)
                    .amount(LegacyColumn.RESERVATION_NET_EFFECTIVE_COST, effective)
                    .amount(LegacyColumn.RESERVATION_RECURRING_FEE_FOR_USAGE, effective)
                    .amount(LegacyColumn.RESERVATION_NET_RECURRING_FEE_FOR_USAGE, effective);
            bill.add(line);
        }
    }

    private CurLine fee(Offer offer, String arn, String description, String amount) {
        return bill.begin(line, null, LineItemType.FEE, 0)
                .text(LegacyColumn.PRODUCT_CODE, offer.product())
                .text(LegacyColumn.PRODUCT_NAME, offer.productName())
                .text(LegacyColumn.RESERVATION_ARN, arn)
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, description)
                .quantity(1, 0)
                .cost(Price.amount(amount));
    }

    private CurLine monthlyFee(Offer offer, String arn, long amount) {
        long hours = 24L * bill.delivery().period().lengthOfMonth();
        return bill.begin(line, null, LineItemType.RI_FEE, 0)
                .text(LegacyColumn.PRODUCT_CODE, offer.product())
                .text(LegacyColumn.PRODUCT_NAME, offer.productName())
                .text(LegacyColumn.USAGE_TYPE, offer.usageType())
                .text(LegacyColumn.PRICING_UNIT, offer.unit())
                .text(LegacyColumn.RESERVATION_ARN, arn)
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, offer.usageType() + ", monthly fee")
                .number(LegacyColumn.RESERVATION_TOTAL_RESERVED_UNITS, hours, 0)
                .quantity(hours, 0)
                .cost(amount);
    }

    private CurLine used(Offer offer, String arn, int number) {
        int account = number % bill.accounts();
        long hours = Offer.hours(bill);
        return offer.begin(line, bill, LineItemType.DISCOUNTED_USAGE, account, number)
                .text(LegacyColumn.RESERVATION_ARN, arn)
                .text(LegacyColumn.PRICING_TERM, "Reserved")
                .text(LegacyColumn.RESOURCE_ID, offer.product() + "-reserved-" + number)
                .quantity(hours, 0)
                .rate(0)
                .cost(0)
                .amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST, Price.cost(hours, 0, offer.price()));
    }

    private String arn(String service, String type, long id) {
        long seed = bill.delivery().report().seed();
        return "arn:aws:" + service + ":us-east-1:" + bill.delivery().report().payer() + ":" + type
                + new UUID(SeededRandom.mix(seed, id), SeededRandom.mix(seed, id + 1));
    }
}
