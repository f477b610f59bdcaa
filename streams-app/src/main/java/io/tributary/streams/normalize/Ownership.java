package io.tributary.streams.normalize;

import java.util.Locale;

/** Tells whose row a record is, by the accounts that it names, for deliveries of one account. Pure. */
@FunctionalInterface
public interface Ownership {

    /** Nothing is known about accounts and periods of rows, and no other account's deliveries state the same. */
    Ownership ANY = (billingAccountId, subAccountId) -> Owner.ONLY;

    /** Whose row it is. */
    enum Owner {
        /** The account's, whose deliveries alone can state it. */
        ONLY,
        /** The account's, and its deliveries state all that is billed to the row's billing account. */
        WHOLE,
        /** A part of what is billed to the row's billing account, of which other deliveries may state the whole. */
        PART,
        /** Neither: it does not belong into the delivery. */
        OTHER
    }

    /**
     * Whose row it is.
     *
     * @param billingAccountId FOCUS BillingAccountId of the record
     * @param subAccountId FOCUS SubAccountId of the record; empty where it has none
     */
    Owner of(String billingAccountId, String subAccountId);

    /** An account's id as ids of one account are equal: the last part of its path, in small letters. */
    static String comparable(String accountId) {
        String path = accountId.endsWith("/") ? accountId.substring(0, accountId.length() - 1) : accountId;
        return path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
