package io.tributary.extractors.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are read ahead by several threads. */
class PrefetchedPagesTest {

    private static final int MEBIBYTE = 1024 * 1024;

    private final AtomicLong made = new AtomicLong();
    private final AtomicInteger open = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void pagesComeInTheOrderOfTheirFiles(int parallelism) {
        // Given
        List<Supplier<PageReader>> files = new ArrayList<>();
        for (int file = 0; file < 9; file++) {
            files.add(file(file, file % 4, 10, null));
        }

        // When
        List<String> read = new ArrayList<>();
        try (PageReader pages = PrefetchedPages.start(files, parallelism)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                read.add(page.get().artifact() + "/" + page.get().firstRow());
            }
        }

        // Then
        List<String> expected = new ArrayList<>();
        for (int file = 0; file < 9; file++) {
            for (int page = 0; page < file % 4; page++) {
                expected.add(file + "/" + page);
            }
        }
        assertThat(read).isEqualTo(expected);
        assertThat(open).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void queuedPagesAreBounded(int parallelism) {
        // Given
        List<Supplier<PageReader>> files = new ArrayList<>();
        for (int file = 0; file < 100; file++) {
            files.add(file(file, file < 4 ? 40 : 2, MEBIBYTE, null));
        }

        // When
        long most = 0;
        long taken = 0;
        try (PageReader pages = PrefetchedPages.start(files, parallelism)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                taken++;
                most = Math.max(most, made.get() - taken);
            }
        }

        // Then: 16 MiB are queued, and each thread holds one page more
        assertThat(taken).isEqualTo(4 * 40 + 96 * 2);
        assertThat(most).isLessThanOrEqualTo(16 + parallelism);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void failureOfAFileComesAfterThePagesBeforeIt(int parallelism) {
        // Given
        SourceException failure = new SourceException.Malformed("s3://b/k", "is bad");
        List<Supplier<PageReader>> files = List.of(file(0, 2, 10, null), file(1, 3, 10, failure), file(2, 1, 10, null));

        // When, then
        try (PageReader pages = PrefetchedPages.start(files, parallelism)) {
            for (int i = 0; i < 5; i++) {
                assertThat(pages.next()).isPresent();
            }
            assertThatThrownBy(pages::next).isSameAs(failure);
        }
        assertThat(open).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void closingInTheMiddleEndsEveryReader(int parallelism) {
        // Given
        List<Supplier<PageReader>> files = List.of(file(0, 100, MEBIBYTE, null), file(1, 100, MEBIBYTE, null));

        // When
        try (PageReader pages = PrefetchedPages.start(files, parallelism)) {
            pages.next();
        }

        // Then
        assertThat(open).hasValue(0);
    }

    private Supplier<PageReader> file(int file, int pages, int bytes, SourceException failure) {
        return () -> {
            open.incrementAndGet();
            return new PageReader() {
                private int next;

                @Override
                public Optional<Page> next() {
                    if (next == pages) {
                        if (failure != null) {
                            throw failure;
                        }
                        return Optional.empty();
                    }
                    made.incrementAndGet();
                    return Optional.of(new Page(file, next++, 1, new byte[bytes]));
                }

                @Override
                public void close() {
                    open.decrementAndGet();
                }
            };
        };
    }
}
