package io.tributary.extractors.azure.api.paged;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.tributary.extractors.csv.PageLimits;
import io.tributary.extractors.source.DeliveryChangedException;
import io.tributary.extractors.source.Page;
import io.tributary.extractors.source.PageReader;
import io.tributary.extractors.source.SourceException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;

/** Reads a paged answer to its end, and cuts it into pages of a size that can be published. */
final class PagedReader implements PageReader {

    private final PagedApi api;
    private final Answers answers;
    private final PagingGuard guard;
    private final PageLimits limits;
    private final Sums before;

    /** The current answer, what was known before it, and its rows that belong to the statement. */
    private Optional<String> link;

    private ApiPage answer = ApiPage.NOTHING;
    private JsonNode guardBefore;
    private List<ApiRow> rows = List.of();
    private int nextRow;

    private boolean atEnd;
    private boolean mustAsk = true;
    private int skip;
    private Optional<String> expectedFingerprint;
    private long published;

    /**
     * @param guard as it was where {@code start} is
     * @param start where to continue
     * @param published rows that were published before
     */
    PagedReader(
            PagedApi api, Answers answers, PagingGuard guard, PageLimits limits, Continuation start, long published) {
        this.api = requireNonNull(api, "api");
        this.answers = requireNonNull(answers, "answers");
        this.guard = requireNonNull(guard, "guard");
        this.limits = requireNonNull(limits, "limits");
        this.before = start.before();
        this.link = start.link();
        this.atEnd = start.atEnd();
        this.skip = start.skip();
        this.expectedFingerprint = start.fingerprint();
        this.guardBefore = start.guard();
        this.published = published;
    }

    @Override
    public Optional<Page> next() {
        while (nextRow == rows.size()) {
            if (atEnd) {
                return Optional.empty();
            }
            advance();
        }
        return Optional.of(cut());
    }

    @Override
    public Optional<String> continuation() {
        boolean isInside = nextRow < rows.size();
        return Optional.of(new Continuation(
                        api.version(),
                        isInside ? link : answer.nextLink(),
                        !isInside && atEnd,
                        isInside ? nextRow : 0,
                        isInside ? Optional.of(fingerprint()) : Optional.empty(),
                        before,
                        isInside ? guardBefore : Continuation.stateOf(guard))
                .toText());
    }

    @Override
    public void close() {
        rows = List.of();
        nextRow = 0;
        atEnd = true;
    }

    /** Gets the next answer. */
    private void advance() {
        if (!mustAsk) {
            link = answer.nextLink();
        }
        mustAsk = false;
        guardBefore = Continuation.stateOf(guard);
        answer = answers.get(link);
        rows = guard.accept(answer);
        nextRow = skipPublished();
        answer.nextLink().ifPresent(guard::follow);
        atEnd = answer.nextLink().isEmpty();
    }

    /** Skips the rows that an earlier run published; they must be in the answer again. */
    private int skipPublished() {
        if (expectedFingerprint.isPresent()
                && (!expectedFingerprint.get().equals(fingerprint()) || skip > rows.size())) {
            throw new DeliveryChangedException(
                    api.object(), "the page that was being published has changed: it was restated meanwhile");
        }
        int skipped = skip;
        skip = 0;
        expectedFingerprint = Optional.empty();
        return skipped;
    }

    private String fingerprint() {
        return Long.toHexString(PagingGuard.fingerprint(answer));
    }

    private Page cut() {
        int first = nextRow;
        int size = answer.head().length + answer.tail().length;
        if (size + rows.get(first).length() > limits.rowBytes()) {
            throw new SourceException.Malformed(
                    api.object(),
                    "has a row of " + rows.get(first).length() + " bytes: expected at most " + limits.rowBytes());
        }
        while (nextRow < rows.size() && nextRow - first < limits.pageRows()) {
            size += rows.get(nextRow).length() + 1;
            if (nextRow > first && size > limits.pageBytes()) {
                break;
            }
            nextRow++;
        }
        Page page = new Page(0, published, nextRow - first, content(first, nextRow));
        published += page.rows();
        return page;
    }

    private byte[] content(int from, int to) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(answer.head());
        for (int i = from; i < to; i++) {
            if (i > from) {
                content.write(',');
            }
            content.write(answer.body(), rows.get(i).start(), rows.get(i).length());
        }
        content.writeBytes(answer.tail());
        return content.toByteArray();
    }
}
