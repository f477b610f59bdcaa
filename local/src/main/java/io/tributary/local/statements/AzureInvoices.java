package io.tributary.local.statements;

import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Invoices of Azure as the interface {@code Microsoft.Billing/billingAccounts/invoices} answers and {@code az billing
 * invoice list} prints them: an object with {@code value}, or that array; with {@code properties}, or flat.
 *
 * <p>What is payable is {@code totalAmount}, of agreements that have it (Microsoft Customer Agreement), else {@code
 * billedAmount} (Enterprise Agreement, pay-as-you-go). {@code amountDue} is never taken, since it is 0 once the invoice
 * is paid. The refunds, the prepayment and the free credits that were applied are what credits take off; bills have the
 * refunds alone. An invoice that is void is none, nor is the credit note by which it was made void.
 *
 * <p>The account is what records have: the billing profile, else the subscription of an invoice that is of one, else
 * the billing account.
 *
 * @see <a href="https://learn.microsoft.com/en-us/rest/api/billing/invoices/list-by-billing-account">Invoices - List By
 *     Billing Account</a>
 */
final class AzureInvoices implements StatementForm {

    static final String SOURCE = "azure-invoices";

    private static final String BILLING_ACCOUNTS = "/billingaccounts/";

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String description() {
        return "invoices of Azure (JSON)";
    }

    @Override
    public boolean isFormOf(StatementFile file) {
        return file.beginsWithOneOf("{[")
                && file.text().contains("\"invoicePeriodStartDate\"")
                && (file.text().contains("\"billedAmount\"") || file.text().contains("\"totalAmount\""));
    }

    @Override
    public List<ReadStatement> read(StatementFile file, List<String> notes) {
        LocatedJson root = LocatedJson.read(file);
        if (root.at("nextLink").isPresent()) {
            throw root.malformed("has a nextLink, so that it is a part of the list: expected all pages of it");
        }
        LocatedJson list = root.at("value").orElse(root);
        List<LocatedJson> invoices = list.isArray() ? list.elements() : List.of(list);
        List<ReadStatement> statements = new ArrayList<>();
        for (LocatedJson invoice : invoices) {
            LocatedJson properties = invoice.field("properties").orElse(invoice);
            Optional<String> isNone = isNone(properties);
            if (isNone.isPresent()) {
                notes.add("invoice " + invoice.required("name").text() + " is left out: " + isNone.get());
            } else {
                statements.add(new ReadStatement(statement(file, invoice, properties), invoice.place()));
            }
        }
        return statements;
    }

    /** Why nothing is payable by an invoice. */
    private static Optional<String> isNone(LocatedJson properties) {
        if (properties.field("status").filter(status -> is(status, "void")).isPresent()) {
            return Optional.of("it is void");
        }
        return properties.field("creditForDocumentId").map(voided -> "it made invoice " + voided.text() + " void");
    }

    private static boolean is(LocatedJson value, String word) {
        return value.text().toLowerCase(Locale.ROOT).equals(word);
    }

    private static BilledStatement statement(StatementFile file, LocatedJson invoice, LocatedJson properties) {
        boolean isCreditNote = properties
                .field("documentType")
                .filter(type -> is(type, "creditnote"))
                .isPresent();
        Optional<LocatedJson> total = properties.field("totalAmount");
        LocatedJson stated = total.orElseGet(() -> properties.required("billedAmount"));
        BigDecimal amount = value(stated);
        return file.statement(SOURCE)
                .setProvider(Provider.AZURE.name())
                .setBillingAccountId(account(invoice, properties))
                .setBillingPeriodStart(period(properties))
                .setInvoiceId(invoice.required("name").value(StatementValues::text))
                .setCurrency(stated.required("currency").value(StatementValues::currency))
                .setAmount(isCreditNote ? amount.abs().negate() : amount)
                .setTaxAmount(total.flatMap(same -> properties.field("taxAmount"))
                        .map(AzureInvoices::value)
                        .map(tax -> isCreditNote ? tax.abs().negate() : tax)
                        .orElse(null))
                .setCreditAmount(total.isPresent() ? credits(properties) : null)
                .setIssuedAt(properties
                        .field("invoiceDate")
                        .map(time -> time.value(StatementValues::time))
                        .orElse(null))
                .build();
    }

    private static BigDecimal value(LocatedJson amount) {
        return amount.required("value").value(StatementValues::amount);
    }

    /** Known only where the answer has every kind of them. */
    private static BigDecimal credits(LocatedJson properties) {
        BigDecimal credits = BigDecimal.ZERO.setScale(StatementValues.DECIMALS);
        for (String kind : List.of("creditAmount", "azurePrepaymentApplied", "freeAzureCreditApplied")) {
            Optional<LocatedJson> amount = properties.field(kind);
            if (amount.isEmpty()) {
                return null;
            }
            credits = credits.subtract(value(amount.get()).abs());
        }
        return credits;
    }

    private static String account(LocatedJson invoice, LocatedJson properties) {
        return properties
                .field("billingProfileId")
                .or(() -> properties.field("subscriptionId"))
                .map(id -> lastSegment(id.value(StatementValues::text)))
                .orElseGet(() -> invoice.required("id").value(AzureInvoices::billingAccount));
    }

    private static String lastSegment(String id) {
        return id.substring(id.lastIndexOf('/') + 1);
    }

    private static String billingAccount(String id) {
        int begin = id.toLowerCase(Locale.ROOT).indexOf(BILLING_ACCOUNTS);
        String account =
                begin < 0 ? "" : id.substring(begin + BILLING_ACCOUNTS.length()).split("/", 2)[0];
        if (account.isEmpty()) {
            throw new IllegalArgumentException("expected the id of an invoice of a billing account");
        }
        return account;
    }

    /** Periods of subscriptions begin on any day, all others with a month. */
    private static LocalDate period(LocatedJson properties) {
        LocalDate start = properties
                .required("invoicePeriodStartDate")
                .value(StatementValues::time)
                .atOffset(ZoneOffset.UTC)
                .toLocalDate();
        boolean isOfSubscription = properties.field("subscriptionId").isPresent()
                && properties.field("billingProfileId").isEmpty();
        return isOfSubscription ? start : start.withDayOfMonth(1);
    }
}
