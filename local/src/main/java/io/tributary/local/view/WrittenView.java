package io.tributary.local.view;

import java.util.Collection;
import java.util.List;

/**
 * What a clean view holds.
 *
 * @param totals exact totals, by provider, account, period and currency
 * @param sources deliveries that the records name, each once for every provider, account and period
 * @param unknownTypes line item types that Tributary does not know, by data set and type
 * @param files the files of records that were written, by their paths below the view's directory
 */
public record WrittenView(
        List<ViewTotal> totals, Collection<ViewSource> sources, List<UnknownType> unknownTypes, List<String> files) {

    public WrittenView {
        totals = List.copyOf(totals);
        sources = List.copyOf(sources);
        unknownTypes = List.copyOf(unknownTypes);
        files = List.copyOf(files);
    }
}
