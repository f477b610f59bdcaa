package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.FieldValueList;
import io.tributary.extractors.gcp.BillingExport;
import io.tributary.extractors.gcp.ExportChoice;
import io.tributary.extractors.gcp.ExportMonths;
import io.tributary.extractors.gcp.ExportMonths.AccountMonth;
import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceDelivery.Choice;
import io.tributary.extractors.source.SourceException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the table that states each billing account and invoice month. Tables that share an account are asked for the
 * costs of whole months by day; a table that is alone is not. Used by one thread.
 */
final class MonthChoices {

    private static final Logger LOGGER = LoggerFactory.getLogger(MonthChoices.class);

    private final Queries queries;
    private final ExportMonths months;

    /** The table of each export that states a month: the first one, where there are copies. */
    private final Map<Place, TableReading> stating = new HashMap<>();

    private Map<AccountMonth, ExportChoice> choices = Map.of();

    private record Place(AccountMonth month, BillingExport export) {}

    /** @param tables the setting that excludes exports */
    MonthChoices(Queries queries, Tables tables) {
        this.queries = requireNonNull(queries, "queries");
        this.months = new ExportMonths(tables);
    }

    /** A table cannot be read: no other export takes its place. */
    void addUnread(BillingTable table) {
        table.export().account(table.name()).ifPresent(account -> months.addUnread(table.export(), account));
    }

    /**
     * Chooses among tables whose slices were found.
     *
     * @param errors receives tables that cannot be read, and months that no table states as a whole
     */
    void choose(List<TableReading> readings, List<SourceException> errors) {
        List<TableReading> shared =
                readings.stream().filter(reading -> isShared(reading, readings)).toList();
        Optional<LocalDate> first = shared.stream()
                .flatMap(reading -> reading.slices().stream())
                .map(MonthChoices::begin)
                .min(LocalDate::compareTo);
        for (TableReading reading : readings) {
            if (!shared.contains(reading)) {
                reading.slices()
                        .forEach(slice -> slice.totals()
                                .forEach(total -> add(
                                        reading,
                                        new AccountMonth(
                                                slice.key().account(),
                                                slice.key().month()),
                                        slice.day(),
                                        total.currency(),
                                        total.cost(),
                                        slice.key().exportTime())));
            } else if (first.isPresent()) {
                try {
                    reading.guarded(() -> {
                        ask(reading, first.get());
                        return first;
                    });
                } catch (SourceException e) {
                    errors.add(e);
                    addUnread(reading.table());
                }
            }
        }
        choices = months.choose(errors);
    }

    /** How a slice was chosen; empty if another table states its month. */
    Optional<Choice> choice(TableReading reading, Slice slice) {
        AccountMonth month = new AccountMonth(slice.key().account(), slice.key().month());
        BillingExport export = reading.table().export();
        return Optional.ofNullable(choices.get(month))
                .filter(choice -> choice.export() == export)
                .filter(choice -> reading.equals(stating.get(new Place(month, export))))
                .map(ExportChoice::choice);
    }

    /** The first partition that may have rows of a slice's month. */
    private static LocalDate begin(Slice slice) {
        LocalDate month = slice.key().month().atDay(1);
        return slice.day().isBefore(month) ? slice.day() : month;
    }

    private static boolean isShared(TableReading reading, List<TableReading> all) {
        return all.stream()
                .filter(other -> other != reading)
                .anyMatch(other -> other.accounts().stream().anyMatch(reading.accounts()::contains));
    }

    private void ask(TableReading reading, LocalDate first) {
        BillingTable table = reading.table();
        List<FieldValueList> found = new ArrayList<>();
        Rows rows = queries.run(table, Statements.days(table, Statements.from(table, first)));
        try {
            for (Optional<FieldValueList> row = rows.peek(); row.isPresent(); row = rows.peek()) {
                found.add(row.get());
                rows.advance();
            }
        } catch (DeliveryChangedException e) {
            throw new SourceException.Unavailable(table.uri(), "cannot be looked at: " + e.getMessage(), e);
        }
        Set<AccountMonth> copies = new HashSet<>();
        for (FieldValueList row : found) {
            Optional<String> account = Inventory.text(row.get(0)).map(RowReader::account);
            Optional<YearMonth> month = Inventory.text(row.get(1)).flatMap(RowReader::month);
            if (account.isPresent() && month.isPresent()) {
                AccountMonth key = new AccountMonth(account.get(), month.get());
                boolean isAdded = add(
                        reading,
                        key,
                        LocalDate.parse(row.get(3).getStringValue()),
                        Inventory.text(row.get(2)).orElse(""),
                        Inventory.number(row.get(4)),
                        RowJson.instant(row.get(5).getStringValue()));
                if (!isAdded && copies.add(key)) {
                    LOGGER.warn(
                            "{} is skipped for {} {}: {} is the same export",
                            table.uri(),
                            key.account(),
                            key.month(),
                            stating.get(new Place(key, table.export())).table().uri());
                }
            }
        }
    }

    private boolean add(
            TableReading reading,
            AccountMonth month,
            LocalDate day,
            String currency,
            BigDecimal cost,
            Instant exportTime) {
        BillingExport export = reading.table().export();
        boolean isFirst = reading.equals(stating.computeIfAbsent(new Place(month, export), first -> reading));
        if (isFirst) {
            months.add(export, month, day, currency, cost, exportTime);
        }
        return isFirst;
    }
}
