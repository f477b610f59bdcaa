package io.tributary.samples.aws;

import io.tributary.samples.SeededRandom;
import java.util.List;
import java.util.UUID;

/** What a report's payer has committed to: the same in each of its periods. */
final class Commitments {

    private final List<SavingsPlan> plans;
    private final List<ReservedInstance> reservations;

    Commitments(BillPlan.Report report) {
        String owner = report.payer();
        String plan = "arn:aws:savingsplans::" + owner + ":savingsplan/";
        plans = List.of(
                new SavingsPlan(0, plan + uuid(report, 10), 0, "ComputeSavingsPlans", "No Upfront", 1_000),
                new SavingsPlan(1, plan + uuid(report, 11), 0, "ComputeSavingsPlans", "All Upfront", 0),
                new SavingsPlan(2, plan + uuid(report, 12), 0, "EC2InstanceSavingsPlans", "Partial Upfront", 500));
        reservations = List.of(
                new ReservedInstance(
                        "arn:aws:ec2:us-east-1:" + owner + ":reserved-instances/" + uuid(report, 20),
                        UsageKind.EC2_GENERAL,
                        4,
                        Price.of("0.0281"),
                        Price.of("0.0293"),
                        Integer.toString(
                                1_000_000 + SeededRandom.below(9_000_000, SeededRandom.mix(report.seed(), 21)))),
                new ReservedInstance(
                        "arn:aws:rds:us-east-1:" + owner + ":ri:ri-" + uuid(report, 30),
                        UsageKind.RDS_INSTANCE,
                        2,
                        Price.of("0.1638"),
                        0,
                        Integer.toString(
                                1_000_000 + SeededRandom.below(9_000_000, SeededRandom.mix(report.seed(), 31)))));
    }

    /** One that is paid as it is used, one that was paid upfront, one half and half for an instance family. */
    List<SavingsPlan> plans() {
        return plans;
    }

    /** The plan that covers a line. */
    SavingsPlan plan(UsageKind kind, Region region) {
        if (kind == UsageKind.EC2_GENERAL && region == Region.NORTH_VIRGINIA) {
            return plans.get(2);
        }
        return plans.get(kind == UsageKind.FARGATE ? 1 : 0);
    }

    /** One that was paid upfront in part, and one that was paid upfront. */
    List<ReservedInstance> reservations() {
        return reservations;
    }

    ReservedInstance reservation(UsageKind kind) {
        return reservations.stream()
                .filter(reservation -> reservation.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("nothing of kind " + kind + " is reserved"));
    }

    private static String uuid(BillPlan.Report report, long number) {
        return new UUID(SeededRandom.mix(report.seed(), number), SeededRandom.mix(report.seed(), number + 1_000_000))
                .toString();
    }
}
