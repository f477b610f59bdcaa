package io.tributary.local.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.local.reconcile.Cause.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gaps with planted causes: each is found with the amount that was planted, and together they are the gap. */
class ReconciliationTest {

    private static final BigDecimal TOLERANCE = new BigDecimal("0.001");
    private static final int RANDOM_BILLS = 3_000;
    private static final Set<Kind> PLANTED = EnumSet.complementOf(EnumSet.of(Kind.ROUNDING, Kind.UNEXPLAINED));

    /** A bill with an invoice, made from random amounts. */
    private static final class Plants {

        private final Random random;
        private final Map<Kind, BigDecimal> planted = new EnumMap<>(Kind.class);
        private final PartAmounts feed;
        private PartAmounts expected;
        private BigDecimal statedTax;
        private BigDecimal statedCredits;
        private BigDecimal rest = BigDecimal.ZERO;
        private List<Finding> refused = List.of();
        private List<Finding> unsettled = List.of();

        Plants(Random random) {
            this.random = random;
            feed = parts();
            expected = feed;
        }

        BigDecimal amount() {
            BigDecimal amount = new BigDecimal(new BigInteger(90, random), 24);
            return random.nextBoolean() ? amount : amount.negate();
        }

        PartAmounts parts() {
            return new PartAmounts(amount(), amount().abs(), amount().abs().negate());
        }

        List<Finding> findings(Kind kind, Set<Kind> kinds) {
            List<Finding> findings = new ArrayList<>();
            if (kinds.contains(kind)) {
                int number = kind == Kind.CURRENCY_CONVERSION ? 1 : 1 + random.nextInt(3);
                for (int i = 0; i < number; i++) {
                    PartAmounts amounts = kind == Kind.CURRENCY_CONVERSION ? parts().times(amount().abs()) : parts();
                    findings.add(new Finding(amounts, i, "delivery " + i, "found"));
                    planted.merge(kind, amounts.total(), BigDecimal::add);
                    expected = expected.plus(amounts);
                }
            }
            return findings;
        }

        /** What deliveries state about which somebody has to decide, which is not known by parts. */
        List<Finding> charges(Kind kind, Set<Kind> kinds) {
            if (!kinds.contains(kind)) {
                return List.of();
            }
            PartAmounts amounts = PartAmounts.of(PartAmounts.Part.CHARGES, amount());
            planted.merge(kind, amounts.total(), BigDecimal::add);
            expected = expected.plus(amounts);
            return List.of(new Finding(amounts, 1, kind.name(), "delivery of " + kind));
        }

        /** Leaves out of what was planted what makes more unexplained, and says which. */
        Set<Kind> settle() {
            Map<Set<Kind>, BigDecimal> left = new LinkedHashMap<>();
            for (Set<Kind> without : List.<Set<Kind>>of(
                    Set.of(),
                    Set.of(Kind.NOT_DELIVERED),
                    Set.of(Kind.OTHER_STATEMENT),
                    Set.of(Kind.OTHER_STATEMENT, Kind.NOT_DELIVERED))) {
                left.put(without, without.stream().map(this::tentative).reduce(rest, BigDecimal::add));
            }
            Set<Kind> best = left.entrySet().stream()
                    .min(Map.Entry.comparingByValue(Comparator.comparing(BigDecimal::abs)))
                    .orElseThrow()
                    .getKey();
            best.forEach(kind -> planted.merge(kind, tentative(kind).negate(), BigDecimal::add));
            planted.put(Kind.UNEXPLAINED, left.get(best));
            return best;
        }

        private BigDecimal tentative(Kind kind) {
            return (kind == Kind.NOT_DELIVERED ? unsettled : refused)
                    .stream().map(finding -> finding.amounts().total()).reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        Evidence evidence(Set<Kind> kinds) {
            Evidence evidence = new Evidence(
                    feed,
                    findings(Kind.CURRENCY_CONVERSION, kinds).stream().findFirst(),
                    findings(Kind.PARKED, kinds),
                    findings(Kind.OTHER_STATEMENT, kinds),
                    refused = charges(Kind.OTHER_STATEMENT, kinds),
                    findings(Kind.CHANGED_AFTER_ISSUE, kinds),
                    unsettled = charges(Kind.NOT_DELIVERED, kinds),
                    Optional.empty(),
                    List.of("days without rows"));
            statedTax = part(Kind.TAX, kinds, expected.tax());
            statedCredits = part(Kind.CREDITS, kinds, expected.credits());
            return evidence;
        }

        private BigDecimal part(Kind kind, Set<Kind> kinds, BigDecimal right) {
            if (!kinds.contains(kind)) {
                return right;
            }
            BigDecimal amount = amount().add(BigDecimal.ONE);
            planted.put(kind, amount);
            return right.add(amount);
        }

        Billed billed() {
            BigDecimal charges = expected.charges().add(rest);
            return new Billed(
                    "USD",
                    charges.add(statedTax).add(statedCredits),
                    Optional.of(statedTax),
                    Optional.of(statedCredits),
                    2,
                    1);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ROUNDING", "UNEXPLAINED"})
    void causeThatIsPlantedAloneIsTheWholeGap(Kind kind) {
        for (int seed = 0; seed < RANDOM_BILLS / 10; seed++) {
            Plants plants = new Plants(new Random(seed));
            Evidence evidence = plants.evidence(EnumSet.of(kind));

            Reconciliation result = Reconciliation.of(plants.billed(), evidence, TOLERANCE);

            assertThat(result.gap()).as("seed %d", seed).isEqualByComparingTo(plants.planted.get(kind));
            assertThat(amounts(result)).as("seed %d", seed).isEqualTo(scaled(plants.planted));
        }
    }

    @Test
    void causesOfRandomPlantsAddUpToTheGapAndEachHasItsAmount() {
        int gaps = 0;
        int claimsNothing = 0;
        for (int number = 0; number < RANDOM_BILLS; number++) {
            int seed = number;
            Random random = new Random(seed);
            Set<Kind> kinds = EnumSet.noneOf(Kind.class);
            PLANTED.stream().filter(kind -> random.nextInt(4) > 0).forEach(kinds::add);
            Plants plants = new Plants(random);
            Evidence evidence = plants.evidence(kinds);
            if (random.nextBoolean()) {
                plants.rest = plants.amount().add(BigDecimal.TEN);
            }
            Billed billed = plants.billed();
            Set<Kind> left = plants.settle();

            Reconciliation result = Reconciliation.of(billed, evidence, TOLERANCE);

            assertThat(result.gap())
                    .as("seed %d", seed)
                    .isEqualByComparingTo(
                            billed.amount().subtract(evidence.feed().total()));
            assertThat(sum(result)).as("seed %d", seed).isEqualByComparingTo(result.gap());
            assertThat(amounts(result)).as("seed %d", seed).isEqualTo(scaled(plants.planted));
            left.stream()
                    .filter(kind -> plants.tentative(kind).signum() != 0)
                    .forEach(kind -> assertThat(result.unknown())
                            .as("seed %d", seed)
                            .anyMatch(sentence -> sentence.startsWith("delivery of " + kind)));
            gaps += result.isGap() ? 1 : 0;
            claimsNothing += left.isEmpty() ? 0 : 1;
        }
        assertThat(gaps).isGreaterThan(RANDOM_BILLS / 2);
        assertThat(claimsNothing).isGreaterThan(RANDOM_BILLS / 10);
    }

    @Test
    void invoiceThatIsRoundedToCentsDiffersByRoundingAndByNothingElse() {
        for (int seed = 0; seed < RANDOM_BILLS; seed++) {
            Plants plants = new Plants(new Random(seed));
            Evidence evidence = plants.evidence(EnumSet.of(Kind.PARKED, Kind.CHANGED_AFTER_ISSUE));
            Billed exact = plants.billed();
            Billed billed = new Billed(
                    "USD", exact.amount().setScale(2, RoundingMode.HALF_UP), exact.tax(), exact.credits(), 2, 1);
            BigDecimal rounding = billed.amount().subtract(exact.amount());
            if (rounding.signum() != 0) {
                plants.planted.put(Kind.ROUNDING, rounding);
            }

            Reconciliation result = Reconciliation.of(billed, evidence, TOLERANCE);

            assertThat(sum(result)).as("seed %d", seed).isEqualByComparingTo(result.gap());
            assertThat(amounts(result)).as("seed %d", seed).isEqualTo(scaled(plants.planted));
        }
    }

    @Test
    void moreThanRoundingCanMakeIsNotExplainedByIt() {
        Evidence evidence = feed("100.00");

        // What is stated with three decimals is not rounded to two.
        assertThat(kinds(billed("100.005"), evidence)).isEqualTo("UNEXPLAINED=0.005");
        assertThat(kinds(billed("100.01"), feed("100.005"))).isEqualTo("ROUNDING=0.005");
        assertThat(kinds(billed("100.01"), feed("100.0049"))).isEqualTo("UNEXPLAINED=0.0051");
        assertThat(kinds(
                        new Billed("USD", amount("100.02"), Optional.of(amount("0")), Optional.empty(), 2, 1),
                        feed("100.01")))
                .isEqualTo("ROUNDING=0.01");
        assertThat(kinds(new Billed("JPY", amount("101"), Optional.empty(), Optional.empty(), 0, 1), feed("100.5")))
                .isEqualTo("ROUNDING=0.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "0", "-100"})
    void sameAmountIsAgreedWhateverItsSignAndWhateverElseWasFound(String amount) {
        Evidence evidence = new Evidence(
                PartAmounts.of(PartAmounts.Part.CHARGES, amount(amount + ".000")),
                Optional.empty(),
                List.of(finding("5")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());

        Reconciliation result = Reconciliation.of(billed(amount), evidence, TOLERANCE);

        assertThat(result).isInstanceOf(Reconciliation.Agreed.class);
        assertThat(result.causes()).isEmpty();
        assertThat(result.gap()).isEqualByComparingTo("0");
    }

    @Test
    void toleranceIsAShareOfWhatWasBilledWhateverItsSign() {
        assertThat(state("1000", "999")).isEqualTo("WITHIN_TOLERANCE");
        assertThat(state("1000", "1001")).isEqualTo("WITHIN_TOLERANCE");
        assertThat(state("1000", "998.99")).isEqualTo("GAP");
        assertThat(state("-1000", "-1001")).isEqualTo("WITHIN_TOLERANCE");
        assertThat(state("-1000", "-1001.01")).isEqualTo("GAP");
        assertThat(state("0", "0.01")).isEqualTo("GAP");
        // Of a small invoice rounding is a large share, and still nothing but rounding.
        assertThat(state("0.01", "0.0051")).isEqualTo("WITHIN_TOLERANCE");
    }

    @Test
    void conversionByTheStatementsOwnRateIsNoGap() {
        Evidence evidence = new Evidence(
                PartAmounts.ZERO,
                Optional.of(new Finding(
                        PartAmounts.of(PartAmounts.Part.CHARGES, amount("1000")).times(amount("0.92")), 3, "", "USD")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());

        Reconciliation agreed = Reconciliation.of(billed("920"), evidence, TOLERANCE);
        Reconciliation gap = Reconciliation.of(billed("930"), evidence, TOLERANCE);

        assertThat(agreed.state()).isEqualTo("AGREED");
        assertThat(text(agreed)).isEqualTo("CURRENCY_CONVERSION=920");
        assertThat(gap.state()).isEqualTo("GAP");
        assertThat(text(gap)).isEqualTo("CURRENCY_CONVERSION=920, UNEXPLAINED=10");
    }

    @Test
    void invoiceOfWhichTheFeedHasNothingIsNotDeliveredWithItsTax() {
        Evidence evidence = new Evidence(
                PartAmounts.ZERO,
                Optional.empty(),
                List.of(finding("4")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of("nothing was delivered"),
                List.of());

        Reconciliation result = Reconciliation.of(
                new Billed("USD", amount("100"), Optional.of(amount("19")), Optional.empty(), 2, 1),
                evidence,
                TOLERANCE);

        assertThat(text(result)).isEqualTo("PARKED=4, NOT_DELIVERED=96");
    }

    @Test
    void taxThatIsParkedIsNotExplainedTwice() {
        PartAmounts tax = PartAmounts.of(PartAmounts.Part.TAX, amount("10"));
        Evidence evidence = new Evidence(
                PartAmounts.of(PartAmounts.Part.CHARGES, amount("100")),
                Optional.empty(),
                List.of(new Finding(tax, 1, "d", "one row")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());

        Reconciliation result = Reconciliation.of(
                new Billed("USD", amount("119"), Optional.of(amount("19")), Optional.empty(), 2, 1),
                evidence,
                TOLERANCE);

        assertThat(text(result)).isEqualTo("PARKED=10, TAX=9");
    }

    @Test
    void whatHasNoKnownAmountIsSaidOnlyWhereSomethingIsNotExplained() {
        Evidence evidence = new Evidence(
                PartAmounts.of(PartAmounts.Part.CHARGES, amount("90")),
                Optional.empty(),
                List.of(finding("10")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of("days"));

        Reconciliation explained = Reconciliation.of(billed("100"), evidence, TOLERANCE);
        Reconciliation open = Reconciliation.of(billed("101"), evidence, TOLERANCE);

        assertThat(((Reconciliation.Gap) explained).unknown()).isEmpty();
        assertThat(((Reconciliation.Gap) open).unknown()).containsExactly("days");
    }

    @Test
    void heldDeliveryClaimsNothingWhereMoreWouldBeUnexplainedWithIt() {
        // The invoice was made of what is live: what the held delivery lacks is billed.
        Evidence evidence = feed("8634.31").with(List.of(), List.of(finding("-8595.41")));

        Reconciliation billed = Reconciliation.of(billed("8673.21"), evidence, TOLERANCE);
        Reconciliation lacking = Reconciliation.of(billed("38.90"), evidence, TOLERANCE);

        assertThat(text(billed)).isEqualTo("UNEXPLAINED=38.9");
        assertThat(billed.unknown())
                .containsExactly("found; more would be unexplained if the invoice had been made of it");
        assertThat(text(lacking)).isEqualTo("NOT_DELIVERED=-8595.41");
        assertThat(lacking.unknown()).isEmpty();
    }

    @Test
    void whatIsNotKnownIsSaidWithinTheToleranceToo() {
        Evidence evidence = feed("9993.97", "3 rows were not read");

        Reconciliation tolerated = Reconciliation.of(billed("10000"), evidence, TOLERANCE);
        Reconciliation rounded = Reconciliation.of(billed("9993.97"), feed("9993.968", "3 rows"), TOLERANCE);

        assertThat(tolerated.state()).isEqualTo("WITHIN_TOLERANCE");
        assertThat(tolerated.unknown()).containsExactly("3 rows were not read");
        assertThat(text(rounded)).isEqualTo("ROUNDING=0.002");
        assertThat(rounded.unknown()).isEmpty();
    }

    @Test
    void statementOfNothingIsAgreedWithNothingInWordsAndThatOfAnothersRecordsIsNever() {
        Evidence nothing = evidence(PartAmounts.ZERO, Optional.of("nothing was delivered"), List.of());

        Reconciliation agreed = Reconciliation.of(billed("0"), nothing, TOLERANCE);
        Reconciliation disputed = Reconciliation.notCompared(billed("0.00"), "another may be of them");

        assertThat(agreed.state()).isEqualTo("AGREED");
        assertThat(agreed.unknown()).containsExactly("nothing was delivered");
        assertThat(disputed.isGap()).isTrue();
        assertThat(disputed.causes()).isEmpty();
        assertThat(text(Reconciliation.notCompared(billed("7"), "why"))).isEqualTo("UNEXPLAINED=7");
    }

    private static String state(String billed, String feed) {
        return Reconciliation.of(billed(billed), feed(feed), TOLERANCE).state();
    }

    private static String kinds(Billed billed, Evidence evidence) {
        return text(Reconciliation.of(billed, evidence, BigDecimal.ZERO));
    }

    private static String text(Reconciliation result) {
        List<String> texts = new ArrayList<>();
        result.causes()
                .forEach(cause -> texts.add(
                        cause.kind() + "=" + cause.amount().stripTrailingZeros().toPlainString()));
        return String.join(", ", texts);
    }

    private static Finding finding(String charges) {
        return new Finding(PartAmounts.of(PartAmounts.Part.CHARGES, amount(charges)), 1, "delivery", "found");
    }

    private static Billed billed(String amount) {
        return new Billed("USD", amount(amount), Optional.empty(), Optional.empty(), 2, 1);
    }

    private static Evidence feed(String charges, String... unknown) {
        return evidence(PartAmounts.of(PartAmounts.Part.CHARGES, amount(charges)), Optional.empty(), List.of(unknown));
    }

    /** Evidence without any finding. */
    private static Evidence evidence(PartAmounts feed, Optional<String> absent, List<String> unknown) {
        return new Evidence(
                feed, Optional.empty(), List.of(), List.of(), List.of(), List.of(), List.of(), absent, unknown);
    }

    private static BigDecimal amount(String text) {
        return new BigDecimal(text);
    }

    private static BigDecimal sum(Reconciliation result) {
        return result.causes().stream().map(Cause::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Map<Kind, BigDecimal> amounts(Reconciliation result) {
        Map<Kind, BigDecimal> amounts = new EnumMap<>(Kind.class);
        result.causes().forEach(cause -> amounts.put(cause.kind(), cause.amount()));
        return scaled(amounts);
    }

    private static Map<Kind, BigDecimal> scaled(Map<Kind, BigDecimal> amounts) {
        Map<Kind, BigDecimal> scaled = new EnumMap<>(Kind.class);
        amounts.forEach((kind, amount) -> {
            if (amount.signum() != 0) {
                scaled.put(kind, amount.stripTrailingZeros());
            }
        });
        return scaled;
    }
}
