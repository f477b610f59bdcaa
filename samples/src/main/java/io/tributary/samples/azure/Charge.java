package io.tributary.samples.azure;

import java.math.BigDecimal;
import java.time.LocalDate;

/** A charge, which is a row in each data set that has it. Mutable: receivers must not keep it. */
final class Charge {

    /** The views of the same money that a charge is in, and how. */
    enum Kind {
        /** The same in the actual and in the amortized view. */
        ORDINARY,
        /** Usage under a commitment: free in the actual view, its part of the commitment in the amortized one. */
        COVERED,
        /** A part of a commitment that nothing used: in the amortized view alone. */
        UNUSED,
        /** A commitment bought or returned: in the actual view alone. */
        COMMITMENT
    }

    private final AzurePlan.Delivery delivery;
    private final Kind kind;
    private final Subscription subscription;
    private final LocalDate day;
    private final Meter meter;
    private LocalDate until;
    private String chargeType = "Usage";
    private String pricingModel = "OnDemand";
    private String frequency = "UsageBased";
    private boolean hasSubscription = true;
    private BigDecimal quantity = BigDecimal.ONE;
    private BigDecimal effectivePrice = BigDecimal.ZERO;
    private BigDecimal pricingCost = BigDecimal.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private Commitment commitment;
    private Resource resource = Resource.NONE;
    private String additionalInfo = "";
    private Spelling spelling = Spelling.PLAIN;
    private String brokenCost = "";

    Charge(AzurePlan.Delivery delivery, Kind kind, Subscription subscription, LocalDate day, Meter meter) {
        this.delivery = delivery;
        this.kind = kind;
        this.subscription = subscription;
        this.day = day;
        this.until = day;
        this.meter = meter;
    }

    Charge as(String chargeType, String pricingModel, String frequency) {
        this.chargeType = chargeType;
        this.pricingModel = pricingModel;
        this.frequency = frequency;
        return this;
    }

    /** Sets the quantity, in units of measure, and the price of each. */
    Charge priced(BigDecimal quantity, BigDecimal effectivePrice) {
        this.quantity = Spelling.exact(quantity);
        this.effectivePrice = Spelling.exact(effectivePrice);
        return costing(Spelling.exact(this.quantity.multiply(this.effectivePrice)));
    }

    /** Sets the cost in the currency of the price list, independent of the price. */
    Charge costing(BigDecimal amount) {
        this.pricingCost = amount;
        this.cost = Spelling.exact(amount.multiply(rate()));
        return this;
    }

    Charge under(Commitment commitment) {
        this.commitment = commitment;
        return this;
    }

    Charge of(Resource resource) {
        this.resource = resource;
        return this;
    }

    Charge info(String additionalInfo) {
        this.additionalInfo = additionalInfo;
        return this;
    }

    Charge spelled(Spelling spelling) {
        this.spelling = spelling;
        return this;
    }

    Charge until(LocalDate lastDay) {
        this.until = lastDay;
        return this;
    }

    /** Leaves the subscription out: the charge belongs to the billing account. */
    Charge ofAccount() {
        this.hasSubscription = false;
        return this;
    }

    /** Makes the row one that cannot become a record. */
    Charge broken(String cost) {
        this.brokenCost = cost;
        return this;
    }

    AzurePlan.Delivery delivery() {
        return delivery;
    }

    Kind kind() {
        return kind;
    }

    Subscription subscription() {
        return subscription;
    }

    /** The subscription in a row. Where a charge has none, some runs have nothing and others zeros. */
    String subscriptionId() {
        if (hasSubscription) {
            return subscription.guid();
        }
        return delivery.number() % 2 == 0 ? "" : "00000000-0000-0000-0000-000000000000";
    }

    String subscriptionName() {
        return hasSubscription ? subscription.name() : "";
    }

    Profile profile() {
        return subscription.profile();
    }

    LocalDate day() {
        return day;
    }

    /** Last day of the service that is charged, inclusive. */
    LocalDate until() {
        return until;
    }

    Meter meter() {
        return meter;
    }

    String chargeType() {
        return chargeType;
    }

    String pricingModel() {
        return pricingModel;
    }

    String frequency() {
        return frequency;
    }

    BigDecimal quantity() {
        return quantity;
    }

    /** In the currency of the price list; 0 where a commitment covers usage and the data set is actual costs. */
    BigDecimal effectivePrice(AzureDataSet dataSet) {
        return isFree(dataSet) ? BigDecimal.ZERO : effectivePrice;
    }

    /** What the row costs in a data set, in the billing currency. */
    BigDecimal cost(AzureDataSet dataSet) {
        return isFree(dataSet) ? BigDecimal.ZERO : cost;
    }

    /** What the row costs in a data set, in the currency of the price list. */
    BigDecimal pricingCost(AzureDataSet dataSet) {
        return isFree(dataSet) ? BigDecimal.ZERO : pricingCost;
    }

    /** Units of the billing currency for one of the price list's, as this delivery estimates it. */
    BigDecimal rate() {
        BigDecimal rate = profile().exchangeRate();
        return rate.compareTo(BigDecimal.ONE) == 0 ? rate : rate.add(delivery.rateDrift());
    }

    /** The commitment that is bought, used or left unused, or null. */
    Commitment commitment() {
        return commitment;
    }

    Resource resource() {
        return resource;
    }

    String additionalInfo() {
        return additionalInfo;
    }

    boolean isBroken() {
        return !brokenCost.isEmpty();
    }

    /** The cost as written in the row. */
    String costText(AzureDataSet dataSet) {
        return isBroken() ? brokenCost : spelling.spell(cost(dataSet));
    }

    String text(BigDecimal number) {
        return spelling.spell(number);
    }

    private boolean isFree(AzureDataSet dataSet) {
        return kind == Kind.COVERED && dataSet == AzureDataSet.ACTUAL;
    }
}
