package io.tributary.samples.aws;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.file.RowFiles;
import java.io.IOException;
import java.util.List;

/** Rows of a Cost and Usage Report: one for each line. */
final class CurRows implements BillRows {

    private final RowFiles<CurLine> files;
    private final long linesInFile;
    private final CurTally tally;
    private final String costColumn;
    private long rows;

    CurRows(BillPlan.Delivery delivery, AwsSampleSettings settings, Files files) {
        this.files = files.of(CurLines.format(delivery, settings));
        this.linesInFile = files.linesInFile();
        this.tally = new CurTally(settings, delivery.report().accounts());
        this.costColumn = settings.format() == ReportFormat.LEGACY_CSV
                ? LegacyColumn.UNBLENDED_COST.header()
                : CurNames.column(LegacyColumn.UNBLENDED_COST);
    }

    @Override
    public void add(CurLine line) throws IOException {
        if (rows % linesInFile == 0) {
            files.next();
        }
        files.write(line);
        rows++;
        if (!line.isBroken()) {
            tally.add(line);
        }
    }

    @Override
    public List<String> keys() {
        return files.keys();
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long rowsInLastFile() {
        return files.rowsInLastFile();
    }

    @Override
    public String costColumn() {
        return costColumn;
    }

    @Override
    public SampleTruth.Totals totals() {
        return tally.totals();
    }

    @Override
    public void finish() throws IOException {
        files.close();
    }
}
