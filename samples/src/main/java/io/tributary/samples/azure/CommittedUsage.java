package io.tributary.samples.azure;

import io.tributary.samples.SeededRandom;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A day's usage under reservations and savings plans, and their unused part: together the cost of a day. */
final class CommittedUsage {

    private static final BigDecimal HOURS = BigDecimal.valueOf(24);
    private static final BigDecimal RESERVED_HOUR = new BigDecimal("0.058219178082");
    private static final BigDecimal PLANNED_TEN_HOURS = new BigDecimal("1.223250000001");
    private static final BigDecimal PLAN_DAY = new BigDecimal("37.2");

    /** A reservation whose size is flexible: an hour of these machines takes two of its hours. */
    private static final String FLEXIBLE = "{\"RINormalizationRatio\": \"2\", \"ServiceType\": \"Standard_D2s_v5\"}";

    private final AzurePlan.Delivery delivery;
    private final Resources resources;
    private final Charges.Receiver receiver;

    CommittedUsage(AzurePlan.Delivery delivery, Resources resources, Charges.Receiver receiver) {
        this.delivery = delivery;
        this.resources = resources;
        this.receiver = receiver;
    }

    /** The commitments of a scope: one of each kind for each of the first two subscriptions. */
    static Commitment of(AzurePlan.Scope scope, String pricingModel, int owner) {
        Subscription subscription = scope.subscriptions().get(owner);
        String what = pricingModel + owner;
        boolean reservation = pricingModel.equals(Commitment.RESERVATION);
        return new Commitment(
                pricingModel,
                Guid.of(scope.seed(), what + " order"),
                Guid.of(scope.seed(), what),
                (reservation ? "VM_RI_" : "Compute_SP_") + owner,
                reservation ? "P1Y" : "P3Y",
                subscription);
    }

    /** What each of a reservation's two machines costs in so many days. */
    static BigDecimal reservedMachine(long days) {
        return RESERVED_HOUR.multiply(HOURS).multiply(BigDecimal.valueOf(days));
    }

    /** What a plan costs in so many days. */
    static BigDecimal plan(long days) {
        return PLAN_DAY.multiply(BigDecimal.valueOf(days));
    }

    void day(LocalDate day) throws IOException {
        for (int owner = 0; owner < 2; owner++) {
            long mixed = SeededRandom.mix(SeededRandom.mix(delivery.seed(), day.toString()), owner);
            reservation(day, of(delivery.scope(), Commitment.RESERVATION, owner), mixed);
            savingsPlan(day, of(delivery.scope(), Commitment.SAVINGS_PLAN, owner), mixed);
        }
    }

    /** Two machines. The second runs for a part of the day, and on some days for all of it. */
    private void reservation(LocalDate day, Commitment reservation, long mixed) throws IOException {
        BigDecimal hours = BigDecimal.valueOf(4 + SeededRandom.below(21, mixed));
        covered(day, reservation, Meter.VIRTUAL_MACHINE, 20, HOURS, RESERVED_HOUR);
        covered(day, reservation, Meter.VIRTUAL_MACHINE, 21, hours, RESERVED_HOUR);
        BigDecimal unused = HOURS.subtract(hours);
        if (unused.signum() > 0) {
            receiver.accept(unused(day, reservation, Meter.VIRTUAL_MACHINE)
                    .priced(unused, RESERVED_HOUR)
                    .info(FLEXIBLE));
        }
    }

    /** A fixed amount a day. What machines do not use of it is an unused charge. */
    private void savingsPlan(LocalDate day, Commitment plan, long mixed) throws IOException {
        BigDecimal tenHours = BigDecimal.valueOf(100 + SeededRandom.below(140, SeededRandom.mix(mixed, 1)), 1);
        BigDecimal used = covered(day, plan, Meter.LARGE_MACHINE, 30, tenHours, PLANNED_TEN_HOURS);
        receiver.accept(unused(day, plan, Meter.COMPUTE_PLAN).priced(BigDecimal.ONE, PLAN_DAY.subtract(used)));
    }

    private BigDecimal covered(
            LocalDate day, Commitment commitment, Meter meter, int machine, BigDecimal quantity, BigDecimal price)
            throws IOException {
        // A commitment may cover a machine of another subscription that is invoiced to the same profile.
        List<Subscription> all = delivery.scope().subscriptions();
        Subscription other = all.get((commitment.owner().index() + 2) % all.size());
        Subscription user =
                machine % 2 == 1 && other.profile().equals(commitment.owner().profile()) ? other : commitment.owner();
        Charge charge = new Charge(delivery, Charge.Kind.COVERED, user, day, meter)
                .as("Usage", commitment.pricingModel(), "UsageBased")
                .under(commitment)
                .priced(quantity, price)
                .of(resources.of(user, meter, machine))
                .spelled(Spelling.EXPONENT)
                .info(commitment.isReservation() ? FLEXIBLE : "");
        receiver.accept(charge);
        return charge.pricingCost(AzureDataSet.AMORTIZED);
    }

    private Charge unused(LocalDate day, Commitment commitment, Meter meter) {
        String chargeType = commitment.isReservation() ? "UnusedReservation" : "UnusedSavingsPlan";
        return new Charge(delivery, Charge.Kind.UNUSED, commitment.owner(), day, meter)
                .as(chargeType, commitment.pricingModel(), "UsageBased")
                .under(commitment)
                .ofAccount();
    }
}
