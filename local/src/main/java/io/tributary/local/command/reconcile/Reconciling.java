package io.tributary.local.command.reconcile;

import io.tributary.local.command.cluster.KafkaSettings;
import io.tributary.local.command.cluster.LocalConfig;
import io.tributary.local.command.deliveries.LiveDeliveries;
import io.tributary.local.command.deliveries.Statements;
import io.tributary.local.reconcile.Cause;
import io.tributary.local.reconcile.PartAmounts;
import io.tributary.local.reconcile.PartAmounts.Part;
import io.tributary.local.reconcile.Reconciliation;
import io.tributary.local.statements.StatementTopic;
import io.tributary.local.view.CostFacts;
import io.tributary.local.view.CostHistory;
import io.tributary.schemas.BilledStatement;
import io.tributary.schemas.Delivery;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reconciles statements of what was billed with the records that are live. Used by one thread. */
public final class Reconciling implements AutoCloseable {

    private final CostHistory history;
    private final FeedSums sums;
    private final KnownDeliveries deliveries;
    private final EvidenceFinder finder;
    /** Of all statements of the periods, so that no record is taken for one that no statement is of. */
    private final List<Comparison> all;
    /** Those of the statements that are chosen. */
    private final List<Comparison> comparisons;

    private final BigDecimal tolerance;

    /** What was found. */
    public record Result(List<Reconciled> reconciled, List<WithoutStatement> withoutStatement) {

        public Result {
            reconciled = List.copyOf(reconciled);
            withoutStatement = List.copyOf(withoutStatement);
        }

        /** Nothing was to be reconciled. */
        public static final Result NONE = new Result(List.of(), List.of());
    }

    private Reconciling(
            CostHistory history,
            List<BilledStatement> chosen,
            List<Comparison> all,
            FeedSums sums,
            KnownDeliveries deliveries,
            EvidenceFinder finder,
            BigDecimal tolerance) {
        this.history = history;
        this.all = List.copyOf(all);
        this.sums = sums;
        this.deliveries = deliveries;
        this.finder = finder;
        this.tolerance = tolerance;
        comparisons = all.stream()
                .filter(comparison -> comparison.statements().stream().anyMatch(chosen::contains))
                .toList();
    }

    /**
     * Reads what is needed of the topics.
     *
     * @param settings of Kafka's clients by {@code kafka.} names, of the registry and of the streams application
     * @param scratch a directory for the time of reading
     * @param known every delivery that is known
     * @param live which of them are live
     * @param isChosen chooses statements; those that are compared together with them are reconciled, too
     * @param tolerance the share of a billed amount that is tolerated
     * @return empty where no statement is chosen
     */
    public static Optional<Reconciling> open(
            Map<String, String> settings,
            Path scratch,
            Collection<Delivery> known,
            LiveDeliveries live,
            Predicate<BilledStatement> isChosen,
            BigDecimal tolerance) {
        List<BilledStatement> statements = new StatementTopic(settings, KafkaSettings.of(settings)).read();
        List<BilledStatement> chosen = statements.stream().filter(isChosen).toList();
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        Set<AccountMonth> months = chosen.stream().map(AccountMonth::of).collect(Collectors.toSet());
        Set<ProviderPeriod> periods = chosen.stream().map(ProviderPeriod::of).collect(Collectors.toSet());
        Set<String> invoices = statements.stream()
                .filter(statement -> periods.contains(ProviderPeriod.of(statement)))
                .map(BilledStatement::getInvoiceId)
                .filter(invoice -> invoice != null)
                .collect(Collectors.toSet());
        Set<String> accounts = new HashSet<>();
        months.forEach(month -> accounts.add(month.account()));
        ParkedLetters letters = ParkedLetters.read(
                live.periods().stream()
                        .filter(period -> periods.contains(new ProviderPeriod(period.provider(), period.start())))
                        .flatMap(period -> period.deliveries().stream())
                        .toList(),
                accounts,
                settings);
        CostHistory history = new CostHistory(KafkaSettings.of(settings), settings, scratch);
        try {
            FeedSums sums = FeedSums.read(
                    history,
                    facts -> periods.contains(new ProviderPeriod(facts.provider(), facts.period()))
                            || facts.invoice().filter(invoices::contains).isPresent(),
                    letters.lineKeys());
            KnownDeliveries deliveries = new KnownDeliveries(known, live, sums, new Statements(settings));
            EvidenceFinder finder = new EvidenceFinder(sums, deliveries, letters, statements);
            List<Comparison> comparisons = Comparisons.of(
                    statements.stream()
                            .filter(statement -> periods.contains(ProviderPeriod.of(statement)))
                            .toList(),
                    sums);
            return Optional.of(new Reconciling(history, chosen, comparisons, sums, deliveries, finder, tolerance));
        } catch (RuntimeException | Error failure) {
            history.close();
            throw failure;
        }
    }

    private record ProviderPeriod(String provider, LocalDate period) {

        static ProviderPeriod of(BilledStatement statement) {
            return new ProviderPeriod(statement.getProvider(), statement.getBillingPeriodStart());
        }

        static ProviderPeriod of(AccountMonth month) {
            return new ProviderPeriod(month.provider(), month.period());
        }
    }

    /**
     * Reconciles the statements that are chosen, and closes what was read for it.
     *
     * @return {@link Result#NONE} where no statement is chosen
     * @see #open
     */
    public static Result of(
            Map<String, String> settings,
            Path scratch,
            Collection<Delivery> known,
            LiveDeliveries live,
            Predicate<BilledStatement> isChosen) {
        BigDecimal tolerance = LocalConfig.from(settings).tolerance();
        Optional<Reconciling> reconciling = open(settings, scratch, known, live, isChosen, tolerance);
        if (reconciling.isEmpty()) {
            return Result.NONE;
        }
        try (Reconciling opened = reconciling.get()) {
            return opened.result();
        }
    }

    /** Reconciles. */
    public Result result() {
        List<Reconciled> reconciled = new ArrayList<>();
        for (Comparison comparison : comparisons) {
            Optional<String> notCompared = comparison.notCompared();
            EvidenceFinder.Found found = finder.of(comparison);
            reconciled.add(new Reconciled(
                    comparison.statements(),
                    comparison.extent(),
                    notCompared.isPresent() ? 0 : found.records(),
                    notCompared.isPresent()
                            ? PartAmounts.ZERO
                            : found.evidence().feed(),
                    comparison.billed().amount(),
                    notCompared
                            .map(why -> Reconciliation.notCompared(comparison.billed(), why))
                            .orElseGet(() -> Reconciliation.of(comparison.billed(), found.evidence(), tolerance)),
                    deliveries.periods(comparison.month()).stream()
                            .findFirst()
                            .map(LiveDeliveries.Period::account)
                            .orElse(comparison.statements().get(0).getBillingAccountId()),
                    found.unread()));
        }
        return new Result(reconciled, withoutStatement());
    }

    /** Records of the chosen providers' periods, of whatever account, that no statement is of. */
    private List<WithoutStatement> withoutStatement() {
        Map<Slot, Sum> left = new LinkedHashMap<>();
        sums.live()
                .filter(entry -> comparedPeriods()
                        .contains(ProviderPeriod.of(entry.getKey().month())))
                .filter(entry -> all.stream()
                        .noneMatch(comparison -> comparison.has(entry.getKey())
                                && comparison.factor(entry.getKey().currency()).isPresent()))
                .forEach(entry -> left.merge(withoutPart(entry.getKey()), entry.getValue(), Sum::plus));
        return left.entrySet().stream()
                .map(entry -> new WithoutStatement(
                        entry.getKey().month().provider(),
                        sums.name(entry.getKey().month()).orElseThrow(),
                        entry.getKey().month().period(),
                        entry.getKey().invoice(),
                        entry.getKey().currency(),
                        entry.getValue().records(),
                        entry.getValue().amount()))
                .sorted(Comparator.comparing(WithoutStatement::provider)
                        .thenComparing(WithoutStatement::account)
                        .thenComparing(WithoutStatement::period)
                        .thenComparing(one -> one.invoice().orElse(""))
                        .thenComparing(WithoutStatement::currency))
                .toList();
    }

    private Set<ProviderPeriod> comparedPeriods() {
        return comparisons.stream()
                .map(comparison -> ProviderPeriod.of(comparison.month()))
                .collect(Collectors.toSet());
    }

    private static Slot withoutPart(Slot slot) {
        return new Slot(slot.month(), slot.currency(), slot.invoice(), Part.CHARGES);
    }

    /**
     * Writes the live records behind a cause as CSV, with all their columns: those that it is of, of conversions those
     * in the other currency, of tax and credits those that the bill has, and of what is not explained all that were
     * compared.
     *
     * @return how many they are
     */
    public long write(Cause.Kind cause, Path file) throws IOException {
        Map<Comparison, Set<String>> late = new LinkedHashMap<>();
        ChangeEvidence changes = new ChangeEvidence(sums, deliveries);
        for (Comparison comparison : comparisons) {
            late.put(
                    comparison,
                    changes.late(comparison, deliveries.periods(comparison.month())).stream()
                            .map(Delivery::getDeliveryId)
                            .collect(Collectors.toSet()));
        }
        return history.write(
                facts -> comparisons.stream()
                        .anyMatch(comparison -> isBehind(cause, comparison, late.get(comparison), facts)),
                file);
    }

    private boolean isBehind(Cause.Kind cause, Comparison comparison, Set<String> late, CostFacts facts) {
        if (comparison.notCompared().isPresent()) {
            return false;
        }
        Slot slot = Slot.of(facts);
        return switch (cause) {
            case OTHER_STATEMENT -> finder.isElsewhere(comparison, slot);
            case CHANGED_AFTER_ISSUE -> comparison.has(slot) && late.contains(facts.deliveryId());
            case TAX -> comparison.has(slot) && slot.part() == Part.TAX;
            case CREDITS -> comparison.has(slot) && slot.part() == Part.CREDITS;
            case CURRENCY_CONVERSION ->
                comparison.has(slot)
                        && !slot.currency().equals(comparison.currency())
                        && comparison.factor(slot.currency()).isPresent();
            case UNEXPLAINED, ROUNDING -> comparison.has(slot);
            case PARKED, NOT_DELIVERED -> false;
        };
    }

    @Override
    public void close() {
        history.close();
    }

    /** Whether a statement is of an account's period that a run has touched. */
    public static boolean isTouched(BilledStatement statement, Collection<Delivery> touched) {
        return touched.stream()
                .anyMatch(delivery -> delivery.getProvider().equals(statement.getProvider())
                        && delivery.getBillingPeriodStart().equals(statement.getBillingPeriodStart()));
    }
}
