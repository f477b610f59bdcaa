package io.tributary.samples.aws;

import io.tributary.samples.SampleTruth;
import java.util.Map;

/** Sums of records. */
final class RecordSums {

    private final ExactSum billed = new ExactSum();
    private final ExactSum effective = new ExactSum();
    private final ExactSum list = new ExactSum();
    private final ExactSum contracted = new ExactSum();
    private long records;

    void add(long billedCost, long effectiveCost, long listCost, long contractedCost) {
        records++;
        billed.add(billedCost);
        effective.add(effectiveCost);
        list.add(listCost);
        contracted.add(contractedCost);
    }

    SampleTruth.Costs costs() {
        return new SampleTruth.Costs(records, billed.total(), effective.total(), list.total(), contracted.total());
    }

    /** Adds the sums to a map under a name, if there are records. */
    void into(Map<String, SampleTruth.Costs> totals, String name) {
        if (records > 0) {
            totals.put(name, costs());
        }
    }
}
