package io.tributary.local.view;

import io.tributary.schemas.CostRecord;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts live records by line item types that Tributary does not know. */
final class UnknownTypes {

    /** Types that are kept; there is one or two, unless a source has something else in that column. */
    private static final int MOST_TYPES = 100;

    private final Map<String, UnknownType> types = new TreeMap<>();

    /** Counts a record, if its type is not known. */
    void add(CostRecord cost) {
        if (!Boolean.TRUE.equals(cost.getXUnknownLineItemType())) {
            return;
        }
        String type = Stream.of(cost.getXLineItemType(), cost.getXChargeType(), cost.getXCostType())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        String key = cost.getXDataSet() + "|" + type;
        if (types.containsKey(key) || types.size() < MOST_TYPES) {
            types.merge(
                    key,
                    new UnknownType(cost.getXDataSet(), type, 1),
                    (known, one) -> new UnknownType(known.dataSet(), known.type(), known.records() + 1));
        }
    }

    /** By data set and type. */
    List<UnknownType> toList() {
        return List.copyOf(types.values());
    }
}
