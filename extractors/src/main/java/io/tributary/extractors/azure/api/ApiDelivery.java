package io.tributary.extractors.azure.api;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.schemas.SourceCursor;
import java.util.Optional;

/**
 * A delivery that a request creates. Every run from the first page on is a new delivery, because only its time
 * identifies its content. An unfinished run continues if its cursor says where.
 */
public final class ApiDelivery implements SourceDelivery {

    private final AccessPath path;
    private final Question question;
    private final RunIds runIds;
    private final Run run;

    public ApiDelivery(AccessPath path, Question question, RunIds runIds, Run run) {
        this.path = requireNonNull(path, "path");
        this.question = requireNonNull(question, "question");
        this.runIds = requireNonNull(runIds, "runIds");
        this.run = requireNonNull(run, "run");
    }

    @Override
    public DeliveryHeader header() {
        return question.header(run, path);
    }

    @Override
    public SourceDelivery begun(Optional<SourceCursor> before) {
        boolean hadRows = before.isPresent() && before.get().getRows() > 0;
        Run begun = before.filter(ApiDelivery::canGoOn)
                .map(cursor -> new Run(
                        cursor.getDeliveryId(),
                        cursor.getDeliveryTime(),
                        hadRows,
                        Optional.of(cursor.getContinuation())))
                .orElseGet(() -> runIds.begin(hadRows));
        return new ApiDelivery(path, question, runIds, begun);
    }

    @Override
    public DeliverySnapshot snapshot() {
        return path.snapshot(question, run);
    }

    @Override
    public SourceDelivery refreshed() {
        return new ApiDelivery(path, question, runIds, runIds.instead(run));
    }

    private static boolean canGoOn(SourceCursor cursor) {
        return !cursor.getComplete() && cursor.getContinuation() != null && cursor.getAttempt() == 1;
    }
}
