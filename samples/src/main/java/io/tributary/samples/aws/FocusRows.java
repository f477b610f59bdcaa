package io.tributary.samples.aws;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.file.RowFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Rows of a FOCUS export, and the sums of what was written: each row is a record. */
final class FocusRows implements BillRows {

    private final RowFiles<FocusRow> files;
    private final long linesInFile;
    private final FocusRules rules;
    private final List<String> accounts;
    private final RecordSums all = new RecordSums();
    private final Map<FocusRules.Category, RecordSums> categories = new EnumMap<>(FocusRules.Category.class);
    private final List<RecordSums> subAccounts = new ArrayList<>();
    private long lines;
    private long rows;

    FocusRows(BillPlan.Delivery delivery, AwsSampleSettings settings, Files files) {
        this.files = files.of(FocusFiles.format(settings.format(), settings.compression()));
        this.linesInFile = files.linesInFile();
        this.rules = new FocusRules(settings.discounts().isNet(), this::take);
        this.accounts = delivery.report().accounts();
        for (FocusRules.Category category : FocusRules.Category.values()) {
            categories.put(category, new RecordSums());
        }
        accounts.forEach(account -> subAccounts.add(new RecordSums()));
    }

    @Override
    public void add(CurLine line) throws IOException {
        if (lines % linesInFile == 0) {
            files.next();
        }
        lines++;
        rules.rows(line);
    }

    private void take(FocusRow row, FocusRules.Category category) throws IOException {
        files.write(row);
        rows++;
        if (!row.line().isBroken()) {
            long billed = row.amount(FocusColumn.BILLED_COST);
            long effective = row.amount(FocusColumn.EFFECTIVE_COST);
            long list = row.amount(FocusColumn.LIST_COST);
            long contracted = row.amount(FocusColumn.CONTRACTED_COST);
            all.add(billed, effective, list, contracted);
            categories.get(category).add(billed, effective, list, contracted);
            subAccounts.get(row.line().account()).add(billed, effective, list, contracted);
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
        return FocusColumn.BILLED_COST.columnName();
    }

    @Override
    public SampleTruth.Totals totals() {
        Map<String, SampleTruth.Costs> byCategory = new TreeMap<>();
        categories.forEach((category, sums) -> sums.into(byCategory, category.spelling()));
        Map<String, SampleTruth.Costs> bySubAccount = new TreeMap<>();
        for (int i = 0; i < accounts.size(); i++) {
            subAccounts.get(i).into(bySubAccount, accounts.get(i));
        }
        SampleTruth.Costs costs = all.costs();
        return new SampleTruth.Totals(
                costs.records(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                costs.records(),
                costs.billedCost(),
                costs.effectiveCost(),
                costs.listCost(),
                costs.contractedCost(),
                byCategory,
                bySubAccount,
                Map.of(),
                Map.of());
    }

    @Override
    public void finish() throws IOException {
        files.close();
    }
}
