package io.tributary.extractors.azure;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.AzureConfig.Costs;
import io.tributary.extractors.azure.CostManagementConfig.Api;
import io.tributary.extractors.azure.api.AccessPath;
import io.tributary.extractors.azure.api.ApiConfig;
import io.tributary.extractors.azure.api.ApiDelivery;
import io.tributary.extractors.azure.api.BillingPeriods;
import io.tributary.extractors.azure.api.Metric;
import io.tributary.extractors.azure.api.Period;
import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.RunIds;
import io.tributary.extractors.azure.api.query.QueryPath;
import io.tributary.extractors.azure.api.report.ReportPath;
import io.tributary.extractors.azure.api.usage.UsageDetailsPath;
import io.tributary.extractors.azure.http.ResourceManager;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Azure's costs as one of its interfaces states them: every period of every scope is a delivery, or two. */
public final class ApiSource implements BillingSource {

    /** The scheme of the input. */
    static final String SCHEME = "azure://";

    /** How far back reports are made: https://learn.microsoft.com/en-us/azure/cost-management-billing/automate/. */
    private static final int MONTHS_OF_REPORTS = 13;

    private final String input;
    private final Costs costs;
    private final Api api;
    private final ApiConfig config;
    private final Means means;
    private final RunIds runIds;
    private final AccessPath path;

    private ApiSource(String input, Costs costs, Api api, ApiConfig config, Means means) {
        this.input = requireNonNull(input, "input");
        this.costs = requireNonNull(costs, "costs");
        this.api = requireNonNull(api, "api");
        this.config = requireNonNull(config, "config");
        this.means = requireNonNull(means, "means");
        this.runIds = new RunIds(means.clock(), means.random());
        this.path = switch (api) {
            case QUERY -> new QueryPath(means.manager(), config, means.limits(), means.clock());
            case USAGE_DETAILS -> new UsageDetailsPath(means.manager(), config, means.limits());
            case REPORT ->
                new ReportPath(
                        means.manager(), config, means.limits(), means.parallelism(), means.clock(), means.pause());
        };
    }

    /**
     * The tools of a source.
     *
     * @param manager sends requests; closed with the source
     * @param limits how large a page may be
     * @param parallelism files of a report that are read ahead at the same time
     * @param clock the time of runs, by which periods are open or closed
     * @param pause waits while a report is made
     * @param random source of runs' ids, besides their times
     */
    public record Means(
            ResourceManager manager,
            PageLimits limits,
            int parallelism,
            InstantSource clock,
            Pause pause,
            RandomGenerator random) {

        public Means {
            requireNonNull(manager, "manager");
            requireNonNull(limits, "limits");
            requireNonNull(clock, "clock");
            requireNonNull(pause, "pause");
            requireNonNull(random, "random");
        }
    }

    /**
     * Opens an input. Sends no request yet.
     *
     * @param input {@code azure://} and billing scopes, divided by commas
     */
    public static ApiSource open(String input, Costs costs, Api api, ApiConfig config, Means means) {
        return new ApiSource(input, costs, api, config, means);
    }

    @Override
    public Discovery discover() {
        requireSensible();
        List<SourceDelivery> deliveries = new ArrayList<>();
        List<SourceException> errors = new ArrayList<>();
        for (BillingScope scope : scopes()) {
            try {
                for (Period period : periods(scope, errors)) {
                    for (Question question : questions(scope, period)) {
                        deliveries.add(new ApiDelivery(path, question, runIds, runIds.begin(false)));
                    }
                }
            } catch (SourceException e) {
                // A problem with one scope does not stop the others.
                errors.add(e);
            }
        }
        return new Discovery(deliveries, errors);
    }

    @Override
    public void close() {
        means.manager().close();
    }

    private List<Period> periods(BillingScope scope, List<SourceException> errors) {
        LocalDate today = LocalDate.ofInstant(means.clock().instant(), ZoneOffset.UTC);
        if (api == Api.REPORT && scope.id().contains("/managementgroups/")) {
            throw new SourceException.Malformed(
                    SCHEME + scope,
                    "is a management group, which has no reports: expected " + AzureConfig.API + "=query");
        }
        if (config.billingPeriods() && scope.id().startsWith("subscriptions/")) {
            return new BillingPeriods(means.manager(), scope).among(config.periods(), today, api == Api.QUERY);
        }
        List<Period> periods = new ArrayList<>();
        for (YearMonth month : config.periods().on(today)) {
            if (api == Api.REPORT && month.isBefore(YearMonth.from(today).minusMonths(MONTHS_OF_REPORTS))) {
                errors.add(new SourceException.Malformed(
                        SCHEME + scope,
                        ApiConfig.PERIODS + " has " + month + ": expected no month before the last " + MONTHS_OF_REPORTS
                                + ": older ones have no reports"));
            } else {
                periods.add(Period.of(month));
            }
        }
        return periods;
    }

    /** Every period of every scope has both views. */
    private List<Question> questions(BillingScope scope, Period period) {
        if (costs == Costs.FOCUS) {
            throw new SourceException.Malformed(
                    input,
                    AzureConfig.COSTS + " is focus, which only exports have: expected amortized+actual, actual or"
                            + " amortized");
        }
        Map<CostView, Instant> views = Map.of(CostView.AMORTIZED, Instant.EPOCH, CostView.ACTUAL, Instant.EPOCH);
        return new CostViews(costs, api == Api.QUERY ? "azure.query." : "azure.")
                .choose(views, period.end()).stream()
                        .map(taken -> new Question(
                                scope,
                                period,
                                taken.view() == CostView.AMORTIZED ? Metric.AMORTIZED : Metric.ACTUAL,
                                taken.dataSet(),
                                taken.choice()))
                        .toList();
    }

    private void requireSensible() {
        if (api == Api.QUERY && costs != Costs.ACTUAL && !config.groupsByKind()) {
            throw new SourceException.Malformed(
                    input,
                    ApiConfig.GROUPING + " is " + String.join(",", config.grouping())
                            + ": expected ChargeType and PricingModel among them, without which a commitment's use"
                            + " cannot be told from what is billed; or " + AzureConfig.COSTS + "=actual");
        }
    }

    private Set<BillingScope> scopes() {
        Set<BillingScope> scopes = new LinkedHashSet<>();
        Arrays.stream(input.substring(SCHEME.length()).split(","))
                .filter(text -> !text.isBlank())
                .forEach(text -> scopes.add(scope(text)));
        if (scopes.isEmpty()) {
            throw new SourceException.Malformed(input, "names no scope: expected " + BillingScope.EXPECTED);
        }
        return scopes;
    }

    private BillingScope scope(String text) {
        try {
            return BillingScope.of(text);
        } catch (IllegalArgumentException e) {
            throw new SourceException.Malformed(input, e.getMessage(), e);
        }
    }
}
