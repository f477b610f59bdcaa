package io.tributary.samples.aws;

import java.util.Currency;

/**
 * The AWS company that a payer has a contract with.
 *
 * @param billingEntity bill/BillingEntity
 * @param legalEntity bill/InvoicingEntity, and lineItem/LegalEntity of what it sells itself
 */
record Seller(String billingEntity, String legalEntity) {

    private static final Seller AMERICA = new Seller("AWS", "Amazon Web Services, Inc.");
    private static final Seller INDIA = new Seller("AISPL", "Amazon Web Services India Private Limited");
    private static final Seller CHINA = new Seller("AWS", "Beijing Sinnet Technology Co., Ltd.");

    /** The company that bills in a currency. */
    static Seller of(Currency currency) {
        return switch (currency.getCurrencyCode()) {
            case "INR" -> INDIA;
            case "CNY" -> CHINA;
            default -> AMERICA;
        };
    }

    /** Whether it sells worldwide, through companies in other countries. */
    boolean isAmerican() {
        return equals(AMERICA);
    }
}
