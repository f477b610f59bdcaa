package io.tributary.streams.normalize.azure;

import java.math.BigDecimal;

/**
 * What a set of Azure's line detail is for. Azure states the same money twice: as it was billed (actual) and with
 * commitments spread over what they cover (amortized). Together they make one bill of all amortized rows and, of the
 * actual rows, the purchases and refunds of commitments only.
 */
public enum CostsRole {
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
    public String dataSet() {
        return dataSet;
    }

    /** What its deliveries state: sets that state the same money have the same. */
    String statement() {
        return statement;
    }

    /**
     * Whether rows of that kind become records; the others are billed by the set beside this one. An amortized set should
     * have no purchase of a commitment at all: if it has one, the actual set still bills it, once.
     */
    boolean takes(ChargeType type, PricingModel model) {
        return this == ACTUAL || (this == COMMITMENTS) == (type.isFee() && model.isCommitment());
    }

    /** What is invoiced for a row that costs {@code cost}. */
    BigDecimal billed(ChargeType type, PricingModel model, BigDecimal cost) {
        boolean covered = type.isUse() && model.isCommitment();
        return this == AMORTIZED && covered ? BigDecimal.ZERO : cost;
    }

    /** The amortized cost of a row that costs {@code cost}; the actual set alone has none, so what is billed stands in. */
    BigDecimal effective(ChargeType type, PricingModel model, BigDecimal cost) {
        boolean amortizedElsewhere = type.isFee() && model.isCommitment();
        return this != ACTUAL && amortizedElsewhere ? BigDecimal.ZERO : cost;
    }
}
