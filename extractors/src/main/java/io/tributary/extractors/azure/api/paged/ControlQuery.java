package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.SourceException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Requests the total that the rows of a paged answer must add up to: the same costs as one number for each currency.
 */
public final class ControlQuery {

    /** One answer holds all currencies that exist; more than a few show a fault. */
    private static final int MOST_ANSWERS = 10;

    private final PagedApi api;
    private final Answers answers;

    public ControlQuery(PagedApi api, Answers answers) {
        this.api = requireNonNull(api, "api");
        this.answers = requireNonNull(answers, "answers");
    }

    /**
     * Asks.
     *
     * @throws DeliveryChangedException if the answer is inconsistent
     * @throws SourceException if it no longer exists
     */
    Sums ask() {
        Sums sums = new Sums();
        Set<String> followed = new HashSet<>();
        Optional<String> link = Optional.empty();
        do {
            ApiPage page = answers.get(link);
            page.rows().forEach(row -> sums.add(row.currency(), row.cost()));
            link = page.nextLink();
            if (link.isPresent() && (!followed.add(link.get()) || followed.size() > MOST_ANSWERS)) {
                throw new DeliveryChangedException(api.object(), "its control total goes in a circle");
            }
        } while (link.isPresent());
        return sums;
    }
}
