package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldList;
import com.google.cloud.bigquery.FieldValue;
import com.google.cloud.bigquery.FieldValueList;
import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.gcp.bigquery.Slice.Key;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads slice, account, month and cost from the rows of a query. */
final class RowReader {

    private static final Pattern MONTH = Pattern.compile("(\\d{4})(0[1-9]|1[0-2])");
    private static final String RESOURCE = "billingAccounts/";

    private final BillingExport export;
    private final FieldList columns;

    /** @param columns the columns of the rows, which may differ from those that the table had before */
    RowReader(BillingExport export, FieldList columns) {
        this.export = requireNonNull(export, "export");
        this.columns = requireNonNull(columns, "columns");
    }

    /** The slice of a row; empty if the row does not state it. */
    Optional<Key> key(FieldValueList row) {
        Optional<Instant> exportTime = text(row, export.exportTime()).map(RowJson::instant);
        Optional<String> account = text(row, export.account());
        Optional<YearMonth> month = month(row);
        return exportTime.isPresent() && account.isPresent() && month.isPresent()
                ? Optional.of(new Key(exportTime.get(), account(account.get()), month.get()))
                : Optional.empty();
    }

    /** The billing account that the text of a column names. */
    static String account(String text) {
        return text.startsWith(RESOURCE) ? text.substring(RESOURCE.length()) : text;
    }

    /** The month that a text like 202611 names; empty if it names none. */
    static Optional<YearMonth> month(String text) {
        Matcher month = MONTH.matcher(text);
        return month.matches()
                ? Optional.of(YearMonth.of(Integer.parseInt(month.group(1)), Integer.parseInt(month.group(2))))
                : Optional.empty();
    }

    /** The cost of a row and its credits together. */
    BigDecimal net(FieldValueList row) {
        BigDecimal net = text(row, export.cost()).map(BigDecimal::new).orElse(BigDecimal.ZERO);
        if (export == BillingExport.FOCUS) {
            return net;
        }
        Optional<FieldValue> credits = value(columns, row, "credits");
        if (credits.isPresent()) {
            FieldList creditColumns = columns.get("credits").getSubFields();
            for (FieldValue credit : credits.get().getRepeatedValue()) {
                Optional<FieldValue> amount = value(creditColumns, credit.getRecordValue(), "amount");
                net = net.add(amount.map(value -> new BigDecimal(value.getStringValue()))
                        .orElse(BigDecimal.ZERO));
            }
        }
        return net;
    }

    private Optional<YearMonth> month(FieldValueList row) {
        if (export == BillingExport.FOCUS) {
            return text(row, "BillingPeriodStart")
                    .map(text -> YearMonth.from(RowJson.instant(text).atZone(ZoneOffset.UTC)));
        }
        return value(columns, row, "invoice")
                .flatMap(invoice -> value(columns.get("invoice").getSubFields(), invoice.getRecordValue(), "month"))
                .flatMap(month -> month(month.getStringValue()));
    }

    private Optional<String> text(FieldValueList row, String column) {
        return value(columns, row, column).map(FieldValue::getStringValue);
    }

    private static Optional<FieldValue> value(FieldList columns, FieldValueList row, String column) {
        for (int i = 0; i < row.size(); i++) {
            if (columns.get(i).getName().equals(column)) {
                return Optional.of(row.get(i)).filter(value -> !value.isNull());
            }
        }
        return Optional.empty();
    }
}
