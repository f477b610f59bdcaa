package io.tributary.local.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Counts live records by line item types that Tributary does not know. */
final class UnknownTypes {

    /** Types that are kept; there is one or two, unless a source has something else in that column. */
    private static final int MOST_TYPES = 100;

    private static final int UNKNOWN = EncodedRecord.position("x_UnknownLineItemType");
    private static final int DATA_SET = EncodedRecord.position("x_DataSet");
    private static final int LINE_ITEM_TYPE = EncodedRecord.position("x_LineItemType");
    private static final int CHARGE_TYPE = EncodedRecord.position("x_ChargeType");
    private static final int COST_TYPE = EncodedRecord.position("x_CostType");

    private final Map<String, UnknownType> types = new TreeMap<>();

    /** Counts a record, if its type is not known. */
    void add(EncodedRecord cost) {
        if (!cost.has(UNKNOWN) || cost.number(UNKNOWN) == 0) {
            return;
        }
        String type = Stream.of(LINE_ITEM_TYPE, CHARGE_TYPE, COST_TYPE)
                .filter(cost::has)
                .map(cost::text)
                .findFirst()
                .orElse("");
        String dataSet = cost.text(DATA_SET);
        String key = dataSet + "|" + type;
        if (types.containsKey(key) || types.size() < MOST_TYPES) {
            types.merge(
                    key,
                    new UnknownType(dataSet, type, 1),
                    (known, one) -> new UnknownType(known.dataSet(), known.type(), known.records() + 1));
        }
    }

    /** By data set and type. */
    List<UnknownType> toList() {
        return List.copyOf(types.values());
    }
}
