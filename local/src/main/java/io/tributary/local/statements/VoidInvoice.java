package io.tributary.local.statements;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.BilledStatement;
import java.util.Optional;

/**
 * An invoice by which nothing is payable any more, so that a statement of it does not stand any more either.
 *
 * @param provider aws, azure, gcp or another
 * @param account the billed account; empty where its entry does not say
 * @param invoiceId the invoice
 * @param reason why it is void: {@code it is void}
 * @param place where that stands: {@code invoices.json, line 3}
 */
public record VoidInvoice(String provider, Optional<String> account, String invoiceId, String reason, String place) {

    public VoidInvoice {
        requireNonNull(provider, "provider");
        requireNonNull(account, "account");
        requireNonNull(invoiceId, "invoiceId");
        requireNonNull(reason, "reason");
        requireNonNull(place, "place");
    }

    /** Whether a statement is of this invoice, under whatever account. */
    public boolean hasNumberOf(BilledStatement statement) {
        return provider.equals(statement.getProvider()) && invoiceId.equals(statement.getInvoiceId());
    }

    /** Whether a statement is of this invoice. */
    public boolean isOf(BilledStatement statement) {
        return hasNumberOf(statement)
                && account.map(known -> BilledAccounts.areSame(known, statement.getBillingAccountId()))
                        .orElse(true);
    }
}
