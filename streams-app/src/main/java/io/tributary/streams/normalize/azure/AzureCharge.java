package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.ChargeFrequency;
import io.tributary.streams.normalize.FocusValue.CommitmentCategory;
import io.tributary.streams.normalize.FocusValue.PricingCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import io.tributary.streams.record.Decimals;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * The charge of a row in FOCUS's terms: its name, its four costs, its prices and its quantities. Source: FOCUS 1.4 Cost
 * and Usage, and its commitment discount scenarios.
 */
final class AzureCharge {

    /** How many units of the commitment one unit of the usage takes up. */
    private static final String NORMALIZATION_RATIO = "rinormalizationratio";

    private final AzureRow row;
    private final CostsRole role;
    private final AzurePrices prices;

    AzureCharge(AzureRow row, CostsRole role) {
        this.row = row;
        this.role = role;
        prices = new AzurePrices(row);
    }

    /** Writes the charge of {@code line} into {@code record}, whose text is written already. */
    void write(CostRow record, AzureLine line) {
        kind(record, line);
        record.number(CostColumns.CHARGE_PERIOD_START, line.chargeStart());
        record.number(CostColumns.CHARGE_PERIOD_END, line.chargeEnd());
        BigDecimal billed = role.billed(line.type(), line.model(), line.cost());
        BigDecimal effective = role.effective(line.type(), line.model(), line.cost());
        record.decimal(CostColumns.BILLED_COST, billed);
        record.decimal(CostColumns.EFFECTIVE_COST, effective);
        if (role == CostsRole.ACTUAL && line.model().isCommitment()) {
            record.flag(CostColumns.X_AMORTIZATION_MISSING);
        }
        prices.read(line);
        String basis =
                prices.isContracted() ? "UnitPrice" : billed.compareTo(line.cost()) == 0 ? "Billed" : "Effective";
        record.decimal(CostColumns.CONTRACTED_COST, prices.contractedCost());
        record.text(CostColumns.X_CONTRACTED_COST_BASIS, text(basis));
        record.decimal(CostColumns.LIST_COST, prices.listCost());
        prices.write(record);
        pricingCurrency(record, effective);
        commitment(record, line, effective);
    }

    private void kind(CostRow record, AzureLine line) {
        ChargeCategory category = category(line);
        ChargeFrequency frequency = frequency(category);
        if (isPriced(line.type())) {
            ChargeKind.priced(record, category, frequency, pricing(line.model()));
        } else {
            ChargeKind.unpriced(record, category, frequency);
        }
        if (line.correction()) {
            ChargeKind.correction(record);
        }
        if (line.isCovered() && record.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            Status status = line.type().isUnused() ? Status.UNUSED : Status.USED;
            record.text(CostColumns.COMMITMENT_DISCOUNT_STATUS, status.text());
        }
    }

    private ChargeCategory category(AzureLine line) {
        switch (line.type()) {
            case USAGE:
            case UNUSED_RESERVATION:
            case UNUSED_SAVINGS_PLAN:
                return ChargeCategory.USAGE;
            case PURCHASE:
                return ChargeCategory.PURCHASE;
            case REFUND:
                // A refund belongs to the category of what it refunds.
                boolean ofUsage = !line.model().isCommitment() && delivered().equals("usagebased");
                return ofUsage ? ChargeCategory.USAGE : ChargeCategory.PURCHASE;
            case TAX:
                return ChargeCategory.TAX;
            case CREDIT:
                return ChargeCategory.CREDIT;
            default:
                return ChargeCategory.ADJUSTMENT;
        }
    }

    private String delivered() {
        return ChargeType.canonical(row.text(AzureColumn.FREQUENCY));
    }

    private ChargeFrequency frequency(ChargeCategory category) {
        switch (delivered()) {
            case "onetime":
                return ChargeFrequency.ONE_TIME;
            case "recurring":
                return ChargeFrequency.RECURRING;
            case "usagebased":
                return ChargeFrequency.USAGE_BASED;
            default:
                return category.usualFrequency();
        }
    }

    private static boolean isPriced(ChargeType type) {
        switch (type) {
            case TAX:
            case CREDIT:
            case ROUNDING_ADJUSTMENT:
            case ADJUSTMENT:
            case UNKNOWN:
                return false;
            default:
                return true;
        }
    }

    private static PricingCategory pricing(PricingModel model) {
        switch (model) {
            case ON_DEMAND:
                return PricingCategory.STANDARD;
            case SPOT:
                return PricingCategory.DYNAMIC;
            case OTHER:
                return PricingCategory.OTHER;
            default:
                return PricingCategory.COMMITTED;
        }
    }

    private void pricingCurrency(CostRow record, BigDecimal effective) {
        record.text(CostColumns.PRICING_CURRENCY, text(prices.pricingCurrency()));
        BigDecimal inPricingCurrency = inPricingCurrency(effective);
        if (inPricingCurrency != null) {
            record.decimal(CostColumns.PRICING_CURRENCY_EFFECTIVE_COST, inPricingCurrency);
        }
    }

    /** The effective cost in the price list's currency, or {@code null}. */
    private BigDecimal inPricingCurrency(BigDecimal effective) {
        if (prices.isOneCurrency() || effective.signum() == 0) {
            return effective;
        }
        BigDecimal stated = row.price(AzureColumn.COST_IN_PRICING_CURRENCY);
        if (stated != null) {
            return stated;
        }
        BigDecimal rate = prices.exchangeRate();
        if (rate == null) {
            return null;
        }
        BigDecimal converted = effective.divide(rate, Decimals.MONEY_SCALE, RoundingMode.HALF_EVEN);
        return Decimals.exceedsPrecision(converted, Decimals.MONEY_SCALE) ? null : converted;
    }

    /**
     * Writes the quantity of a commitment, in one unit for its whole life: the amount that is bought, used or left in
     * the price list's currency for a commitment to spend; the units that are used or left for a commitment to use. How
     * many units are bought over the term is not stated.
     */
    private void commitment(CostRow record, AzureLine line, BigDecimal effective) {
        boolean fee = line.type().isFee() && line.model().isCommitment();
        if (!(fee || line.isCovered()) || !record.has(CostColumns.COMMITMENT_DISCOUNT_ID)) {
            return;
        }
        if (record.isText(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, CommitmentCategory.SPEND.text())) {
            // Without an amortized set, what is covered costs nothing.
            boolean unknown = !fee && role == CostsRole.ACTUAL;
            BigDecimal amount = unknown ? null : inPricingCurrency(fee ? line.cost() : effective);
            commitment(record, amount, prices.pricingCurrency());
        } else if (!fee) {
            BigDecimal ratio = row.additionalNumber(NORMALIZATION_RATIO);
            BigDecimal units = prices.units();
            boolean flexible = ratio != null && units != null;
            commitment(
                    record,
                    flexible ? units.multiply(ratio) : units,
                    flexible ? "Normalized " + prices.unit() : prices.unit());
        }
    }

    private static void commitment(CostRow record, BigDecimal quantity, String unit) {
        if (quantity != null && !Decimals.exceedsPrecision(quantity, Decimals.QUANTITY_SCALE)) {
            record.decimal(
                    CostColumns.COMMITMENT_DISCOUNT_QUANTITY, Decimals.scaled(quantity, Decimals.QUANTITY_SCALE));
            record.text(CostColumns.COMMITMENT_DISCOUNT_UNIT, text(unit));
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
