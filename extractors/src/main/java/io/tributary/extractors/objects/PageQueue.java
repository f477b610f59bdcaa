package io.tributary.extractors.objects;

import io.tributary.extractors.source.Page;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** A queue of pages from the thread that reads a file to the one that publishes, bounded in bytes. */
final class PageQueue {

    private final long maxBytes;
    private final Deque<Read> pages = new ArrayDeque<>();
    private long bytes;
    private long consumed;
    private long consumedAtEnd;
    private boolean isEnded;
    private boolean isClosed;
    private Throwable failure;

    PageQueue(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * A page.
     *
     * @param consumed how much of the file was read for it and for those before it
     */
    private record Read(Page page, long consumed) {}

    /**
     * Waits until there is room; an empty queue has room for any page. False if the reader has gone.
     *
     * @param read how much of the file was read for the page and for those before it
     */
    synchronized boolean put(Page page, long read) {
        while (!isClosed && !pages.isEmpty() && bytes + page.content().length > maxBytes) {
            await();
        }
        if (isClosed) {
            return false;
        }
        pages.add(new Read(page, read));
        bytes += page.content().length;
        notifyAll();
        return true;
    }

    /** @param read how much of the file was read */
    synchronized void end(long read) {
        consumedAtEnd = read;
        isEnded = true;
        notifyAll();
    }

    /** Ends the queue with a failure, which the reader gets after the pages before it. */
    synchronized void fail(Throwable cause) {
        failure = cause;
        end(0);
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
            consumed = consumedAtEnd;
            return Optional.empty();
        }
        Read next = pages.remove();
        consumed = next.consumed();
        Page page = next.page();
        bytes -= page.content().length;
        notifyAll();
        return Optional.of(page);
    }

    /** How much of the file was read for the pages that were taken; of the whole file after its end. */
    synchronized long consumed() {
        return consumed;
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
