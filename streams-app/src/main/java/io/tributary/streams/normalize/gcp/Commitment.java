package io.tributary.streams.normalize.gcp;

import io.tributary.streams.normalize.ReferenceTable;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The committed use discount of a row. Google exports no amortized costs and no unused commitments, and names a
 * commitment in the subscription of its fee and of what it covers, or only in credits.
 *
 * @param fee whether the row is the fee of a commitment
 * @param discounted whether a commitment lowers the row's price
 * @param modelled whether it does so by a price of its own, and not by a credit
 * @param id the commitment's id; empty where the row does not name it
 * @param name its display name, or empty
 * @param spend whether it is a commitment to spend, and not one to use
 */
record Commitment(boolean fee, boolean discounted, boolean modelled, String id, String name, boolean spend) {

    /** CommitmentDiscountType of all of them. */
    static final String TYPE = "CUD";

    /** The ids of fees that are not named after a region. Source: Google Cloud, migrated SKUs of commitments. */
    private static final Set<String> FEES = ReferenceTable.lines(Commitment.class, "commitment-fees.tsv", 2).stream()
            .map(line -> line[0])
            .collect(Collectors.toUnmodifiableSet());

    /** The commitment of {@code row}. */
    static Commitment of(GcpRow row, CostType type, Credits credits) {
        String sku = row.text(GcpColumn.SKU_DESCRIPTION).toLowerCase(Locale.ROOT);
        String subscription = row.text(GcpColumn.SUBSCRIPTION_ID);
        // Only fees of commitments to spend are given back as far as they are used.
        boolean spendFee = credits.hasOffset() || FEES.contains(row.text(GcpColumn.SKU_ID));
        boolean covered = isOfCommitment(row.text(GcpColumn.CONSUMPTION_MODEL_DESCRIPTION));
        boolean named = sku.startsWith("commitment") || sku.contains("commit") && !subscription.isEmpty() && !covered;
        boolean fee = type == CostType.REGULAR && (spendFee || named);
        Optional<Credits.Credit> credit = credits.committed();
        boolean modelled = !fee && credit.isEmpty() && covered;
        boolean discounted = credit.isPresent() || modelled;
        String id = subscription.isEmpty() ? credit.map(Commitment::id).orElse("") : subscription;
        // Consumption models price what a commitment to spend covers; resources are committed to by credits.
        boolean spend = credit.map(Credits.Credit::isOfSpending)
                .orElse(modelled
                        || spendFee
                        || sku.contains("dollar based")
                        || sku.contains("spend")
                        || sku.contains("committed use discount"));
        return new Commitment(
                fee,
                discounted,
                modelled,
                fee || discounted ? id : "",
                credit.map(Credits.Credit::fullName).orElse(""),
                spend);
    }

    private static boolean isOfCommitment(String consumptionModel) {
        String model = consumptionModel.toLowerCase(Locale.ROOT);
        return model.contains("cud") || model.contains("commit");
    }

    /** The id of a credit; empty where it is a description, which the credits of all commitments share. */
    private static String id(Credits.Credit credit) {
        return credit.id().indexOf(' ') < 0 ? credit.id() : "";
    }

    /** Whether the row has a commitment. */
    boolean isPresent() {
        return fee || discounted;
    }
}
