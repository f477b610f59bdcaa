package io.tributary.local.statements;

import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Keys;
import java.util.Locale;

/** Keys of statements on their topic, which are the same for all ways to write one account. */
final class StatementKeys {

    private StatementKeys() {}

    static String of(BilledStatement statement) {
        return Keys.billedStatement(
                statement.getProvider(),
                BilledAccounts.comparable(statement.getBillingAccountId()),
                statement.getBillingPeriodStart(),
                statement.getInvoiceId(),
                statement.getCurrency());
    }

    /** A statement with its provider and its account as records have them, which earlier ones need not have. */
    static BilledStatement normal(BilledStatement statement) {
        String provider = statement.getProvider().toLowerCase(Locale.ROOT);
        String account = BilledAccounts.whole(provider, statement.getBillingAccountId());
        boolean isNormal = provider.equals(statement.getProvider()) && account.equals(statement.getBillingAccountId());
        return isNormal
                ? statement
                : BilledStatement.newBuilder(statement)
                        .setProvider(provider)
                        .setBillingAccountId(account)
                        .build();
    }
}
