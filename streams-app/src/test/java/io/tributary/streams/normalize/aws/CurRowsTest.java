package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.FingerprintCheck;
import io.tributary.streams.normalize.KeptValues;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of each kind of row of Cost and Usage Reports, by the case files in rows/aws. */
class CurRowsTest {

    private static final Map<String, RowCase<CurCases.Source>> CASES = CurCases.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        return RowCases.tests(CASES, CurCases::normalize);
    }

    @Test
    void everyReasonToRejectARowHasACase() {
        // UNEXPECTED is a defect of ours, so no row should cause it; OverlapsTest has rows of other accounts and
        // periods.
        Set<RejectionCode> ofRows = EnumSet.range(RejectionCode.FIELD_COUNT, RejectionCode.RECORD_TOO_LARGE);
        ofRows.removeAll(Set.of(RejectionCode.OTHER_ACCOUNT, RejectionCode.OTHER_PERIOD));
        RowCases.checkThatAllAreShown(ofRows, CASES);
    }

    @Test
    void everyLineItemTypeThatIsKnownHasACase() {
        Set<LineItemType> shown = Stream.concat(
                        Stream.of("Usage"),
                        CASES.values().stream()
                                .map(rowCase -> rowCase.columns().get("lineItem/LineItemType"))
                                .filter(Objects::nonNull))
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .map(name -> LineItemType.of(name, 0, name.length))
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(LineItemType.values());
    }

    @TestFactory
    Stream<DynamicTest> nothingOfARowIsLost() {
        return RowCases.readable(
                CASES,
                rowCase -> KeptValues.check(CurCases.page(rowCase), CurCases.dataSet(rowCase), Set.of(), Set.of()));
    }

    /** With numbers that are all different, none is taken for another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Usage",
                "DiscountedUsage",
                "SavingsPlanCoveredUsage",
                "SavingsPlanRecurringFee",
                "SavingsPlanUpfrontFee",
                "RIFee",
                "Fee",
                "Tax",
                "Credit",
                "Refund",
                "EdpDiscount"
            })
    void noNumberOfAWideRowIsLost(String type) {
        Map<String, String> row = CurCases.baseRow();
        row.put("lineItem/LineItemType", type);
        row.put("product/region", "us-east-1");
        row.put("product/regionCode", "us-east-1");
        row.put("product/usagetype", "BoxUsage:m5.large");
        row.put("product/sku", "ABCDEF123456");
        List<String> numbers = List.of(
                "lineItem/UsageAmount",
                "lineItem/NormalizationFactor",
                "lineItem/NormalizedUsageAmount",
                "lineItem/UnblendedRate",
                "lineItem/UnblendedCost",
                "lineItem/BlendedRate",
                "lineItem/BlendedCost",
                "lineItem/NetUnblendedRate",
                "lineItem/NetUnblendedCost",
                "pricing/publicOnDemandCost",
                "pricing/publicOnDemandRate",
                "pricing/RateId",
                "reservation/AmortizedUpfrontCostForUsage",
                "reservation/EffectiveCost",
                "reservation/NetEffectiveCost",
                "reservation/RecurringFeeForUsage",
                "reservation/TotalReservedUnits",
                "reservation/TotalReservedNormalizedUnits",
                "reservation/UnusedQuantity",
                "reservation/UnusedNormalizedUnitQuantity",
                "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
                "reservation/UnusedRecurringFee",
                "savingsPlan/SavingsPlanRate",
                "savingsPlan/SavingsPlanEffectiveCost",
                "savingsPlan/NetSavingsPlanEffectiveCost",
                "savingsPlan/TotalCommitmentToDate",
                "savingsPlan/UsedCommitment",
                "splitLineItem/SplitUsage",
                "splitLineItem/SplitCost",
                "splitLineItem/UnusedCost");
        for (int i = 0; i < numbers.size(); i++) {
            row.put(numbers.get(i), "7." + (1001 + i));
        }
        String content = Csv.line(row.keySet()) + "\n" + Csv.line(row.values()) + "\n";
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        RawPage page =
                new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time).page(0, content, 1, 0);

        KeptValues.check(page, CurDataSet.legacy(Optional.of(CostBasis.UNBLENDED)), Set.of(), Set.of());
        KeptValues.check(page, CurDataSet.legacy(Optional.of(CostBasis.NET_UNBLENDED)), Set.of(), Set.of());
    }

    @TestFactory
    Stream<DynamicTest> rowThatIsTheSameIsKnown() {
        return RowCases.readable(
                CASES, rowCase -> FingerprintCheck.check(CurCases.page(rowCase), CurCases.dataSet(rowCase)));
    }
}
