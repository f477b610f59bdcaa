package io.tributary.testsupport.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The part of Azure Cost Management that the extractor uses, as documented: the Query interface, usage details and cost
 * details reports, all of one scope. Its costs can change while they are read, its pages can overlap and link anywhere,
 * and its answers can be spoilt by {@link FaultServer}.
 *
 * <p>Source: https://learn.microsoft.com/en-us/rest/api/cost-management/ and
 * https://learn.microsoft.com/en-us/rest/api/consumption/usage-details/list
 */
public final class CostManagementServer implements AutoCloseable {

    private static final Pattern TOKEN = Pattern.compile("[?&]\\$skiptoken=([^&]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A cost of a day; its amount is the text of an answer. */
    public record Cost(
            LocalDate day, String resource, String chargeType, String pricingModel, String cost, String currency) {}

    /**
     * A page in the sequence of answers of a paged interface.
     *
     * @param from first row
     * @param to row after the last
     * @param next place of the next answer in the sequence; -1: none
     */
    public record Answer(int from, int to, int next) {}

    private final FaultServer server;
    private final Map<String, List<Cost>> costs = new HashMap<>();
    private final Map<Integer, Runnable> before = new HashMap<>();
    private final Map<Integer, Reply> instead = new HashMap<>();
    private Function<List<Cost>, List<Answer>> sequence = paged(4);
    private IntFunction<URI> host;
    private boolean shiftsDays;
    private boolean changesIds;
    private List<LocalDate> billingPeriods = List.of();
    private int rowAnswers;
    private int totalAnswers;

    /** The answers to the request for a report and to each poll after it; the last one repeats. */
    private List<Reply> reportAnswers = List.of();

    private int reportPolls;

    private CostManagementServer(FaultServer server) {
        this.server = server;
        this.host = answer -> server.uri();
    }

    public static CostManagementServer start() throws IOException {
        FaultServer faults = FaultServer.start(seen -> Reply.status(500));
        CostManagementServer server = new CostManagementServer(faults);
        faults.answering(server::answer);
        return server;
    }

    /** Costs of resources on days of a month, with all the digits that Azure writes. */
    public static List<Cost> costs(int count, LocalDate month) {
        Random random = new Random(count);
        return IntStream.range(0, count)
                .mapToObj(i -> new Cost(
                        month.plusDays(i % 28),
                        "/subscriptions/x/é/" + i,
                        i % 7 == 3 ? "Purchase" : "Usage",
                        i % 5 == 2 ? "Reservation" : "OnDemand",
                        i % 9 == 4 ? "5.64902E-05" : Double.toString(random.nextDouble() * 100 - 10),
                        i % 10 == 6 ? "USD" : "EUR"))
                .toList();
    }

    /** Pages by the numbers of their rows: from, to (exclusive), from, to, and so on. */
    public static Function<List<Cost>, List<Answer>> ranges(int... ends) {
        return costs -> IntStream.range(0, ends.length / 2)
                .mapToObj(i -> new Answer(
                        Math.min(ends[2 * i], costs.size()),
                        Math.min(ends[2 * i + 1], costs.size()),
                        i + 1 < ends.length / 2 ? i + 1 : -1))
                .toList();
    }

    /** Pages of {@code size} rows, one after the other. */
    private static Function<List<Cost>, List<Answer>> paged(int size) {
        return costs -> {
            List<Answer> answers = new ArrayList<>();
            for (int from = 0; from < Math.max(1, costs.size()); from += size) {
                int to = Math.min(costs.size(), from + size);
                answers.add(new Answer(from, to, to < costs.size() ? answers.size() + 1 : -1));
            }
            return answers;
        };
    }

    public FaultServer faults() {
        return server;
    }

    /** From now on these are the costs of a metric. */
    public synchronized CostManagementServer states(String metric, List<Cost> stated) {
        costs.put(metric, List.copyOf(stated));
        return this;
    }

    public synchronized CostManagementServer answersIn(Function<List<Cost>, List<Answer>> answers) {
        sequence = answers;
        return this;
    }

    /** Runs {@code change} before the {@code number}th answer with rows, from 1. */
    public synchronized CostManagementServer beforeAnswer(int number, Runnable change) {
        before.put(number, change);
        return this;
    }

    /** Replaces the {@code number}th answer with rows, from 1. */
    public synchronized CostManagementServer insteadOf(int number, Reply reply) {
        instead.put(number, reply);
        return this;
    }

    /** Sets the host of each link, by the place of its answer in the sequence. */
    public synchronized CostManagementServer linksTo(IntFunction<URI> hosts) {
        host = hosts;
        return this;
    }

    /** From now on answers have the days of another time zone: one day more at both ends. */
    public synchronized CostManagementServer shiftsDays() {
        shiftsDays = true;
        return this;
    }

    /** From now on ids of usage details are other ones on each page. */
    public synchronized CostManagementServer changesIds() {
        changesIds = true;
        return this;
    }

    /** Sets the first days of billing periods; each ends where the next begins, the last after a month. */
    public synchronized CostManagementServer billingPeriods(LocalDate... firstDays) {
        billingPeriods = List.of(firstDays);
        return this;
    }

    /** Sets the answers to the request for a report and to each poll after it; the last one repeats. */
    public synchronized CostManagementServer reports(List<Reply> answers) {
        reportAnswers = List.copyOf(answers);
        reportPolls = 0;
        return this;
    }

    /** Number of answers with rows until now. */
    public synchronized int rowAnswers() {
        return rowAnswers;
    }

    public synchronized int totalAnswers() {
        return totalAnswers;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private synchronized Reply answer(Seen seen) {
        String path = seen.uri().getPath();
        try {
            if (path.endsWith("/providers/Microsoft.CostManagement/query")) {
                return seen.method().equals("POST")
                        ? query(seen, JSON.readTree(seen.body()))
                        : error(400, "The requested resource does not support http method 'GET'.");
            }
            if (path.endsWith("/providers/Microsoft.Consumption/usageDetails")) {
                return usageDetails(seen);
            }
            if (path.endsWith("/providers/Microsoft.Billing/billingPeriods")) {
                return periods();
            }
            if (path.endsWith("/generateCostDetailsReport") || path.contains("/costDetailsOperationResults/")) {
                int poll = Math.min(reportPolls++, reportAnswers.size() - 1);
                return reportAnswers.get(poll);
            }
            return error(404, "No such path: " + path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply query(Seen seen, JsonNode body) {
        List<Cost> asked = asked(body);
        if (!body.at("/dataset").has("grouping")) {
            totalAnswers++;
            return totals(asked);
        }
        rowAnswers++;
        before.getOrDefault(rowAnswers, () -> {}).run();
        if (instead.containsKey(rowAnswers)) {
            return instead.get(rowAnswers);
        }
        asked = asked(body);
        int place = place(seen);
        Answer answer = sequence.apply(asked).get(place);
        if (asked.isEmpty() && answer.next() < 0) {
            return Reply.status(204);
        }
        List<String> rows = asked.subList(answer.from(), answer.to()).stream()
                .map(cost -> "[" + cost.cost() + "," + cost.day().format(DateTimeFormatter.BASIC_ISO_DATE) + ",\""
                        + cost.resource() + "\",\"" + cost.chargeType() + "\",\"" + cost.pricingModel() + "\",\""
                        + cost.currency() + "\"]")
                .toList();
        return Reply.json("{\"id\":\"x\",\"name\":\"x\",\"type\":\"Microsoft.CostManagement/query\",\"properties\":{"
                + "\"nextLink\":" + link(seen, place, answer) + ",\"columns\":["
                + "{\"name\":\"Cost\",\"type\":\"Number\"},{\"name\":\"UsageDate\",\"type\":\"Number\"},"
                + "{\"name\":\"ResourceId\",\"type\":\"String\"},{\"name\":\"ChargeType\",\"type\":\"String\"},"
                + "{\"name\":\"PricingModel\",\"type\":\"String\"},{\"name\":\"Currency\",\"type\":\"String\"}],"
                + "\"rows\":[" + String.join(", ", rows) + "]}}");
    }

    private Reply periods() {
        List<String> periods = new ArrayList<>();
        for (int i = billingPeriods.size() - 1; i >= 0; i--) {
            LocalDate first = billingPeriods.get(i);
            periods.add("{\"id\":\"x\",\"name\":\"" + first.format(DateTimeFormatter.ofPattern("uuuuMM"))
                    + "-1\",\"properties\":{" + "\"billingPeriodStartDate\":\"" + first
                    + "\",\"billingPeriodEndDate\":\"" + lastDay(i) + "\"}}");
        }
        return Reply.json("{\"value\":[" + String.join(",", periods) + "]}");
    }

    private LocalDate lastDay(int period) {
        LocalDate next = period + 1 < billingPeriods.size()
                ? billingPeriods.get(period + 1)
                : billingPeriods.get(period).plusMonths(1);
        return next.minusDays(1);
    }

    /** The costs of the requested days, and of a day more at both ends if days are shifted. */
    private List<Cost> asked(JsonNode body) {
        String timeframe = body.at("/timeframe").asText();
        if (!timeframe.equals("Custom")) {
            int period = billingPeriods.size() - (timeframe.equals("BillingMonthToDate") ? 1 : 2);
            return costs.getOrDefault(body.at("/type").asText(), List.of()).stream()
                    .filter(cost -> !cost.day().isBefore(billingPeriods.get(period))
                            && !cost.day().isAfter(lastDay(period)))
                    .toList();
        }
        LocalDate from = OffsetDateTime.parse(body.at("/timePeriod/from").asText())
                .toLocalDate()
                .minusDays(shiftsDays ? 1 : 0);
        LocalDate to = OffsetDateTime.parse(body.at("/timePeriod/to").asText())
                .toLocalDate()
                .plusDays(shiftsDays ? 1 : 0);
        return costs.getOrDefault(body.at("/type").asText(), List.of()).stream()
                .filter(cost -> !cost.day().isBefore(from) && !cost.day().isAfter(to))
                .toList();
    }

    /** Totals in floating point, as Azure adds them up. */
    private static Reply totals(List<Cost> asked) {
        Map<String, Double> totals = new TreeMap<>();
        asked.forEach(cost -> totals.merge(cost.currency(), Double.parseDouble(cost.cost()), Double::sum));
        if (totals.isEmpty()) {
            return Reply.status(204);
        }
        List<String> rows = new ArrayList<>();
        totals.forEach((currency, total) -> rows.add("[" + total + ",\"" + currency + "\"]"));
        return Reply.json("{\"properties\":{\"nextLink\":null,\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},"
                + "{\"name\":\"Currency\",\"type\":\"String\"}],\"rows\":[" + String.join(",", rows) + "]}}");
    }

    private Reply usageDetails(Seen seen) {
        rowAnswers++;
        before.getOrDefault(rowAnswers, () -> {}).run();
        if (instead.containsKey(rowAnswers)) {
            return instead.get(rowAnswers);
        }
        boolean isAmortized = seen.uri().getQuery().toLowerCase(Locale.ROOT).contains("metric=amortizedcost");
        List<Cost> asked = costs.getOrDefault(isAmortized ? "AmortizedCost" : "ActualCost", List.of());
        boolean isModern = seen.uri().getPath().contains("/billingprofiles/");
        boolean isExpanded =
                seen.uri().getQuery().contains("$expand=properties/additionalInfo,properties/meterDetails");
        if (isModern == isExpanded) {
            return error(400, "Only items of the legacy kind are expanded");
        }
        int place = place(seen);
        Answer answer = sequence.apply(asked).get(place);
        List<String> items = new ArrayList<>();
        for (int i = answer.from(); i < answer.to(); i++) {
            int id = changesIds ? 1000 * (place + 1) + i : i;
            items.add(isModern ? modern(id, asked.get(i)) : legacy(id, asked.get(i)));
        }
        return Reply.json(
                "{\"value\": [" + String.join(",\n ", items) + "], \"nextLink\":" + link(seen, place, answer) + "}");
    }

    public static String legacy(int number, Cost cost) {
        return "{\"kind\":\"legacy\",\"id\":\"/x/usageDetails/" + number + "\",\"name\":\"" + number
                + "\",\"tags\":{\"env\":\"prod\"},\"properties\":{\"date\":\"" + cost.day()
                + "T00:00:00.0000000Z\",\"cost\":" + cost.cost() + ",\"billingCurrency\":\"" + cost.currency()
                + "\",\"resourceId\":\"" + cost.resource() + "\",\"chargeType\":\"" + cost.chargeType()
                + "\",\"pricingModel\":\"" + cost.pricingModel() + "\"}}";
    }

    public static String modern(int number, Cost cost) {
        return "{\"kind\":\"modern\",\"id\":\"/x/usageDetails/" + number + "\",\"name\":\"" + number
                + "\",\"tags\":null,\"properties\":{\"date\":\"" + cost.day()
                + "T00:00:00.0000000Z\",\"costInBillingCurrency\":" + cost.cost() + ",\"exchangeRate\":\"1\""
                + ",\"billingCurrencyCode\":\"" + cost.currency() + "\",\"instanceName\":\"" + cost.resource()
                + "\",\"chargeType\":\"" + cost.chargeType() + "\",\"pricingModel\":\"" + cost.pricingModel() + "\"}}";
    }

    private String link(Seen seen, int place, Answer answer) {
        if (answer.next() < 0) {
            return "null";
        }
        String asked = seen.uri().toString().replaceAll("[?&]\\$skiptoken=[^&]*", "");
        return "\"" + host.apply(place) + asked + "&$skiptoken=AQ%3D%3D" + answer.next() + "\"";
    }

    private static int place(Seen seen) {
        Matcher token = TOKEN.matcher(seen.uri().toString());
        return token.find() ? Integer.parseInt(token.group(1).replace("AQ%3D%3D", "")) : 0;
    }

    public static Reply error(int status, String message) {
        return new Reply(
                status,
                Map.of("Content-Type", "application/json"),
                ("{\"error\":{\"code\":\"BadRequest\",\"message\":\"" + message + "\"}}")
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** The exact total of some costs in a currency. */
    public static BigDecimal total(List<Cost> some, String currency) {
        return some.stream()
                .filter(cost -> cost.currency().equals(currency))
                .map(cost -> new BigDecimal(cost.cost()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
