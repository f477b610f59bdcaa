package io.tributary.streams.normalize.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.deadletter.RejectionCode;
import io.tributary.streams.normalize.PageNormalizer;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.nio.charset.StandardCharsets;
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

/** What becomes of each kind of row of Cost and Usage Reports, by the case files in rows/aws. */
class CurRowsTest {

    private static final Map<String, RowCase<CurCases.Source>> CASES = CurCases.all();

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        return RowCases.tests(
                CASES,
                rowCase -> new PageNormalizer(
                                List.of(CurDataSet.legacy(Optional.empty()), CurDataSet.dataExports(Optional.empty())),
                                rowCase.recordLimit())
                        .normalize(CurCases.page(rowCase)));
    }

    @Test
    void everyReasonToRejectARowHasACase() {
        // UNEXPECTED is a defect of ours, so no row should cause it.
        RowCases.checkThatAllAreShown(EnumSet.range(RejectionCode.FIELD_COUNT, RejectionCode.RECORD_TOO_LARGE), CASES);
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
}
