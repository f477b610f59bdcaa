package io.tributary.streams.normalize.aws;

import static java.math.BigDecimal.ZERO;

import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * How a report spreads the fees of commitments over the usage that they cover. Blank is not 0: an export has only the
 * columns that its query selects, and AWS amortizes no Dedicated Host reservations. Amounts are in the bill's currency,
 * on its basis. Source: AWS Cost and Usage Report user guide, Reservation details and Savings Plans
 * details.
 */
final class CurAmortization {

    // ReservedHostUsage, HostUsage; HostBoxUsage is the instance on a host, which is free.
    private static final byte[] HOST_USAGE = text("HostUsage:");
    private static final byte[] HOST_RESERVATION = text(":host-reservation/");

    private final CurColumns columns;
    private final RowReader reader;
    private final CurAmounts amounts;
    private final boolean ofPlans;
    private final boolean ofReservations;

    CurAmortization(CurColumns columns, RowReader reader, CurAmounts amounts) {
        this.columns = columns;
        this.reader = reader;
        this.amounts = amounts;
        ofPlans = amounts.isThere(columns.netSavingsPlanEffectiveCost, columns.savingsPlanEffectiveCost);
        ofReservations = amounts.isThere(columns.netReservationEffectiveCost, columns.reservationEffectiveCost)
                || amounts.isThere(columns.netAmortizedUpfrontCostForUsage, columns.amortizedUpfrontCostForUsage)
                || amounts.isThere(columns.netRecurringFeeForUsage, columns.recurringFeeForUsage);
    }

    /** Whether rows of usage that a Savings Plan covers have their share of its fees. */
    boolean ofPlans() {
        return ofPlans;
    }

    /** Whether rows of usage that the row's reservation covers have their share of its fees. */
    boolean ofReservation() {
        return ofReservations && !isOfHosts();
    }

    private boolean isOfHosts() {
        return reader.contains(columns.usageType, HOST_USAGE)
                || reader.contains(columns.reservationArn, HOST_RESERVATION);
    }

    /** What the row's usage costs of its plan; {@code null} where the report does not say. */
    BigDecimal usedPlan() {
        return amounts.money(columns.netSavingsPlanEffectiveCost, columns.savingsPlanEffectiveCost);
    }

    /** What the row's usage takes of its plan's commitment, which no discount lowers; {@code null} as above. */
    BigDecimal usedCommitment() {
        BigDecimal used = reader.optionalMoney(columns.savingsPlanEffectiveCost);
        return used == null ? usedPlan() : used;
    }

    /**
     * What the row's usage costs of its reservation; {@code null} where the report does not say. AWS adds up its parts
     * for some services only, and Athena's files have 0 where others are blank.
     */
    BigDecimal usedReservation() {
        if (!ofReservation()) {
            return null;
        }
        BigDecimal whole = amounts.money(columns.netReservationEffectiveCost, columns.reservationEffectiveCost);
        if (whole != null && whole.signum() != 0) {
            return whole;
        }
        BigDecimal parts = sum(
                columns.recurringFeeForUsage,
                amounts.money(columns.netAmortizedUpfrontCostForUsage, columns.amortizedUpfrontCostForUsage),
                amounts.money(columns.netRecurringFeeForUsage, columns.recurringFeeForUsage));
        return parts == null ? whole : parts;
    }

    /** {@link #usedReservation} before negotiated discounts, where the report says that. */
    BigDecimal undiscountedReservation() {
        BigDecimal whole = ofReservation() ? reader.optionalMoney(columns.reservationEffectiveCost) : null;
        return whole == null || whole.signum() == 0 ? usedReservation() : whole;
    }

    /**
     * What of the row's plan nothing used; {@code null} where the report does not say. AWS states it before discounts,
     * which take the same part of it as of the whole commitment, or else of the row's fee.
     */
    BigDecimal unusedPlan() {
        BigDecimal unused = unusedCommitment();
        return unused == null || unused.signum() == 0 || !amounts.areNet() ? unused : discounted(unused);
    }

    private BigDecimal discounted(BigDecimal unused) {
        BigDecimal recurring = reader.money(columns.recurringCommitment);
        BigDecimal upfront = reader.money(columns.amortizedUpfrontCommitment);
        BigDecimal netRecurring = reader.money(columns.netRecurringCommitment);
        BigDecimal netUpfront = reader.money(columns.netAmortizedUpfrontCommitment);
        if (netRecurring != null || netUpfront != null) {
            BigDecimal net = sum(
                    columns.netRecurringCommitment,
                    netRecurring == null ? recurring : netRecurring,
                    netUpfront == null ? upfront : netUpfront);
            BigDecimal part = CurAmounts.discounted(unused, net, sum(columns.recurringCommitment, recurring, upfront));
            if (part != null) {
                return reader.fitting(columns.netRecurringCommitment, part, Decimals.MONEY_SCALE);
            }
        }
        BigDecimal fee = amounts.undiscountedForEffectiveCost();
        if (amounts.cost().signum() == 0 && fee.signum() != 0) {
            return ZERO;
        }
        BigDecimal part = CurAmounts.discounted(unused, amounts.cost(), fee);
        return part == null ? unused : reader.fitting(amounts.costColumn(), part, Decimals.MONEY_SCALE);
    }

    /** What of the row's plan's commitment nothing used, before discounts; {@code null} as above. */
    BigDecimal unusedCommitment() {
        BigDecimal total = reader.money(columns.totalCommitmentToDate);
        BigDecimal used = reader.moneyOr(columns.usedCommitment, columns.usedCommitment < 0 ? null : ZERO);
        if (!ofPlans || total == null || used == null) {
            return null;
        }
        return reader.fitting(columns.totalCommitmentToDate, total.subtract(used), Decimals.MONEY_SCALE);
    }

    /** What of the row's reservation nothing used; {@code null} where the report does not say. */
    BigDecimal unusedReservation() {
        if (!ofReservation()) {
            return null;
        }
        return sum(
                columns.unusedRecurringFee,
                amounts.money(columns.netUnusedAmortizedUpfrontFee, columns.unusedAmortizedUpfrontFee),
                amounts.money(columns.netUnusedRecurringFee, columns.unusedRecurringFee));
    }

    /** The sum of two parts, of which a blank one adds nothing; {@code null} where both are blank. */
    private BigDecimal sum(int column, BigDecimal one, BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return reader.fitting(column, one.add(other), Decimals.MONEY_SCALE);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
