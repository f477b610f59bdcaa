package io.tributary.extractors.run;

import static java.util.Objects.requireNonNull;

import io.tributary.extractors.Intake;
import io.tributary.extractors.Progress;
import io.tributary.extractors.TakenDelivery;
import io.tributary.extractors.backpressure.BackPressure;
import io.tributary.extractors.backpressure.Lag;
import io.tributary.extractors.metrics.ExtractorMetrics;
import io.tributary.extractors.source.SourceException;
import io.tributary.schemas.Provider;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the calls of an extraction and passes them on. */
final class MeteredProgress implements Progress, BackPressure.Listener {

    private static final Logger LOGGER = LoggerFactory.getLogger(MeteredProgress.class);

    private final Progress progress;
    private final ExtractorMetrics metrics;
    private final InstantSource clock;
    private boolean isBufferFull;

    MeteredProgress(Progress progress, ExtractorMetrics metrics, InstantSource clock) {
        this.progress = requireNonNull(progress, "progress");
        this.metrics = requireNonNull(metrics, "metrics");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void discovered(int deliveries) {
        progress.discovered(deliveries);
    }

    @Override
    public void searching(Provider provider) {
        progress.searching(provider);
    }

    @Override
    public void deliveryStarted(String scope, String deliveryId, int pages, long rows) {
        progress.deliveryStarted(scope, deliveryId, pages, rows);
    }

    @Override
    public void intake(Intake intake) {
        progress.intake(intake);
    }

    @Override
    public void pagePublished(String scope, int rows, int bytes) {
        metrics.pagePublished(rows, bytes);
        progress.pagePublished(scope, rows, bytes);
    }

    @Override
    public void deliveryAbandoned(String scope, String deliveryId, String reason) {
        progress.deliveryAbandoned(scope, deliveryId, reason);
    }

    @Override
    public void deliveryCompleted(TakenDelivery delivery) {
        metrics.deliveryCompleted(clock.instant());
        isBufferFull = false;
        progress.deliveryCompleted(delivery);
    }

    @Override
    public void deliverySkipped(String scope, String deliveryId, String reason) {
        progress.deliverySkipped(scope, deliveryId, reason);
    }

    @Override
    public void paused(String group, long pages, long bytes) {
        metrics.paused();
        progress.paused(group, pages, bytes);
    }

    @Override
    public void resumed(String group, Duration waited) {
        metrics.resumed(waited);
        progress.resumed(group, waited);
    }

    @Override
    public void waiting(Duration pause) {
        progress.waiting(pause);
    }

    @Override
    public void sourceWaits(Provider provider, Duration pause) {
        progress.sourceWaits(provider, pause);
    }

    @Override
    public void failed(SourceException error) {
        progress.failed(error);
    }

    @Override
    public void paused(String group, Lag lag) {
        paused(group, lag.pages(), lag.bytes());
    }

    @Override
    public void resumed(String group, Lag lag, Duration waited) {
        resumed(group, waited);
    }

    @Override
    public void lags(Lag lag) {
        metrics.lags(lag.pages(), lag.bytes());
    }

    /** Logs this once for a delivery: it may happen with each of its pages. */
    @Override
    public void bufferFull(long bytes, long available) {
        metrics.bufferFull();
        if (!isBufferFull) {
            isBufferFull = true;
            LOGGER.warn(
                    "The producer's buffer has {} bytes left, and a page has {}: extraction waits until the cluster"
                            + " has taken what is in it",
                    available,
                    bytes);
        }
    }
}
