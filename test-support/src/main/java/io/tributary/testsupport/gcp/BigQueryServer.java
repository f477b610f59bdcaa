package io.tributary.testsupport.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.testsupport.http.FaultServer;
import io.tributary.testsupport.http.FaultServer.Fault;
import io.tributary.testsupport.http.FaultServer.Reply;
import io.tributary.testsupport.http.FaultServer.Seen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The part of BigQuery's REST interface that its Java client uses, with tables in memory. The server knows the
 * queries of the extractor, and refuses a query without partitions. Rows that a query does not order come in another
 * order from each job. Requests can fail, and all of them are kept.
 */
public final class BigQueryServer implements AutoCloseable {

    /** A row: its values by column, and its partition; a row in the streaming buffer has none. */
    public record Row(Optional<LocalDate> partition, Map<String, Object> values) {

        /** The invoice month, such as 202611. */
        public String month() {
            return (String) ((Map<?, ?>) values.get("invoice")).get("month");
        }

        /** The cost before credits. */
        public BigDecimal cost() {
            return new BigDecimal((String) values.get("cost"));
        }

        /** The sum of all credits. */
        public BigDecimal credits() {
            BigDecimal sum = BigDecimal.ZERO;
            for (Object credit : (List<?>) values.getOrDefault("credits", List.of())) {
                sum = sum.add(new BigDecimal((String) ((Map<?, ?>) credit).get("amount")));
            }
            return sum;
        }

        Row in(LocalDate day) {
            return new Row(Optional.of(day), values);
        }

        long exportMicros() {
            return BigQueryRows.micros((Instant) values.get("export_time"));
        }

        String usageDay() {
            return values.get("usage_start_time").toString().substring(0, 10);
        }

        /** What the extractor groups rows by, in order. */
        List<String> group() {
            return List.of(
                    partition.orElseThrow().toString(),
                    Long.toString(exportMicros()),
                    (String) values.get("billing_account_id"),
                    month(),
                    (String) values.get("currency"));
        }
    }

    private record Job(
            String query, JsonNode configuration, Optional<String[]> failure, List<JsonNode> rows, ArrayNode schema) {}

    private record Spoiling(Pattern request, Fault fault) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PROJECT = "/bigquery/v2/projects/([^/]+)";
    private static final Pattern TABLES = Pattern.compile(PROJECT + "/datasets/([^/]+)/tables");
    private static final Pattern TABLE = Pattern.compile(PROJECT + "/datasets/([^/]+)/tables/([^/]+)");
    private static final Pattern DATA = Pattern.compile(PROJECT + "/datasets/_anonymous/tables/([^/]+)/data");
    private static final Pattern JOBS = Pattern.compile(PROJECT + "/jobs");
    private static final Pattern JOB = Pattern.compile(PROJECT + "/jobs/([^/]+)");
    private static final Pattern RESULTS = Pattern.compile(PROJECT + "/queries/([^/]+)");
    private static final Pattern FROM = Pattern.compile("FROM `([^.`]+)\\.([^.`]+)\\.([^.`]+)`");
    private static final Pattern FIRST_DAY = Pattern.compile("_PARTITIONTIME >= TIMESTAMP \"([\\d-]+)\"");
    private static final Pattern END_DAY = Pattern.compile("_PARTITIONTIME < TIMESTAMP \"([\\d-]+)\"");
    private static final Pattern TIMES = Pattern.compile("TIMESTAMP_MICROS\\((\\d+)\\)");
    private static final long TABLE_BYTES = 10_485_760;

    private final FaultServer server;
    private final Map<String, List<String>> columns = new TreeMap<>();
    private final Map<String, List<Row>> tables = new TreeMap<>();
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, Integer> unfinished = new HashMap<>();
    private final List<Spoiling> spoilings = new ArrayList<>();
    private final List<String[]> failures = new ArrayList<>();
    private final List<String> queries = Collections.synchronizedList(new ArrayList<>());
    private final Random random = new Random(7);
    private int polls;
    private int rowsInPage = 7;
    private boolean isRepeating;
    private Runnable beforeRows = () -> {};

    private BigQueryServer(FaultServer server) {
        this.server = server;
    }

    public static BigQueryServer start() throws IOException {
        FaultServer http = FaultServer.start(asked -> Reply.status(500));
        BigQueryServer server = new BigQueryServer(http);
        http.spoilWhere(server::fault).answering(server::answer);
        return server;
    }

    public URI uri() {
        return server.uri();
    }

    /** An error in place of an answer. */
    public static Fault refuse(int status, String reason, String message) {
        return new Fault.Instead(error(status, reason, message));
    }

    /**
     * Creates a table, or gives it other columns.
     *
     * @param types its columns, like {@code cost FLOAT}, {@code credits.amount FLOAT}; a record like {@code invoice
     *     RECORD}, a repeated one like {@code credits RECORD*}
     */
    public synchronized void table(String name, List<String> types) {
        columns.put(name, List.copyOf(types));
        tables.computeIfAbsent(name, made -> new ArrayList<>());
    }

    public synchronized void add(String table, Row row) {
        tables.get(table).add(row);
    }

    /** Puts every row of the streaming buffer of a table into a partition. */
    public synchronized void flush(String table, LocalDate day) {
        tables.get(table).replaceAll(row -> row.partition().isPresent() ? row : row.in(day));
    }

    public synchronized List<Row> rows(String table) {
        return List.copyOf(tables.get(table));
    }

    /** Spoils the answers to the next requests that match, one each, in this order. */
    public synchronized void spoil(String request, Fault... faults) {
        for (Fault fault : faults) {
            spoilings.add(new Spoiling(Pattern.compile(request), fault));
        }
    }

    /** Makes the next job fail. */
    public synchronized void failJob(String reason, String message) {
        failures.add(new String[] {reason, message});
    }

    /** From now on a job is done only after it was asked for {@code asked} times. */
    public synchronized void finishAfter(int asked) {
        polls = asked;
    }

    /** From now on a page has as many rows. */
    public synchronized void rowsInPage(int rows) {
        rowsInPage = rows;
    }

    /** From now on the pages of rows of a table repeat its first page, each under another token, without end. */
    public synchronized void repeatPages() {
        isRepeating = true;
    }

    /** Runs {@code work} before the answer to the next query for rows. */
    public synchronized void beforeRows(Runnable work) {
        beforeRows = work;
    }

    /** All requests, as method, path and query. */
    public List<String> requests() {
        return server.seen().stream().map(BigQueryServer::text).toList();
    }

    /** The queries of all jobs. */
    public List<String> queries() {
        synchronized (queries) {
            return List.copyOf(queries);
        }
    }

    public void forgetRequests() {
        server.forgetSeen();
        queries.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private static String text(Seen asked) {
        return asked.method() + " " + asked.uri();
    }

    private synchronized Fault fault(Seen asked) {
        for (Spoiling spoiling : spoilings) {
            if (spoiling.request().matcher(text(asked)).find()) {
                spoilings.remove(spoiling);
                return spoiling.fault();
            }
        }
        return Fault.NONE;
    }

    private static JsonNode body(Seen asked) {
        boolean isZipped = asked.header("Content-Encoding").orElse("").equals("gzip");
        InputStream body = new ByteArrayInputStream(asked.body());
        try (InputStream in = isZipped ? new GZIPInputStream(body) : body) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Reply answer(Seen asked) {
        String path = asked.uri().getPath();
        Matcher matcher = DATA.matcher(path);
        if (matcher.matches()) {
            return data(jobs.get(matcher.group(2).replace("result_of_", "")), asked.parameters());
        }
        matcher = TABLE.matcher(path);
        if (matcher.matches()) {
            return table(matcher.group(1), matcher.group(2), matcher.group(3));
        }
        matcher = TABLES.matcher(path);
        if (matcher.matches()) {
            return list(matcher.group(1), matcher.group(2));
        }
        matcher = JOBS.matcher(path);
        if (matcher.matches() && asked.method().equals("POST")) {
            return insert(body(asked));
        }
        matcher = JOB.matcher(path);
        if (matcher.matches()) {
            String id = matcher.group(2);
            return jobs.containsKey(id) ? ok(job(id)) : error(404, "notFound", "Not found: Job " + id);
        }
        matcher = RESULTS.matcher(path);
        if (matcher.matches()) {
            return results(matcher.group(2));
        }
        return error(404, "notFound", "Not found: " + path);
    }

    private Reply list(String project, String dataSet) {
        ObjectNode list = JSON.createObjectNode();
        ArrayNode items = list.putArray("tables");
        for (String name : tables.keySet()) {
            ObjectNode item = items.addObject().put("type", "TABLE").put("id", project + ":" + dataSet + "." + name);
            reference(item.putObject("tableReference"), project, dataSet, name);
        }
        return ok(list.put("totalItems", tables.size()));
    }

    private Reply table(String project, String dataSet, String name) {
        if (!tables.containsKey(name)) {
            return error(404, "notFound", "Not found: Table " + project + ":" + dataSet + "." + name);
        }
        ObjectNode table = JSON.createObjectNode().put("type", "TABLE").put("location", "EU");
        reference(table.putObject("tableReference"), project, dataSet, name);
        table.putObject("timePartitioning").put("type", "DAY");
        table.putObject("schema").set("fields", BigQueryRows.schema(columns.get(name), ""));
        return ok(table);
    }

    private static void reference(ObjectNode node, String project, String dataSet, String table) {
        node.put("projectId", project).put("datasetId", dataSet).put("tableId", table);
    }

    private Reply insert(JsonNode request) {
        String id = request.path("jobReference").path("jobId").asText();
        if (jobs.containsKey(id)) {
            return error(409, "duplicate", "Already Exists: Job " + id);
        }
        JsonNode configuration = request.path("configuration").path("query");
        String query = configuration.path("query").asText();
        queries.add(query);
        Matcher from = FROM.matcher(query);
        if (!from.find() || !FIRST_DAY.matcher(query).find()) {
            return error(400, "invalidQuery", "Cannot query without a filter over _PARTITIONTIME");
        }
        Optional<String[]> failure = Optional.empty();
        if (!failures.isEmpty()) {
            failure = Optional.of(failures.remove(0));
        } else if (configuration.path("maximumBytesBilled").asLong(Long.MAX_VALUE) < TABLE_BYTES) {
            failure = Optional.of(new String[] {
                "bytesBilledLimitExceeded",
                "Query exceeded limit for bytes billed: "
                        + configuration.path("maximumBytesBilled").asText() + ". " + TABLE_BYTES
                        + " or higher required."
            });
        }
        boolean isInventory = query.startsWith("SELECT DATE(");
        boolean isDays = query.contains("AS usage_day");
        if (!isInventory && !isDays) {
            Runnable work = beforeRows;
            beforeRows = () -> {};
            work.run();
        }
        String table = from.group(3);
        List<Row> rows = partitions(table, query);
        ArrayNode schema = BigQueryRows.schema(
                isInventory ? BigQueryRows.INVENTORY : isDays ? BigQueryRows.DAYS : columns.get(table), "");
        jobs.put(
                id,
                new Job(
                        query,
                        configuration,
                        failure,
                        isInventory
                                ? BigQueryRows.inventory(rows)
                                : isDays ? BigQueryRows.days(rows) : ordered(rows, query, schema),
                        schema));
        unfinished.put(id, polls);
        return ok(job(id));
    }

    private List<Row> partitions(String table, String query) {
        Matcher first = FIRST_DAY.matcher(query);
        Matcher end = END_DAY.matcher(query);
        LocalDate from = first.find() ? LocalDate.parse(first.group(1)) : LocalDate.MIN;
        LocalDate to = end.find() ? LocalDate.parse(end.group(1)) : LocalDate.MAX;
        return tables.get(table).stream()
                .filter(row -> row.partition().isPresent())
                .filter(row -> !row.partition().get().isBefore(from)
                        && row.partition().get().isBefore(to))
                .toList();
    }

    /** Rows in the order that a query asks for; rows that it does not order are shuffled. */
    private List<JsonNode> ordered(List<Row> rows, String query, ArrayNode schema) {
        List<Long> times = TIMES.matcher(query)
                .results()
                .map(time -> Long.valueOf(time.group(1)))
                .toList();
        List<Row> wanted = new ArrayList<>(
                rows.stream().filter(row -> times.contains(row.exportMicros())).toList());
        Collections.shuffle(wanted, random);
        wanted.sort(Comparator.comparing(row -> String.join("|", row.group().subList(1, 4))));
        return wanted.stream()
                .map(row -> BigQueryRows.cells(schema, row.values()))
                .toList();
    }

    private ObjectNode job(String id) {
        Job job = jobs.get(id);
        ObjectNode resource = JSON.createObjectNode().put("id", "project:EU." + id);
        resource.putObject("jobReference")
                .put("projectId", "project")
                .put("jobId", id)
                .put("location", "EU");
        ObjectNode query =
                resource.putObject("configuration").put("jobType", "QUERY").putObject("query");
        query.put("query", job.query()).put("useLegacySql", false);
        reference(query.putObject("destinationTable"), "project", "_anonymous", "result_of_" + id);
        ObjectNode status = resource.putObject("status");
        status.put("state", unfinished.get(id) > 0 ? "RUNNING" : "DONE");
        if (job.failure().isPresent() && unfinished.get(id) <= 0) {
            status.putObject("errorResult")
                    .put("reason", job.failure().get()[0])
                    .put("message", job.failure().get()[1]);
        }
        resource.putObject("statistics")
                .put("creationTime", Long.toString(System.currentTimeMillis()))
                .putObject("query");
        return resource;
    }

    private Reply results(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            return error(404, "notFound", "Not found: Job " + id);
        }
        ObjectNode results = JSON.createObjectNode();
        results.putObject("jobReference")
                .put("projectId", "project")
                .put("jobId", id)
                .put("location", "EU");
        int left = unfinished.merge(id, -1, Integer::sum);
        if (left >= 0) {
            return ok(results.put("jobComplete", false));
        }
        if (job.failure().isPresent()) {
            return error(400, job.failure().get()[0], job.failure().get()[1]);
        }
        results.put("jobComplete", true)
                .put("totalRows", Integer.toString(job.rows().size()));
        results.putObject("schema").set("fields", job.schema());
        return ok(results);
    }

    private Reply data(Job job, Map<String, String> parameters) {
        if (parameters.containsKey("startIndex")) {
            return error(400, "invalid", "startIndex may skip or repeat rows: expected pageToken");
        }
        int first =
                Integer.parseInt(parameters.getOrDefault("pageToken", "token-0").replace("token-", ""));
        int most = Math.min(rowsInPage, Integer.parseInt(parameters.getOrDefault("maxResults", "100000")));
        int end = Math.min(job.rows().size(), first + most);
        ObjectNode data = JSON.createObjectNode()
                .put("totalRows", Integer.toString(job.rows().size()));
        boolean isInt64 = "true".equals(parameters.get("formatOptions.useInt64Timestamp"));
        ArrayNode rows = data.putArray("rows");
        if (isRepeating && job.query().startsWith("SELECT *")) {
            job.rows().subList(0, Math.min(most, job.rows().size())).forEach(rows::add);
            return ok(data.put("pageToken", "token-" + (first + 1)));
        }
        job.rows()
                .subList(first, end)
                .forEach(row -> rows.add(isInt64 ? row : BigQueryRows.inSeconds(row, job.schema())));
        if (end < job.rows().size()) {
            data.put("pageToken", "token-" + end);
        }
        return ok(data);
    }

    private static Reply ok(JsonNode content) {
        return Reply.json(content.toString());
    }

    private static Reply error(int status, String reason, String message) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode error = answer.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("reason", reason)
                .put("message", message)
                .put("domain", "global");
        return new Reply(
                status,
                Map.of("Content-Type", "application/json"),
                answer.toString().getBytes(UTF_8));
    }
}
