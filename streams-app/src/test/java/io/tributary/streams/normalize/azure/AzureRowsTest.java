package io.tributary.streams.normalize.azure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.FingerprintCheck;
import io.tributary.streams.normalize.KeptValues;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of each kind of row of line detail, by the case files in rows/azure. */
class AzureRowsTest {

    private static final Map<String, RowCase<AzureCases.Source>> CASES = AzureCases.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        return RowCases.tests(CASES, AzureCases::normalize);
    }

    @Test
    void everyReasonToRejectARowHasACase() {
        // UNEXPECTED is a defect of ours, so no row should cause it.
        Set<RejectionCode> ofRows = EnumSet.range(RejectionCode.FIELD_COUNT, RejectionCode.RECORD_TOO_LARGE);
        // OverlapsTest has rows of other accounts and periods.
        ofRows.removeAll(Set.of(RejectionCode.OTHER_ACCOUNT, RejectionCode.OTHER_PERIOD));
        RowCases.checkThatAllAreShown(ofRows, CASES);
    }

    @Test
    void everyChargeTypeThatIsKnownHasACase() {
        Set<ChargeType> shown = CASES.values().stream()
                .map(rowCase -> rowCase.columns().get("ChargeType"))
                .filter(Objects::nonNull)
                .map(ChargeType::of)
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(ChargeType.values());
    }

    @TestFactory
    Stream<DynamicTest> nothingOfARowIsLost() {
        // The API names rows anew in every answer.
        return RowCases.readable(
                CASES,
                rowCase -> KeptValues.check(
                        AzureCases.page(rowCase),
                        new AzureDataSet(rowCase.source().role()),
                        Set.of("id", "name", "etag"),
                        Set.of()));
    }

    @TestFactory
    Stream<DynamicTest> rowThatIsTheSameIsKnown() {
        return RowCases.readable(
                CASES,
                rowCase -> FingerprintCheck.check(
                        AzureCases.page(rowCase),
                        new AzureDataSet(rowCase.source().role())));
    }
}
