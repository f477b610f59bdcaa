package io.tributary.streams.normalize.focus;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.streams.normalize.FingerprintCheck;
import io.tributary.streams.normalize.KeptValues;
import io.tributary.streams.normalize.RowCases;
import io.tributary.streams.normalize.SourceDefect;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What becomes of rows of FOCUS exports, by the case files in rows/azure-focus, rows/aws-focus and
 * rows/gcp-focus. */
class FocusRowsTest {

    @TestFactory
    Stream<DynamicTest> everyRowOfMicrosoftBecomesWhatItsCaseSays() {
        return tests(FocusCases.Export.MICROSOFT);
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfAwsBecomesWhatItsCaseSays() {
        return tests(FocusCases.Export.AWS);
    }

    @TestFactory
    Stream<DynamicTest> everyRowOfGoogleBecomesWhatItsCaseSays() {
        return tests(FocusCases.Export.GOOGLE);
    }

    private static Stream<DynamicTest> tests(FocusCases.Export export) {
        return RowCases.tests(FocusCases.all(export), rowCase -> FocusCases.normalize(export, rowCase));
    }

    @Test
    void everyDefectHasACase() {
        List<String> shown = Arrays.stream(FocusCases.Export.values())
                .flatMap(export -> FocusCases.all(export).values().stream())
                .flatMap(rowCase -> rowCase.records().stream())
                .map(record -> record.get("x_SourceDefects"))
                .filter(Objects::nonNull)
                .toList();

        // A mend is no defect of a row, but of how it came: MendedRowsTest has it.
        assertThat(Arrays.stream(SourceDefect.values()).filter(defect -> defect != SourceDefect.ROW_MENDED))
                .allSatisfy(defect -> assertThat(shown)
                        .as("x_SourceDefects of the case files")
                        .anyMatch(defects -> defects.contains('"' + defect.name() + '"')));
    }

    @TestFactory
    Stream<DynamicTest> nothingOfARowOfMicrosoftIsLost() {
        return kept(FocusCases.Export.MICROSOFT);
    }

    @TestFactory
    Stream<DynamicTest> nothingOfARowOfAwsIsLost() {
        return kept(FocusCases.Export.AWS);
    }

    @TestFactory
    Stream<DynamicTest> nothingOfARowOfGoogleIsLost() {
        return kept(FocusCases.Export.GOOGLE);
    }

    private static Stream<DynamicTest> kept(FocusCases.Export export) {
        return RowCases.readable(FocusCases.all(export), rowCase -> {
            KeptValues.check(FocusCases.page(export, rowCase), export.normalizer(), Set.of(), Set.of("NULL"));
            FingerprintCheck.check(FocusCases.page(export, rowCase), export.normalizer());
        });
    }
}
