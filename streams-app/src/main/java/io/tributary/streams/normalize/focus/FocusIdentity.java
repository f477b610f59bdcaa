package io.tributary.streams.normalize.focus;

import io.tributary.streams.identity.KeyFrame;
import io.tributary.streams.identity.NaturalKey;
import io.tributary.streams.normalize.RowContent;
import io.tributary.streams.page.SourceRow;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The identity of an export's row: account, currency, periods, kind of charge, and the provider's identifying columns.
 * Amounts, prices, invoice ids, display names and cost centers are left out, since they change while a period is open.
 * Where a provider only ever adds rows, a row is its whole content within the scope of its delivery.
 */
final class FocusIdentity {

    private static final byte[] FAMILY = "focus".getBytes(StandardCharsets.UTF_8);

    // FOCUS's own dimensions that tell charges of one resource and price apart.
    private static final List<String> KIND_OF_CHARGE =
            List.of("ChargeCategory", "ChargeClass", "ChargeFrequency", "PricingCategory", "CommitmentDiscountStatus");

    /** Columns, of which the first that is not blank counts. */
    private record Part(int[] columns, FocusDialect.Comparison comparison) {}

    private final byte[] provider;
    private final FocusDialect dialect;
    private final List<Part> kindOfCharge;
    private final List<Part> identifying;
    private final Part account;
    private final RowContent wholeRow;
    private final byte[] scope;
    private final KeyFrame frame = new KeyFrame();
    private byte[] smallLetters = new byte[256];

    FocusIdentity(FocusDialect dialect, FocusColumns columns, String scope) {
        this.dialect = dialect;
        provider = dialect.provider().name().getBytes(StandardCharsets.UTF_8);
        account = new Part(columns.all("BillingAccountId"), dialect.accountComparison());
        kindOfCharge = KIND_OF_CHARGE.stream()
                .map(name -> new Part(columns.all(name), FocusDialect.Comparison.WITHOUT_CASE))
                .toList();
        identifying = dialect.identifying().stream()
                .map(part -> new Part(columns.present(part.names()), part.comparison()))
                .toList();
        wholeRow =
                dialect.isWholeRowIdentifying() ? new RowContent(columns.names(), RowContent.canonicalForms()) : null;
        this.scope = scope.getBytes(StandardCharsets.UTF_8);
    }

    /** The row's key. Times are in milliseconds since 1970-01-01T00:00Z. */
    NaturalKey key(SourceRow row, String currency, long periodStart, long chargeStart, long chargeEnd) {
        frame.start().column(provider).column(FAMILY);
        if (wholeRow != null) {
            frame.column(scope);
            wholeRow.addTo(frame, row);
            return frame.key();
        }
        part(row, account);
        frame.time(periodStart).time(chargeStart).time(chargeEnd);
        frame.column(currency.getBytes(StandardCharsets.UTF_8));
        kindOfCharge.forEach(part -> part(row, part));
        identifying.forEach(part -> part(row, part));
        return frame.key();
    }

    private void part(SourceRow row, Part part) {
        for (int column : part.columns()) {
            if (!row.isBlank(column)) {
                value(row, column, part.comparison());
                return;
            }
        }
        frame.absent();
    }

    private void value(SourceRow row, int column, FocusDialect.Comparison comparison) {
        switch (comparison) {
            case WITHOUT_CASE:
                smallLetters(row, column);
                break;
            case WITHOUT_LEADING_ZEROS:
                withoutLeadingZeros(row, column);
                break;
            case AS_OBJECT:
                frame.column(dialect.canonicalObject(row.string(column)).getBytes(StandardCharsets.UTF_8));
                break;
            default:
                frame.column(row.source(column), row.offset(column), row.length(column));
                break;
        }
    }

    private void withoutLeadingZeros(SourceRow row, int column) {
        int from = row.offset(column);
        int to = from + row.length(column);
        while (from < to && row.source(column)[from] == '0') {
            from++;
        }
        frame.column(row.source(column), from, to - from);
    }

    /** Ids are ASCII; other letters are left as they are. Some days end an id with a slash, others do not. */
    private void smallLetters(SourceRow row, int column) {
        int length = row.length(column);
        if (length > smallLetters.length) {
            smallLetters = new byte[length * 2];
        }
        System.arraycopy(row.source(column), row.offset(column), smallLetters, 0, length);
        for (int i = 0; i < length; i++) {
            if (smallLetters[i] >= 'A' && smallLetters[i] <= 'Z') {
                smallLetters[i] += 'a' - 'A';
            }
        }
        if (smallLetters[length - 1] == '/') {
            length--;
        }
        frame.column(smallLetters, 0, length);
    }
}
