package io.tributary.local.statements;

import io.tributary.schemas.BilledStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * Our own CSV, a statement a line. The header names the columns, in any order; {@value #PROVIDER}, {@value #ACCOUNT},
 * {@value #PERIOD}, {@value #CURRENCY} and {@value #AMOUNT} must be there.
 */
final class StatementCsv implements StatementForm {

    static final String SOURCE = "csv";

    private static final String PROVIDER = "provider";
    private static final String ACCOUNT = "account";
    private static final String PERIOD = "period";
    private static final String INVOICE = "invoice";
    private static final String CURRENCY = "currency";
    private static final String AMOUNT = "amount";
    private static final String TAX = "tax";
    private static final String CREDITS = "credits";
    private static final String CONVERTED_FROM = "converted_from";
    private static final String EXCHANGE_RATE = "exchange_rate";
    private static final String ISSUER = "issuer";
    private static final String ISSUED = "issued";

    private static final List<String> REQUIRED = List.of(PROVIDER, ACCOUNT, PERIOD, CURRENCY, AMOUNT);
    private static final List<String> COLUMNS = List.of(
            PROVIDER,
            ACCOUNT,
            PERIOD,
            INVOICE,
            CURRENCY,
            AMOUNT,
            TAX,
            CREDITS,
            CONVERTED_FROM,
            EXCHANGE_RATE,
            ISSUER,
            ISSUED);

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String description() {
        return "CSV with the columns " + String.join(",", COLUMNS);
    }

    @Override
    public boolean isFormOf(StatementFile file) {
        if (file.beginsWithOneOf("{[")) {
            return false;
        }
        String first =
                file.text().lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        List<String> names = List.of(first.toLowerCase(Locale.ROOT).split(",", -1)).stream()
                .map(name -> name.strip().replace("\"", ""))
                .toList();
        return names.contains(AMOUNT) && names.contains(PROVIDER);
    }

    @Override
    public FormContent read(StatementFile file) {
        List<CsvLines.Line> lines = CsvLines.of(file);
        List<String> header = header(file, lines.get(0));
        List<ReadStatement> statements = new ArrayList<>();
        for (CsvLines.Line line : lines.subList(1, lines.size())) {
            if (line.fields().size() != header.size()) {
                throw file.malformed(
                        line.number(),
                        "has " + line.fields().size() + " fields, expected " + header.size() + ", as the header has");
            }
            statements.add(new ReadStatement(statement(file, header, line), file.place(line.number())));
        }
        return FormContent.of(statements);
    }

    private static List<String> header(StatementFile file, CsvLines.Line line) {
        List<String> header = line.fields().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        Set<String> seen = new HashSet<>();
        for (String name : header) {
            if (!COLUMNS.contains(name)) {
                throw file.malformed(line.number(), "column '" + name + "' is not known: expected of " + COLUMNS);
            }
            if (!seen.add(name)) {
                throw file.malformed(line.number(), "column '" + name + "' is there twice: expected it once");
            }
        }
        for (String name : REQUIRED) {
            if (!seen.contains(name)) {
                throw file.malformed(line.number(), "column '" + name + "' is missing: expected " + REQUIRED);
            }
        }
        return header;
    }

    private BilledStatement statement(StatementFile file, List<String> header, CsvLines.Line line) {
        Cells cells = new Cells(file, header, line);
        String provider = cells.required(PROVIDER, StatementValues::provider);
        BilledStatement statement = file.statement(SOURCE)
                .setProvider(provider)
                .setBillingAccountId(cells.required(ACCOUNT, text -> StatementValues.account(provider, text)))
                .setBillingPeriodStart(cells.required(PERIOD, text -> StatementValues.period(provider, text)))
                .setInvoiceId(cells.optional(INVOICE, StatementValues::text))
                .setCurrency(cells.required(CURRENCY, StatementValues::currency))
                .setAmount(cells.required(AMOUNT, StatementValues::amount))
                .setTaxAmount(cells.optional(TAX, StatementValues::amount))
                .setCreditAmount(cells.optional(CREDITS, StatementValues::reduction))
                .setConvertedFrom(cells.optional(CONVERTED_FROM, StatementValues::currency))
                .setExchangeRate(cells.optional(EXCHANGE_RATE, StatementValues::rate))
                .setIssuer(cells.optional(ISSUER, StatementValues::text))
                .setIssuedAt(cells.optional(ISSUED, StatementValues::time))
                .build();
        if ((statement.getConvertedFrom() == null) != (statement.getExchangeRate() == null)) {
            throw file.malformed(
                    line.number(),
                    CONVERTED_FROM + " is '" + cells.text(CONVERTED_FROM) + "' and " + EXCHANGE_RATE + " is '"
                            + cells.text(EXCHANGE_RATE) + "', expected both or neither");
        }
        return statement;
    }

    /** Cells of a line, by the names of their columns. */
    private record Cells(StatementFile file, List<String> header, CsvLines.Line line) {

        String text(String column) {
            return line.field(header.indexOf(column));
        }

        <T> T required(String column, Function<String, T> parser) {
            return file.value(line.number(), column, text(column), parser);
        }

        <T> T optional(String column, Function<String, T> parser) {
            return text(column).isEmpty() ? null : required(column, parser);
        }
    }
}
