package io.tributary.streams.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.focus.Breach;
import io.tributary.schemas.focus.ConformanceCheck;
import io.tributary.schemas.focus.ConformanceGap;
import io.tributary.streams.normalize.aws.CurCases;
import io.tributary.streams.normalize.azure.AzureCases;
import io.tributary.streams.normalize.azure.AzureQueryCases;
import io.tributary.streams.normalize.focus.FocusCases;
import io.tributary.streams.normalize.gcp.GcpCases;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The records of all case files against FOCUS's rules. Each case is checked alone: they are of different bills. */
class ConformanceTest {

    private static final String CASES = "cases";

    private final List<String> unexplained = new ArrayList<>();
    private final Set<ConformanceGap> found = new HashSet<>();

    @Test
    void recordsOfCaseFilesKeepTheRulesButForKnownGapsThatAllOccur() {
        cases().forEach(this::check);

        assertThat(unexplained).as("breaches that no known gap explains").isEmpty();
        assertThat(ConformanceGap.all().stream().filter(gap -> gap.seen().contains(CASES) && !found.contains(gap)))
                .as("gaps that are said to be seen in case files, and are not")
                .isEmpty();
        assertThat(found)
                .as("gaps that are seen in case files, though they are said to be seen in samples alone")
                .allMatch(gap -> gap.seen().contains(CASES));
    }

    private static Map<String, List<CostRecord>> cases() {
        Map<String, List<CostRecord>> cases = new LinkedHashMap<>();
        cases.putAll(CurCases.records());
        cases.putAll(AzureCases.records());
        cases.putAll(AzureQueryCases.records());
        cases.putAll(GcpCases.records());
        for (FocusCases.Export export : FocusCases.Export.values()) {
            cases.putAll(FocusCases.records(export));
        }
        return cases;
    }

    private void check(String name, List<CostRecord> records) {
        ConformanceCheck check = ConformanceCheck.focus14();
        records.forEach(check::check);
        for (Breach breach : check.breaches()) {
            breach.gap()
                    .ifPresentOrElse(
                            found::add,
                            () -> unexplained.add(
                                    breach.rule().id() + " " + breach.dataSet() + " " + name + " " + breach.values()));
        }
    }
}
