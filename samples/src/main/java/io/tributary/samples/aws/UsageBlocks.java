package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import io.tributary.samples.file.Text;
import java.io.IOException;
import java.time.LocalDateTime;

/**
 * Usage of the delivery's hours or days, and the lines of the Savings Plans that cover it.
 *
 * <p>Every line of usage has a number that is the same in each delivery of the period. What happens to it between
 * deliveries follows from that number: most stay the same; some are restated, vanish, come late, or become covered.
 * Each delivery has another order of rows.
 */
final class UsageBlocks {

    private static final int[] STRIDES = {1, 13, 7, 31, 11, 23, 17, 29, 19};
    private static final Region[] REGIONS = Region.values();
    private static final DecimalStyle[] STYLES = DecimalStyle.values();
    private static final UsageKind[] KINDS = UsageKind.values();
    private static final long SECOND_COPY = 1L << 32;

    private final Bill bill;
    private final BillPlan.Delivery delivery;
    private final boolean daily;
    private final Commitments commitments;
    private final Tags tags = new Tags();
    private final CurLine line = new CurLine();
    private final Text resource = new Text();
    private final Coverage coverage;
    private LocalDateTime shownStart;
    private byte[] shownInterval;
    private byte[] shownStartText;
    private byte[] shownEndText;

    UsageBlocks(Bill bill, Commitments commitments) {
        this.bill = bill;
        this.delivery = bill.delivery();
        this.daily = delivery.report().daily();
        this.commitments = commitments;
        this.coverage = new Coverage(bill, commitments.plans());
        for (int number = 0; number < delivery.usageLines(); number++) {
            if (isCovered(number)) {
                UsageKind kind = kind(number, thing(number));
                SavingsPlan plan = commitments.plan(kind, region(number, thing(number)));
                coverage.expect(
                        plan,
                        Price.cost(kind.shape().most(daily), kind.shape().scale(), SavingsPlan.price(kind.price())));
            }
        }
    }

    /** Makes the rows. */
    void rows() throws IOException {
        int covered = delivery.coveredBlocks();
        for (int i = 0; i < covered; i++) {
            block(permuted(i, covered));
        }
    }

    /** Makes a row of usage that costs almost nothing, in the first hour or day and outside the blocks. */
    CurLine small(int number) {
        LocalDateTime start = start(0);
        long thing = SeededRandom.mix(delivery.report().seed(), -1 - number);
        long quantity = 1 + SeededRandom.below(900, thing);
        UsageKind kind = UsageKind.CLOUDWATCH_REQUESTS;
        int account = SeededRandom.below(bill.accounts(), thing >>> 17);
        line.begin(bill.catalogue().row(kind, Region.IRELAND), LineItemType.USAGE, DecimalStyle.SCIENTIFIC);
        at(start);
        return line.account(account, bill.account(account))
                .text(
                        LegacyColumn.RESOURCE_ID,
                        kind.resource().id(resource, Region.IRELAND, bill.account(account), thing))
                .quantity(quantity, 0)
                .rate(kind.price())
                .cost(Price.cost(quantity, 0, kind.price()))
                .amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST, Price.cost(quantity, 0, kind.price()));
    }

    private void block(int block) throws IOException {
        LocalDateTime start = start(block);
        int lines = delivery.usageLines();
        for (int i = 0; i < lines; i++) {
            usage(block, start, permuted(i, lines));
        }
        coverage.rows(line, block, this::at, start);
    }

    private void usage(int block, LocalDateTime start, int number) throws IOException {
        long logical = (long) block * delivery.usageLines() + number;
        long chance = SeededRandom.mix(delivery.seed(), logical);
        boolean turned = isTurned(chance);
        boolean vanished = logical % 89 == 13 && turned;
        boolean awaited = logical % 83 == 17 && delivery.of() > 1 && !turned;
        if (vanished || awaited) {
            return;
        }
        long thing = thing(number);
        UsageKind kind = kind(number, thing);
        Region region = region(number, thing);
        begin(kind, region, thing, start);
        tags.put(line, logical % 107 == 31 && turned ? chance : thing >>> 5);

        long quantity = kind.shape().quantity(chance, daily);
        long price = kind.price();
        if (logical % 31 == 5 && turned) {
            quantity += quantity / 20 + 1;
        }
        if (logical % 97 == 11 && turned) {
            price += price / 32;
        }
        boolean reserved = isReserved(number);
        boolean covered = isCovered(number) || (!reserved && kind.isUnderSavingsPlan() && logical % 71 == 19 && turned);
        if (logical % 113 == 41 && !covered && !reserved) {
            quantity = -quantity;
        }
        amounts(kind, quantity, price);
        if (covered) {
            cover(kind, region, quantity, price);
        } else if (reserved) {
            reserve(kind, quantity);
        } else {
            oddities(kind, logical, chance);
        }
        bill.addRecurring(line, number);
        if (logical % 101 == 23 && !covered) {
            copies(number, turned, chance);
        } else if (logical % 103 == 29 && !covered && !reserved) {
            tags.put(line, chance >>> 3);
            amounts(kind, quantity / 3 + 1, price);
            bill.addRecurring(line, number + SECOND_COPY);
        }
    }

    private void begin(UsageKind kind, Region region, long thing, LocalDateTime start) {
        int account = SeededRandom.below(bill.accounts(), thing >>> 17);
        line.begin(bill.catalogue().row(kind, region), LineItemType.USAGE, STYLES[kind.ordinal() % STYLES.length])
                .account(account, bill.account(account))
                .discounted(kind.discount())
                .text(LegacyColumn.RESOURCE_ID, kind.resource().id(resource, region, bill.account(account), thing));
        at(start);
        if (kind.shape() == Shape.HOURS && !kind.isGlobal()) {
            line.text(LegacyColumn.AVAILABILITY_ZONE, region.zone(thing));
        }
    }

    private void amounts(UsageKind kind, long quantity, long price) {
        int scale = kind.shape().scale();
        line.quantity(quantity, scale)
                .rate(price)
                .cost(Price.cost(quantity, scale, price))
                .amount(LegacyColumn.PRICING_PUBLIC_ON_DEMAND_COST, Price.cost(quantity, scale, kind.price()));
    }

    /** Costs that are not quantity times price, zeros of both signs, exponents. */
    private void oddities(UsageKind kind, long logical, long chance) {
        if (logical % 67 == 3) {
            line.rate(0).cost(0);
        } else if (logical % 109 == 37) {
            line.cost(line.amount(LegacyColumn.UNBLENDED_COST) + Price.amount("0.0000000001"));
        } else if (logical % 61 == 7) {
            long tiny = 1 + (chance >>> 1) % 99;
            line.amount(LegacyColumn.UNBLENDED_COST, tiny * 100, tiny + "E-10")
                    .amount(LegacyColumn.BLENDED_COST, tiny * 100);
        } else if (kind.price() == 0 && logical % 7 == 0) {
            line.amount(LegacyColumn.UNBLENDED_COST, 0, logical % 2 == 0 ? "-0" : "0E-10");
        }
    }

    private void cover(UsageKind kind, Region region, long quantity, long price) {
        int scale = kind.shape().scale();
        SavingsPlan plan = commitments.plan(kind, region);
        long planPrice = SavingsPlan.price(price);
        long effective = Price.cost(quantity, scale, planPrice);
        long cost = line.amount(LegacyColumn.UNBLENDED_COST);
        Discounts discounts = bill.discounts();
        line.as(LineItemType.SAVINGS_PLAN_COVERED_USAGE)
                .under(plan)
                .number(LegacyColumn.PLAN_RATE, planPrice, Price.SCALE)
                .amount(LegacyColumn.PLAN_EFFECTIVE_COST, effective)
                .amount(LegacyColumn.PLAN_NET_EFFECTIVE_COST, discounts.left(effective, Discount.ENTERPRISE))
                .net(discounts.left(cost, Discount.ENTERPRISE));
        coverage.add(plan, kind, region, cost, line.amount(LegacyColumn.NET_UNBLENDED_COST), effective);
    }

    private void reserve(UsageKind kind, long quantity) {
        int scale = kind.shape().scale();
        ReservedInstance reservation = commitments.reservation(kind);
        long upfront = Price.cost(quantity, scale, reservation.upfrontPrice());
        long recurring = Price.cost(quantity, scale, reservation.recurringPrice());
        Discounts discounts = bill.discounts();
        reservation.describe(line);
        line.as(LineItemType.DISCOUNTED_USAGE)
                .rate(0)
                .cost(0)
                .number(LegacyColumn.NORMALIZATION_FACTOR, 4, 0)
                .number(LegacyColumn.NORMALIZED_USAGE_AMOUNT, quantity * 4, scale)
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
    }

    /** Identical rows: two at first, then one or three. */
    private void copies(int number, boolean turned, long chance) throws IOException {
        int more = !turned ? 1 : (chance & 1) * 2 == 0 ? 0 : 2;
        for (int copy = 1; copy <= more; copy++) {
            bill.addRecurring(line, number + copy * SECOND_COPY);
        }
    }

    private boolean isTurned(long chance) {
        int of = delivery.of();
        return of > 1 && delivery.number() >= 2 + SeededRandom.below(of - 1, chance >>> 7);
    }

    private static boolean isCovered(int number) {
        return number % 10 == 3;
    }

    private static boolean isReserved(int number) {
        return number % 10 == 7;
    }

    private long thing(int number) {
        return SeededRandom.mix(delivery.report().seed(), number);
    }

    private static UsageKind kind(int number, long thing) {
        if (isCovered(number)) {
            return UsageKind.underSavingsPlan(number / 10);
        }
        if (isReserved(number)) {
            return UsageKind.reservable(number / 10);
        }
        int uncommitted = number - number / 10 * 2 - (number % 10 > 3 ? 1 : 0) - (number % 10 > 7 ? 1 : 0);
        // Every kind once, then at random.
        return KINDS[uncommitted < KINDS.length ? uncommitted : SeededRandom.below(KINDS.length, thing)];
    }

    /** Covered usage is in one region: otherwise a small bill would have as many negations as covered rows. */
    private static Region region(int number, long thing) {
        return isCovered(number) ? Region.NORTH_VIRGINIA : REGIONS[SeededRandom.below(REGIONS.length, thing >>> 9)];
    }

    private LocalDateTime start(int block) {
        int units = delivery.period().lengthOfMonth() * (daily ? 1 : 24);
        long unit = (long) block * units / delivery.blocks();
        LocalDateTime month = delivery.period().atDay(1).atStartOfDay();
        return daily ? month.plusDays(unit) : month.plusHours(unit);
    }

    private void at(LocalDateTime start) {
        if (!start.equals(shownStart)) {
            Calendar calendar = bill.calendar();
            shownStart = start;
            shownInterval = calendar.interval(start);
            shownStartText = calendar.time(start);
            shownEndText = calendar.time(daily ? start.plusDays(1) : start.plusHours(1));
        }
        line.text(LegacyColumn.TIME_INTERVAL, shownInterval)
                .text(LegacyColumn.USAGE_START_DATE, shownStartText)
                .text(LegacyColumn.USAGE_END_DATE, shownEndText);
    }

    /** The order of rows differs between deliveries; the first is in order of time. */
    private int permuted(int index, int bound) {
        int choice = delivery.number() - 1;
        int stride = STRIDES[choice % STRIDES.length];
        while (bound % stride == 0 && stride > 1) {
            stride = STRIDES[++choice % STRIDES.length];
        }
        return (int) (((long) index * stride + choice * 7L) % bound);
    }
}
