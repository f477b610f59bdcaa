package io.tributary.streams.normalize.gcp;

import io.tributary.streams.normalize.ChargeKind;
import io.tributary.streams.normalize.FocusValue.ChargeCategory;
import io.tributary.streams.normalize.FocusValue.ChargeFrequency;
import io.tributary.streams.normalize.FocusValue.CommitmentCategory;
import io.tributary.streams.normalize.FocusValue.PricingCategory;
import io.tributary.streams.normalize.FocusValue.Status;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The charge of a row in FOCUS's terms: its name and its costs. Credits that adjust the price count with the cost; a
 * promotion, which pays for it, becomes a charge of its own. Amounts are never cut off at zero: a negation is as
 * negative as its original was positive.
 */
final class GcpCharge {

    private static final Pattern SPOT = Pattern.compile("\\b(spot|preemptible)\\b");

    private final GcpRow row;
    private final GcpPrices prices;

    GcpCharge(GcpRow row) {
        this.row = row;
        prices = new GcpPrices(row);
    }

    /** Writes the charge of {@code line} into {@code record}, whose text is written already. */
    void write(CostRow record, GcpLine line) {
        kind(record, line);
        record.number(CostColumns.CHARGE_PERIOD_START, line.chargeStart());
        record.number(CostColumns.CHARGE_PERIOD_END, line.chargeEnd());
        commitment(record, line.commitment());
        record.decimal(CostColumns.BILLED_COST, line.billed());
        record.decimal(CostColumns.EFFECTIVE_COST, line.billed());
        prices.write(record, line);
        prices.effective(record, line.billed());
        prices.commitment(record, line);
        if (line.type() == CostType.UNKNOWN) {
            record.flag(CostColumns.X_UNKNOWN_LINE_ITEM_TYPE);
        }
    }

    private void kind(CostRow record, GcpLine line) {
        ChargeCategory category = category(line);
        ChargeFrequency frequency = frequency(line);
        if (line.type() == CostType.TAX || line.type() == CostType.ROUNDING_ERROR) {
            ChargeKind.unpriced(record, category, frequency);
        } else {
            ChargeKind.priced(record, category, frequency, pricing(line));
        }
        if (line.correction()) {
            ChargeKind.correction(record);
        }
    }

    private static ChargeCategory category(GcpLine line) {
        return switch (line.type()) {
            case REGULAR -> line.commitment().fee() ? ChargeCategory.PURCHASE : ChargeCategory.USAGE;
            case TAX -> ChargeCategory.TAX;
            default -> ChargeCategory.ADJUSTMENT;
        };
    }

    private ChargeFrequency frequency(GcpLine line) {
        if (line.type() != CostType.REGULAR) {
            return ChargeFrequency.ONE_TIME;
        }
        // What a commitment covers names its subscription, but is charged as it is used.
        boolean subscription =
                !row.isBlank(GcpColumn.SUBSCRIPTION_ID) && !line.commitment().discounted();
        boolean recurring = line.commitment().fee() || subscription;
        return recurring ? ChargeFrequency.RECURRING : ChargeFrequency.USAGE_BASED;
    }

    private PricingCategory pricing(GcpLine line) {
        if (line.commitment().isPresent()) {
            return PricingCategory.COMMITTED;
        }
        String sku = row.text(GcpColumn.SKU_DESCRIPTION).toLowerCase(Locale.ROOT);
        return SPOT.matcher(sku).find() ? PricingCategory.DYNAMIC : PricingCategory.STANDARD;
    }

    private static void commitment(CostRow record, Commitment commitment) {
        if (!commitment.isPresent()) {
            return;
        }
        // Google exports what is billed, and nothing that spreads a fee over what it covers.
        record.flag(CostColumns.X_AMORTIZATION_MISSING);
        if (!commitment.id().isEmpty()) {
            text(record, CostColumns.COMMITMENT_DISCOUNT_ID, commitment.id());
            CommitmentCategory category = commitment.spend() ? CommitmentCategory.SPEND : CommitmentCategory.USAGE;
            record.text(CostColumns.COMMITMENT_DISCOUNT_CATEGORY, category.text());
            text(record, CostColumns.COMMITMENT_DISCOUNT_TYPE, Commitment.TYPE);
            text(record, CostColumns.COMMITMENT_DISCOUNT_NAME, commitment.name());
            if (ChargeKind.is(record, ChargeCategory.USAGE)) {
                // Google exports no rows of what is unused.
                record.text(CostColumns.COMMITMENT_DISCOUNT_STATUS, Status.USED.text());
            }
        }
    }

    /** The part of the row that {@code credit} is. */
    static byte[] part(Credits.Credit credit) {
        return bytes("credit#" + credit.index());
    }

    /** Turns {@code record}, a copy of the row's written record, into the charge of a promotion. */
    void promotion(CostRow record, Credits.Credit credit) {
        record.text(CostColumns.X_RECORD_PART, part(credit));
        ChargeKind.unpriced(record, ChargeCategory.CREDIT, ChargeFrequency.ONE_TIME);
        String name = credit.fullName().isEmpty() ? credit.name() : credit.fullName();
        text(record, CostColumns.CHARGE_DESCRIPTION, name.isEmpty() ? credit.id() : name);
        for (int field : new int[] {
            CostColumns.COMMITMENT_DISCOUNT_ID,
            CostColumns.COMMITMENT_DISCOUNT_CATEGORY,
            CostColumns.COMMITMENT_DISCOUNT_TYPE,
            CostColumns.COMMITMENT_DISCOUNT_NAME,
            CostColumns.COMMITMENT_DISCOUNT_STATUS,
            CostColumns.COMMITMENT_DISCOUNT_QUANTITY,
            CostColumns.COMMITMENT_DISCOUNT_UNIT,
            CostColumns.CAPACITY_RESERVATION_ID,
            CostColumns.CAPACITY_RESERVATION_STATUS,
            CostColumns.X_AMORTIZATION_MISSING,
            CostColumns.X_UNKNOWN_LINE_ITEM_TYPE
        }) {
            record.absent(field);
        }
        BigDecimal amount = credit.amount();
        record.decimal(CostColumns.BILLED_COST, amount);
        record.decimal(CostColumns.EFFECTIVE_COST, amount);
        record.text(CostColumns.X_RAW_COST, bytes(credit.text()));
        prices.credit(record, amount);
    }

    private static void text(CostRow record, int field, String text) {
        if (!text.isEmpty()) {
            record.text(field, bytes(text));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
