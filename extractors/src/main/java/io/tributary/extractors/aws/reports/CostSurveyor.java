package io.tributary.extractors.aws.reports;

import io.tributary.extractors.csv.CsvHeader;
import io.tributary.extractors.csv.CsvRows;
import io.tributary.extractors.source.Page;
import io.tributary.schemas.CostSurvey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Adds up a delivery's cost columns. The sums decide which cost basis holds for the delivery. Used by one thread. */
final class CostSurveyor {

    /** As the schema has it. */
    private static final int SCALE = 24;

    private static final int INTEGER_DIGITS = 14;

    private static final List<String> NEEDED =
            List.of(DataSet.LINE_ITEM_TYPE, DataSet.UNBLENDED_COST, DataSet.NET_UNBLENDED_COST);

    private BigDecimal unblended = BigDecimal.ZERO;
    private BigDecimal net = BigDecimal.ZERO;
    private long discountRows;
    private BigDecimal discountUnblended = BigDecimal.ZERO;
    private BigDecimal discountNet = BigDecimal.ZERO;

    /** Whether a column is needed for the sums. */
    static boolean needs(String column) {
        CsvHeader header = CsvHeader.of(column, List.of(column));
        return NEEDED.stream().anyMatch(name -> header.place(name).isPresent());
    }

    /**
     * Adds a page's rows. Rows with an unreadable amount are left out; an empty net cost means that no discount
     * applies.
     */
    void add(String object, Page page) {
        CsvRows rows = new CsvRows(page.content());
        CsvHeader header = rows.readHeader(object);
        int[] places = {
            header.place(DataSet.LINE_ITEM_TYPE).orElse(-1),
            header.place(DataSet.UNBLENDED_COST).orElse(-1),
            header.place(DataSet.NET_UNBLENDED_COST).orElse(-1)
        };
        for (Optional<String[]> row = rows.next(places); row.isPresent(); row = rows.next(places)) {
            String[] values = row.get();
            Optional<BigDecimal> unblendedCost = amount(values[1]);
            Optional<BigDecimal> netCost = amount(values[2].isBlank() ? values[1] : values[2]);
            if (unblendedCost.isPresent() && netCost.isPresent()) {
                add(values[0], unblendedCost.get(), netCost.get());
            }
        }
    }

    CostSurvey survey() {
        return CostSurvey.newBuilder()
                .setUnblendedCost(fit(unblended))
                .setNetUnblendedCost(fit(net))
                .setDiscountRows(discountRows)
                .setDiscountUnblendedCost(fit(discountUnblended))
                .setDiscountNetUnblendedCost(fit(discountNet))
                .build();
    }

    private void add(String lineItemType, BigDecimal unblendedCost, BigDecimal netCost) {
        unblended = unblended.add(unblendedCost);
        net = net.add(netCost);
        // Discount, EdpDiscount, PrivateRateDiscount, RiVolumeDiscount, BundledDiscount, SppDiscount and what may come.
        if (lineItemType.endsWith("Discount")) {
            discountRows++;
            discountUnblended = discountUnblended.add(unblendedCost);
            discountNet = discountNet.add(netCost);
        }
    }

    /** An amount that the schema can hold. Its exponent is checked before any arithmetic. */
    private static Optional<BigDecimal> amount(String text) {
        try {
            BigDecimal amount = new BigDecimal(text);
            boolean fits =
                    Math.abs((long) amount.scale()) <= 100 && amount.precision() - amount.scale() <= INTEGER_DIGITS;
            return fits ? Optional.of(amount) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static BigDecimal fit(BigDecimal sum) {
        return sum.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
