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
    private final ExtractorMetrics metrics = ExtractorMetrics.open("complaints-test");
    private final ReportedErrors complaints = new ReportedErrors(
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
        complaints.about("a", List.of(denied("request 1")));
        complaints.about("a", List.of(denied("request 2")));
        complaints.about("b", List.of(denied("request 3")));

        assertThat(heard).containsExactly("s3://bucket: request 1");
        assertThat(complaints.said()).hasSize(1);
    }

    @Test
    void changedErrorIsLoggedAgain() {
        complaints.about("a", List.of(malformed("row 1")));
        complaints.about("a", List.of(malformed("row 2")));
        complaints.about("a", List.of(malformed("row 2"), denied("x")));

        assertThat(heard).containsExactly("s3://bucket: row 1", "s3://bucket: row 2", "s3://bucket: x");
    }

    @Test
    void errorThatReturnsAfterItWasFixedIsLoggedAgain() {
        complaints.about("a", List.of(denied("1")));
        assertThat(complaints.isEmpty()).isFalse();
        complaints.about("a", List.of());
        assertThat(complaints.isEmpty()).isTrue();
        complaints.about("a", List.of(denied("2")));

        assertThat(heard).containsExactly("s3://bucket: 1", "s3://bucket: 2");
    }

    private static SourceException denied(String problem) {
        return new SourceException.Denied("s3://bucket", problem, null);
    }

    private static SourceException malformed(String problem) {
        return new SourceException.Malformed("s3://bucket", problem);
    }
}
