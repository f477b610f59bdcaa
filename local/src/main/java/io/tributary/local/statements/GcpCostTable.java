package io.tributary.local.statements;

import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The cost table of an invoice of Google Cloud as its console downloads it: lines of a name and a value (invoice
 * number, invoice date, billing account, currency, total amount due), then the table, with the total in its last lines.
 *
 * <p>The invoice's total is taken, never a sum of the table's rows, which people filter; a total of the rows that is
 * another one is refused for that reason. Tax is the sum of the rows whose cost type is tax. What promotions take off
 * is not known, since the table does not tell them from other credits. Nor is it known when the invoice was issued:
 * Google dates it by the last day of its month, and rows are added for days after that.
 *
 * @see <a href="https://cloud.google.com/billing/docs/how-to/cost-table">View and download the cost details of your
 *     invoice or statement</a>
 */
final class GcpCostTable implements StatementForm {

    static final String SOURCE = "gcp-cost-table";

    private static final String COST_TYPE = "cost type";
    private static final String ACCOUNT = "billing account id";
    private static final String INVOICE_DATE = "invoice date";
    private static final String TOTAL_DUE = "total amount due";
    private static final Pattern GROUPED = Pattern.compile("[-+]?\\d{1,3}(,\\d{3})+(\\.\\d+)?");
    /** What stands around an amount: a currency's sign or code, and blanks. */
    private static final Pattern SIGNS = Pattern.compile("[\\p{Sc}\\p{L}\\s]");

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String description() {
        return "a cost table of Google Cloud (CSV)";
    }

    @Override
    public boolean isFormOf(StatementFile file) {
        return !file.beginsWithOneOf("{[") && file.text().lines().limit(50).anyMatch(GcpCostTable::isHeader);
    }

    private static boolean isHeader(String line) {
        String lower = line.toLowerCase(Locale.ROOT);
        return lower.contains(COST_TYPE) && lower.contains("cost (") && lower.contains(",");
    }

    @Override
    public List<ReadStatement> read(StatementFile file, List<String> notes) {
        List<CsvLines.Line> lines = CsvLines.of(file);
        int head = 0;
        Map<String, CsvLines.Line> heading = new TreeMap<>();
        while (!isHeader(String.join(",", lines.get(head).fields()))) {
            heading.put(lines.get(head).field(0).toLowerCase(Locale.ROOT), lines.get(head));
            head++;
        }
        Table table = Table.read(file, lines.get(head), lines.subList(head + 1, lines.size()));
        Optional<CsvLines.Line> due = Optional.ofNullable(heading.get(TOTAL_DUE));
        Optional<BigDecimal> dueAmount =
                due.map(line -> file.value(line.number(), TOTAL_DUE, line.field(1), GcpCostTable::amount));
        requireSame(file, due, dueAmount, table);
        CsvLines.Line date = required(file, heading, INVOICE_DATE);
        CsvLines.Line currency = required(file, heading, "currency");
        long first = lines.get(0).number();
        return List.of(new ReadStatement(
                file.statement(SOURCE)
                        .setProvider(Provider.GCP.name())
                        .setBillingAccountId(account(file, heading, table))
                        .setBillingPeriodStart(
                                file.value(date.number(), INVOICE_DATE, date.field(1), StatementValues::period)
                                        .withDayOfMonth(1))
                        .setInvoiceId(Optional.ofNullable(heading.get("invoice number"))
                                .map(line -> line.field(1))
                                .filter(number -> !number.isEmpty())
                                .orElse(null))
                        .setCurrency(
                                file.value(currency.number(), "currency", currency.field(1), StatementValues::currency))
                        .setAmount(dueAmount
                                .or(() -> table.total)
                                .orElseThrow(() -> file.malformed(
                                        1,
                                        "has neither a line '" + TOTAL_DUE
                                                + "' nor a row 'Total': expected one of them")))
                        .setTaxAmount(table.tax)
                        .build(),
                file.place(first)));
    }

    private static CsvLines.Line required(StatementFile file, Map<String, CsvLines.Line> heading, String name) {
        CsvLines.Line line = heading.get(name);
        if (line == null) {
            throw file.malformed(1, "has no line '" + name + "' before the table: expected one, as Google writes it");
        }
        return line;
    }

    private static void requireSame(
            StatementFile file, Optional<CsvLines.Line> due, Optional<BigDecimal> dueAmount, Table table) {
        if (dueAmount.isPresent() && table.total.isPresent() && dueAmount.get().compareTo(table.total.get()) != 0) {
            throw file.malformed(
                    due.orElseThrow().number(),
                    TOTAL_DUE + " is '" + due.get().field(1) + "', expected "
                            + table.total.get().stripTrailingZeros().toPlainString()
                            + ", which the table's rows come to: was the table filtered?");
        }
    }

    private static String account(StatementFile file, Map<String, CsvLines.Line> heading, Table table) {
        CsvLines.Line line = heading.get(ACCOUNT);
        String account = line == null ? table.account : line.field(1);
        if (account.isEmpty()) {
            throw file.malformed(1, "names no billing account: expected a line or a column '" + ACCOUNT + "'");
        }
        return account;
    }

    /** An amount as people read it: {@code -$1,234.50}. */
    private static BigDecimal amount(String text) {
        String plain = SIGNS.matcher(text).replaceAll("");
        return StatementValues.amount(GROUPED.matcher(plain).matches() ? plain.replace(",", "") : plain);
    }

    /** What the table comes to. */
    private static final class Table {

        private Optional<BigDecimal> total = Optional.empty();
        private BigDecimal tax = BigDecimal.ZERO.setScale(StatementValues.DECIMALS);
        private String account = "";

        static Table read(StatementFile file, CsvLines.Line header, List<CsvLines.Line> rows) {
            List<String> names = new ArrayList<>();
            header.fields().forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
            int type = names.indexOf(COST_TYPE);
            int cost = place(names, "cost (");
            // Rows have their costs in full; the total is rounded.
            int exact = Math.max(place(names, "unrounded cost"), place(names, "unrounded subtotal"));
            Table table = new Table();
            for (CsvLines.Line row : rows) {
                String kind = row.field(type).toLowerCase(Locale.ROOT);
                if (kind.equals("total")) {
                    table.total = Optional.of(
                            file.value(row.number(), names.get(cost), row.field(cost), GcpCostTable::amount));
                } else if (kind.equals("tax")) {
                    int place = exact < 0 ? cost : exact;
                    table.tax = table.tax.add(
                            file.value(row.number(), names.get(place), row.field(place), GcpCostTable::amount));
                }
                if (table.account.isEmpty()) {
                    table.account = row.field(names.indexOf(ACCOUNT));
                }
            }
            return table;
        }

        private static int place(List<String> names, String beginning) {
            for (int place = 0; place < names.size(); place++) {
                if (names.get(place).startsWith(beginning)) {
                    return place;
                }
            }
            return -1;
        }
    }
}
