package io.tributary.benchmarks;

import io.tributary.samples.SampleTruth;
import io.tributary.samples.aws.AwsSampleBill;
import io.tributary.samples.aws.AwsSampleSettings;
import io.tributary.samples.file.Compression;
import io.tributary.schemas.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A payer's month as one CSV file, which every delivery of its scope is made from.
 *
 * @param path the file: a header, then rows
 * @param account the payer
 * @param period first day of the month
 * @param rows rows of the file
 * @param published when the provider published it
 */
record BillFile(Path path, String account, LocalDate period, long rows, Instant published) {

    /** A sample bill of {@code rows} hourly rows; another payer, and other rows, for each seed. */
    static BillFile write(Path directory, long seed, int rows) throws IOException {
        Path bucket = directory.resolve("bill-" + seed);
        SampleTruth truth = AwsSampleBill.write(
                AwsSampleSettings.builder()
                        .seed(seed)
                        .periods(1)
                        .deliveries(1)
                        .rows(rows)
                        .files(1)
                        .compression(Compression.NONE)
                        .build(),
                bucket);
        SampleTruth.Delivery bill = truth.deliveries().get(0);
        return new BillFile(
                bucket.resolve(bill.files().get(0)),
                bill.account(),
                bill.period().atDay(1),
                bill.rows(),
                bill.manifestTime());
    }

    /** What its deliveries are complete statements of. */
    String scope() {
        return Keys.scope("aws", "aws.cur.legacy", account, period, "benchmark");
    }
}
