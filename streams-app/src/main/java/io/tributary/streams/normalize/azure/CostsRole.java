package io.tributary.streams.normalize.azure;

import java.math.BigDecimal;

/**
 * The role of a set of Azure's line detail. Azure states the same money twice: as it was billed (actual), and with
 * commitments spread over what they cover (amortized). Together they make one bill of all amortized rows and, of the
 * actual rows, only the purchases and refunds of commitments.
 */
enum CostsRole {
    /** Amortized costs: what a commitment covers is billed by its purchase, which stands in another set. */
    AMORTIZED("azure.amortized", "cost"),
    /** Actual costs where there are no amortized ones: everything is billed, nothing is amortized. */
    ACTUAL("azure.actual", "cost"),
    /** Actual costs beside amortized ones: only purchases and refunds of commitments count. */
    COMMITMENTS("azure.actual.commitments", "commitments");

    private final String dataSet;
    private final String statement;

    CostsRole(String dataSet, String statement) {
        this.dataSet = dataSet;
        this.statement = statement;
    }

    /** The data set's name, as raw pages carry it. */
    String dataSet() {
        return dataSet;
    }

    /** The name of the statement of its deliveries; sets that state the same money have the same name. */
    String statement() {
        return statement;
    }

    /**
     * Whether rows of that kind become records; the other set bills the rest. An amortized set should have no purchase
     * of a commitment at all. If it has one, the actual set still bills it, once.
     */
    boolean takes(ChargeType type, PricingModel model) {
        return this == ACTUAL || (this == COMMITMENTS) == (type.isFee() && model.isCommitment());
    }

    /** What is invoiced for a row that costs {@code cost}. */
    BigDecimal billed(ChargeType type, PricingModel model, BigDecimal cost) {
        boolean covered = type.isUse() && model.isCommitment();
        return this == AMORTIZED && covered ? BigDecimal.ZERO : cost;
    }

    /**
     * The amortized cost of a row that costs {@code cost}. The actual set alone has none, so the billed cost stands in.
     */
    BigDecimal effective(ChargeType type, PricingModel model, BigDecimal cost) {
        boolean amortizedElsewhere = type.isFee() && model.isCommitment();
        return this != ACTUAL && amortizedElsewhere ? BigDecimal.ZERO : cost;
    }
}
