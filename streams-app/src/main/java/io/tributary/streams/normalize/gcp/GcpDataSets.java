package io.tributary.streams.normalize.gcp;

import io.tributary.schemas.Provider;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.ProviderDataSets;
import io.tributary.streams.normalize.focus.FocusExport;
import java.util.List;
import java.util.Map;

/** The data sets of Google Cloud: the standard and the detailed export of usage costs, and the FOCUS export. */
public final class GcpDataSets implements ProviderDataSets {

    @Override
    public Provider provider() {
        return Provider.GCP;
    }

    @Override
    public List<DataSetNormalizer> dataSets(Map<String, String> settings) {
        return List.of(GcpDataSet.standard(), GcpDataSet.detailed(), focus());
    }

    /** The FOCUS export to BigQuery. */
    public static FocusExport focus() {
        return new FocusExport(new GcpFocus());
    }
}
