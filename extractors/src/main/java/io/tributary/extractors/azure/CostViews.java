package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.source.SourceDelivery.Choice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses which views of a scope's costs are taken for one billing period, and as which data sets. The choice depends
 * on what is there of that scope and period, never on other periods, or on what was taken before.
 *
 * <p>Amortized and actual costs complement each other: the actual ones then contribute only purchases and refunds of
 * commitments. Every other pair would count money twice.
 */
public final class CostViews {

    /** Exports that run daily are hours apart; a view that is more than this behind another is no longer exported. */
    private static final Duration BEHIND = Duration.ofDays(3);

    private final Costs costs;
    private final String prefix;

    /**
     * @param costs what is asked for
     * @param prefix what the names of the source's data sets begin with, such as {@code azure.}
     */
    public CostViews(Costs costs, String prefix) {
        this.costs = requireNonNull(costs, "costs");
        this.prefix = requireNonNull(prefix, "prefix");
    }

    /**
     * A view that is read.
     *
     * @param view the view
     * @param dataSet the data set that it is read as
     * @param choice what it was chosen over, or why nothing of it is to be published
     */
    public record Taken(CostView view, String dataSet, Choice choice) {

        public Taken {
            requireNonNull(view, "view");
            requireNonNull(dataSet, "dataSet");
            requireNonNull(choice, "choice");
        }
    }

    /** What a view may be taken as. */
    private enum Role {
        AMORTIZED(CostView.AMORTIZED, "amortized"),
        COMMITMENTS(CostView.ACTUAL, "actual.commitments"),
        FOCUS(CostView.FOCUS, "focus"),
        ACTUAL(CostView.ACTUAL, "actual");

        private final CostView view;
        private final String name;

        Role(CostView view, String name) {
            this.view = view;
            this.name = name;
        }

        /** Whether both state some of the same money. */
        private boolean overlaps(Role other) {
            boolean isComplement =
                    this == AMORTIZED && other == COMMITMENTS || this == COMMITMENTS && other == AMORTIZED;
            return this != other && !isComplement;
        }
    }

    /** What may be taken of a period, the best first. */
    private static final List<List<Role>> BEST_FIRST = List.of(
            List.of(Role.AMORTIZED, Role.COMMITMENTS),
            List.of(Role.FOCUS),
            List.of(Role.ACTUAL),
            List.of(Role.AMORTIZED));

    /**
     * The views to read of a scope's period, in the order in which they are to be published: amortized costs before
     * the purchases of commitments.
     *
     * @param newest the views that are there of the scope and period, and when each was exported last; at least one
     * @param periodEnd the first day after the period
     */
    public List<Taken> choose(Map<CostView, Instant> newest, LocalDate periodEnd) {
        Set<CostView> present = newest.keySet();
        List<Role> chosen = costs == Costs.AUTO
                ? automatic(newest, periodEnd.atStartOfDay(ZoneOffset.UTC).toInstant())
                : asked().stream().filter(role -> present.contains(role.view)).toList();
        if (chosen.isEmpty()) {
            Role alone = Stream.of(Role.FOCUS, Role.ACTUAL, Role.AMORTIZED)
                    .filter(role -> present.contains(role.view))
                    .findFirst()
                    .orElseThrow();
            return List.of(new Taken(alone.view, prefix + alone.name, Choice.notTaken(reason(present))));
        }
        return chosen.stream()
                .map(role -> new Taken(role.view, prefix + role.name, choice(role, present)))
                .toList();
    }

    /** Whether the billed costs lack the purchases of commitments, because amortized costs are taken alone. */
    public static boolean lacksPurchases(List<Taken> taken) {
        return taken.size() == 1
                && taken.get(0).view() == CostView.AMORTIZED
                && taken.get(0).choice().notTaken().isEmpty();
    }

    /** The view of a file that does not state it: the configured one, or actual costs, which every account has. */
    public static CostView unstated(Costs costs) {
        return switch (costs) {
            case AMORTIZED -> CostView.AMORTIZED;
            case FOCUS -> CostView.FOCUS;
            case AUTO, AMORTIZED_AND_ACTUAL, ACTUAL -> CostView.ACTUAL;
        };
    }

    private List<Role> asked() {
        return switch (costs) {
            case AUTO -> throw new IllegalStateException("auto asks for what is there");
            case AMORTIZED_AND_ACTUAL -> List.of(Role.AMORTIZED, Role.COMMITMENTS);
            case ACTUAL -> List.of(Role.ACTUAL);
            case AMORTIZED -> List.of(Role.AMORTIZED);
            case FOCUS -> List.of(Role.FOCUS);
        };
    }

    /** The best that is there, unless it ends within the period and another goes on. */
    private static List<Role> automatic(Map<CostView, Instant> newest, Instant periodEnd) {
        List<List<Role>> there = BEST_FIRST.stream()
                .filter(roles -> roles.stream().allMatch(role -> newest.containsKey(role.view)))
                // Old purchases are more than none.
                .filter(roles -> !roles.equals(List.of(Role.AMORTIZED)) || !newest.containsKey(CostView.ACTUAL))
                .toList();
        Instant last = there.stream()
                .map(roles -> time(roles, newest))
                .max(Instant::compareTo)
                .orElseThrow();
        return there.stream()
                .filter(roles -> !time(roles, newest).isBefore(periodEnd)
                        || !time(roles, newest).plus(BEHIND).isBefore(last))
                .findFirst()
                .orElseThrow();
    }

    /** The time up to which all of the views state costs. */
    private static Instant time(Collection<Role> roles, Map<CostView, Instant> newest) {
        return roles.stream()
                .map(role -> newest.get(role.view))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Whatever the other views that are there can be taken as, and states some of the same money. */
    private Choice choice(Role chosen, Set<CostView> present) {
        if (present.size() == 1) {
            return Choice.ONLY;
        }
        return Choice.over(Stream.of(Role.values())
                .filter(other -> present.contains(other.view) && chosen.overlaps(other))
                .map(other -> prefix + other.name)
                .collect(Collectors.toSet()));
    }

    private String reason(Set<CostView> present) {
        String views = Stream.of(CostView.values())
                .filter(present::contains)
                .map(view -> view.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
        return AzureConfig.COSTS + " is " + costs.text() + ", and the period has only " + views + " costs";
    }
}
