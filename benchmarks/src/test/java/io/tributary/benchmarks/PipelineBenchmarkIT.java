package io.tributary.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PipelineBenchmarkIT {

    @TempDir
    private Path directory;

    @Test
    void aRunEndsWithATableOfBothTopologiesAndNothingIsLost() {
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new PipelineBenchmark()).setOut(new PrintWriter(out));

        int code =
                command.execute("4000", "--repeats", "1", "--page-bytes", "50000", "--directory", directory.toString());

        assertThat(out.toString())
                .contains("| pass-through", "| first delivery", "| unchanged re-delivery", "| re-delivery, 1 %")
                .contains("Restated rows: 32; removed rows: 40.", "Took ")
                .doesNotContain("NOT AS IT MUST BE");
        assertThat(code).isZero();
    }
}
