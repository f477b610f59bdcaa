package io.tributary.samples.azure;

import io.tributary.samples.SeededRandom;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/** Makes the charges of one delivery: daily usage, usage under commitments, and charges once a period. */
final class Charges {

    private static final String[] BROKEN_COSTS = {"1,0.50", "n/a"};
    private static final BigDecimal TIER = new BigDecimal("0.017");
    private static final int RESOURCES = 9;

    private final AzurePlan.Delivery delivery;
    private final List<Subscription> subscriptions;
    private final Resources resources;
    private final boolean hasCommitments;
    private final int brokenRows;
    private final Receiver receiver;

    /** Receives charges one by one. */
    interface Receiver {
        void accept(Charge charge) throws IOException;
    }

    Charges(AzurePlan.Delivery delivery, AzureSampleSettings settings, Receiver receiver) {
        this.delivery = delivery;
        this.subscriptions = delivery.scope().subscriptions();
        this.resources = new Resources(delivery);
        this.hasCommitments = settings.agreement() != Agreement.MOSA;
        this.brokenRows = delivery.isLast() ? settings.brokenRows() : 0;
        this.receiver = receiver;
    }

    /** Makes all charges. Their order differs between deliveries, since exports promise no order. */
    void all() throws IOException {
        boolean onceFirst = delivery.number() % 2 == 0;
        if (onceFirst) {
            once();
        }
        CommittedUsage committed = new CommittedUsage(delivery, resources, receiver);
        for (int i = 0; i < delivery.days(); i++) {
            int day = onceFirst ? delivery.days() - 1 - i : i;
            usage(day);
            if (hasCommitments) {
                committed.day(delivery.start().plusDays(day));
            }
        }
        if (!onceFirst) {
            once();
        }
    }

    private void once() throws IOException {
        if (hasCommitments) {
            new OnceCharges(delivery, receiver).all();
        }
        for (int i = 0; i < brokenRows; i++) {
            receiver.accept(
                    new Charge(delivery, Charge.Kind.ORDINARY, subscriptions.get(0), delivery.start(), Meter.DATABASE)
                            .priced(BigDecimal.valueOf(i + 1L), Meter.DATABASE.unitPrice())
                            .of(resources.of(subscriptions.get(0), Meter.DATABASE, 0))
                            .broken(BROKEN_COSTS[i % BROKEN_COSTS.length]));
        }
    }

    private void usage(int day) throws IOException {
        for (int row = 0; row < delivery.usageInDay(); row++) {
            long mixed = SeededRandom.mix(delivery.seed(), day * 1_000_000L + row);
            if (isThere(day, row, mixed)) {
                usage(day, row, mixed);
            }
        }
    }

    private void usage(int day, int row, long mixed) throws IOException {
        // The first row of a delivery is of the first subscription: it identifies a file without manifest.
        Subscription subscription =
                subscriptions.get(row == 0 ? 0 : SeededRandom.below(subscriptions.size(), SeededRandom.mix(mixed, 1)));
        Meter meter = meter(day, row, mixed);
        Resource resource =
                resources.of(subscription, meter, SeededRandom.below(RESOURCES, SeededRandom.mix(mixed, 3)));
        Charge charge = new Charge(
                        delivery,
                        Charge.Kind.ORDINARY,
                        subscription,
                        delivery.start().plusDays(day),
                        meter)
                .priced(quantity(meter, SeededRandom.mix(mixed, 4)), price(meter))
                .of(resource)
                .info(info(meter, resource, SeededRandom.below(4, SeededRandom.mix(mixed, 5))))
                .spelled(Spelling.values()[SeededRandom.below(3, SeededRandom.mix(mixed, 6))]);
        if (meter == Meter.SPOT_MACHINE) {
            charge.as("Usage", "Spot", "UsageBased");
        } else if (meter.resourceType().equals("Microsoft.Network/virtualNetworks")) {
            // Old meters have no pricing model.
            charge.as("Usage", "", "UsageBased");
        }
        receiver.accept(charge);
        if (isTwice(day, row, mixed)) {
            receiver.accept(charge);
        }
    }

    private Meter meter(int day, int row, long mixed) {
        int kinds = Meter.METERED;
        // Each kind occurs, however few rows a day has.
        return Meter.values()[
                row < kinds
                        ? (day * delivery.usageInDay() + row) % kinds
                        : SeededRandom.below(kinds, SeededRandom.mix(mixed, 2))];
    }

    private BigDecimal quantity(Meter meter, long mixed) {
        if (mixed % 19 == 0) {
            return BigDecimal.ZERO;
        }
        if (meter.block() > 1) {
            // The count is a whole number; the quantity is in blocks of it.
            int counted = 1 + SeededRandom.below(meter.block() * 3, mixed);
            return BigDecimal.valueOf(counted).divide(BigDecimal.valueOf(meter.block()));
        }
        // From a few billionths to some dozens.
        return BigDecimal.valueOf(
                1 + SeededRandom.below(99_999_999, mixed), 6 + SeededRandom.below(4, SeededRandom.mix(mixed, 1)));
    }

    /** The price of a tiered meter is an average over the month so far, so that each delivery changes all days. */
    private BigDecimal price(Meter meter) {
        if (!meter.isTiered()) {
            return meter.unitPrice();
        }
        BigDecimal factor = BigDecimal.ONE.subtract(TIER.multiply(BigDecimal.valueOf(delivery.number())));
        return meter.unitPrice().multiply(factor);
    }

    private static String info(Meter meter, Resource resource, int datacenter) {
        if (meter == Meter.VIRTUAL_MACHINE || meter == Meter.LARGE_MACHINE) {
            return "{  \"UsageType\": \"ComputeHR\",  \"ImageType\": null,  \"ServiceType\": \"Standard_D2s_v5\","
                    + "  \"VMName\": \""
                    + resource.name() + "\",  \"VCPUs\": 2}";
        }
        if (meter == Meter.SPOT_MACHINE) {
            return "\"ServiceType\": \"Standard_DS4_v2\",  \"VCPUs\": 8";
        }
        return meter == Meter.DATA_TRANSFER ? "{\"DataCenter\":\"BL" + datacenter + "\"}" : "";
    }

    /** Whether a row is in this delivery: some come one delivery late, and some are missing in the last. */
    private boolean isThere(int day, int row, long mixed) {
        if (row == 0) {
            return true;
        }
        boolean recent = day >= delivery.days() - 4;
        boolean late = !delivery.isLast() && recent && SeededRandom.below(4, SeededRandom.mix(mixed, 7)) == 0;
        boolean vanished = delivery.isLast()
                && delivery.of() > 1
                && (SeededRandom.below(40, SeededRandom.mix(mixed, 8)) == 0 || row == 1 && day == 2);
        return !late && !vanished;
    }

    /** Whether there are two identical rows, which both count. */
    private static boolean isTwice(int day, int row, long mixed) {
        return row == 0 && day == 1 || SeededRandom.below(40, SeededRandom.mix(mixed, 9)) == 0;
    }
}
