package io.tributary.extractors.azure.api.query;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.api.AccessPath;
import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.api.Period;
import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.Run;
import io.tributary.extractors.azure.api.paged.Answers;
import io.tributary.extractors.azure.api.paged.ControlQuery;
import io.tributary.extractors.azure.api.paged.PagedApi;
import io.tributary.extractors.azure.api.paged.PagedSnapshot;
import io.tributary.extractors.azure.api.query.QueryApi.Timeframe;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.DeliverySnapshot;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Costs as the Query interface aggregates them. */
public final class QueryPath implements AccessPath {

    private final ResourceManager manager;
    private final ApiConfig config;
    private final PageLimits limits;
    private final InstantSource clock;

    public QueryPath(ResourceManager manager, ApiConfig config, PageLimits limits, InstantSource clock) {
        this.manager = requireNonNull(manager, "manager");
        this.config = requireNonNull(config, "config");
        this.limits = requireNonNull(limits, "limits");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public String source() {
        return "query";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public DeliverySnapshot snapshot(Question question, Run run) {
        Timeframe timeframe = timeframe(question.period());
        PagedApi rows = QueryApi.rows(manager.endpoint(), question, timeframe, config.grouping());
        PagedApi total = QueryApi.total(manager.endpoint(), question, timeframe);
        Optional<ControlQuery> control = config.controlTotals()
                ? Optional.of(new ControlQuery(total, new Answers(manager, total)))
                : Optional.empty();
        return new PagedSnapshot(question, run, rows, new Answers(manager, rows), control, config, limits);
    }

    private Timeframe timeframe(Period period) {
        if (!config.billingPeriods()) {
            return Timeframe.CUSTOM;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return period.holds(today) ? Timeframe.BILLING_MONTH_TO_DATE : Timeframe.LAST_BILLING_MONTH;
    }
}
