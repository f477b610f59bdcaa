package io.tributary.local.view;

import java.util.List;

/**
 * What a clean view holds.
 *
 * @param totals exact totals, by provider, account, period and currency
 * @param unknownTypes line item types that Tributary does not know, by data set and type
 */
public record WrittenView(List<ViewTotal> totals, List<UnknownType> unknownTypes) {

    public WrittenView {
        totals = List.copyOf(totals);
        unknownTypes = List.copyOf(unknownTypes);
    }
}
