package io.tributary.benchmarks.command;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.azure.AzureSampleBill;
import io.tributary.samples.azure.AzureSampleSettings;
import io.tributary.samples.gcp.GcpSampleBill;
import io.tributary.samples.gcp.GcpSampleSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Whose bill is measured: what its sample is made of, and what a DuckDB script makes of its files. */
enum Cloud {
    /** A Cost and Usage Report, compressed CSV in two files. */
    AWS("AWS", 1, 172) {
        @Override
        SampleTruth write(Shape shape, Path directory) throws IOException {
            return AwsSampleBill.write(
                    AwsSampleSettings.builder()
                            .seed(SEED)
                            .rows(shape.rows())
                            .periods(shape.periods())
                            .deliveries(shape.deliveries())
                            .through(shape.through())
                            .build(),
                    directory);
        }
    },

    /** Exports of actual and of amortized costs, plain CSV in two files each. */
    AZURE("Azure", 1, 846) {
        @Override
        SampleTruth write(Shape shape, Path directory) throws IOException {
            return AzureSampleBill.write(
                    AzureSampleSettings.builder()
                            .seed(SEED)
                            .rows(shape.rows())
                            .periods(shape.periods())
                            .deliveries(shape.deliveries())
                            .through(shape.through())
                            .build(),
                    directory);
        }
    },

    /** The detailed tables of two billing accounts, dumped as compressed JSON; a month has about 200 slices. */
    GCP("Google Cloud", 24, 834) {
        @Override
        SampleTruth write(Shape shape, Path directory) throws IOException {
            return GcpSampleBill.write(
                    GcpSampleSettings.builder()
                            .seed(SEED)
                            .rows(shape.rows())
                            .periods(shape.periods())
                            .deliveries(shape.deliveries())
                            .through(shape.through())
                            .build(),
                    directory);
        }
    };

    private static final long SEED = 7;

    private final String label;
    private final int periods;
    private final int fewestRows;

    Cloud(String label, int periods, int fewestRows) {
        this.label = label;
        this.periods = periods;
        this.fewestRows = fewestRows;
    }

    String label() {
        return label;
    }

    /** Months that the main bill is of: for Google Cloud as many as it takes for thousands of slices. */
    int periods() {
        return periods;
    }

    /** Fewest rows that a bill of one month can have. */
    int fewestRows() {
        return fewestRows;
    }

    /**
     * Writes a bill, the same one for the same shape; with one more delivery in a directory that has fewer of them.
     *
     * @throws IllegalArgumentException where the rows are too few
     */
    abstract SampleTruth write(Shape shape, Path directory) throws IOException;

    /** A query that reads the files of the variable {@code files}: twenty columns of it, with amounts and times. */
    String query() throws IOException {
        String resource = name().toLowerCase(Locale.ROOT) + ".sql";
        try (InputStream query = Cloud.class.getResourceAsStream(resource)) {
            return new String(query.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * How large a bill is.
     *
     * @param rows rows of all deliveries, for some clouds about so many
     * @param periods months billed
     * @param deliveries deliveries that the newest month will have
     * @param through how many of them there are
     */
    record Shape(int rows, int periods, int deliveries, int through) {

        /** Each month in one delivery. */
        static Shape once(int rows, int periods) {
            return new Shape(rows, periods, 1, 1);
        }

        /** Each month in one delivery, where the newest will have another one. */
        static Shape before(int rows, int periods) {
            return new Shape(rows + rows / periods, periods, 2, 1);
        }

        /** The same bill when the newest month has been delivered again. */
        static Shape after(int rows, int periods) {
            return new Shape(rows + rows / periods, periods, 2, 2);
        }
    }
}
