package io.tributary.extractors.objects;

import io.tributary.extractors.source.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A queue of pages from the thread that reads a file to the one that publishes, bounded in bytes. */
final class PageQueue {

    private final long maxBytes;
    private final Deque<Page> pages = new ArrayDeque<>();
    private long bytes;
    private boolean isEnded;
    private boolean isClosed;
    private Throwable failure;

    PageQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Waits until there is room; an empty queue has room for any page. False if the reader has gone. */
    synchronized boolean put(Page page) {
        while (!isClosed && !pages.isEmpty() && bytes + page.content().length > maxBytes) {
            await();
        }
        if (isClosed) {
            return false;
        }
        pages.add(page);
        bytes += page.content().length;
        notifyAll();
        return true;
    }

    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    /** Ends the queue with a failure, which the reader gets after the pages before it. */
    synchronized void fail(Throwable cause) {
        failure = cause;
        end();
    }

    /** Waits for the next page; empty at the end. Throws the writer's failure. */
    synchronized Optional<Page> take() {
        while (pages.isEmpty() && !isEnded) {
            await();
        }
        if (pages.isEmpty()) {
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            return Optional.empty();
        }
        Page page = pages.remove();
        bytes -= page.content().length;
        notifyAll();
        return Optional.of(page);
    }

    synchronized void close() {
        isClosed = true;
        notifyAll();
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("Interrupted while waiting for a page");
            cancelled.initCause(e);
            throw cancelled;
        }
    }
}
