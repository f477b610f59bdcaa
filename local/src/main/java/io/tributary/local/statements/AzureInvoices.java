package io.tributary.local.statements;

import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Invoices of Azure as the interface {@code Microsoft.Billing/billingAccounts/invoices} answers and {@code az billing
 * invoice list} prints them: an object with {@code value}, or that array; with {@code properties}, or flat.
 *
 * <p>What is payable is {@code totalAmount}, of agreements that have it (Microsoft Customer Agreement), else {@code
 * billedAmount} (Enterprise Agreement, pay-as-you-go). {@code amountDue} is never taken, since it is 0 once the invoice
 * is paid. The refunds, the prepayment and the free credits that were applied are what credits take off; bills have the
 * refunds alone. An invoice that is void is none, nor is the credit note by which it was made void; statements of both
 * that stand from before are taken back.
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
    private static final String VOID = "Void";
    private static final List<String> STATUSES = List.of("Due", "OverDue", "PastDue", "Paid", VOID, "Locked", "Other");
    private static final String CREDIT_NOTE = "CreditNote";
    private static final List<String> DOCUMENTS = List.of("Invoice", CREDIT_NOTE, "Other");

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
    public FormContent read(StatementFile file) {
        LocatedJson root = LocatedJson.read(file);
        if (root.at("nextLink").isPresent()) {
            throw root.malformed("has a nextLink, so that it is a part of the list: expected all pages of it");
        }
        LocatedJson list = root.at("value").orElse(root);
        List<LocatedJson> invoices = list.isArray() ? list.elements() : List.of(list);
        // An invoice is void by its own status, or by the credit note that says so.
        Map<String, String> noteOfVoid = new HashMap<>();
        for (LocatedJson invoice : invoices) {
            voided(properties(invoice)).ifPresent(id -> noteOfVoid.put(id, name(invoice)));
        }
        List<ReadStatement> statements = new ArrayList<>();
        Map<String, VoidInvoice> voids = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (LocatedJson invoice : invoices) {
            Optional<String> isNone = isNone(invoice, noteOfVoid);
            if (isNone.isPresent()) {
                notes.add("invoice " + name(invoice) + " is left out: " + isNone.get());
                voids.put(name(invoice), noInvoice(invoice, name(invoice), isNone.get()));
                voided(properties(invoice))
                        .ifPresent(id -> voids.putIfAbsent(
                                id, noInvoice(invoice, id, "credit note " + name(invoice) + " made it void")));
            } else {
                statements.add(new ReadStatement(statement(file, invoice, properties(invoice)), invoice.place()));
            }
        }
        return new FormContent(statements, List.copyOf(voids.values()), notes);
    }

    private static LocatedJson properties(LocatedJson invoice) {
        return invoice.field("properties").orElse(invoice);
    }

    private static String name(LocatedJson invoice) {
        return invoice.required("name").value(StatementValues::text);
    }

    /** The invoice that an entry, a credit note, made void. */
    private static Optional<String> voided(LocatedJson properties) {
        return properties.field("creditForDocumentId").map(id -> lastSegment(id.value(StatementValues::text)));
    }

    /** Why nothing is payable by an invoice. */
    private static Optional<String> isNone(LocatedJson invoice, Map<String, String> noteOfVoid) {
        LocatedJson properties = properties(invoice);
        if (word(properties, "status", STATUSES).filter(VOID::equals).isPresent()) {
            return Optional.of("it is void");
        }
        return voided(properties)
                .map(id -> "it made invoice " + id + " void")
                .or(() -> Optional.ofNullable(noteOfVoid.get(name(invoice)))
                        .map(note -> "credit note " + note + " made it void"));
    }

    private static VoidInvoice noInvoice(LocatedJson invoice, String id, String reason) {
        return new VoidInvoice(Provider.AZURE.name(), ownAccount(properties(invoice)), id, reason, invoice.place());
    }

    /** One of the words that are known of a field, without regard to case. */
    private static Optional<String> word(LocatedJson properties, String field, List<String> known) {
        return properties
                .field(field)
                .map(value -> value.value(text -> known.stream()
                        .filter(word -> word.equalsIgnoreCase(text))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("expected one of " + known))));
    }

    private static BilledStatement statement(StatementFile file, LocatedJson invoice, LocatedJson properties) {
        boolean isCreditNote = word(properties, "documentType", DOCUMENTS)
                .filter(CREDIT_NOTE::equals)
                .isPresent();
        Optional<LocatedJson> total = properties.field("totalAmount");
        LocatedJson stated = total.orElseGet(() -> properties.required("billedAmount"));
        String currency = stated.required("currency").value(StatementValues::currency);
        BigDecimal amount = value(stated);
        return file.statement(SOURCE)
                .setProvider(Provider.AZURE.name())
                .setBillingAccountId(account(invoice, properties))
                .setBillingPeriodStart(period(properties))
                .setInvoiceId(name(invoice))
                .setCurrency(currency)
                .setAmount(isCreditNote ? amount.abs().negate() : amount)
                .setTaxAmount(total.flatMap(same -> properties.field("taxAmount"))
                        .map(tax -> value(tax, currency))
                        .map(tax -> isCreditNote ? tax.abs().negate() : tax)
                        .orElse(null))
                .setCreditAmount(total.isPresent() ? credits(properties, currency) : null)
                .setIssuedAt(properties
                        .field("invoiceDate")
                        .map(time -> time.value(StatementValues::time))
                        .orElse(null))
                .build();
    }

    private static BigDecimal value(LocatedJson amount) {
        return amount.required("value").value(StatementValues::amountWithExponent);
    }

    /** A part of the amount, which is in its currency; 0 is 0 in any. */
    private static BigDecimal value(LocatedJson part, String currency) {
        BigDecimal value = value(part);
        Optional<LocatedJson> own = part.field("currency");
        if (value.signum() != 0 && own.isPresent()) {
            own.get().value(text -> StatementValues.oneOf(List.of(currency), text));
        }
        return value;
    }

    /** Known only where the answer has every kind of them. */
    private static BigDecimal credits(LocatedJson properties, String currency) {
        BigDecimal credits = BigDecimal.ZERO.setScale(StatementValues.DECIMALS);
        for (String kind : List.of("creditAmount", "azurePrepaymentApplied", "freeAzureCreditApplied")) {
            Optional<LocatedJson> amount = properties.field(kind);
            if (amount.isEmpty()) {
                return null;
            }
            credits = credits.subtract(value(amount.get(), currency).abs());
        }
        return credits;
    }

    private static String account(LocatedJson invoice, LocatedJson properties) {
        return ownAccount(properties).orElseGet(() -> invoice.required("id").value(AzureInvoices::billingAccount));
    }

    /** The billing profile or the subscription that an invoice is of. */
    private static Optional<String> ownAccount(LocatedJson properties) {
        return properties
                .field("billingProfileId")
                .or(() -> properties.field("subscriptionId"))
                .map(id -> id.value(text -> lastSegment(StatementValues.account(text))));
    }

    private static String lastSegment(String id) {
        String whole = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
        return whole.substring(whole.lastIndexOf('/') + 1);
    }

    private static String billingAccount(String id) {
        int begin = id.toLowerCase(Locale.ROOT).indexOf(BILLING_ACCOUNTS);
        String account =
                begin < 0 ? "" : id.substring(begin + BILLING_ACCOUNTS.length()).split("/", 2)[0];
        if (account.isEmpty()) {
            throw new IllegalArgumentException("expected the id of an invoice of a billing account");
        }
        return StatementValues.account(account);
    }

    /** Periods of subscriptions begin on any day, all others with a month. Azure's own times are in UTC. */
    private static LocalDate period(LocatedJson properties) {
        LocalDate start = properties.required("invoicePeriodStartDate").value(StatementValues::day);
        boolean isOfSubscription = properties.field("subscriptionId").isPresent()
                && properties.field("billingProfileId").isEmpty();
        return isOfSubscription ? start : start.withDayOfMonth(1);
    }
}
