package io.tributary.local.command.statements;

import static io.tributary.local.command.console.Table.Column.id;
import static io.tributary.local.command.console.Table.Column.number;
import static io.tributary.local.command.console.Table.Column.text;

import io.tributary.local.command.console.Amounts;
import io.tributary.local.command.console.Periods;
import io.tributary.local.command.console.Table;
import io.tributary.schemas.BilledStatement;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/** Statements as a table. */
final class StatementTable {

    private static final String UNKNOWN = "-";

    private StatementTable() {}

    static Table of(Collection<BilledStatement> statements) {
        Table table = new Table(List.of(
                text("provider"),
                id("account"),
                text("period"),
                id("invoice"),
                text("currency"),
                number("amount"),
                number("tax").usually(UNKNOWN),
                number("credits").usually(UNKNOWN),
                text("issued").usually(UNKNOWN),
                text("source"),
                id("file").usually(UNKNOWN),
                text("recorded")));
        statements.forEach(statement -> table.add(List.of(
                statement.getProvider(),
                statement.getBillingAccountId(),
                Periods.text(statement.getBillingPeriodStart()),
                orUnknown(statement.getInvoiceId()),
                statement.getCurrency(),
                Amounts.exact(statement.getAmount()),
                amount(statement.getTaxAmount()),
                amount(statement.getCreditAmount()),
                orUnknown(statement.getIssuedAt()),
                statement.getSource(),
                orUnknown(statement.getSourceName()),
                statement.getRecordedAt().toString())));
        return table;
    }

    /** A statement in a few words. */
    static String name(BilledStatement statement) {
        return statement.getProvider() + " " + statement.getBillingAccountId() + " "
                + Periods.text(statement.getBillingPeriodStart()) + " "
                + (statement.getInvoiceId() == null ? "whole period" : "invoice " + statement.getInvoiceId()) + " "
                + statement.getCurrency();
    }

    /** The options by which {@code statement remove} tells a statement from all others. */
    static String options(BilledStatement statement) {
        return "--provider " + statement.getProvider() + " --account '" + statement.getBillingAccountId()
                + "' --period " + Periods.text(statement.getBillingPeriodStart())
                + (statement.getInvoiceId() == null
                        ? " --whole-period"
                        : " --invoice '" + statement.getInvoiceId() + "'")
                + " --currency " + statement.getCurrency();
    }

    private static String amount(BigDecimal amount) {
        return amount == null ? UNKNOWN : Amounts.exact(amount);
    }

    private static String orUnknown(Object value) {
        return value == null ? UNKNOWN : value.toString();
    }
}
