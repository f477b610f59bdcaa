package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.source.SourceException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the exports of an input state of each billing account and invoice month. Used by one thread. */
public final class ExportMonths {

    private static final Logger LOGGER = LoggerFactory.getLogger(ExportMonths.class);

    private final Tables tables;
    private final Map<AccountMonth, EnumMap<BillingExport, ExportMonth>> there = new TreeMap<>();
    private final Map<String, EnumMap<BillingExport, Instant>> lastExports = new HashMap<>();
    private final Map<String, Set<BillingExport>> unread = new HashMap<>();

    /**
     * An invoice month of a billing account.
     *
     * @param account the billing account
     * @param month the invoice month
     */
    public record AccountMonth(String account, YearMonth month) implements Comparable<AccountMonth> {

        private static final Comparator<AccountMonth> ORDER =
                Comparator.comparing(AccountMonth::account).thenComparing(AccountMonth::month);

        public AccountMonth {
            requireNonNull(account, "account");
            requireNonNull(month, "month");
        }

        @Override
        public int compareTo(AccountMonth other) {
            return ORDER.compare(this, other);
        }
    }

    /** @param tables the setting that excludes exports */
    public ExportMonths(Tables tables) {
        this.tables = requireNonNull(tables, "tables");
    }

    /**
     * Adds rows of an export.
     *
     * @param usageDay UTC day of the usage
     * @param cost sum of their costs
     * @param exportTime when the last of them was exported
     */
    public void add(
            BillingExport export,
            AccountMonth month,
            LocalDate usageDay,
            String currency,
            BigDecimal cost,
            Instant exportTime) {
        month(export, month).add(usageDay, currency, cost);
        lastExports
                .computeIfAbsent(month.account(), first -> new EnumMap<>(BillingExport.class))
                .merge(export, exportTime, (one, other) -> one.isAfter(other) ? one : other);
    }

    private ExportMonth month(BillingExport export, AccountMonth month) {
        return there.computeIfAbsent(month, first -> new EnumMap<>(BillingExport.class))
                .computeIfAbsent(export, first -> new ExportMonth(month.month()));
    }

    /** An export of an account cannot be read whole: none that comes after it takes its place. */
    public void addUnread(BillingExport export, String account) {
        unread.computeIfAbsent(account, first -> EnumSet.noneOf(BillingExport.class))
                .add(export);
    }

    /**
     * The choice for each month that was added.
     *
     * @param errors receives months that no export states as a whole
     */
    public Map<AccountMonth, ExportChoice> choose(List<SourceException> errors) {
        Map<AccountMonth, ExportChoice> choices = new TreeMap<>();
        there.forEach((month, exports) -> {
            lastExports
                    .getOrDefault(month.account(), new EnumMap<>(BillingExport.class))
                    .forEach((export, time) ->
                            Optional.ofNullable(exports.get(export)).ifPresent(rows -> rows.exportedUntil(time)));
            ExportChoice choice = choose(month, exports);
            choice.problem().ifPresent(problem -> errors.add(new SourceException.Malformed(month.account(), problem)));
            choices.put(month, choice);
            if (exports.size() > 1) {
                LOGGER.info(
                        "{} {}: {} is taken of {}", month.account(), month.month(), choice.export(), exports.keySet());
            }
            choice.note().ifPresent(note -> LOGGER.warn("{} {}: {}", month.account(), month.month(), note));
        });
        return choices;
    }

    private ExportChoice choose(AccountMonth month, EnumMap<BillingExport, ExportMonth> exports) {
        ExportChoice choice = ExportChoice.of(tables, month.month(), exports);
        boolean isTaken = choice.choice().notTaken().isEmpty();
        return unread.getOrDefault(month.account(), Set.of()).stream()
                .filter(export -> export.isAskedFor(tables))
                .filter(export -> !isTaken || export.compareTo(choice.export()) < 0)
                .findFirst()
                .map(export -> ExportChoice.unread(export, exports))
                .orElse(choice);
    }
}
