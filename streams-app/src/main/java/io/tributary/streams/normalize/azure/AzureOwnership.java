package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.Ownership;
import java.util.Locale;

/**
 * Whose row a row of Azure's costs is, by the scope of its delivery. Exports exist at scopes within each other: an
 * enrollment or a billing profile states the whole of a billing account; a subscription, a resource group, a department
 * and a management group state parts of it. Source: Cost Management, Understand and work with scopes.
 */
final class AzureOwnership implements Ownership {

    private static final String BILLING_ACCOUNTS = "/billingaccounts/";
    private static final String BILLING_PROFILES = "/billingprofiles/";
    private static final String SUBSCRIPTIONS = "subscriptions/";

    private enum Kind {
        /** An enrollment, whose id is on its rows. */
        ENROLLMENT,
        /** The account of a customer agreement, whose rows name one of its billing profiles. */
        AGREEMENT,
        BILLING_PROFILE,
        SUBSCRIPTION,
        /** Any other scope, of which rows do not tell whether they are of it. */
        PART
    }

    private final Kind kind;
    private final String account;
    private final String id;

    private AzureOwnership(Kind kind, String account, String id) {
        this.kind = kind;
        this.account = account;
        this.id = id;
    }

    /** @param scope the ARM scope that the delivery is of, in any letters */
    static Ownership of(String scope) {
        String path = "/" + scope.toLowerCase(Locale.ROOT).replaceAll("^/+|/+$", "");
        String account = after(path, BILLING_ACCOUNTS);
        String profile = after(path, BILLING_PROFILES);
        if (!profile.isEmpty() && path.endsWith(BILLING_PROFILES + profile)) {
            return new AzureOwnership(Kind.BILLING_PROFILE, account, profile);
        }
        if (!account.isEmpty() && path.endsWith(BILLING_ACCOUNTS + account)) {
            return new AzureOwnership(account.contains(":") ? Kind.AGREEMENT : Kind.ENROLLMENT, account, account);
        }
        String subscription = after(path, "/" + SUBSCRIPTIONS);
        if (!subscription.isEmpty()) {
            return new AzureOwnership(Kind.SUBSCRIPTION, "", subscription);
        }
        return path.contains("/providers/") ? new AzureOwnership(Kind.PART, account, "") : Ownership.ANY;
    }

    private static String after(String path, String name) {
        int at = path.indexOf(name);
        if (at < 0) {
            return "";
        }
        String rest = path.substring(at + name.length());
        int end = rest.indexOf('/');
        return end < 0 ? rest : rest.substring(0, end);
    }

    @Override
    public Owner of(String billingAccountId, String subAccountId) {
        String billing = Ownership.comparable(billingAccountId);
        String sub = Ownership.comparable(subAccountId);
        return switch (kind) {
            // The subscription stands in for an enrollment that the row does not name, as in the portal's old files.
            case ENROLLMENT -> billing.equals(id) || billing.equals(sub) ? Owner.WHOLE : Owner.OTHER;
            case AGREEMENT -> Owner.WHOLE;
            case BILLING_PROFILE -> {
                if (billing.equals(id)) {
                    yield Owner.WHOLE;
                }
                yield billing.equals(account) ? Owner.PART : Owner.OTHER;
            }
            case SUBSCRIPTION -> {
                if (billing.equals(id)) {
                    yield Owner.WHOLE;
                }
                yield sub.isEmpty() || sub.equals(id) ? Owner.PART : Owner.OTHER;
            }
            case PART -> Owner.PART;
        };
    }
}
