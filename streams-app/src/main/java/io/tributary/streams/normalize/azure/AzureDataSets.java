package io.tributary.streams.normalize.azure;

import io.tributary.schemas.Provider;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.ProviderDataSets;
import io.tributary.streams.normalize.focus.FocusExport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The data sets of Azure: line detail and sums of the Query interface in each role, and FOCUS exports. */
public final class AzureDataSets implements ProviderDataSets {

    @Override
    public Provider provider() {
        return Provider.AZURE;
    }

    @Override
    public List<DataSetNormalizer> dataSets(Map<String, String> settings) {
        List<DataSetNormalizer> dataSets = new ArrayList<>();
        for (CostsRole role : CostsRole.values()) {
            dataSets.add(new AzureDataSet(role));
            dataSets.add(new AzureQuery(role));
        }
        dataSets.add(focus());
        return List.copyOf(dataSets);
    }

    /** FOCUS exports of Cost Management. */
    public static FocusExport focus() {
        return new FocusExport(new AzureFocus(Set.of()));
    }
}
