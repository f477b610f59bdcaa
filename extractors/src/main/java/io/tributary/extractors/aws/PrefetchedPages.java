package io.tributary.extractors.aws;

import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The pages of several files in the files' order, some of which are read ahead at the same time. What is in hand is
 * bounded in bytes, shared by the files that are being read, so that a later one cannot starve the one that is due.
 */
final class PrefetchedPages implements PageReader {

    /** Of the 50 MB that an extractor may hold; the rest is for the batch and for the producer. */
    private static final int BYTES_IN_HAND = 16 * 1024 * 1024;

    private final ExecutorService workers;
    private final List<PageQueue> queues;
    private int current;

    private PrefetchedPages(ExecutorService workers, List<PageQueue> queues) {
        this.workers = workers;
        this.queues = queues;
    }

    /** Begins to read {@code files}, each of which is opened by the thread that reads it. */
    static PrefetchedPages start(List<Supplier<PageReader>> files, int parallelism) {
        ExecutorService workers = Executors.newFixedThreadPool(parallelism, task -> {
            Thread thread = new Thread(task, "extractor-read-ahead");
            thread.setDaemon(true);
            return thread;
        });
        List<PageQueue> queues = files.stream()
                .map(file -> new PageQueue(BYTES_IN_HAND / parallelism))
                .toList();
        for (int i = 0; i < files.size(); i++) {
            Supplier<PageReader> file = files.get(i);
            PageQueue queue = queues.get(i);
            workers.execute(() -> read(file, queue));
        }
        return new PrefetchedPages(workers, queues);
    }

    @Override
    public Optional<Page> next() {
        while (current < queues.size()) {
            Optional<Page> page = queues.get(current).take();
            if (page.isPresent()) {
                return page;
            }
            current++;
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        queues.forEach(PageQueue::close);
        workers.shutdownNow();
        try {
            // One that waits for a network gets no answer to this; it is a daemon and ends with its time-out.
            workers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void read(Supplier<PageReader> file, PageQueue queue) {
        try (PageReader pages = file.get()) {
            Optional<Page> page = pages.next();
            while (page.isPresent() && queue.put(page.get())) {
                page = pages.next();
            }
            queue.end();
        } catch (RuntimeException | Error e) {
            queue.fail(e);
        }
    }
}
