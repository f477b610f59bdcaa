package io.tributary.streams.normalize;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Known defects of what providers deliver, by the names under which x_SourceDefects lists them; docs/semantics.md lists
 * them too. Names never change.
 */
public enum SourceDefect {
    /** An account id has more than the twelve digits of AWS: kept as delivered. */
    ACCOUNT_ID_TOO_LONG,
    /** An account id of AWS lost its leading zeros: restored to twelve digits. */
    ACCOUNT_ID_ZEROS_LOST,
    /** CommitmentDiscountId is written in another case than the same id elsewhere: changed to lower case. */
    COMMITMENT_DISCOUNT_ID_CASE,
    /** ContractedCost is too small by the pricing block size: kept as delivered. */
    CONTRACTED_COST_BLOCK_SIZE,
    /** ContractedCost is blank: EffectiveCost of usage, BilledCost of all else stands in. */
    CONTRACTED_COST_MISSING,
    /** ContractedCost is 0 for a charge that costs something: kept as delivered. */
    CONTRACTED_COST_ZERO,
    /** ContractedUnitPrice of a charge that has a price is blank: stays absent. */
    CONTRACTED_UNIT_PRICE_MISSING,
    /** EffectiveCost of a credit is not its BilledCost: kept as delivered. */
    CREDIT_EFFECTIVE_COST,
    /** The provider never names the invoice of such an account: InvoiceId stays absent. */
    INVOICE_ID_MISSING,
    /** ListCost is blank: ContractedCost stands in. */
    LIST_COST_MISSING,
    /** ListCost is 0 for a charge that costs something: kept as delivered. */
    LIST_COST_ZERO,
    /** ListUnitPrice of a charge that has a price is blank: stays absent. */
    LIST_UNIT_PRICE_MISSING,
    /** A field says NULL: read as blank. */
    NULL_AS_TEXT,
    /** A text is a word that stands for no value, such as -2 or Unassigned: read as blank, kept in x_SourceColumns. */
    PLACEHOLDER_VALUE,
    /** PricingUnit of usage or a purchase is blank: Units in Azure's line detail, else stays absent. */
    PRICING_UNIT_MISSING,
    /** PublisherName is blank: the provider is named as service provider and host. */
    PUBLISHER_NAME_MISSING,
    /**
     * The purchase of a commitment has an EffectiveCost, which its usage has too: 0, and the delivered one in
     * x_SourceColumns, where the export is known to have that usage (Azure); else kept as delivered.
     */
    PURCHASE_EFFECTIVE_COST,
    /** A column that FOCUS wants filled is blank: a stand-in is published. */
    REQUIRED_COLUMN_BLANK,
    /** No defect of the provider's: a person mended the source row, which could not be read as it was delivered. */
    ROW_MENDED,
    /** ServiceName is blank: the meter's category, the service's code, or the provider's name stands in. */
    SERVICE_NAME_MISSING,
    /** SkuId of usage or a purchase is blank: stays absent. */
    SKU_ID_MISSING,
    /** SkuPriceId of usage or a purchase is blank: stays absent. */
    SKU_PRICE_ID_MISSING,
    /** Usage that a commitment covers has a list cost, but no EffectiveCost: kept as delivered. */
    USED_EFFECTIVE_COST_ZERO,
    /**
     * A value is none that FOCUS allows in its column, or for such a charge, or is written in another case: kept in
     * x_SourceColumns.
     */
    VALUE_NOT_ALLOWED,
    /**
     * A price, a quantity, a rate, or a cost that neither the bill nor EffectiveCost needs is no number, or a column of
     * JSON is no JSON: read as blank, kept in x_SourceColumns or in a column of its own.
     */
    VALUE_UNREADABLE;

    /** Whether {@code names}, which x_SourceDefects has, are this defect's, too. */
    public boolean isAmong(String names) {
        return names.contains('"' + name() + '"');
    }

    /** {@code names}, which x_SourceDefects has, and this defect with them, in the order of all defects. */
    public byte[] addedTo(byte[] names) {
        String others = new String(names, StandardCharsets.UTF_8);
        EnumSet<SourceDefect> all = EnumSet.of(this);
        for (SourceDefect defect : values()) {
            if (defect.isAmong(others)) {
                all.add(defect);
            }
        }
        return names(all);
    }

    /** {@code defects} as x_SourceDefects has them: a JSON array of their names, UTF-8. */
    public static byte[] names(Set<SourceDefect> defects) {
        return defects.stream()
                .map(defect -> '"' + defect.name() + '"')
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
