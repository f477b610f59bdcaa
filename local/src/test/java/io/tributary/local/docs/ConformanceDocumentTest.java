package io.tributary.local.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/focus-conformance.md} against what it is made from. */
class ConformanceDocumentTest {

    private static final Path DOCUMENT = Path.of("../docs/focus-conformance.md");

    /** Set to write the document in place of comparing it. */
    private static final String WRITE = "tributary.documents.write";

    @Test
    void theDocumentSaysWhatTheRulesAndTheSchemaSay() throws IOException {
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(DOCUMENT, ConformanceDocument.text());
        }
        assertThat(Files.readString(DOCUMENT))
                .as(DOCUMENT + "; -D" + WRITE + "=true writes it")
                .isEqualTo(ConformanceDocument.text());
    }
}
