package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a statement of Azure costs is about: a Resource Manager id such as {@code subscriptions/1111…},
 * {@code providers/microsoft.billing/billingaccounts/8608480} or
 * {@code providers/microsoft.management/managementgroups/root}. Azure compares such ids without case and writes them in
 * any, so they are held in lower case, without slashes at either end.
 *
 * @param id the id
 */
public record BillingScope(String id) {

    private static final Pattern KNOWN = Pattern.compile("subscriptions/[^/]+(/resourcegroups/[^/]+)?"
            + "|providers/microsoft\\.billing/billingaccounts/[^/]+(/[a-z]+/[^/]+)*"
            + "|providers/microsoft\\.management/managementgroups/[^/]+");

    /** What a scope looks like, for messages. */
    static final String EXPECTED = "a scope like subscriptions/<id>,"
            + " providers/Microsoft.Billing/billingAccounts/<id>[/billingProfiles/<id>] or"
            + " providers/Microsoft.Management/managementGroups/<id>";

    public BillingScope {
        requireNonNull(id, "id");
        if (!KNOWN.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' is no billing scope: expected " + EXPECTED);
        }
    }

    /**
     * Reads a scope as anybody writes it: in any case, with or without slashes at its ends.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static BillingScope of(String text) {
        return new BillingScope(text.strip().replaceAll("^/+|/+$", "").toLowerCase(Locale.ROOT));
    }

    /** The scope of a subscription. */
    public static BillingScope subscription(String subscriptionId) {
        return of("subscriptions/" + subscriptionId.strip());
    }

    /** The scope of an enrollment or of another billing account. */
    public static BillingScope billingAccount(String billingAccountId) {
        return of("providers/Microsoft.Billing/billingAccounts/" + billingAccountId.strip());
    }

    /** The scope of a billing profile of a Microsoft Customer Agreement. */
    public static BillingScope billingProfile(String billingAccountId, String billingProfileId) {
        return of("providers/Microsoft.Billing/billingAccounts/" + billingAccountId.strip() + "/billingProfiles/"
                + billingProfileId.strip());
    }

    @Override
    public String toString() {
        return id;
    }
}
