package io.tributary.extractors.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.extractors.Progress;
import io.tributary.extractors.metrics.ExtractorMetrics;
import io.tributary.extractors.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Errors are logged once, until they change. */
class ReportedErrorsTest {

    private final List<String> heard = new ArrayList<>();
    private final ExtractorMetrics metrics = ExtractorMetrics.open("reportedErrors-test");
    private final ReportedErrors reportedErrors = new ReportedErrors(
            new Progress() {
                @Override
                public void failed(SourceException error) {
                    heard.add(error.getMessage());
                }
            },
            metrics);

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void unchangedErrorIsLoggedOnce() {
        reportedErrors.report("a", List.of(denied("request 1")));
        reportedErrors.report("a", List.of(denied("request 2")));
        reportedErrors.report("b", List.of(denied("request 3")));

        assertThat(heard).containsExactly("s3://bucket: request 1");
        assertThat(reportedErrors.all()).hasSize(1);
    }

    @Test
    void changedErrorIsLoggedAgain() {
        reportedErrors.report("a", List.of(malformed("row 1")));
        reportedErrors.report("a", List.of(malformed("row 2")));
        reportedErrors.report("a", List.of(malformed("row 2"), denied("x")));

        assertThat(heard).containsExactly("s3://bucket: row 1", "s3://bucket: row 2", "s3://bucket: x");
    }

    @Test
    void errorThatReturnsAfterItWasFixedIsLoggedAgain() {
        reportedErrors.report("a", List.of(denied("1")));
        assertThat(reportedErrors.isEmpty()).isFalse();
        reportedErrors.report("a", List.of());
        assertThat(reportedErrors.isEmpty()).isTrue();
        reportedErrors.report("a", List.of(denied("2")));

        assertThat(heard).containsExactly("s3://bucket: 1", "s3://bucket: 2");
    }

    private static SourceException denied(String problem) {
        return new SourceException.Denied("s3://bucket", problem, null);
    }

    private static SourceException malformed(String problem) {
        return new SourceException.Malformed("s3://bucket", problem);
    }
}
