package io.tributary.streams.normalize;

import io.tributary.streams.deadletter.RejectedRowException;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.Ownership.Owner;
import io.tributary.streams.record.CostColumns;
import io.tributary.streams.record.CostRow;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** What the records of a page bill to which accounts. Not thread-safe. */
public final class AccountClaims {

    /** Characters of the longest id that is taken for one of an account, several times those of any provider. */
    private static final int LONGEST_ID = 1_000;

    private final Ownership ownership;
    private final String account;
    private final Map<Claimed, BigDecimal> billed = new TreeMap<>();
    private byte[] lastBilling;
    private byte[] lastSub;
    private Owner lastOwner;
    private Claimed last;

    /**
     * Part of a billing account in one currency.
     *
     * @param billingAccountId in its comparable form
     * @param subAccountId in its comparable form; empty where the whole is stated, and for charges of none
     */
    public record Claimed(String billingAccountId, boolean isWhole, String subAccountId, String currency)
            implements Comparable<Claimed> {

        @Override
        public int compareTo(Claimed other) {
            int byAccount = billingAccountId.compareTo(other.billingAccountId);
            if (byAccount != 0) {
                return byAccount;
            }
            int byWhole = Boolean.compare(isWhole, other.isWhole);
            if (byWhole != 0) {
                return byWhole;
            }
            int bySub = subAccountId.compareTo(other.subAccountId);
            return bySub != 0 ? bySub : currency.compareTo(other.currency);
        }
    }

    /** @param account the account of the page */
    AccountClaims(Ownership ownership, String account) {
        this.ownership = ownership;
        this.account = account;
    }

    /** Whether nothing is known of the accounts and periods of the page's rows. */
    boolean isOfAny() {
        return ownership == Ownership.ANY;
    }

    /**
     * Checks whose record it is.
     *
     * @throws RejectedRowException if it belongs to another account
     */
    void require(CostRow row) {
        if (lastOwner != null && isLast(row)) {
            return;
        }
        String billing = row.string(CostColumns.BILLING_ACCOUNT_ID);
        String sub = row.string(CostColumns.SUB_ACCOUNT_ID);
        requireId("BillingAccountId", billing);
        requireId("SubAccountId", sub);
        Owner owner = ownership.of(billing, sub);
        if (owner == Owner.OTHER) {
            throw new RejectedRowException(
                    RejectionCode.OTHER_ACCOUNT,
                    "BillingAccountId",
                    billing + (sub.isEmpty() ? "" : ", SubAccountId " + sub),
                    "one of the delivery's account " + account);
        }
        lastOwner = owner;
        lastBilling = billing.getBytes(StandardCharsets.UTF_8);
        lastSub = owner == Owner.PART ? sub.getBytes(StandardCharsets.UTF_8) : null;
        last = null;
    }

    private static void requireId(String column, String id) {
        if (id.length() > LONGEST_ID) {
            throw new RejectedRowException(
                    RejectionCode.DAMAGED_ACCOUNT,
                    column,
                    id.substring(0, 40) + "… of " + id.length() + " characters",
                    "at most " + LONGEST_ID + " characters");
        }
    }

    /** Adds the cost of a record that was checked last. */
    void add(CostRow row, String currency, BigDecimal cost) {
        if (lastOwner == Owner.ONLY) {
            return;
        }
        if (last == null || !last.currency().equals(currency)) {
            boolean isWhole = lastOwner == Owner.WHOLE;
            last = new Claimed(
                    Ownership.comparable(row.string(CostColumns.BILLING_ACCOUNT_ID)),
                    isWhole,
                    isWhole ? "" : Ownership.comparable(row.string(CostColumns.SUB_ACCOUNT_ID)),
                    currency);
        }
        billed.merge(last, cost, BigDecimal::add);
    }

    private boolean isLast(CostRow row) {
        if (!row.has(CostColumns.BILLING_ACCOUNT_ID) || !row.isText(CostColumns.BILLING_ACCOUNT_ID, lastBilling)) {
            return false;
        }
        if (lastSub == null) {
            // Of the whole, or of what only one account states, the sub-account says nothing more.
            return true;
        }
        return row.has(CostColumns.SUB_ACCOUNT_ID)
                ? row.isText(CostColumns.SUB_ACCOUNT_ID, lastSub)
                : lastSub.length == 0;
    }

    /** Sum of BilledCost by what it is a part of. */
    public Map<Claimed, BigDecimal> billed() {
        return billed;
    }
}
