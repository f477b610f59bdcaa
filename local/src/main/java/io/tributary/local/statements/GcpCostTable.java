package io.tributary.local.statements;

import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The cost table of an invoice of Google Cloud as its console downloads it: lines of a name and a value (invoice
 * number, invoice date, billing account, currency, total amount due), then the table, with the total in its last lines.
 *
 * <p>The invoice's total is taken, never a sum of the table's rows, which people filter; a total of the rows that is
 * another one is refused for that reason. Tax is the sum of the rows whose cost type is tax; it is not known without a
 * total of the rows. What promotions take off is not known, since the table does not tell them from other credits. Nor
 * is it known when the invoice was issued: Google dates it by the last day of its month, and rows are added for days
 * after that.
 *
 * @see <a href="https://cloud.google.com/billing/docs/how-to/cost-table">View and download the cost details of your
 *     invoice or statement</a>
 */
final class GcpCostTable implements StatementForm {

    static final String SOURCE = "gcp-cost-table";

    private static final String ACCOUNT = "billing account id";
    private static final String NUMBER = "invoice number";
    private static final String DATE = "invoice date";
    private static final String CURRENCY = "currency";
    private static final String TOTAL_DUE = "total amount due";
    private static final List<String> NAMES = List.of(ACCOUNT, NUMBER, DATE, CURRENCY, TOTAL_DUE);

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
        return lower.contains(GcpTable.TYPE) && lower.contains(GcpTable.COST) && lower.contains(",");
    }

    @Override
    public FormContent read(StatementFile file) {
        List<CsvLines.Line> lines = CsvLines.of(file);
        int head = 0;
        while (head < lines.size() && !isHeader(String.join(",", lines.get(head).fields()))) {
            head++;
        }
        if (head == lines.size()) {
            throw file.malformed(1, "has no header of a table in a line of its own: expected one, as Google writes it");
        }
        Heading heading = Heading.of(file, lines.subList(0, head));
        String currency = heading.required(CURRENCY, StatementValues::currency);
        PrintedAmounts amounts = new PrintedAmounts(currency);
        GcpTable table = GcpTable.read(file, lines.get(head), lines.subList(head + 1, lines.size()), amounts);
        Optional<BigDecimal> due = heading.optional(TOTAL_DUE, amounts::amount);
        if (due.isPresent()
                && table.total().isPresent()
                && due.get().compareTo(table.total().get()) != 0) {
            throw heading.malformed(
                    TOTAL_DUE,
                    "expected " + table.total().get().stripTrailingZeros().toPlainString()
                            + ", which the table's rows come to: was the table filtered?");
        }
        List<String> notes = table.total().isPresent()
                ? List.of()
                : List.of("the table has no row 'Total', so that its tax is not known");
        ReadStatement statement = new ReadStatement(
                file.statement(SOURCE)
                        .setProvider(Provider.GCP.name())
                        .setBillingAccountId(account(file, heading, table))
                        .setBillingPeriodStart(
                                heading.required(DATE, StatementValues::day).withDayOfMonth(1))
                        .setInvoiceId(
                                heading.optional(NUMBER, StatementValues::text).orElse(null))
                        .setCurrency(currency)
                        .setAmount(due.or(table::total)
                                .orElseThrow(() -> file.malformed(
                                        1,
                                        "has neither a line '" + TOTAL_DUE
                                                + "' nor a row 'Total': expected one of them")))
                        .setTaxAmount(table.tax().orElse(null))
                        .build(),
                file.place(lines.get(0).number()));
        return new FormContent(List.of(statement), List.of(), notes);
    }

    private static String account(StatementFile file, Heading heading, GcpTable table) {
        return heading.optional(ACCOUNT, StatementValues::account)
                .or(() -> table.account(ACCOUNT))
                .orElseThrow(() ->
                        file.malformed(1, "names no billing account: expected a line or a column '" + ACCOUNT + "'"));
    }

    /** The lines before the table, by their names in lower case. */
    private record Heading(StatementFile file, Map<String, CsvLines.Line> lines) {

        static Heading of(StatementFile file, List<CsvLines.Line> before) {
            Map<String, CsvLines.Line> lines = new HashMap<>();
            for (CsvLines.Line line : before) {
                String name = line.field(0).toLowerCase(Locale.ROOT);
                if (NAMES.contains(name)) {
                    line.requireNothingAfter(file, name, 2);
                    if (lines.put(name, line) != null) {
                        throw file.malformed(line.number(), "line '" + name + "' is there twice: expected it once");
                    }
                }
            }
            return new Heading(file, lines);
        }

        <T> T required(String name, Function<String, T> parser) {
            CsvLines.Line line = lines.get(name);
            if (line == null) {
                throw file.malformed(
                        1, "has no line '" + name + "' before the table: expected one, as Google writes it");
            }
            return file.value(line.number(), name, line.field(1), parser);
        }

        <T> Optional<T> optional(String name, Function<String, T> parser) {
            return Optional.ofNullable(lines.get(name))
                    .filter(line -> !line.field(1).isEmpty())
                    .map(line -> required(name, parser));
        }

        SourceException.Malformed malformed(String name, String expected) {
            CsvLines.Line line = lines.get(name);
            return file.malformed(line.number(), name + " is '" + line.field(1) + "', " + expected);
        }
    }
}
