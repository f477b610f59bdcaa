package io.tributary.extractors.gcp.bigquery;

import static java.util.Objects.requireNonNull;

import com.google.cloud.RetryOption;
import com.google.cloud.bigquery.BigQuery;
import com.google.cloud.bigquery.BigQuery.QueryResultsOption;
import com.google.cloud.bigquery.BigQuery.TableDataListOption;
import com.google.cloud.bigquery.BigQueryError;
import com.google.cloud.bigquery.BigQueryException;
import com.google.cloud.bigquery.Job;
import com.google.cloud.bigquery.JobException;
import com.google.cloud.bigquery.JobId;
import com.google.cloud.bigquery.JobInfo;
import com.google.cloud.bigquery.JobStatus;
import com.google.cloud.bigquery.QueryJobConfiguration;
import com.google.cloud.bigquery.Schema;
import com.google.cloud.bigquery.TableResult;
import io.tributary.extractors.gcp.BigQueryConfig;
import io.tributary.extractors.source.SourceException;
import io.tributary.extractors.throttle.Pause.InterruptedPauseException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs queries as jobs with ids of our own, so that a request without an answer can be repeated without a second job.
 * Used by one thread.
 */
final class Queries {

    /** How much longer than its own time limit a job is waited for. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final BigQuery bigQuery;
    private final BigQueryConfig config;
    private final Requests requests;
    private final long pageRows;

    /** @param pageRows rows that are asked for at a time */
    Queries(BigQuery bigQuery, BigQueryConfig config, Requests requests, long pageRows) {
        this.bigQuery = requireNonNull(bigQuery, "bigQuery");
        this.config = requireNonNull(config, "config");
        this.requests = requireNonNull(requests, "requests");
        this.pageRows = pageRows;
    }

    /**
     * Runs a query and returns its rows.
     *
     * @param table the table that it reads, which decides where it runs
     * @throws SourceException if the query fails
     */
    Rows run(BillingTable table, String query) {
        String object = table.uri();
        return requests.of(object, new Run(table, query)::result);
    }

    /** One query with all its attempts. */
    private final class Run {

        private final BillingTable table;
        private final QueryJobConfiguration configuration;
        private JobId id;
        private boolean isBegun;

        Run(BillingTable table, String query) {
            this.table = table;
            this.configuration = QueryJobConfiguration.newBuilder(query)
                    .setUseLegacySql(false)
                    .setMaximumBytesBilled(config.maximumBytesBilled().orElse(null))
                    .setJobTimeoutMs(config.jobTimeout().toMillis())
                    .build();
            this.id = newId();
        }

        /** The result. After an exception it can be called again, and continues with the job unless that has failed. */
        Rows result() {
            Job job = isBegun ? bigQuery.getJob(id) : begun();
            if (job == null) {
                throw lost();
            }
            if (job.getJobId() == null || job.getStatus() == null) {
                throw Failures.ofCutAnswer(new IOException("the answer names no job"));
            }
            isBegun = true;
            id = job.getJobId();
            Job done = isDone(job) ? job : waitedFor(job);
            throwIfFailed(done);
            try {
                TableResult first = done.getQueryResults(QueryResultsOption.pageSize(pageRows));
                return new Rows(
                        table.uri(), requests, token -> page(done, first.getSchema(), token), first, createdAt(done));
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (JobException e) {
                throw new BigQueryException(e.getErrors());
            }
        }

        /** A page of a job's result. The client's own paging sends a start index besides the token. */
        private TableResult page(Job job, Schema schema, String token) {
            QueryJobConfiguration query = job.getConfiguration();
            return bigQuery.listTableData(
                    query.getDestinationTable(),
                    schema,
                    TableDataListOption.pageSize(pageRows),
                    TableDataListOption.pageToken(token));
        }

        private Job begun() {
            try {
                return bigQuery.create(JobInfo.of(id, configuration));
            } catch (BigQueryException e) {
                if (!Failures.isDuplicate(e)) {
                    throw e;
                }
                // An earlier attempt had succeeded after all.
                return bigQuery.getJob(id);
            }
        }

        private Job waitedFor(Job job) {
            try {
                Job done = job.waitFor(
                        RetryOption.totalTimeoutDuration(config.jobTimeout().plus(GRACE)));
                if (done == null) {
                    throw lost();
                }
                if (!isDone(done)) {
                    throw new SourceException.Unavailable(
                            table.uri(), "query " + id.getJob() + " took longer than " + config.jobTimeout(), null);
                }
                return done;
            } catch (InterruptedException e) {
                throw interrupted(e);
            } catch (JobException e) {
                throw new BigQueryException(e.getErrors());
            } catch (BigQueryException e) {
                // A failed job is reported like a failed request: only the job's state shows the difference.
                Optional.ofNullable(bigQuery.getJob(id)).ifPresent(this::throwIfFailed);
                throw e;
            }
        }

        /** A failed job is not repeated; another job may be started. */
        private void throwIfFailed(Job job) {
            BigQueryError error = job.getStatus().getError();
            if (error != null) {
                isBegun = false;
                id = newId();
                throw Failures.ofJob(error);
            }
        }

        private SourceException lost() {
            return new SourceException.Unavailable(
                    table.uri(), "query " + id.getJob() + " is not there any more", null);
        }

        private JobId newId() {
            return JobId.newBuilder()
                    .setProject(config.project().orElse(table.id().getProject()))
                    .setLocation(config.location().or(table::location).orElse(null))
                    .setJob("tributary_" + UUID.randomUUID())
                    .build();
        }
    }

    private static boolean isDone(Job job) {
        return job.getStatus().getState() == JobStatus.State.DONE;
    }

    /** BigQuery's time, which is the same for all machines. */
    private static Instant createdAt(Job job) {
        Long millis = job.getStatistics() == null ? null : job.getStatistics().getCreationTime();
        return millis == null ? Instant.now() : Instant.ofEpochMilli(millis);
    }

    private static InterruptedPauseException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new InterruptedPauseException(e);
    }
}
