package io.tributary.extractors.azure.api.usage;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.api.AccessPath;
import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.Run;
import io.tributary.extractors.azure.api.paged.Answers;
import io.tributary.extractors.azure.api.paged.ControlQuery;
import io.tributary.extractors.azure.api.paged.PagedApi;
import io.tributary.extractors.azure.api.paged.PagedSnapshot;
import io.tributary.extractors.azure.api.query.QueryApi;
import io.tributary.extractors.azure.api.query.QueryApi.Timeframe;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.DeliverySnapshot;
import java.util.Optional;

/** Costs as usage details list them, verified by the Query interface's totals of the same days. */
public final class UsageDetailsPath implements AccessPath {

    private final ResourceManager manager;
    private final ApiConfig config;
    private final PageLimits limits;

    public UsageDetailsPath(ResourceManager manager, ApiConfig config, PageLimits limits) {
        this.manager = requireNonNull(manager, "manager");
        this.config = requireNonNull(config, "config");
        this.limits = requireNonNull(limits, "limits");
    }

    @Override
    public String source() {
        return "usage-details";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public DeliverySnapshot snapshot(Question question, Run run) {
        boolean isByDays = switch (config.usageDetailsBy()) {
            case AUTO -> UsageDetailsApi.isOfCustomerAgreement(question.scope());
            case BILLING_PERIOD -> false;
            case DAYS -> true;
        };
        PagedApi items = new UsageDetailsApi(manager.endpoint(), question, isByDays);
        PagedApi total = QueryApi.total(manager.endpoint(), question, Timeframe.CUSTOM);
        Optional<ControlQuery> control = config.controlTotals()
                ? Optional.of(new ControlQuery(total, new Answers(manager, total)))
                : Optional.empty();
        return new PagedSnapshot(question, run, items, new Answers(manager, items), control, config, limits);
    }
}
