package io.tributary.extractors.azure.api.query;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Query interface: costs of each day, added up by some dimensions. Further pages are requested like the first one,
 * by POST with the same body; a GET fails, or returns something else.
 *
 * <p>Source: https://learn.microsoft.com/en-us/rest/api/cost-management/query/usage
 */
public final class QueryApi implements PagedApi {

    private static final String API_VERSION = "2025-03-01";
    private static final String TAG = "tag:";

    /** A query costs a unit for each month of its period. */
    private static final int QUERY_UNITS = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI uri;
    private final byte[] body;
    private final String scope;
    private final PagingGuard.DaysOutsidePeriod daysOutsidePeriod;
    private final QueryAnswer answer;

    private QueryApi(URI uri, ObjectNode body, Question question, boolean byBillingPeriod, List<String> required) {
        this.uri = requireNonNull(uri, "uri");
        this.body = JsonSlices.bytes(body.toString());
        this.scope = question.scope().id();
        this.daysOutsidePeriod =
                byBillingPeriod ? PagingGuard.DaysOutsidePeriod.REFUSED : PagingGuard.DaysOutsidePeriod.LEFT_OUT;
        this.answer = new QueryAnswer(object(), required);
    }

    /**
     * Requests the costs of each day by some dimensions.
     *
     * @param endpoint where Resource Manager is
     * @param timeframe Azure's name of the period, or Custom: by its days
     * @param grouping names of dimensions; {@code tag:name} for tags
     */
    static QueryApi rows(URI endpoint, Question question, Timeframe timeframe, List<String> grouping) {
        ObjectNode body = body(question, timeframe, "Daily");
        ArrayNode groups = ((ObjectNode) body.get("dataset")).putArray("grouping");
        for (String name : grouping) {
            boolean isTag = name.toLowerCase(Locale.ROOT).startsWith(TAG);
            groups.addObject()
                    .put("type", isTag ? "TagKey" : "Dimension")
                    .put("name", isTag ? name.substring(TAG.length()) : name);
        }
        List<String> required = new ArrayList<>(
                grouping.stream().filter(name -> !name.startsWith(TAG)).toList());
        required.add("UsageDate");
        return new QueryApi(uri(endpoint, question), body, question, timeframe != Timeframe.CUSTOM, required);
    }

    /** Requests the total of the same costs. */
    public static QueryApi total(URI endpoint, Question question, Timeframe timeframe) {
        ObjectNode body = body(question, timeframe, "None");
        return new QueryApi(uri(endpoint, question), body, question, timeframe != Timeframe.CUSTOM, List.of());
    }

    /** Azure's name of the period. */
    public enum Timeframe {
        /** The days of a period. */
        CUSTOM("Custom"),
        /** The current billing period. */
        BILLING_MONTH_TO_DATE("BillingMonthToDate"),
        /** The billing period before it. */
        LAST_BILLING_MONTH("TheLastBillingMonth");

        private final String text;

        Timeframe(String text) {
            this.text = text;
        }
    }

    @Override
    public String object() {
        return "POST " + uri;
    }

    @Override
    public String version() {
        return Long.toHexString(Digests.of(body, 0, body.length));
    }

    @Override
    public Request first() {
        return next(uri);
    }

    @Override
    public Request next(URI link) {
        return Request.post(link, body, scope, QUERY_UNITS);
    }

    @Override
    public ApiPage read(byte[] json) throws IOException {
        return answer.read(json);
    }

    @Override
    public PagingGuard.DaysOutsidePeriod daysOutsidePeriod() {
        return daysOutsidePeriod;
    }

    private static URI uri(URI endpoint, Question question) {
        return Uris.of(
                endpoint, question.scope(), "/providers/Microsoft.CostManagement/query", "api-version=" + API_VERSION);
    }

    private static ObjectNode body(Question question, Timeframe timeframe, String granularity) {
        ObjectNode body =
                JSON.createObjectNode().put("type", question.metric().text()).put("timeframe", timeframe.text);
        if (timeframe == Timeframe.CUSTOM) {
            body.putObject("timePeriod")
                    .put("from", question.period().start() + "T00:00:00+00:00")
                    .put("to", question.period().lastDay() + "T23:59:59+00:00");
        }
        ObjectNode dataset = body.putObject("dataset").put("granularity", granularity);
        dataset.putObject("aggregation")
                .putObject("totalCost")
                .put("name", "Cost")
                .put("function", "Sum");
        return body;
    }
}
