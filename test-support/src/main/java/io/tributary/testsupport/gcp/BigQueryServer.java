package io.tributary.testsupport.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A server that speaks as much of BigQuery's REST as its Java client asks for, with tables in memory: it knows the two
 * queries of the extractor, and refuses one that names no partitions. Rows that a query does not order come in another order
 * from each job. Answers can be spoilt.
 */
public final class BigQueryServer implements AutoCloseable {

    /** A row: its values by column, and the partition it is in, or none while it is in the streaming buffer. */
    public record Row(Optional<LocalDate> partition, Map<String, Object> values) {

        Row in(LocalDate day) {
            return new Row(Optional.of(day), values);
        }
    }

    /** What becomes of an answer. */
    public sealed interface Fault {

        /** An error in its place. */
        record Refusal(int status, String reason, String message) implements Fault {}

        /** A connection that ends before it. */
        record NoAnswer() implements Fault {}

        /** A connection on which nothing comes. */
        record Silence() implements Fault {}

        /** A connection that ends in its middle. */
        record HalfAnswer() implements Fault {}
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

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, List<String>> columns = new TreeMap<>();
    private final Map<String, List<Row>> tables = new TreeMap<>();
    private final Map<String, Job> jobs = new HashMap<>();
    private final Map<String, Integer> unfinished = new HashMap<>();
    private final List<Spoiling> spoilings = new ArrayList<>();
    private final List<String[]> failures = new ArrayList<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<String> queries = Collections.synchronizedList(new ArrayList<>());
    private final Random random = new Random(7);
    private final CountDownLatch ended = new CountDownLatch(1);
    private int pageRows = 7;
    private int polls;
    private Runnable beforeRows = () -> {};

    private BigQueryServer(HttpServer server) {
        this.server = server;
    }

    public static BigQueryServer start() throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        BigQueryServer server = new BigQueryServer(http);
        http.setExecutor(server.threads);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * Makes a table, or gives it other columns.
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

    /** Answers the next request that matches with a fault. */
    public synchronized void spoil(String request, Fault... faults) {
        for (Fault fault : faults) {
            spoilings.add(new Spoiling(Pattern.compile(request), fault));
        }
    }

    /** Ends all spoiling. */
    synchronized void heal() {
        spoilings.clear();
    }

    /** Lets the next job fail. */
    public synchronized void failJob(String reason, String message) {
        failures.add(new String[] {reason, message});
    }

    /** From now on a job is done only when it was asked for so often. */
    public synchronized void finishAfter(int asked) {
        polls = asked;
    }

    /** Does something before the next query for rows is answered. */
    public synchronized void beforeRows(Runnable work) {
        beforeRows = work;
    }

    synchronized void pageRows(int most) {
        pageRows = most;
    }

    /** What was asked, as method, path and query. */
    public List<String> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /** The queries of all jobs. */
    public List<String> queries() {
        synchronized (queries) {
            return List.copyOf(queries);
        }
    }

    public void forgetRequests() {
        requests.clear();
        queries.clear();
    }

    @Override
    public void close() {
        ended.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        byte[] body = body(exchange);
        requests.add(request);
        Optional<Fault> fault = fault(request);
        Answer answer = fault.isPresent() && fault.get() instanceof Fault.Refusal refusal
                ? refusal(refusal.status(), refusal.reason(), refusal.message())
                : answer(exchange, body);
        if (fault.isPresent() && fault.get() instanceof Fault.NoAnswer) {
            // It did what it was asked, and nobody hears of it.
            throw new IOException("The connection ends before the answer");
        }
        byte[] content = JSON.writeValueAsBytes(answer.content());
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        if (fault.isPresent() && fault.get() instanceof Fault.Silence) {
            await(ended);
        }
        exchange.sendResponseHeaders(answer.status(), content.length);
        if (fault.isPresent() && fault.get() instanceof Fault.HalfAnswer) {
            exchange.getResponseBody().write(content, 0, content.length / 2);
            exchange.getResponseBody().flush();
            throw new IOException("The connection ends in the middle of the answer");
        }
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            latch.await();
            throw new IOException("The server was closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private record Answer(int status, JsonNode content) {}

    private synchronized Optional<Fault> fault(String request) {
        for (Spoiling spoiling : spoilings) {
            if (spoiling.request().matcher(request).find()) {
                spoilings.remove(spoiling);
                return Optional.of(spoiling.fault());
            }
        }
        return Optional.empty();
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        boolean isZipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream in = exchange.getRequestBody()) {
            return isZipped ? new GZIPInputStream(in).readAllBytes() : in.readAllBytes();
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Map<String, String> parameters = parameters(exchange.getRequestURI().getRawQuery());
        Matcher matcher = DATA.matcher(path);
        if (matcher.matches()) {
            return data(jobs.get(matcher.group(2).replace("result_of_", "")), parameters);
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
        if (matcher.matches() && exchange.getRequestMethod().equals("POST")) {
            return insert(JSON.readTree(body));
        }
        matcher = JOB.matcher(path);
        if (matcher.matches()) {
            String id = matcher.group(2);
            return jobs.containsKey(id) ? ok(job(id)) : refusal(404, "notFound", "Not found: Job " + id);
        }
        matcher = RESULTS.matcher(path);
        if (matcher.matches()) {
            return results(matcher.group(2));
        }
        return refusal(404, "notFound", "Not found: " + path);
    }

    private Answer list(String project, String dataSet) {
        ObjectNode list = JSON.createObjectNode();
        ArrayNode items = list.putArray("tables");
        for (String name : tables.keySet()) {
            ObjectNode item = items.addObject().put("type", "TABLE").put("id", project + ":" + dataSet + "." + name);
            reference(item.putObject("tableReference"), project, dataSet, name);
        }
        return ok(list.put("totalItems", tables.size()));
    }

    private Answer table(String project, String dataSet, String name) {
        if (!tables.containsKey(name)) {
            return refusal(404, "notFound", "Not found: Table " + project + ":" + dataSet + "." + name);
        }
        ObjectNode table = JSON.createObjectNode().put("type", "TABLE").put("location", "EU");
        reference(table.putObject("tableReference"), project, dataSet, name);
        table.putObject("timePartitioning").put("type", "DAY");
        table.putObject("schema").set("fields", schema(columns.get(name), ""));
        return ok(table);
    }

    private static void reference(ObjectNode node, String project, String dataSet, String table) {
        node.put("projectId", project).put("datasetId", dataSet).put("tableId", table);
    }

    /** The columns under a prefix, as BigQuery describes them. */
    private static ArrayNode schema(List<String> types, String prefix) {
        ArrayNode fields = JSON.createArrayNode();
        for (String column : types) {
            String[] words = column.split(" ");
            boolean isOwn = words[0].startsWith(prefix) && words[0].indexOf('.', prefix.length()) < 0;
            if (isOwn) {
                ObjectNode field = fields.addObject().put("name", words[0].substring(prefix.length()));
                field.put("type", words[1].replace("*", ""));
                field.put("mode", words[1].endsWith("*") ? "REPEATED" : "NULLABLE");
                if (words[1].startsWith("RECORD")) {
                    field.set("fields", schema(types, words[0] + "."));
                }
            }
        }
        return fields;
    }

    private Answer insert(JsonNode request) {
        String id = request.path("jobReference").path("jobId").asText();
        if (jobs.containsKey(id)) {
            return refusal(409, "duplicate", "Already Exists: Job " + id);
        }
        JsonNode configuration = request.path("configuration").path("query");
        String query = configuration.path("query").asText();
        queries.add(query);
        Matcher from = FROM.matcher(query);
        if (!from.find() || !FIRST_DAY.matcher(query).find()) {
            return refusal(400, "invalidQuery", "Cannot query without a filter over _PARTITIONTIME");
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
        if (!isInventory) {
            Runnable work = beforeRows;
            beforeRows = () -> {};
            work.run();
        }
        String table = from.group(3);
        List<Row> rows = partitions(table, query);
        ArrayNode schema = isInventory ? schema(INVENTORY, "") : schema(columns.get(table), "");
        jobs.put(
                id,
                new Job(
                        query,
                        configuration,
                        failure,
                        isInventory ? inventory(rows) : ordered(rows, query, schema),
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

    private static final List<String> INVENTORY = List.of(
            "partition_day DATE",
            "export_time TIMESTAMP",
            "account STRING",
            "month STRING",
            "currency STRING",
            "row_count INTEGER",
            "cost BIGNUMERIC",
            "credits BIGNUMERIC");

    private static List<JsonNode> inventory(List<Row> rows) {
        Map<List<String>, List<Row>> groups = new LinkedHashMap<>();
        rows.stream()
                .sorted(Comparator.comparing(row -> String.join("|", group(row))))
                .forEach(row -> groups.computeIfAbsent(group(row), group -> new ArrayList<>())
                        .add(row));
        List<JsonNode> result = new ArrayList<>();
        groups.forEach((group, members) -> {
            ArrayNode cells = JSON.createArrayNode();
            group.forEach(value -> cells.addObject().put("v", value));
            cells.addObject().put("v", Integer.toString(members.size()));
            cells.addObject().put("v", sum(members, BigQueryServer::cost).toPlainString());
            BigDecimal credits = sum(members, BigQueryServer::credits);
            cells.addObject().put("v", credits.signum() == 0 ? null : credits.toPlainString());
            result.add(JSON.createObjectNode().set("f", cells));
        });
        return result;
    }

    private static List<String> group(Row row) {
        return List.of(
                row.partition().orElseThrow().toString(),
                Long.toString(micros((Instant) row.values().get("export_time"))),
                (String) row.values().get("billing_account_id"),
                month(row),
                (String) row.values().get("currency"));
    }

    public static String month(Row row) {
        return (String) ((Map<?, ?>) row.values().get("invoice")).get("month");
    }

    public static BigDecimal cost(Row row) {
        return new BigDecimal((String) row.values().get("cost"));
    }

    public static BigDecimal credits(Row row) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object credit : (List<?>) row.values().getOrDefault("credits", List.of())) {
            sum = sum.add(new BigDecimal((String) ((Map<?, ?>) credit).get("amount")));
        }
        return sum;
    }

    private static BigDecimal sum(List<Row> rows, Function<Row, BigDecimal> amount) {
        return rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Rows ordered as a query asks, and otherwise as chance has it. */
    private List<JsonNode> ordered(List<Row> rows, String query, ArrayNode schema) {
        List<Long> times = TIMES.matcher(query)
                .results()
                .map(time -> Long.valueOf(time.group(1)))
                .toList();
        List<Row> wanted = new ArrayList<>(rows.stream()
                .filter(row -> times.contains(micros((Instant) row.values().get("export_time"))))
                .toList());
        Collections.shuffle(wanted, random);
        wanted.sort(Comparator.comparing(row -> String.join("|", group(row).subList(1, 4))));
        return wanted.stream().map(row -> cells(schema, row.values())).toList();
    }

    private static JsonNode cells(JsonNode schema, Map<?, ?> values) {
        ArrayNode cells = JSON.createArrayNode();
        for (JsonNode field : schema) {
            Object value = values.get(field.path("name").asText());
            ObjectNode cell = cells.addObject();
            if (value instanceof List<?> items) {
                ArrayNode array = cell.putArray("v");
                items.forEach(item -> array.addObject().set("v", cells(field.path("fields"), (Map<?, ?>) item)));
            } else if (field.path("mode").asText().equals("REPEATED")) {
                cell.putArray("v");
            } else if (value instanceof Map<?, ?> record) {
                cell.set("v", cells(field.path("fields"), record));
            } else if (value instanceof Instant time) {
                cell.put("v", Long.toString(micros(time)));
            } else {
                cell.put("v", (String) value);
            }
        }
        return JSON.createObjectNode().set("f", cells);
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

    private Answer results(String id) {
        Job job = jobs.get(id);
        if (job == null) {
            return refusal(404, "notFound", "Not found: Job " + id);
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
            return refusal(400, job.failure().get()[0], job.failure().get()[1]);
        }
        results.put("jobComplete", true)
                .put("totalRows", Integer.toString(job.rows().size()));
        results.putObject("schema").set("fields", job.schema());
        return ok(results);
    }

    private Answer data(Job job, Map<String, String> parameters) {
        if (parameters.containsKey("startIndex")) {
            return refusal(400, "invalid", "startIndex may skip or repeat rows: expected pageToken");
        }
        int first =
                Integer.parseInt(parameters.getOrDefault("pageToken", "token-0").replace("token-", ""));
        int most = Math.min(pageRows, Integer.parseInt(parameters.getOrDefault("maxResults", "100000")));
        int end = Math.min(job.rows().size(), first + most);
        ObjectNode data = JSON.createObjectNode()
                .put("totalRows", Integer.toString(job.rows().size()));
        boolean isInt64 = "true".equals(parameters.get("formatOptions.useInt64Timestamp"));
        ArrayNode rows = data.putArray("rows");
        job.rows().subList(first, end).forEach(row -> rows.add(isInt64 ? row : inSeconds(row, job.schema())));
        if (end < job.rows().size()) {
            data.put("pageToken", "token-" + end);
        }
        return ok(data);
    }

    /** The row with points in time as BigQuery writes them unless it is asked for whole microseconds. */
    private static JsonNode inSeconds(JsonNode row, JsonNode schema) {
        JsonNode copy = row.deepCopy();
        for (int i = 0; i < schema.size(); i++) {
            ObjectNode cell = (ObjectNode) copy.path("f").get(i);
            if (schema.get(i).path("type").asText().equals("TIMESTAMP")
                    && !cell.path("v").isNull()) {
                cell.put(
                        "v",
                        new BigDecimal(cell.path("v").asText()).movePointLeft(6).toPlainString() + "E0");
            }
        }
        return copy;
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private static Answer ok(JsonNode content) {
        return new Answer(200, content);
    }

    private static Answer refusal(int status, String reason, String message) {
        ObjectNode answer = JSON.createObjectNode();
        ObjectNode error = answer.putObject("error").put("code", status).put("message", message);
        error.putArray("errors")
                .addObject()
                .put("reason", reason)
                .put("message", message)
                .put("domain", "global");
        return new Answer(status, answer);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            parameters.put(parameter.substring(0, equals), URLDecoder.decode(parameter.substring(equals + 1), UTF_8));
        }
        return parameters;
    }
}
