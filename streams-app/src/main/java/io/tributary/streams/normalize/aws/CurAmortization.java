package io.tributary.streams.normalize.aws;

import static java.math.BigDecimal.ZERO;

import io.tributary.streams.normalize.RowReader;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * How a report spreads the fees of commitments over the usage that they cover. Blank is not 0: an export has only the
 * columns that its query selects, and AWS amortizes no Dedicated Host reservations. Amounts are in the bill's currency,
 * and net on the net basis. Source: AWS Cost and Usage Report user guide, Reservation details and Savings Plans
 * details.
 */
final class CurAmortization {

    // ReservedHostUsage, HostUsage; HostBoxUsage is the instance on a host, which is free.
    private static final byte[] HOST_USAGE = text("HostUsage:");
    private static final byte[] HOST_RESERVATION = text(":host-reservation/");

    private final CurColumns columns;
    private final RowReader reader;
    private final boolean net;
    private final boolean ofPlans;
    private final boolean ofReservations;

    CurAmortization(CurColumns columns, RowReader reader, CostBasis basis) {
        this.columns = columns;
        this.reader = reader;
        net = basis == CostBasis.NET_UNBLENDED;
        ofPlans = isThere(columns.netSavingsPlanEffectiveCost, columns.savingsPlanEffectiveCost);
        ofReservations = isThere(columns.netReservationEffectiveCost, columns.reservationEffectiveCost)
                || isThere(columns.netAmortizedUpfrontCostForUsage, columns.amortizedUpfrontCostForUsage)
                || isThere(columns.netRecurringFeeForUsage, columns.recurringFeeForUsage);
    }

    private boolean isThere(int netColumn, int column) {
        return column >= 0 || net && netColumn >= 0;
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
        return amount(columns.netSavingsPlanEffectiveCost, columns.savingsPlanEffectiveCost);
    }

    /**
     * What the row's usage costs of its reservation; {@code null} where the report does not say. AWS adds up its parts
     * for some services only, and Athena's files have 0 where others are blank.
     */
    BigDecimal usedReservation() {
        if (!ofReservation()) {
            return null;
        }
        BigDecimal whole = amount(columns.netReservationEffectiveCost, columns.reservationEffectiveCost);
        if (whole != null && whole.signum() != 0) {
            return whole;
        }
        BigDecimal parts = sum(
                columns.recurringFeeForUsage,
                amount(columns.netAmortizedUpfrontCostForUsage, columns.amortizedUpfrontCostForUsage),
                amount(columns.netRecurringFeeForUsage, columns.recurringFeeForUsage));
        return parts == null ? whole : parts;
    }

    /** What of the row's plan nothing used; {@code null} where the report does not say. */
    BigDecimal unusedPlan() {
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
                amount(columns.netUnusedAmortizedUpfrontFee, columns.unusedAmortizedUpfrontFee),
                amount(columns.netUnusedRecurringFee, columns.unusedRecurringFee));
    }

    /** The amount in a column or, on the net basis, in its net twin where that has a value. */
    private BigDecimal amount(int netColumn, int column) {
        BigDecimal twin = net ? reader.money(netColumn) : null;
        return twin == null ? reader.money(column) : twin;
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
