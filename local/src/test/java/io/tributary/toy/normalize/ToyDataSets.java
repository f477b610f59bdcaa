package io.tributary.toy.normalize;

import io.tributary.schemas.Keys;
import io.tributary.schemas.Provider;
import io.tributary.schemas.RawPage;
import io.tributary.streams.normalize.DataSetNormalizer;
import io.tributary.streams.normalize.ProviderDataSets;
import io.tributary.streams.normalize.RowNormalizer;
import java.util.List;
import java.util.Map;

/** The one data set of Toy Cloud. */
public final class ToyDataSets implements ProviderDataSets {

    static final Provider TOY = new Provider("toy", "Toy Cloud");

    @Override
    public Provider provider() {
        return TOY;
    }

    @Override
    public List<DataSetNormalizer> dataSets(Map<String, String> settings) {
        return List.of(new ToyBill());
    }

    /** Bills as Toy Cloud writes them. */
    private static final class ToyBill implements DataSetNormalizer {

        @Override
        public String dataSet() {
            return "toy.bill";
        }

        @Override
        public String statement(RawPage page) {
            return Keys.scope(TOY.name(), "bill", page.getBillingAccountId(), page.getBillingPeriodStart(), "");
        }

        @Override
        public String mappingVersion() {
            return "toy.bill/1";
        }

        @Override
        public String costBasis(RawPage page) {
            return null;
        }

        @Override
        public RowNormalizer open(RawPage page, List<String> header) {
            return new ToyRows(page, header);
        }
    }
}
