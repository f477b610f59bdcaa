package io.tributary.streams.normalize.aws;

import io.tributary.schemas.Provider;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.ProviderDataSets;
import io.tributary.streams.normalize.focus.FocusExport;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The data sets of AWS: Cost and Usage Reports, legacy ones and CUR 2.0, and FOCUS tables. */
public final class AwsDataSets implements ProviderDataSets {

    private static final Setting COST_BASIS = new Setting(
            "streams.aws.cost.basis",
            "auto",
            List.of("auto", "unblended", "net"),
            "The cost column of AWS reports: auto chooses per payer and period what the whole delivery shows.");

    @Override
    public Provider provider() {
        return Provider.AWS;
    }

    @Override
    public List<Setting> settings() {
        return List.of(COST_BASIS);
    }

    @Override
    public List<DataSetNormalizer> dataSets(Map<String, String> settings) {
        Optional<CostBasis> basis = forcedBasis(COST_BASIS.of(settings));
        return List.of(CurDataSet.legacy(basis), CurDataSet.dataExports(basis), focus());
    }

    /** FOCUS tables of Data Exports, also after they passed through a database, which writes NULL. */
    public static FocusExport focus() {
        return new FocusExport(new AwsFocus(Set.of("NULL")));
    }

    /** The basis of every payer and period; empty where each delivery decides. */
    private static Optional<CostBasis> forcedBasis(String name) {
        return switch (name) {
            case "unblended" -> Optional.of(CostBasis.UNBLENDED);
            case "net" -> Optional.of(CostBasis.NET_UNBLENDED);
            default -> Optional.empty();
        };
    }
}
