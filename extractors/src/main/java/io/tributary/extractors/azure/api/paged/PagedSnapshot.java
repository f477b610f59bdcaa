package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.Run;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.DeliverySnapshot;
import io.tributary.extractors.source.PageReader;
import io.tributary.schemas.ControlTotal;
import io.tributary.schemas.CostSurvey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A paged answer. It is complete only if its rows add up to the control total, and the control total is the same after
 * the last page as before the first.
 */
public final class PagedSnapshot implements DeliverySnapshot {

    /** Digits after the decimal point of an amount in Avro. */
    private static final int SCALE = 24;

    private final Question question;
    private final Run run;
    private final PagedApi api;
    private final Answers answers;
    private final Optional<ControlQuery> control;
    private final ApiConfig config;
    private final PageLimits limits;

    private PagingGuard guard;
    private Sums before;
    private Sums after = new Sums();

    public PagedSnapshot(
            Question question,
            Run run,
            PagedApi api,
            Answers answers,
            Optional<ControlQuery> control,
            ApiConfig config,
            PageLimits limits) {
        this.question = requireNonNull(question, "question");
        this.run = requireNonNull(run, "run");
        this.api = requireNonNull(api, "api");
        this.answers = requireNonNull(answers, "answers");
        this.control = requireNonNull(control, "control");
        this.config = requireNonNull(config, "config");
        this.limits = requireNonNull(limits, "limits");
    }

    @Override
    public List<ArtifactVersion> artifacts() {
        return List.of(new ArtifactVersion(api.object(), api.version()));
    }

    @Override
    public String fingerprint() {
        return run.id();
    }

    @Override
    public Optional<CostSurvey> survey(LongConsumer consumed) {
        return Optional.empty();
    }

    @Override
    public PageReader pages(int artifact, long row) {
        guard = new PagingGuard(api.object(), question.period(), api.daysOutsidePeriod(), config.pages());
        Continuation start = run.continuation()
                .map(text -> goOn(Continuation.ofText(text, api.object(), api.version()), row))
                .orElseGet(this::begin);
        before = start.before();
        return new PagedReader(api, answers, guard, limits, start, row);
    }

    @Override
    public void verifyUnchanged() {
        after = control.map(ControlQuery::ask).orElse(after);
        if (guard.rows() == 0 && (run.hadRows() || !before.isZero() || !after.isZero())) {
            throw changed("has no rows, though it had some before or its control total is not zero");
        }
        if (control.isPresent()) {
            before.difference(after, guard.read(), config.tolerance()).ifPresent(difference -> {
                throw changed("its control total changed while it was read: " + difference);
            });
            guard.read().difference(after, guard.read(), config.tolerance()).ifPresent(difference -> {
                throw changed("its rows do not add up to its control total: " + difference);
            });
        }
    }

    @Override
    public List<ControlTotal> controlTotals() {
        List<ControlTotal> totals = new ArrayList<>();
        String name = question.metric().text();
        addAll(totals, name, after);
        addAll(totals, name + " of other periods, left out", guard.leftOut());
        addCount(totals, "rows of other periods, left out", guard.rowsOutsidePeriod());
        addCount(totals, "rows that came again, left out", guard.overlappingRows());
        addCount(totals, "pages that came again", guard.repeatedPages());
        return totals;
    }

    private Continuation begin() {
        Sums total = control.map(ControlQuery::ask).orElseGet(Sums::new);
        return new Continuation(
                api.version(), Optional.empty(), false, 0, Optional.empty(), total, Continuation.stateOf(guard));
    }

    private Continuation goOn(Continuation continuation, long row) {
        try {
            guard.restore(continuation.guard());
        } catch (IllegalArgumentException | NullPointerException e) {
            throw changed("its cursor cannot be read: " + e.getMessage());
        }
        if (guard.taken() + continuation.skip() != row) {
            throw changed("its cursor speaks of " + (guard.taken() + continuation.skip()) + " rows: expected " + row);
        }
        return continuation;
    }

    private DeliveryChangedException changed(String problem) {
        return new DeliveryChangedException(question.toString(), problem);
    }

    private static void addAll(List<ControlTotal> totals, String name, Sums sums) {
        sums.byCurrency()
                .forEach((currency, sum) ->
                        totals.add(new ControlTotal(name, currency.isEmpty() ? null : currency, scaled(sum.total()))));
    }

    private static void addCount(List<ControlTotal> totals, String name, long count) {
        if (count > 0) {
            totals.add(new ControlTotal(name, null, scaled(BigDecimal.valueOf(count))));
        }
    }

    private static BigDecimal scaled(BigDecimal total) {
        return total.setScale(SCALE, RoundingMode.HALF_EVEN);
    }
}
