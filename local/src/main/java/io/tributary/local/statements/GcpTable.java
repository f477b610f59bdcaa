package io.tributary.local.statements;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the table of a cost table of Google Cloud comes to. */
final class GcpTable {

    /** The column that tells tax, other rows and their total apart. */
    static final String TYPE = "cost type";
    /** How the name of the column of rounded costs begins; the currency's sign follows. */
    static final String COST = "cost (";

    private static final List<String> EXACT = List.of("unrounded cost (", "unrounded subtotal (");
    private static final Pattern SIGN = Pattern.compile("[^(]*\\(\\s*(.*?)\\s*\\)");

    private final StatementFile file;
    private final List<String> names;
    private final List<CsvLines.Line> rows;
    private Optional<BigDecimal> total = Optional.empty();
    private BigDecimal tax = BigDecimal.ZERO.setScale(StatementValues.DECIMALS);

    private GcpTable(StatementFile file, List<String> names, List<CsvLines.Line> rows) {
        this.file = file;
        this.names = names;
        this.rows = rows;
    }

    static GcpTable read(StatementFile file, CsvLines.Line header, List<CsvLines.Line> rows, PrintedAmounts amounts) {
        GcpTable table = new GcpTable(
                file,
                header.fields().stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList(),
                rows);
        table.sum(header, amounts);
        return table;
    }

    private void sum(CsvLines.Line header, PrintedAmounts amounts) {
        int type = column(header, TYPE::equals)
                .orElseThrow(() ->
                        file.malformed(header.number(), "has no column '" + TYPE + "': expected it by just that name"));
        int cost = column(header, name -> name.startsWith(COST))
                .orElseThrow(() -> file.malformed(
                        header.number(),
                        "has no column '" + COST + "…)' of rounded costs, which the total is in: expected one"));
        // Rows have their costs in full; the total is rounded.
        int exact = column(header, name -> EXACT.stream().anyMatch(name::startsWith))
                .orElse(cost);
        requireSign(header, cost, amounts);
        requireSign(header, exact, amounts);
        for (CsvLines.Line row : rows) {
            row.requireNothingAfter(file, "the row", names.size());
            String kind = row.field(type).toLowerCase(Locale.ROOT);
            if (kind.equals("total")) {
                if (total.isPresent()) {
                    throw file.malformed(row.number(), "is a second row 'Total': expected one");
                }
                total = Optional.of(file.value(row.number(), names.get(cost), row.field(cost), amounts::amount));
            } else if (kind.equals("tax")) {
                tax = tax.add(file.value(row.number(), names.get(exact), row.field(exact), amounts::amount));
            }
        }
    }

    private Optional<Integer> column(CsvLines.Line header, Predicate<String> isMeant) {
        List<String> meant = names.stream().filter(isMeant).toList();
        if (meant.size() > 1) {
            throw file.malformed(header.number(), "has the columns " + meant + ": expected one of them");
        }
        return meant.stream().findFirst().map(names::indexOf);
    }

    private void requireSign(CsvLines.Line header, int column, PrintedAmounts amounts) {
        Matcher sign = SIGN.matcher(header.field(column));
        if (sign.matches() && amounts.isOfAnother(sign.group(1))) {
            throw file.malformed(
                    header.number(),
                    "column '" + header.field(column) + "' is in another currency than the line 'currency' says:"
                            + " expected the same");
        }
    }

    /** Cost of the row that has the total; empty where there is none. */
    Optional<BigDecimal> total() {
        return total;
    }

    /** Tax; empty where it is not known, since rows may be missing. */
    Optional<BigDecimal> tax() {
        return total.map(whole -> tax);
    }

    /** The first account that a column names. */
    Optional<String> account(String column) {
        int place = names.indexOf(column);
        return rows.stream()
                .filter(row -> !row.field(place).isEmpty())
                .findFirst()
                .map(row -> file.value(row.number(), column, row.field(place), StatementValues::account));
    }
}
