package io.tributary.local.command.extract;

import io.tributary.extractors.Intake;
import io.tributary.schemas.Provider;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What an extraction of one input has found, read and published so far. Written by its thread, read by any. */
public final class InputCounts {

    private final Provider provider;
    private final Queue<Begun> begun = new ConcurrentLinkedQueue<>();
    private final AtomicLong deliveries = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong rowsBefore = new AtomicLong();
    private volatile Optional<Intake> intake = Optional.empty();
    private volatile boolean isSearched;
    private volatile boolean isEnded;

    InputCounts(Provider provider) {
        this.provider = provider;
    }

    /** A delivery whose reading has begun. */
    public record Begun(String scope, String deliveryId) {}

    void found(int number) {
        deliveries.addAndGet(number);
        isSearched = true;
    }

    void begun(String scope, String deliveryId, long rowsPublishedBefore) {
        begun.add(new Begun(scope, deliveryId));
        rowsBefore.addAndGet(rowsPublishedBefore);
    }

    void complete() {
        completed.incrementAndGet();
    }

    void published(int pageRows) {
        rows.addAndGet(pageRows);
    }

    void intake(Intake now) {
        intake = Optional.of(now);
    }

    void end() {
        isEnded = true;
    }

    /** Nothing is left to do for now. A daemon would remember more and more. */
    void forgetBegun() {
        begun.clear();
    }

    /** Whose bills the input holds. */
    public Provider provider() {
        return provider;
    }

    /** The deliveries whose reading has begun, or was gone on with. */
    public Collection<Begun> begun() {
        return begun;
    }

    /** Deliveries that are to be read, as far as they were found. */
    public long deliveries() {
        return deliveries.get();
    }

    /** Deliveries that were published whole. */
    public long completed() {
        return completed.get();
    }

    /** Rows that this extraction has published. */
    public long rows() {
        return rows.get();
    }

    /** Rows of its deliveries that earlier extractions had published. */
    public long rowsBefore() {
        return rowsBefore.get();
    }

    /** How much was read, and is left; empty before that is known, or where the source does not say. */
    public Optional<Intake> intake() {
        return intake;
    }

    /** Whether it is known which deliveries there are. */
    public boolean isSearched() {
        return isSearched;
    }

    /** Whether nothing more will be published. */
    public boolean isEnded() {
        return isEnded;
    }
}
