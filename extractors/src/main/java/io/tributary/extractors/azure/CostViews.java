package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig.Costs;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses which of a scope's views are taken, and as which data set. Amortized and actual costs complement each other:
 * the actual ones then contribute only purchases and refunds of commitments. Every other pair would count money twice.
 */
public final class CostViews {

    private static final String AMORTIZED = "azure.amortized";
    private static final String ACTUAL = "azure.actual";
    private static final String COMMITMENTS = "azure.actual.commitments";
    private static final String FOCUS = "azure.focus";

    private final Costs costs;
    private final Set<CostView> present;

    /**
     * @param costs what is asked for
     * @param present the views that the scope has, in whatever period
     */
    public CostViews(Costs costs, Set<CostView> present) {
        this.costs = requireNonNull(costs, "costs");
        this.present = present.isEmpty() ? EnumSet.noneOf(CostView.class) : EnumSet.copyOf(present);
    }

    /** The data set that {@code view} is taken as; empty if it is not taken. */
    public Optional<String> dataSet(CostView view) {
        return switch (costs) {
            case AUTO -> automatic(view);
            case AMORTIZED_AND_ACTUAL -> complementary(view);
            case ACTUAL -> Optional.of(ACTUAL).filter(dataSet -> view == CostView.ACTUAL);
            case AMORTIZED -> Optional.of(AMORTIZED).filter(dataSet -> view == CostView.AMORTIZED);
            case FOCUS -> Optional.of(FOCUS).filter(dataSet -> view == CostView.FOCUS);
        };
    }

    /** The view of a file that does not state it: the configured one, or actual costs, which every account has. */
    public static CostView unstated(Costs costs) {
        return switch (costs) {
            case AMORTIZED -> CostView.AMORTIZED;
            case FOCUS -> CostView.FOCUS;
            case AUTO, AMORTIZED_AND_ACTUAL, ACTUAL -> CostView.ACTUAL;
        };
    }

    /** Whether the billed costs lack the purchases of commitments, because no view that is taken has them. */
    public boolean lacksPurchases() {
        boolean isAmortizedTaken = dataSet(CostView.AMORTIZED).isPresent() && present.contains(CostView.AMORTIZED);
        return isAmortizedTaken
                && !(present.contains(CostView.ACTUAL)
                        && dataSet(CostView.ACTUAL).isPresent());
    }

    private Optional<String> automatic(CostView view) {
        if (present.contains(CostView.AMORTIZED)) {
            return complementary(view);
        }
        return switch (view) {
            case ACTUAL -> Optional.of(ACTUAL);
            case AMORTIZED -> Optional.of(AMORTIZED);
            case FOCUS -> Optional.of(FOCUS).filter(dataSet -> !present.contains(CostView.ACTUAL));
        };
    }

    private static Optional<String> complementary(CostView view) {
        return switch (view) {
            case AMORTIZED -> Optional.of(AMORTIZED);
            case ACTUAL -> Optional.of(COMMITMENTS);
            case FOCUS -> Optional.empty();
        };
    }
}
