package io.tributary.local.statements;

import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Invoices of AWS as {@code aws invoicing list-invoice-summaries} prints them: an object with {@code InvoiceSummaries},
 * or that array.
 *
 * <p>The amount is that of {@code BaseCurrencyAmount}, which is in the currency of the services, as bills are; where it
 * is absent, that of {@code PaymentCurrencyAmount} with the rate by which it was converted. A credit memo takes off,
 * whatever sign its amount is printed with. What credits take off is not known: {@code AmountBreakdown.Discounts} has
 * discounts, and the page does not say whether credits are among them.
 *
 * @see <a href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_invoicing_InvoiceSummary.html">
 *     InvoiceSummary</a>
 */
final class AwsInvoiceSummaries implements StatementForm {

    static final String SOURCE = "aws-invoice-summary";

    private static final String LIST = "InvoiceSummaries";
    private static final String BASE = "BaseCurrencyAmount";
    private static final String PAYMENT = "PaymentCurrencyAmount";
    private static final String CREDIT_MEMO = "CREDIT_MEMO";
    private static final List<String> TYPES = List.of("INVOICE", CREDIT_MEMO);

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String description() {
        return "invoice summaries of AWS (JSON)";
    }

    @Override
    public boolean isFormOf(StatementFile file) {
        boolean isList = file.text().contains('"' + LIST + '"');
        boolean hasAmounts =
                file.text().contains('"' + BASE + '"') || file.text().contains('"' + PAYMENT + '"');
        return file.beginsWithOneOf("{[") && (isList || hasAmounts);
    }

    @Override
    public FormContent read(StatementFile file) {
        LocatedJson root = LocatedJson.read(file);
        LocatedJson list = root.isArray() ? root : root.required(LIST);
        if (!list.isArray()) {
            throw list.malformed("is no array: expected the invoices");
        }
        if (root.at("NextToken").isPresent()) {
            throw root.malformed("has a NextToken, so that it is a part of the list: expected all pages of it");
        }
        List<ReadStatement> statements = new ArrayList<>();
        for (LocatedJson invoice : list.elements()) {
            statements.add(new ReadStatement(statement(file, invoice), invoice.place()));
        }
        return FormContent.of(statements);
    }

    private static BilledStatement statement(StatementFile file, LocatedJson invoice) {
        BilledStatement.Builder statement = file.statement(SOURCE)
                .setProvider(Provider.AWS.name())
                .setBillingAccountId(invoice.required("AccountId")
                        .value(account -> StatementValues.account(Provider.AWS.name(), account)))
                .setBillingPeriodStart(period(invoice.required("BillingPeriod")).atDay(1))
                .setInvoiceId(invoice.required("InvoiceId").value(StatementValues::text))
                .setIssuer(invoice.at("Entity", "InvoicingEntity")
                        .map(entity -> entity.value(StatementValues::text))
                        .orElse(null))
                .setIssuedAt(invoice.field("IssuedDate")
                        .map(time -> time.value(StatementValues::time))
                        .orElse(null));
        boolean isCreditMemo = invoice.field("InvoiceType")
                .map(type -> type.value(text -> StatementValues.oneOf(TYPES, text)))
                .filter(CREDIT_MEMO::equals)
                .isPresent();
        LocatedJson stated = invoice.at(BASE).orElseGet(() -> invoice.required(PAYMENT));
        BigDecimal amount =
                signed(stated.required("TotalAmount").value(StatementValues::amountWithExponent), isCreditMemo);
        statement
                .setCurrency(stated.required("CurrencyCode").value(StatementValues::currency))
                .setAmount(amount)
                .setTaxAmount(tax(stated, amount, isCreditMemo));
        boolean hasBase = invoice.at(BASE).isPresent();
        if (!hasBase && stated.at("CurrencyExchangeDetails", "Rate").isPresent()) {
            statement
                    .setConvertedFrom(stated.required("CurrencyExchangeDetails", "SourceCurrencyCode")
                            .value(StatementValues::currency))
                    .setExchangeRate(
                            stated.required("CurrencyExchangeDetails", "Rate").value(StatementValues::rate));
        }
        if (hasBase) {
            invoice.at(PAYMENT).ifPresent(payment -> payment(statement, payment, isCreditMemo));
        }
        return statement.build();
    }

    private static void payment(BilledStatement.Builder statement, LocatedJson payment, boolean isCreditMemo) {
        String currency = payment.required("CurrencyCode").value(StatementValues::currency);
        if (!currency.equals(statement.getCurrency())) {
            statement
                    .setPaymentCurrency(currency)
                    .setPaymentAmount(signed(
                            payment.required("TotalAmount").value(StatementValues::amountWithExponent), isCreditMemo));
        }
    }

    private static BigDecimal tax(LocatedJson stated, BigDecimal amount, boolean isCreditMemo) {
        return stated.at("AmountBreakdown", "Taxes", "TotalAmount")
                .map(tax -> signed(tax.value(StatementValues::amountWithExponent), isCreditMemo))
                .or(() -> stated.at("TotalAmountBeforeTax")
                        .map(before -> amount.subtract(
                                signed(before.value(StatementValues::amountWithExponent), isCreditMemo))))
                .orElse(null);
    }

    private static BigDecimal signed(BigDecimal amount, boolean isCreditMemo) {
        return isCreditMemo ? amount.abs().negate() : amount;
    }

    private static YearMonth period(LocatedJson period) {
        int year = period.required("Year").value(AwsInvoiceSummaries::year);
        return period.required("Month").value(month -> {
            try {
                return YearMonth.of(year, number(month));
            } catch (DateTimeException none) {
                throw new IllegalArgumentException("expected a month from 1 to 12");
            }
        });
    }

    private static int year(String text) {
        return StatementValues.requireKnown(LocalDate.of(number(text), 1, 1)).getYear();
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("expected a whole number");
        }
    }
}
