package io.tributary.extractors.azure.api.usage;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.azure.BillingScope;
import io.tributary.extractors.azure.api.Question;
import io.tributary.extractors.azure.api.Uris;
import io.tributary.extractors.azure.api.paged.ApiPage;
import io.tributary.extractors.azure.api.paged.Digests;
import io.tributary.extractors.azure.api.paged.JsonSlices;
import io.tributary.extractors.azure.api.paged.PagedApi;
import io.tributary.extractors.azure.api.paged.PagingGuard;
import io.tributary.extractors.azure.http.Request;
import java.io.IOException;
import java.net.URI;

/**
 * Usage details: items of a billing period, or of days if the scope is one of a Microsoft Customer Agreement, where
 * this interface knows no billing periods.
 *
 * <p>Source: https://learn.microsoft.com/en-us/rest/api/consumption/usage-details/list
 */
final class UsageDetailsApi implements PagedApi {

    private static final String API_VERSION = "2023-05-01";
    private static final String PATH = "/providers/Microsoft.Consumption/usageDetails";
    private static final String EXPANDED = "properties/additionalInfo,properties/meterDetails";
    private static final int ITEMS = 1000;

    private final URI uri;
    private final String scope;
    private final boolean isByDays;
    private final UsageAnswer answer;

    /** @param isByDays whether the request has days instead of the billing period's name */
    UsageDetailsApi(URI endpoint, Question question, boolean isByDays) {
        this.uri = isByDays ? ofDays(endpoint, question) : ofBillingPeriod(endpoint, question);
        this.scope = question.scope().id();
        this.isByDays = isByDays;
        this.answer = new UsageAnswer(object());
    }

    /** Whether a scope is one of a Microsoft Customer Agreement: its account's id has colons in it. */
    static boolean isOfCustomerAgreement(BillingScope scope) {
        String id = requireNonNull(scope, "scope").id();
        return id.contains("/billingprofiles/") || id.contains("/customers/") || id.contains(":");
    }

    @Override
    public String object() {
        return "GET " + uri;
    }

    @Override
    public String version() {
        byte[] bytes = JsonSlices.bytes(uri.toString());
        return Long.toHexString(Digests.of(bytes, 0, bytes.length));
    }

    @Override
    public Request first() {
        return next(uri);
    }

    @Override
    public Request next(URI link) {
        return Request.get(link, scope, 0);
    }

    @Override
    public ApiPage read(byte[] json) throws IOException {
        return answer.read(json);
    }

    @Override
    public PagingGuard.DaysOutsidePeriod daysOutsidePeriod() {
        return isByDays ? PagingGuard.DaysOutsidePeriod.LEFT_OUT : PagingGuard.DaysOutsidePeriod.TAKEN;
    }

    private static URI ofDays(URI endpoint, Question question) {
        String days = "&startDate=" + question.period().start() + "&endDate="
                + question.period().lastDay();
        return Uris.of(endpoint, question.scope(), PATH, query(question) + days);
    }

    private static URI ofBillingPeriod(URI endpoint, Question question) {
        String path = "/providers/Microsoft.Billing/billingPeriods/"
                + question.period().name() + PATH;
        return Uris.of(endpoint, question.scope(), path, query(question));
    }

    /** Items of the legacy kind have meter, service and additional information only if these are asked for. */
    private static String query(Question question) {
        return "api-version=" + API_VERSION + "&metric=" + question.metric().text() + "&$top=" + ITEMS
                + (isOfCustomerAgreement(question.scope()) ? "" : "&$expand=" + EXPANDED);
    }
}
