package io.tributary.streams.normalize.gcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.RawPage;
import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.FingerprintCheck;
import io.tributary.streams.normalize.KeptValues;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of each kind of row of usage costs, by the case files in rows/gcp. */
class GcpRowsTest {

    private static final Map<String, RowCase<GcpCases.Source>> CASES = GcpCases.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        return RowCases.tests(CASES, GcpCases::normalize);
    }

    @Test
    void everyReasonToRejectARowHasACase() {
        // No spreadsheet can make a number of a billing account's id. UNEXPECTED is a defect of ours.
        Set<RejectionCode> codes = EnumSet.range(RejectionCode.FIELD_COUNT, RejectionCode.RECORD_TOO_LARGE);
        codes.remove(RejectionCode.DAMAGED_ACCOUNT);
        // OverlapsTest has rows of other accounts and periods.
        codes.removeAll(Set.of(RejectionCode.OTHER_ACCOUNT, RejectionCode.OTHER_PERIOD));
        RowCases.checkThatAllAreShown(codes, CASES);
    }

    @Test
    void everyCostTypeThatIsKnownHasACase() {
        Set<CostType> shown = CASES.values().stream()
                .map(rowCase -> GcpCases.baseRow(rowCase.columns()).getOrDefault("cost_type", ""))
                .map(CostType::of)
                .collect(Collectors.toSet());

        assertThat(shown).containsExactlyInAnyOrder(CostType.values());
    }

    @TestFactory
    Stream<DynamicTest> nothingOfARowIsLost() {
        return RowCases.readable(CASES, rowCase -> {
            RawPage page = GcpCases.page(rowCase);
            boolean standard = page.getDataSet().equals("gcp.standard");
            KeptValues.check(page, standard ? GcpDataSet.standard() : GcpDataSet.detailed(), Set.of(), Set.of("[]"));
        });
    }

    @TestFactory
    Stream<DynamicTest> rowThatIsTheSameIsKnown() {
        return RowCases.readable(CASES, rowCase -> {
            RawPage page = GcpCases.page(rowCase);
            boolean standard = page.getDataSet().equals("gcp.standard");
            FingerprintCheck.check(page, standard ? GcpDataSet.standard() : GcpDataSet.detailed());
        });
    }
}
