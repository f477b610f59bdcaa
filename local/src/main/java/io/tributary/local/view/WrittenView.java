package io.tributary.local.view;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;

/**
 * What a clean view holds.
 *
 * @param totals exact totals, by provider, account, period and currency
 * @param sources deliveries that the records name, each once for every provider, account and period
 * @param invoices exact totals by the invoice that records name
 * @param unknownTypes line item types that Tributary does not know, by data set and type
 * @param topicId id of the topic that it is of
 * @param files the files of records that were written, by their paths below the view's directory
 */
public record WrittenView(
        List<ViewTotal> totals,
        Collection<ViewSource> sources,
        List<InvoiceTotal> invoices,
        List<UnknownType> unknownTypes,
        String topicId,
        List<String> files) {

    public WrittenView {
        totals = List.copyOf(totals);
        sources = List.copyOf(sources);
        invoices = List.copyOf(invoices);
        unknownTypes = List.copyOf(unknownTypes);
        requireNonNull(topicId, "topicId");
        files = List.copyOf(files);
    }
}
