package io.tributary.streams.normalize.gcp;

import java.util.Locale;
import java.util.Optional;

/**
 * The committed use discount of a row. Google exports no amortized costs and no unused commitments, and names a
 * commitment only in credits and in the subscription of its fee.
 *
 * @param fee whether the row is the fee of a commitment
 * @param discounted whether a commitment lowers the row's price
 * @param id the commitment's id; empty where the row does not name it
 * @param name its display name, or empty
 * @param spend whether it is a commitment to spend, and not one to use
 */
record Commitment(boolean fee, boolean discounted, String id, String name, boolean spend) {

    /** The commitment of {@code row}. */
    static Commitment of(GcpRow row, CostType type, Credits credits) {
        String sku = row.text(GcpColumn.SKU_DESCRIPTION).toLowerCase(Locale.ROOT);
        String model = row.text(GcpColumn.CONSUMPTION_MODEL_DESCRIPTION).toLowerCase(Locale.ROOT);
        boolean fee = type == CostType.REGULAR && sku.startsWith("commitment");
        boolean ofModel = model.contains("cud") || model.contains("commit");
        Optional<Credits.Credit> credit = credits.committed();
        boolean discounted = credit.isPresent() || ofModel;
        String id = credit.map(Credits.Credit::id).orElse("");
        if (id.isEmpty() && (fee || discounted)) {
            id = row.text(GcpColumn.SUBSCRIPTION_ID);
        }
        // Consumption models price what a commitment to spend covers; resources are committed to by credits.
        boolean spend = credit.map(Credits.Credit::isOfSpending)
                .orElse(ofModel || sku.contains("dollar based") || sku.contains("spend"));
        return new Commitment(
                fee, discounted, id, credit.map(Credits.Credit::fullName).orElse(""), spend);
    }

    /** Whether the row has a commitment. */
    boolean isPresent() {
        return fee || discounted;
    }
}
