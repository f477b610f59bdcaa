package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.bigquery.BigQuery;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.gcp.BigQueryAddress;
import io.tributary.extractors.gcp.GcpConfig;
import io.tributary.extractors.source.BillingSource;
import io.tributary.extractors.source.SourceDelivery;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Backoff;
import io.tributary.extractors.throttle.Pause;
import io.tributary.schemas.SourceCursor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Billing exports in BigQuery: the slices of their tables are the deliveries. */
public final class BigQuerySource implements BillingSource {

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(32);

    private final List<BigQueryAddress> addresses;
    private final GcpConfig config;
    private final PageLimits limits;
    private final InstantSource clock;
    private final BillingTables tables;
    private final Queries queries;

    private List<BillingTable> found = List.of();

    private BigQuerySource(
            BigQuery bigQuery,
            Requests requests,
            List<BigQueryAddress> addresses,
            GcpConfig config,
            PageLimits limits,
            InstantSource clock) {
        this.addresses = List.copyOf(addresses);
        this.config = config;
        this.limits = limits;
        this.clock = clock;
        this.tables = new BillingTables(bigQuery, requests);
        this.queries = new Queries(bigQuery, config.bigQuery(), requests, limits.pageRows());
    }

    /**
     * Opens an input.
     *
     * @param input tables as {@link BigQueryAddress} has them
     * @param limits how large a page may be
     * @param clock the time by which the first months are chosen if nothing was taken before
     * @param pause waits before a request is repeated
     * @throws SourceException.Denied if there are no credentials
     */
    public static BigQuerySource open(
            String input, GcpConfig config, PageLimits limits, InstantSource clock, Pause pause) {
        requireNonNull(config, "config");
        requireNonNull(limits, "limits");
        requireNonNull(clock, "clock");
        List<BigQueryAddress> addresses = BigQueryAddress.all(input);
        BigQuery bigQuery = BigQueryClients.open(addresses.get(0).project(), config);
        Backoff backoff =
                new Backoff(FIRST_WAIT, LONGEST_WAIT, config.bigQuery().attempts());
        Duration connect = config.bigQuery().connectTimeout();
        Duration read = config.bigQuery().readTimeout();
        Requests requests = new Requests(
                backoff, RandomGenerator.getDefault(), pause, connect.compareTo(read) < 0 ? connect : read);
        return new BigQuerySource(bigQuery, requests, addresses, config, limits, clock);
    }

    /** Finds the tables. {@link #since} finds their slices. */
    @Override
    public Discovery discover() {
        found = tables.find(addresses);
        return new Discovery(List.of(), List.of());
    }

    @Override
    public Discovery since(Discovery discovery, Map<String, SourceCursor> cursors) {
        List<SourceDelivery> deliveries = new ArrayList<>(discovery.deliveries());
        List<SourceException> errors = new ArrayList<>(discovery.errors());
        MonthChoices choices = new MonthChoices(queries, config.tables());
        List<TableReading> readings = new ArrayList<>();
        for (BillingTable table : found) {
            TableReading reading = new TableReading(queries, table, config, limits, clock);
            try {
                reading.look(cursors, others(table), errors);
                readings.add(reading);
            } catch (SourceException e) {
                errors.add(e);
                choices.addUnread(table);
            }
        }
        choices.choose(readings, errors);
        readings.forEach(
                reading -> deliveries.addAll(reading.deliveries(cursors, slice -> choices.choice(reading, slice))));
        return new Discovery(deliveries, errors);
    }

    /** The other tables that are named after the same billing account. */
    private List<BillingTable> others(BillingTable table) {
        Optional<String> account = table.export().account(table.name());
        return found.stream()
                .filter(other -> other != table && account.isPresent())
                .filter(other -> other.export().account(other.name()).equals(account))
                .toList();
    }

    @Override
    public void close() {
        // The client has no connection to close.
    }
}
