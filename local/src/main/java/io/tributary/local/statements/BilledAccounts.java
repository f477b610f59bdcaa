package io.tributary.local.statements;

import io.tributary.extractors.ProviderExtractors;
import java.util.Locale;

/** Names of billing accounts, which providers write in several ways. */
public final class BilledAccounts {

    private BilledAccounts() {}

    /** An account as records of the provider have it. */
    public static String whole(String provider, String account) {
        return ProviderExtractors.named(provider)
                .map(extractor -> extractor.account(account))
                .orElse(account);
    }

    /**
     * Whether two names mean one account: by the last part of a resource id, without regard to case. {@code
     * /providers/Microsoft.Billing/billingAccounts/1/billingProfiles/ABCD} is {@code abcd}.
     */
    public static boolean areSame(String one, String other) {
        return comparable(one).equals(comparable(other));
    }

    /** What is equal for two names of one account. */
    public static String comparable(String account) {
        String whole = account.endsWith("/") ? account.substring(0, account.length() - 1) : account;
        return whole.substring(whole.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    }
}
