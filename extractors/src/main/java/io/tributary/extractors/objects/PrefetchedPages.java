package io.tributary.extractors.objects;

import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The pages of several files in the files' order. Several files are read ahead at the same time. The bytes that are
 * read ahead are bounded, with a share for each open file, so that a later file cannot starve the one that is due; the
 * number of open files is bounded, too.
 */
public final class PrefetchedPages implements PageReader {

    /** Of the 50 MB that an extractor may hold; the rest is for the batch and for the producer. */
    private static final int BYTES_IN_HAND = 16 * 1024 * 1024;

    private final ExecutorService workers;
    private final Iterator<Supplier<PageReader>> files;
    private final Deque<PageQueue> begun = new ArrayDeque<>();
    private final int bytesOfFile;
    private long consumedOfEnded;

    private PrefetchedPages(Iterator<Supplier<PageReader>> files, int parallelism) {
        this.files = files;
        this.bytesOfFile = BYTES_IN_HAND / parallelism;
        this.workers = Executors.newFixedThreadPool(parallelism, task -> {
            Thread thread = new Thread(task, "extractor-read-ahead");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts to read {@code files}. The thread that reads a file opens it. */
    public static PrefetchedPages start(List<Supplier<PageReader>> files, int parallelism) {
        PrefetchedPages pages = new PrefetchedPages(files.iterator(), parallelism);
        for (int i = 0; i < parallelism; i++) {
            pages.beginNextFile();
        }
        return pages;
    }

    @Override
    public Optional<Page> next() {
        while (!begun.isEmpty()) {
            Optional<Page> page = begun.peek().take();
            if (page.isPresent()) {
                return page;
            }
            consumedOfEnded += begun.remove().consumed();
            beginNextFile();
        }
        return Optional.empty();
    }

    @Override
    public long consumed() {
        return consumedOfEnded + (begun.isEmpty() ? 0 : begun.peek().consumed());
    }

    @Override
    public void close() {
        begun.forEach(PageQueue::close);
        workers.shutdownNow();
        try {
            // A thread that waits for the network ignores the interrupt; it is a daemon and ends with its time-out.
            workers.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginNextFile() {
        if (files.hasNext()) {
            Supplier<PageReader> file = files.next();
            PageQueue queue = new PageQueue(bytesOfFile);
            begun.add(queue);
            workers.execute(() -> read(file, queue));
        }
    }

    private static void read(Supplier<PageReader> file, PageQueue queue) {
        try (PageReader pages = file.get()) {
            Optional<Page> page = pages.next();
            while (page.isPresent() && queue.put(page.get(), pages.consumed())) {
                page = pages.next();
            }
            queue.end(pages.consumed());
        } catch (RuntimeException | Error e) {
            queue.fail(e);
        }
    }
}
