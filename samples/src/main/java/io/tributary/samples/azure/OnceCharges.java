package io.tributary.samples.azure;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What is charged once in a period: commitments bought and returned, other purchases, and what evens out the bill. */
final class OnceCharges {

    private final AzurePlan.Delivery delivery;
    private final Charges.Receiver receiver;

    OnceCharges(AzurePlan.Delivery delivery, Charges.Receiver receiver) {
        this.delivery = delivery;
        this.receiver = receiver;
    }

    void all() throws IOException {
        for (int owner = 0; owner < 2; owner++) {
            commitments(owner);
        }
        Subscription first = delivery.scope().subscriptions().get(0);
        Subscription second = delivery.scope().subscriptions().get(1);
        LocalDate start = delivery.start();
        receiver.accept(charge(first, start.plusDays(1), Meter.MARKETPLACE_PLAN)
                .as("Purchase", "OnDemand", "Recurring")
                .priced(BigDecimal.ONE, Meter.MARKETPLACE_PLAN.unitPrice()));
        receiver.accept(charge(second, start.plusDays(2), Meter.MARKETPLACE_SERVER)
                .priced(new BigDecimal("37.25"), Meter.MARKETPLACE_SERVER.unitPrice()));
        receiver.accept(charge(second, start.plusDays(4), Meter.MARKETPLACE_PLAN)
                .as("Refund", "OnDemand", "OneTime")
                .priced(new BigDecimal("-0.5"), Meter.MARKETPLACE_PLAN.unitPrice()));
        receiver.accept(charge(first, start, Meter.SUPPORT)
                .as("Purchase", "OnDemand", "Recurring")
                .priced(BigDecimal.ONE, Meter.SUPPORT.unitPrice()));
        receiver.accept(charge(second, start.plusDays(3), Meter.NOTHING)
                .as("Adjustment", "", "OneTime")
                .costing(new BigDecimal("-2.75")));
        receiver.accept(charge(first, start.plusDays(3), Meter.NOTHING)
                .as("Credit", "", "OneTime")
                .costing(new BigDecimal("-15.5"))
                .ofAccount());
        capacityReservation(first);
        if (delivery.isLast()) {
            whenInvoiced(first, second);
        }
    }

    /** A machine that runs in reserved capacity, and the capacity that none runs in, which is billed as itself. */
    private void capacityReservation(Subscription subscription) throws IOException {
        Resources resources = new Resources(delivery);
        Resource machine = resources.of(subscription, Meter.VIRTUAL_MACHINE, 40);
        Resource capacity = resources.capacityReservation(subscription);
        LocalDate day = delivery.start().plusDays(1);
        receiver.accept(charge(subscription, day, Meter.VIRTUAL_MACHINE)
                .priced(BigDecimal.valueOf(24), Meter.VIRTUAL_MACHINE.unitPrice())
                .of(machine)
                .info("{\"ServiceType\": \"Standard_D2s_v5\", \"VMName\": \"" + machine.name()
                        + "\", \"VMCapacityReservationId\": \"" + capacity.id() + "\"}"));
        receiver.accept(charge(subscription, day, Meter.VIRTUAL_MACHINE)
                .priced(BigDecimal.valueOf(48), Meter.VIRTUAL_MACHINE.unitPrice())
                .of(capacity)
                .info("{\"ServiceType\": \"Standard_D2s_v5\"}"));
    }

    private void whenInvoiced(Subscription first, Subscription second) throws IOException {
        receiver.accept(charge(first, delivery.lastDay(), Meter.NOTHING)
                .as("Tax", "", "OneTime")
                .costing(new BigDecimal("41.07"))
                .ofAccount());
        receiver.accept(charge(first, delivery.lastDay(), Meter.NOTHING)
                .as("RoundingAdjustment", "OnDemand", "OneTime")
                .costing(new BigDecimal("0.004213"))
                .ofAccount());
        receiver.accept(charge(second, delivery.lastDay(), Meter.NOTHING)
                .as("RoundingAdjustment", "OnDemand", "OneTime")
                .costing(new BigDecimal("-0.000000427"))
                .spelled(Spelling.EXPONENT)
                .ofAccount());
    }

    private void commitments(int owner) throws IOException {
        LocalDate start = delivery.start();
        Commitment reservation = CommittedUsage.of(delivery.scope(), Commitment.RESERVATION, owner);
        Commitment plan = CommittedUsage.of(delivery.scope(), Commitment.SAVINGS_PLAN, owner);
        // What is paid by the month is what the days of the month use and leave unused of it.
        long days = ChronoUnit.DAYS.between(start, delivery.end());
        String machine = CommittedUsage.reservedMachine(days).toPlainString();
        receiver.accept(commitment("Purchase", reservation, start, Meter.RESERVED_MACHINES, "2", machine)
                .until(start.plusMonths(1).minusDays(1)));
        // One plan was paid at once, the other is paid by the month: a payment that Azure calls usage-based.
        String price = owner == 0 ? "1131.5" : CommittedUsage.plan(days).toPlainString();
        Charge payment = commitment("Purchase", plan, start.plusDays(2), Meter.COMPUTE_PLAN, "1", price);
        receiver.accept(
                owner == 0
                        ? payment.until(start.plusDays(2).plusYears(3).minusDays(1))
                        : payment.as("Purchase", plan.pricingModel(), "UsageBased")
                                .until(start.plusDays(2).plusMonths(1).minusDays(1)));
        if (owner == 0) {
            receiver.accept(
                    commitment("Refund", reservation, start.plusDays(5), Meter.RESERVED_MACHINES, "-1", "61.32"));
            receiver.accept(commitment("Refund", plan, start.plusDays(6), Meter.COMPUTE_PLAN, "-1", "310.000000001"));
        }
    }

    private Charge commitment(
            String chargeType, Commitment commitment, LocalDate day, Meter meter, String quantity, String price) {
        return new Charge(delivery, Charge.Kind.COMMITMENT, commitment.owner(), day, meter)
                .as(
                        chargeType,
                        commitment.pricingModel(),
                        commitment.isReservation() && chargeType.equals("Purchase") ? "Recurring" : "OneTime")
                .under(commitment)
                .priced(new BigDecimal(quantity), new BigDecimal(price));
    }

    private Charge charge(Subscription subscription, LocalDate day, Meter meter) {
        return new Charge(delivery, Charge.Kind.ORDINARY, subscription, day, meter);
    }
}
