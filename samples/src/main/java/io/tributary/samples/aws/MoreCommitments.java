package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;

/**
 * The kinds of commitment that {@link LineItems#ALL} adds: reservations with each payment option, one of them used by
 * instances of several sizes, a Savings Plan's upfront fee, and refunds and credits for them.
 */
final class MoreCommitments {

    private static final String[] SIZES = {"m5.medium", "m5.large", "m5.xlarge", "m5.2xlarge"};
    /**
     * The part of a reserved instance that an instance of each size uses, in 1/8. Half of it is the normalization
     * factor.
     */
    private static final int[] EIGHTHS = {4, 8, 16, 32};

    private static final int HOURS = 3;

    private final Bill bill;
    private final SavingsPlan partlyPaid;
    private final ReservedInstance returned;
    private final CurLine line = new CurLine();
    private final List<ReservedInstance> reservations;

    MoreCommitments(Bill bill, Commitments commitments) {
        this.bill = bill;
        this.partlyPaid = commitments.plans().get(2);
        this.returned = commitments.reservations().get(1);
        this.reservations = List.of(
                reservation(40, "0", "0.0595"), reservation(50, "0.0272", "0.0283"), reservation(60, "0.0552", "0"));
    }

    private ReservedInstance reservation(long id, String upfront, String recurring) {
        long seed = bill.delivery().report().seed();
        return new ReservedInstance(
                "arn:aws:ec2:us-east-1:" + bill.delivery().report().payer() + ":reserved-instances/"
                        + new UUID(SeededRandom.mix(seed, id), SeededRandom.mix(seed, id + 1)),
                UsageKind.EC2_GENERAL,
                6,
                Price.of(upfront),
                Price.of(recurring),
                Integer.toString(2_000_000 + SeededRandom.below(7_000_000, SeededRandom.mix(seed, id + 2))));
    }

    /** Makes the rows. */
    void rows() throws IOException {
        for (ReservedInstance reservation : reservations) {
            for (int hour = 0; hour < HOURS; hour++) {
                for (int size = 0; size < SIZES.length; size++) {
                    usage(reservation, hour, size);
                }
            }
            fee(reservation);
            if (reservation.upfrontPrice() != 0 && bill.isFirstMonth()) {
                upfrontFee(reservation);
            }
        }
        planFee();
        givenBack();
    }

    /** An instance of another size, which uses a part of a reserved instance, or several, by its normalized units. */
    private void usage(ReservedInstance reservation, int hour, int size) throws IOException {
        LocalDateTime month = bill.delivery().period().atDay(1).atStartOfDay();
        boolean daily = bill.delivery().report().daily();
        LocalDateTime start = daily ? month.plusDays(hour) : month.plusHours(hour);
        long hours = daily ? 24 : 1;
        int account = (hour + size) % bill.accounts();
        int eighths = EIGHTHS[size];
        // Units of reserved instances that it uses, in 1/8.
        long units = hours * eighths;
        long upfront = Price.cost(units * 125, 3, reservation.upfrontPrice());
        long recurring = Price.cost(units * 125, 3, reservation.recurringPrice());
        Discounts discounts = bill.discounts();
        line.begin(
                        bill.catalogue().row(UsageKind.EC2_GENERAL, Region.NORTH_VIRGINIA),
                        LineItemType.DISCOUNTED_USAGE,
                        DecimalStyle.PLAIN)
                .account(account, bill.account(account));
        reservation.describe(line);
        line.text(LegacyColumn.TIME_INTERVAL, bill.calendar().interval(start))
                .text(LegacyColumn.USAGE_START_DATE, bill.calendar().time(start))
                .text(LegacyColumn.USAGE_END_DATE, bill.calendar().time(start.plusHours(hours)))
                .text(LegacyColumn.USAGE_TYPE, "BoxUsage:" + SIZES[size])
                .text(LegacyColumn.PRODUCT_USAGE_TYPE, "BoxUsage:" + SIZES[size])
                .text(LegacyColumn.PRODUCT_INSTANCE_TYPE, SIZES[size])
                .text(
                        LegacyColumn.LINE_ITEM_DESCRIPTION,
                        SIZES[size] + " Linux/UNIX, reserved instance of m5.large applied by its size")
                .text(LegacyColumn.RESOURCE_ID, "i-0flexible" + reservation.subscription() + size)
                .text(LegacyColumn.AVAILABILITY_ZONE, "us-east-1a")
                .quantity(hours, 0)
                .rate(0)
                .cost(0)
                .amount(
                        LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST,
                        Price.cost(units * 125, 3, UsageKind.EC2_GENERAL.price()))
                .number(LegacyColumn.NORMALIZATION_FACTOR, eighths * 5L, 1)
                .number(LegacyColumn.NORMALIZED_USAGE_AMOUNT, hours * eighths * 5L, 1)
                .amount(LegacyColumn.RESERVATION_AMORTIZED_UPFRONT_COST_FOR_USAGE, upfront)
                .amount(LegacyColumn.RESERVATION_RECURRING_FEE_FOR_USAGE, recurring)
                .amount(LegacyColumn.RESERVATION_EFFECTIVE_COST, upfront + recurring)
                .amount(LegacyColumn.RESERVATION_NET_AMORTIZED_UPFRONT_COST_FOR_USAGE, upfront)
                .amount(
                        LegacyColumn.RESERVATION_NET_RECURRING_FEE_FOR_USAGE,
                        discounts.left(recurring, Discount.RESERVATION_VOLUME))
                .amount(
                        LegacyColumn.RESERVATION_NET_EFFECTIVE_COST,
                        upfront + discounts.left(recurring, Discount.RESERVATION_VOLUME));
        bill.add(line);
    }

    /**
     * The fee of the month: 0 where all was paid upfront, but the unused part still has its share of the upfront fee.
     */
    private void fee(ReservedInstance reservation) throws IOException {
        long hours = 24L * bill.delivery().period().lengthOfMonth();
        long reserved = hours * reservation.count();
        // What is reserved and not used, in 1/8: both together are all that is paid for.
        long idle = reserved * 8 - HOURS * (bill.delivery().report().daily() ? 24L : 1L) * usedEighths();
        long upfront = Price.cost(reserved, 0, reservation.upfrontPrice());
        long recurring = Price.cost(reserved, 0, reservation.recurringPrice());
        long idleUpfront = Price.cost(idle * 125, 3, reservation.upfrontPrice());
        long idleRecurring = Price.cost(idle * 125, 3, reservation.recurringPrice());
        Discounts discounts = bill.discounts();
        bill.begin(line, UsageKind.EC2_GENERAL, LineItemType.RI_FEE, 0);
        reservation.describe(line);
        line.text(LegacyColumn.USAGE_TYPE, "HeavyUsage:m5.large")
                .text(
                        LegacyColumn.LINE_ITEM_DESCRIPTION,
                        "m5.large Linux/UNIX, reserved instance of any size, monthly fee")
                .quantity(reserved, 0)
                .rate(reservation.recurringPrice())
                .cost(recurring)
                .discounted(Discount.RESERVATION_VOLUME)
                .number(LegacyColumn.NORMALIZATION_FACTOR, 4, 0)
                .number(LegacyColumn.NORMALIZED_USAGE_AMOUNT, reserved * 4, 0)
                .number(LegacyColumn.RESERVATION_NUMBER_OF_RESERVATIONS, reservation.count(), 0)
                .number(LegacyColumn.RESERVATION_UNITS_PER_RESERVATION, hours, 0)
                .number(LegacyColumn.RESERVATION_TOTAL_RESERVED_UNITS, reserved, 0)
                .number(LegacyColumn.RESERVATION_NORMALIZED_UNITS_PER_RESERVATION, hours * 4, 0)
                .number(LegacyColumn.RESERVATION_TOTAL_RESERVED_NORMALIZED_UNITS, reserved * 4, 0)
                .number(LegacyColumn.RESERVATION_UNUSED_QUANTITY, idle * 125, 3)
                .number(LegacyColumn.RESERVATION_UNUSED_NORMALIZED_UNIT_QUANTITY, idle * 500, 3)
                .text(LegacyColumn.RESERVATION_MODIFICATION_STATUS, "Original")
                .text(LegacyColumn.RESERVATION_START_TIME, "2026-03-01T00:00:00.000Z")
                .text(LegacyColumn.RESERVATION_END_TIME, "2027-02-28T23:59:59.000Z")
                .amount(LegacyColumn.RESERVATION_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, upfront)
                .amount(LegacyColumn.RESERVATION_NET_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, upfront)
                .amount(LegacyColumn.RESERVATION_UPFRONT_VALUE, 12 * upfront)
                .amount(LegacyColumn.RESERVATION_NET_UPFRONT_VALUE, 12 * upfront)
                .amount(LegacyColumn.RESERVATION_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, idleUpfront)
                .amount(LegacyColumn.RESERVATION_NET_UNUSED_AMORTIZED_UPFRONT_FEE_FOR_BILLING_PERIOD, idleUpfront)
                .amount(LegacyColumn.RESERVATION_UNUSED_RECURRING_FEE, idleRecurring)
                .amount(
                        LegacyColumn.RESERVATION_NET_UNUSED_RECURRING_FEE,
                        discounts.left(idleRecurring, Discount.RESERVATION_VOLUME));
        bill.add(line);
    }

    private static long usedEighths() {
        long sum = 0;
        for (int eighths : EIGHTHS) {
            sum += eighths;
        }
        return sum;
    }

    private void upfrontFee(ReservedInstance reservation) throws IOException {
        charge(
                LineItemType.FEE,
                "AmazonEC2",
                "Sign up charge for subscription: " + reservation.subscription() + ", of any size",
                "0");
        // The months of the bill are all that the reservation lives for.
        line.cost(Price.cost(bill.hoursOfAllMonths() * reservation.count(), 0, reservation.upfrontPrice()));
        reservation.describe(line);
        bill.add(line);
    }

    private void planFee() throws IOException {
        charge(
                LineItemType.SAVINGS_PLAN_UPFRONT_FEE,
                "ComputeSavingsPlans",
                "1 year Partial Upfront EC2 Instance Savings Plan",
                "1825.5");
        bill.add(line.under(partlyPaid));
    }

    private void givenBack() throws IOException {
        charge(LineItemType.REFUND, "AmazonRDS", "Refund of an upfront fee, in part", "-120.75");
        returned.describe(line);
        bill.add(line);
        charge(LineItemType.REFUND, "ComputeSavingsPlans", "Return of a Savings Plan, upfront fee", "-365.1");
        bill.add(line.under(partlyPaid));
        charge(LineItemType.CREDIT, "AmazonEC2", "Credit for reserved instances", "-33.333333333");
        reservations.get(1).describe(line);
        bill.add(line);
        charge(LineItemType.CREDIT, "ComputeSavingsPlans", "Credit for a Savings Plan", "-7.5");
        bill.add(line.under(partlyPaid));
        charge(LineItemType.REFUND, "AmazonS3", "Refund of usage of this month", "-0.0125");
        bill.add(line.text(LegacyColumn.USAGE_TYPE, "TimedStorage-ByteHrs"));
        charge(LineItemType.CREDIT, "AmazonS3", "A credit that was taken back", "4.2");
        bill.add(line);
        charge(LineItemType.FLAT_RATE_SUBSCRIPTION, "AmazonCloudFront", "Pro plan, per month", "15");
        bill.add(line);
    }

    private void charge(LineItemType type, String product, String description, String amount) {
        bill.begin(line, null, type, 0)
                .text(LegacyColumn.PRODUCT_CODE, product)
                .text(LegacyColumn.PRODUCT_NAME, product)
                .text(LegacyColumn.LINE_ITEM_DESCRIPTION, description)
                .quantity(1, 0)
                .cost(Price.amount(amount));
    }
}
