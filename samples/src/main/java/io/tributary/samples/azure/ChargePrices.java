package io.tributary.samples.azure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;

/**
 * What the records of a data set have as ListCost and ContractedCost, by FOCUS's definitions of both.
 *
 * <p>Only usage has prices, and what is left unused of a commitment has a list price. Everything else, such as a
 * purchase or a tax, costs the same with every price list: what the row says. The FOCUS export states both costs, which
 * are taken as they are.
 */
final class ChargePrices {

    /** Decimals of amounts in records. */
    private static final int SCALE = 24;

    private static final Set<String> LISTED = Set.of("Usage", "UnusedReservation", "UnusedSavingsPlan");

    private final AzureDataSet dataSet;
    private final boolean hasPrices;
    private final boolean hasListCosts;

    ChargePrices(AzureDataSet dataSet, Agreement agreement) {
        this.dataSet = dataSet;
        // Rows of pay-as-you-go have no prices but the one that was paid.
        this.hasPrices = agreement != Agreement.MOSA;
        // Customer agreements state costs at list prices, enterprise agreements list prices alone.
        this.hasListCosts = agreement == Agreement.MCA;
    }

    /** The quantity at the negotiated price, before commitments. */
    BigDecimal contractedCost(Charge charge) {
        if (dataSet == AzureDataSet.FOCUS) {
            return new BigDecimal(FocusText.contractedCost(charge));
        }
        BigDecimal cost = charge.cost(dataSet);
        return isPriced(charge) ? otherThanNone(at(charge, charge.meter().unitPrice()), cost) : cost;
    }

    /** The quantity at the pay-as-you-go price, or the contracted cost where there is no such price. */
    BigDecimal listCost(Charge charge) {
        if (dataSet == AzureDataSet.FOCUS) {
            return new BigDecimal(FocusText.listCost(charge));
        }
        BigDecimal contracted = contractedCost(charge);
        if (!hasPrices || !LISTED.contains(charge.chargeType())) {
            return contracted;
        }
        boolean hasListPrice = charge.meter().listPrice().signum() != 0;
        if (hasListCosts) {
            return otherThanNone(new BigDecimal(RowText.listCost(charge, charge.rate())), contracted);
        }
        return hasListPrice ? at(charge, charge.meter().listPrice()) : contracted;
    }

    private boolean isPriced(Charge charge) {
        return hasPrices && charge.chargeType().equals("Usage");
    }

    private static BigDecimal at(Charge charge, BigDecimal price) {
        return price.multiply(charge.quantity()).multiply(charge.rate()).setScale(SCALE, RoundingMode.HALF_EVEN);
    }

    private static BigDecimal otherThanNone(BigDecimal cost, BigDecimal otherwise) {
        return cost.signum() == 0 ? otherwise : cost;
    }
}
