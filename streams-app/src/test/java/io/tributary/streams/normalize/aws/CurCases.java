package io.tributary.streams.normalize.aws;

import io.tributary.schemas.CostRecord;
import io.tributary.schemas.CostSurvey;
import io.tributary.schemas.RawPage;
import io.tributary.streams.Csv;
import io.tributary.streams.Pages;
import io.tributary.streams.normalize.AnyAccount;
import io.tributary.streams.normalize.NormalizedPage;
import io.tributary.streams.normalize.RowCase;
import io.tributary.streams.normalize.RowCases;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The case files of Cost and Usage Reports, in rows/aws. */
public final class CurCases {

    /**
     * What only these case files have.
     *
     * @param dataSet the data set that the row is of; absent for legacy reports
     * @param base whether the case's columns change the data set's base row; otherwise they are the whole row
     * @param survey what the extractor found about the delivery's cost columns; absent where it made no survey
     */
    record Source(String dataSet, Boolean base, Survey survey) {}

    /** The parts of a survey that decide the cost basis. */
    record Survey(
            BigDecimal unblendedCost,
            BigDecimal netUnblendedCost,
            long discountRows,
            BigDecimal discountUnblendedCost,
            BigDecimal discountNetUnblendedCost) {

        private CostSurvey costSurvey() {
            return new CostSurvey(
                    unblendedCost,
                    netUnblendedCost,
                    discountRows,
                    Objects.requireNonNullElse(discountUnblendedCost, BigDecimal.ZERO),
                    Objects.requireNonNullElse(discountNetUnblendedCost, BigDecimal.ZERO));
        }
    }

    private CurCases() {}

    static Map<String, RowCase<Source>> all() {
        return RowCases.all("aws", Source.class);
    }

    /** The base row of legacy reports: an hour of on-demand usage. */
    static Map<String, String> baseRow() {
        return RowCases.baseRow("aws-base-row");
    }

    /** The same line as CUR 2.0 has it. */
    static Map<String, String> dataExportsBaseRow() {
        return RowCases.baseRow("aws-cur-2-base-row");
    }

    /** The data set of the case's row. */
    static CurDataSet dataSet(RowCase<Source> rowCase) {
        return CurDataSet.DATA_EXPORTS.equals(rowCase.source().dataSet)
                ? CurDataSet.dataExports(Optional.empty())
                : CurDataSet.legacy(Optional.empty());
    }

    /** The records of the cases whose rows can be read, by the names of the cases. */
    public static Map<String, List<CostRecord>> records() {
        return RowCases.records("aws", all(), CurCases::normalize);
    }

    /** What the case's row becomes. */
    static NormalizedPage normalize(RowCase<Source> rowCase) {
        return AnyAccount.normalizer(
                        rowCase.recordLimit(),
                        CurDataSet.legacy(Optional.empty()),
                        CurDataSet.dataExports(Optional.empty()))
                .normalize(page(rowCase));
    }

    /** A page of the case's one row. */
    static RawPage page(RowCase<Source> rowCase) {
        Source source = rowCase.source();
        boolean dataExports = CurDataSet.DATA_EXPORTS.equals(source.dataSet);
        boolean whole = Boolean.FALSE.equals(source.base);
        Map<String, String> values = rowCase.changed(whole ? Map.of() : dataExports ? dataExportsBaseRow() : baseRow());
        String text = rowCase.row() == null ? Csv.line(values.values()) : rowCase.row();
        Instant time = Instant.parse("2025-11-04T00:00:00Z");
        RawPage page = new Pages("012345678901", LocalDate.of(2025, 11, 1), "delivery", time, time)
                .surveyed(source.survey == null ? null : source.survey.costSurvey())
                .page(0, Csv.line(values.keySet()) + "\n" + text + "\n", 1, 0);
        if (source.dataSet != null) {
            page.setDataSet(source.dataSet);
        }
        return page;
    }
}
