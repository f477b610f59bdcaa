package io.tributary.local.view;

import static java.util.Objects.requireNonNull;

import io.tributary.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Writes every live cost record of {@code billing.costs} to files: the last committed value of each key that has not
 * been withdrawn, as Parquet by billing period, and as CSV beside it in {@code _csv} (which readers of partitioned data
 * pass over) if asked for, with a manifest that says what they hold. Records that arrive while it reads are left for
 * the next view.
 */
public final class CleanView {

    private static final int MONTHS = 12;
    private static final int PERIOD = EncodedRecord.position("BillingPeriodStart");

    private final Map<String, Object> consumerSettings;
    private final Map<String, ?> serdeSettings;

    /**
     * A view of the clean topic of a cluster.
     *
     * @param consumerSettings of a Kafka consumer, bootstrap.servers at least
     * @param serdeSettings of the serdes, schema.registry.url at least
     */
    public CleanView(Map<String, ?> consumerSettings, Map<String, ?> serdeSettings) {
        this.consumerSettings = Map.copyOf(consumerSettings);
        this.serdeSettings = Map.copyOf(serdeSettings);
    }

    /** Says of a view what its manifest says, in JSON. */
    @FunctionalInterface
    public interface Description {

        /** The manifest's text. The view's files are complete, and not in their places yet. */
        String of(WrittenView view);
    }

    /**
     * Writes the files below {@code output}, and replaces those of an earlier view there.
     *
     * @param output the directory, which need not exist
     * @param csv whether to write CSV as well
     * @param scratch a directory that exists only while the view is written
     * @param progress is called with the number of records that have been read from the topic
     * @param description says what the manifest says
     * @return what was written
     * @throws org.apache.kafka.common.KafkaException where the cluster fails, or a record cannot be read
     * @throws UncheckedIOException where a file cannot be written
     */
    public WrittenView write(Path output, boolean csv, Path scratch, LongConsumer progress, Description description) {
        requireNonNull(output, "output");
        try {
            Scratch.delete(scratch);
            try (LiveRecords live = new LiveRecords(scratch)) {
                read(live, progress);
                return write(live, output, csv, description);
            } finally {
                Scratch.delete(scratch);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use scratch directory " + scratch + ": " + e, e);
        }
    }

    /** Keeps every live record in the encoding of today's schema. */
    private void read(LiveRecords live, LongConsumer progress) {
        try (RecordEncodings encodings = new RecordEncodings(Topics.COSTS.name(), serdeSettings);
                CommittedRecords records = new CommittedRecords(Topics.COSTS.name(), consumerSettings)) {
            EncodedRecord cost = new EncodedRecord();
            long read = 0;
            while (records.hasNext()) {
                for (ConsumerRecord<byte[], byte[]> record : records.next()) {
                    read++;
                    if (record.value() == null) {
                        live.remove(record.key());
                    } else {
                        encodings.read(record.value(), cost);
                        live.put(index(cost), record.key(), cost.bytes());
                    }
                }
                progress.accept(read);
            }
        }
    }

    private static WrittenView write(LiveRecords live, Path output, boolean csv, Description description) {
        EncodedRecord cost = new EncodedRecord();
        ViewTotals totals = new ViewTotals();
        UnknownTypes unknownTypes = new UnknownTypes();
        try (ViewFiles parquet = new ViewFiles(output, ViewFiles.Format.PARQUET);
                ViewFiles text = new ViewFiles(output.resolve("_csv"), ViewFiles.Format.CSV)) {
            live.forEach((value, index) -> {
                YearMonth month = YearMonth.of(index / MONTHS, index % MONTHS + 1);
                if (!cost.read(value)) {
                    throw new IllegalStateException("The scratch database gave a record that it was not given");
                }
                totals.add(cost);
                unknownTypes.add(cost);
                parquet.write(month, cost);
                if (csv) {
                    text.write(month, cost);
                }
            });
            parquet.complete();
            text.complete();
            WrittenView view =
                    new WrittenView(totals.toList(), totals.sources(), unknownTypes.toList(), parquet.places());
            String says = description.of(view);
            ViewManifest manifest = new ViewManifest(output);
            manifest.withdraw();
            parquet.publish();
            if (csv) {
                text.publish();
            }
            manifest.publish(says);
            return view;
        }
    }

    /** The billing period's month, counted from the year 0. */
    private static int index(EncodedRecord cost) {
        var start = Instant.ofEpochMilli(cost.number(PERIOD)).atOffset(ZoneOffset.UTC);
        return start.getYear() * MONTHS + start.getMonthValue() - 1;
    }
}
