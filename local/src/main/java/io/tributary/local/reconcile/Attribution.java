package io.tributary.local.reconcile;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Attributes a gap to its causes, one kind after another. Deliveries about which somebody has to decide claim nothing
 * where more would be unexplained with their claim than without it: the invoice was not made of them.
 */
final class Attribution {

    private final List<Cause> causes = new ArrayList<>();
    private final List<String> notClaimed = new ArrayList<>();
    /** What the invoice should come to by what is known so far. */
    private PartAmounts expected;

    /** Attributes: of what may be claimed or not, that is claimed with which the least is unexplained. */
    static Attribution of(Billed billed, Evidence evidence) {
        Attribution best = null;
        for (List<Finding> refused : choices(evidence.refused())) {
            for (List<Finding> unsettled : choices(evidence.unsettled())) {
                Attribution one = new Attribution(billed, evidence.with(refused, unsettled));
                if (best == null || one.unexplained().compareTo(best.unexplained()) < 0) {
                    best = one;
                    best.leave(refused.isEmpty() ? evidence.refused() : List.of());
                    best.leave(unsettled.isEmpty() ? evidence.unsettled() : List.of());
                }
            }
        }
        return best;
    }

    /** All of it first, then none. */
    private static List<List<Finding>> choices(List<Finding> findings) {
        return findings.isEmpty() ? List.of(List.of()) : List.of(findings, List.of());
    }

    private void leave(List<Finding> findings) {
        findings.forEach(finding ->
                notClaimed.add(finding.sentence() + "; more would be unexplained if the invoice had been made of it"));
    }

    private BigDecimal unexplained() {
        return amount(Cause.Kind.UNEXPLAINED).abs();
    }

    private Attribution(Billed billed, Evidence evidence) {
        expected = evidence.feed();
        claim(Cause.Kind.CURRENCY_CONVERSION, evidence.converted().stream().toList());
        claim(Cause.Kind.PARKED, evidence.parked());
        claim(Cause.Kind.OTHER_STATEMENT, evidence.elsewhere());
        claim(Cause.Kind.OTHER_STATEMENT, evidence.refused());
        claim(Cause.Kind.CHANGED_AFTER_ISSUE, evidence.changed());
        claim(Cause.Kind.NOT_DELIVERED, evidence.unsettled());
        BigDecimal left = billed.amount().subtract(expected.total());
        if (evidence.absent().isPresent()) {
            // Nothing of it is there, so that everything of it is missing: tax and credits, too.
            PartAmounts all = PartAmounts.of(PartAmounts.Part.CHARGES, left);
            add(
                    Cause.Kind.NOT_DELIVERED,
                    left,
                    List.of(new Finding(all, 0, "", evidence.absent().get())));
            return;
        }
        left = left.subtract(claimPart(Cause.Kind.TAX, billed, billed.tax(), expected.tax()));
        left = left.subtract(claimPart(Cause.Kind.CREDITS, billed, billed.credits(), expected.credits()));
        boolean isRounding = left.abs().compareTo(billed.rounding()) <= 0;
        add(isRounding ? Cause.Kind.ROUNDING : Cause.Kind.UNEXPLAINED, left, List.of());
    }

    List<Cause> causes() {
        return List.copyOf(causes);
    }

    /** Sentences about evidence that claims nothing, without a full stop. */
    List<String> notClaimed() {
        return List.copyOf(notClaimed);
    }

    /** What of one kind is claimed. */
    BigDecimal amount(Cause.Kind kind) {
        return causes.stream()
                .filter(cause -> cause.kind() == kind)
                .map(Cause::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private void claim(Cause.Kind kind, List<Finding> findings) {
        PartAmounts sum = findings.stream().map(Finding::amounts).reduce(PartAmounts.ZERO, PartAmounts::plus);
        expected = expected.plus(sum);
        add(kind, sum.total(), findings);
    }

    /** What a part is stated to be, less what it should be; what rounding can make of it is left to that. */
    private BigDecimal claimPart(
            Cause.Kind kind, Billed billed, Optional<BigDecimal> stated, BigDecimal expectedOfPart) {
        BigDecimal difference =
                stated.map(amount -> amount.subtract(expectedOfPart)).orElse(BigDecimal.ZERO);
        if (difference.abs().compareTo(billed.roundingOfOne()) <= 0) {
            return BigDecimal.ZERO;
        }
        add(kind, difference, List.of());
        return difference;
    }

    private void add(Cause.Kind kind, BigDecimal amount, List<Finding> findings) {
        if (amount.signum() != 0) {
            int last = causes.size() - 1;
            if (last >= 0 && causes.get(last).kind() == kind) {
                Cause before = causes.remove(last);
                List<Finding> all = new ArrayList<>(before.findings());
                all.addAll(findings);
                add(kind, before.amount().add(amount), all);
            } else {
                causes.add(new Cause(kind, amount, findings));
            }
        }
    }
}
