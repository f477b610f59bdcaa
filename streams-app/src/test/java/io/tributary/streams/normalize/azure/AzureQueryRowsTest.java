package io.tributary.streams.normalize.azure;

import io.tributary.streams.normalize.KeptValues;
import io.tributary.streams.normalize.RowCases;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What becomes of rows of the Query interface, by the case files in rows/azure-query. */
class AzureQueryRowsTest {

    @TestFactory
    Stream<DynamicTest> everyRowBecomesWhatItsCaseSays() {
        return RowCases.tests(AzureQueryCases.all(), AzureQueryCases::normalize);
    }

    @TestFactory
    Stream<DynamicTest> nothingOfARowIsLost() {
        return RowCases.readable(
                AzureQueryCases.all(),
                rowCase -> KeptValues.check(
                        AzureQueryCases.page(rowCase),
                        new AzureQuery(rowCase.source().role()),
                        Set.of(),
                        Set.of()));
    }
}
