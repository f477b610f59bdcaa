package io.tributary.local.command.statements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Json;
import io.tributary.schemas.BilledStatement;
import java.math.BigDecimal;

/** Statements as {@code --json} prints them, by the names that their fields have on {@code billing.statements}. */
final class StatementJson {

    private StatementJson() {}

    static ObjectNode of(BilledStatement statement) {
        return Json.object()
                .put("provider", statement.getProvider())
                .put("billingAccountId", statement.getBillingAccountId())
                .put("billingPeriodStart", statement.getBillingPeriodStart().toString())
                .put("invoiceId", statement.getInvoiceId())
                .put("currency", statement.getCurrency())
                .put("amount", Amounts.exact(statement.getAmount()))
                .put("taxAmount", amount(statement.getTaxAmount()))
                .put("creditAmount", amount(statement.getCreditAmount()))
                .put("convertedFrom", statement.getConvertedFrom())
                .put("exchangeRate", amount(statement.getExchangeRate()))
                .put("paymentCurrency", statement.getPaymentCurrency())
                .put("paymentAmount", amount(statement.getPaymentAmount()))
                .put("issuer", statement.getIssuer())
                .put("issuedAt", text(statement.getIssuedAt()))
                .put("source", statement.getSource())
                .put("sourceName", statement.getSourceName())
                .put("recordedAt", statement.getRecordedAt().toString());
    }

    private static String amount(BigDecimal amount) {
        return amount == null ? null : Amounts.exact(amount);
    }

    private static String text(Object value) {
        return value == null ? null : value.toString();
    }
}
