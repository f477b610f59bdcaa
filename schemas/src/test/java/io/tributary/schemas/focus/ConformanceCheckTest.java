package io.tributary.schemas.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.schemas.CostRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules ask, when they ask it, and what a check finds. */
class ConformanceCheckTest {

    private final CostRecord record = new CostRecord();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SkuId is null | true",
                "SkuId is not null | false",
                "ChargeCategory is not null | true",
                "ChargeCategory = Usage | true",
                "ChargeCategory != Usage | false",
                "ChargeClass != Correction | true",
                "ChargeClass = Correction | false",
                "BilledCost > 0 | true",
                "BilledCost != 0 | true",
                "BilledCost < 0 | false",
                "EffectiveCost = 0 | true",
                "ListUnitPrice = 0 | false",
                "ListUnitPrice != 0 | false",
                "BillingCurrency same as PricingCurrency | true",
                "BillingCurrency not same as PricingCurrency | false",
                "BilledCost same as ListCost | true",
                "ChargeCategory = Usage; SkuId is null; BilledCost > 0 | true",
                "ChargeCategory = Usage; SkuId is not null | false"
            })
    void aConditionHoldsWhereAllItsTermsDo(String condition, boolean holds) {
        usage();

        assertThat(Condition.parse(condition).holds().test(record)).isEqualTo(holds);
    }

    @Test
    void valuesOfAConditionAreSeparatedByBars() {
        usage();

        assertThat(Condition.parse("ChargeCategory = Tax | Usage").holds().test(record))
                .isTrue();
        assertThat(Condition.parse("ChargeCategory != Tax | Usage").holds().test(record))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SkuId; null; true",
                "SkuId; not null; false",
                "BilledCost; = 0; false",
                "EffectiveCost; = 0; true",
                "BilledCost; >= 0; true",
                "BilledCost; <= 0; false",
                "ListUnitPrice; >= 0; true",
                "BilledCost; same as ListCost; true",
                "BilledCost; not same as ListCost; false",
                "ListCost; product of ContractedUnitPrice, PricingQuantity; true",
                "EffectiveCost; product of ContractedUnitPrice, PricingQuantity; false",
                "EffectiveCost; product of ListUnitPrice, PricingQuantity; true",
                "ChargePeriodEnd; after ChargePeriodStart; true",
                "ChargePeriodStart; after ChargePeriodEnd; false",
                "ChargePeriodStart; not before BillingPeriodStart; true",
                "BillingCurrency; currency code; true",
                "ChargeDescription; currency code; false",
                "ChargePeriodEnd; instant; true",
                "ChargeDescription; not blank; true",
                "SkuMeter; not blank; false",
                "SkuPriceDetails; json types: CoreCount number | InstanceType string; true",
                "SkuPriceDetails; json types: CoreCount string; false",
                "AllocatedTags; no keys of Tags; true",
                "Tags; no keys of Tags; false",
                "CommitmentProgramEligibilityDetails; json programs; true",
                "CommitmentProgramEligibilityDetails; json programs with CommitmentDiscountType; true",
                "CommitmentProgramEligibilityDetails; json programs with SkuMeter; false",
                "Tags; json object; true",
                "ChargeDescription; json object; false",
                "ChargeCategory; in Usage | Tax; true",
                "ChargeCategory; in Credit | Tax; false",
                "ChargeCategory; not in Usage | Tax; false",
                "SkuId; in one | other; true",
                "SkuPriceDetails; json keys: CoreCount | InstanceType; true",
                "SkuPriceDetails; json keys: InstanceType; false",
                "AllocatedMethodDetails; json elements; true",
                "Tags; json elements; false"
            })
    void aRequirementIsMetOrNot(String column, String requirement, boolean isMet) {
        usage();

        assertThat(Requirement.parse(RecordColumn.of(column), requirement)
                        .isMet()
                        .test(record))
                .isEqualTo(isMet);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"Elements\":[{\"AllocatedRatio\":0.25}]}; true",
                "{\"Elements\":[{\"AllocatedRatio\":1,\"UsageUnit\":\"GB\",\"UsageQuantity\":2,\"x_a\":\"b\"}]}; true",
                "{\"Elements\":[{\"AllocatedRatio\":1,\"UsageUnit\":\"GB\"}]}; false",
                "{\"Elements\":[{\"AllocatedRatio\":\"0.25\"}]}; false",
                "{\"Elements\":[{\"x_SplitUsage\":1}]}; false",
                "{\"Elements\":[{\"AllocatedRatio\":1},{\"AllocatedRatio\":1}]}; false",
                "{\"Elements\":[]}; false",
                "{\"AllocatedRatio\":1}; false",
                "{\"Elements\":[{\"AllocatedRatio\":1}],\"more\":1}; false",
                "no JSON; false"
            })
    void formsOfAllocations(String json, boolean isOne) {
        assertThat(JsonForms.hasAllocations(json)).isEqualTo(isOne);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"b\":\"c\",\"d\":true,\"e\":null}; true",
                "{}; true",
                "{\"a\":1,\"a\":2}; false",
                "{\"a\":[1]}; false",
                "{\"a\":{}}; false",
                "{\"a\":1} {}; false",
                "[1]; false"
            })
    void formsOfKeysAndValues(String json, boolean isOne) {
        assertThat(JsonForms.isKeyValue(json)).isEqualTo(isOne);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SkuId", "SkuId is", "Sku is null", "SkuId > 1", "; SkuId is null"})
    void aConditionThatIsNoneIsNamed(String condition) {
        assertThatThrownBy(() -> Condition.parse(condition))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(is no condition|have no column).*");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul", "in", "product of SkuId", "same as Nothing"})
    void aRequirementThatIsNoneIsNamed(String requirement) {
        assertThatThrownBy(() -> Requirement.parse(RecordColumn.of("BilledCost"), requirement))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching(".*(is no requirement|have no column).*");
    }

    @Test
    void breachesAreCountedByRuleAndDataSetAndThoseOfNoGapComeFirst() {
        ConformanceCheck check = new ConformanceCheck(
                List.of(
                        rule("one", "SkuId", "not null", "ChargeCategory = Usage"),
                        rule("two", "BilledCost", "<= 0", ""),
                        rule("three", "ChargeCategory", "in Usage", "")),
                List.of(gap("one", "toy.bill", "BilledCost > 0")));
        usage();

        check.check(record);
        check.check(record);
        record.setXRecordId("credit");
        record.setBilledCost(new BigDecimal("-1"));
        check.check(record);

        assertThat(check.records()).isEqualTo(3);
        assertThat(check.breaches())
                .extracting(breach -> breach.rule().id() + " " + breach.gap().isPresent() + " " + breach.records() + " "
                        + breach.recordId() + " " + breach.values())
                .containsExactly(
                        "one false 1 credit {SkuId=null, ChargeCategory=Usage}",
                        "two false 2 usage {BilledCost=2}",
                        "one true 2 usage {SkuId=null, ChargeCategory=Usage}");
    }

    @Test
    void aGapOfAnotherDataSetExplainsNothing() {
        ConformanceCheck check = new ConformanceCheck(
                List.of(rule("one", "SkuId", "not null", "")), List.of(gap("one", "other.bill", "")));
        usage();

        check.check(record);

        assertThat(check.breaches()).hasSize(1).allMatch(breach -> breach.gap().isEmpty());
    }

    @Test
    void aColumnThatHasOneValuePerCommitmentMayNotChange() {
        ConformanceCheck check = new ConformanceCheck(
                List.of(rule("unit", "CommitmentDiscountUnit", "one value per CommitmentDiscountId", "")), List.of());
        usage();
        List<String> units = new ArrayList<>(List.of("Hours", "USD"));

        record.setCommitmentDiscountId("commitment");
        for (String unit : units) {
            record.setCommitmentDiscountUnit(unit);
            check.check(record);
        }
        record.setCommitmentDiscountId(null);
        check.check(record);

        assertThat(check.breaches())
                .singleElement()
                .satisfies(breach -> assertThat(breach.values())
                        .containsEntry("CommitmentDiscountUnit", "USD")
                        .containsEntry("CommitmentDiscountId", "commitment"));
    }

    @Test
    void theRulesOfFocusCanBeReadAndHaveNamesOfTheirOwn() {
        List<FocusRule> rules = FocusRule.all();
        Set<String> ids = new HashSet<>(rules.stream().map(FocusRule::id).toList());

        assertThat(ids).hasSameSizeAs(rules);
        assertThat(rules).allSatisfy(rule -> {
            assertThat(rule.text()).isNotBlank();
            assertThat(rule.section()).isNotBlank();
        });
    }

    @Test
    void everyGapIsOfARuleAndSaysWhyAndWhereItIsSeen() {
        Set<String> ids =
                new HashSet<>(FocusRule.all().stream().map(FocusRule::id).toList());

        assertThat(ConformanceGap.all()).allSatisfy(gap -> {
            assertThat(ids).contains(gap.rule());
            assertThat(gap.reason()).isNotBlank();
            assertThat(gap.providerColumn()).isNotBlank();
            assertThat(gap.seen()).isNotEmpty().isSubsetOf("samples", "cases");
        });
    }

    private void usage() {
        record.setXRecordId("usage");
        record.setXDataSet("toy.bill");
        record.setSkuId(null);
        record.setChargeCategory("Usage");
        record.setChargeClass(null);
        record.setBillingCurrency("USD");
        record.setPricingCurrency("USD");
        record.setPricingUnit("Hours");
        record.setBilledCost(new BigDecimal("2.00"));
        record.setListCost(new BigDecimal("2"));
        record.setEffectiveCost(new BigDecimal("0.000"));
        record.setListUnitPrice(null);
        record.setContractedUnitPrice(new BigDecimal("0.5"));
        record.setPricingQuantity(new BigDecimal("4.000000001"));
        record.setChargePeriodStart(Instant.parse("2026-11-01T00:00:00Z"));
        record.setChargePeriodEnd(Instant.parse("2026-11-01T01:00:00Z"));
        record.setBillingPeriodStart(Instant.parse("2026-11-01T00:00:00Z"));
        record.setChargeDescription("10 hours of use");
        record.setSkuMeter("N/A");
        record.setCommitmentDiscountType("Savings Plan");
        record.setCommitmentProgramEligibilityDetails("{\"CommitmentPrograms\":[{\"ProgramType\":\"Savings Plan\"}]}");
        record.setAllocatedTags("{\"pod\":\"one\"}");
        record.setChargeDescription("10 hours of use");
        record.setTags("{\"team\":\"billing\"}");
        record.setSkuPriceDetails("{\"CoreCount\":2,\"InstanceType\":\"m5\",\"x_tenancy\":\"Shared\"}");
        record.setAllocatedMethodDetails("{\"Elements\":[{\"AllocatedRatio\":0.25}]}");
    }

    private static FocusRule rule(String id, String column, String must, String when) {
        return new FocusRule(
                id, column, Requirement.parse(RecordColumn.of(column), must), Condition.parse(when), "section", "text");
    }

    private static ConformanceGap gap(String rule, String dataSet, String when) {
        return new ConformanceGap(rule, Set.of(dataSet), Condition.parse(when), "column", "reason", Set.of("samples"));
    }
}
