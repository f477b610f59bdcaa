package io.tributary.extractors.gcp;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.gcp.GcpConfig.Tables;
import io.tributary.extractors.source.SourceDelivery.Choice;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which export states a billing account's invoice month: the first of detailed, standard and FOCUS to which no other
 * one adds costs. An export that was switched on or off within the month lacks days for which another one states
 * costs. Depends on nothing but what the exports state of the month.
 *
 * @param export the export whose rows are delivered
 * @param choice how it was chosen, as its deliveries carry it
 * @param note in what the exports differ; empty where they do not
 * @param problem why no export states the whole month; empty where one does
 */
public record ExportChoice(BillingExport export, Choice choice, Optional<String> note, Optional<String> problem) {

    /** Exports are written at different hours: what is of the newest export's day or the day before may be due. */
    private static final int DAYS_DUE = 1;

    /** An export that is behind another by more days than this is not written any more, and nothing of it is due. */
    private static final int DAYS_SILENT = 2;

    /** Less is the rounding of binary numbers. */
    private static final BigDecimal LEAST = new BigDecimal("0.01");

    /** Part of a cost that may come later to one export than to another. */
    private static final BigDecimal LATE = new BigDecimal("0.01");

    public ExportChoice {
        requireNonNull(export, "export");
        requireNonNull(choice, "choice");
        requireNonNull(note, "note");
        requireNonNull(problem, "problem");
    }

    /**
     * Chooses.
     *
     * @param tables the setting that excludes exports
     * @param there what each export states of the month; not empty
     */
    public static ExportChoice of(Tables tables, YearMonth month, Map<BillingExport, ExportMonth> there) {
        EnumMap<BillingExport, ExportMonth> all = new EnumMap<>(there);
        EnumMap<BillingExport, ExportMonth> asked = new EnumMap<>(there);
        asked.keySet().removeIf(export -> !export.isAskedFor(tables));
        if (asked.isEmpty()) {
            return notTaken(tables, month, all);
        }
        EnumMap<BillingExport, List<String>> lacks = new EnumMap<>(BillingExport.class);
        asked.keySet().forEach(export -> lacks.put(export, lacks(export, asked)));
        BillingExport first = asked.keySet().iterator().next();
        Optional<BillingExport> whole = asked.keySet().stream()
                .filter(export -> lacks.get(export).isEmpty())
                .findFirst();
        BillingExport export = whole.orElse(first);
        Optional<String> problem = whole.isPresent()
                ? Optional.empty()
                : Optional.of("no export states the whole month " + month + ": " + text(lacks.values())
                        + ": expected one with all days; " + export.dataSet() + " is taken");
        Optional<String> note = export == first
                ? difference(export, all)
                : Optional.of(export.dataSet() + " is taken for " + month + ": " + text(lacks.values()));
        return new ExportChoice(export, over(export, all), note, problem);
    }

    /** The choice of an account's month of which one of the exports cannot be read whole: it is not replaced. */
    public static ExportChoice unread(BillingExport export, Map<BillingExport, ExportMonth> there) {
        return new ExportChoice(export, over(export, there), Optional.empty(), Optional.empty());
    }

    private static ExportChoice notTaken(Tables tables, YearMonth month, EnumMap<BillingExport, ExportMonth> there) {
        BillingExport export = there.keySet().iterator().next();
        String reason = GcpConfig.TABLES + " is " + tables.name().toLowerCase(Locale.ROOT) + ", and of " + month
                + " there is only "
                + there.keySet().stream().map(BillingExport::dataSet).collect(Collectors.joining(" and "));
        return new ExportChoice(export, Choice.notTaken(reason), Optional.empty(), Optional.empty());
    }

    private static Choice over(BillingExport export, Map<BillingExport, ExportMonth> there) {
        Set<String> others = there.keySet().stream()
                .filter(other -> other != export)
                .map(BillingExport::dataSet)
                .collect(Collectors.toSet());
        return others.isEmpty() ? Choice.ONLY : Choice.over(others);
    }

    private static String text(Iterable<List<String>> lacks) {
        List<String> texts = new ArrayList<>();
        lacks.forEach(texts::addAll);
        return String.join("; ", texts);
    }

    /** What other exports state and this one does not. */
    private static List<String> lacks(BillingExport export, EnumMap<BillingExport, ExportMonth> all) {
        List<String> lacks = new ArrayList<>();
        all.forEach((other, rows) -> {
            if (other != export) {
                lacking(export, all.get(export), other, rows).ifPresent(lacks::add);
            }
        });
        return lacks;
    }

    private static Optional<String> lacking(
            BillingExport export, ExportMonth own, BillingExport other, ExportMonth others) {
        LocalDate newest = latest(own.lastExportDay(), others.lastExportDay());
        boolean isStillWritten = !own.lastExportDay().isBefore(newest.minusDays(DAYS_SILENT));
        LocalDate due = isStillWritten ? newest.minusDays(DAYS_DUE) : LocalDate.MAX;
        List<LocalDate> days = new ArrayList<>();
        Map<String, BigDecimal> costs = new TreeMap<>();
        for (LocalDate day : others.days()) {
            boolean isOfInterest = others.costs(day).values().stream().anyMatch(cost -> cost.signum() != 0);
            if (isOfInterest && !own.hasRows(day) && day.isBefore(due)) {
                days.add(day);
                others.costs(day).forEach((currency, cost) -> costs.merge(currency, cost, BigDecimal::add));
            }
        }
        if (!days.isEmpty()) {
            return Optional.of(export.dataSet() + " has no rows of " + days.size() + " days from " + days.get(0)
                    + " to " + days.get(days.size() - 1) + ", for which " + other.dataSet() + " states "
                    + text(costs));
        }
        LocalDate end = earliest(own.lastExportDay(), others.lastExportDay()).minusDays(DAYS_DUE);
        return isComparable(export, other) && isLess(own.costsBefore(end), others.costsBefore(end))
                ? Optional.of(export.dataSet() + " states " + text(own.costsBefore(end)) + " before " + end + ", and "
                        + other.dataSet() + " " + text(others.costsBefore(end)))
                : Optional.empty();
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earliest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    /** Whether the costs are the same column: FOCUS has credits in its cost. */
    private static boolean isComparable(BillingExport one, BillingExport other) {
        return one != BillingExport.FOCUS && other != BillingExport.FOCUS;
    }

    private static boolean isLess(Map<String, BigDecimal> costs, Map<String, BigDecimal> others) {
        return others.entrySet().stream().anyMatch(other -> {
            BigDecimal more = other.getValue().subtract(costs.getOrDefault(other.getKey(), BigDecimal.ZERO));
            return more.compareTo(LEAST) > 0
                    && more.compareTo(other.getValue().abs().multiply(LATE)) > 0;
        });
    }

    private static Optional<String> difference(BillingExport export, EnumMap<BillingExport, ExportMonth> all) {
        Map<String, BigDecimal> costs = all.get(export).costs();
        List<String> texts = new ArrayList<>();
        all.forEach((other, rows) -> {
            if (isComparable(export, other) && isOther(costs, rows.costs())) {
                texts.add(other.dataSet() + " " + text(rows.costs()));
            }
        });
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(export.dataSet() + ", which is taken, states " + text(costs) + ", and "
                        + String.join(", ", texts));
    }

    private static boolean isOther(Map<String, BigDecimal> costs, Map<String, BigDecimal> others) {
        Map<String, BigDecimal> differences = new TreeMap<>(costs);
        others.forEach((currency, cost) -> differences.merge(currency, cost.negate(), BigDecimal::add));
        return differences.values().stream().anyMatch(cost -> cost.abs().compareTo(LEAST) > 0);
    }

    private static String text(Map<String, BigDecimal> costs) {
        return costs.isEmpty()
                ? "nothing"
                : costs.entrySet().stream()
                        .map(cost -> cost.getValue().stripTrailingZeros().toPlainString() + " " + cost.getKey())
                        .collect(Collectors.joining(", "));
    }
}
